//! How the parts of an Office package name each other, for workbooks in XML and in records alike.

use super::package::{Content, Package, resolve};
use super::sheet::Entry;
use super::xml::{Token, Xml};
use crate::error::{ErrorKind, Result};
use std::collections::BTreeMap;

/// What a part is to the one that names it.
pub struct Relation {
    /// Path in the package.
    pub path: String,
    /// Last word of the type, such as `worksheet`.
    pub kind: String,
}

/// Relations of a part by their id; none if the part has no list of them.
///
/// # Errors
/// Those of [`Xml`].
pub fn relations(package: &mut Package, of: &str) -> Result<BTreeMap<String, Relation>> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let path = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let mut relations = BTreeMap::new();
    let Some(part) = package.part(&path, Content::Other)? else { return Ok(relations) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Token::Start if xml.name() == b"Relationship" => {
                let (id, target) = (xml.attribute("Id"), xml.attribute("Target"));
                let kind = xml.attribute("Type").unwrap_or_default();
                if let (Some(id), Some(target)) = (id, target) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id, Relation { path: resolve(of, &target), kind });
                }
            }
            Token::Over => return Ok(relations),
            _ => {}
        }
    }
}

/// Path of the part that lists the sheets.
///
/// # Errors
/// `E_FORMAT` if the package is no workbook.
pub fn workbook(package: &mut Package) -> Result<String> {
    let named = relations(package, "")?.into_values().find(|r| r.kind == "officeDocument").map(|r| r.path);
    let usual = ["xl/workbook.xml", "xl/workbook.bin"].map(str::to_owned);
    named.into_iter().chain(usual).find(|path| package.has(path)).ok_or_else(|| ErrorKind::Format.into())
}

/// Path of the one part of this kind: the one that is named, or the usual one beside the workbook.
pub fn beside(workbook: &str, relations: &BTreeMap<String, Relation>, kind: &str, usual: &str) -> String {
    let named = relations.values().find(|r| r.kind == kind).map(|r| r.path.clone());
    named.unwrap_or_else(|| resolve(workbook, usual))
}

/// The sheets of a workbook and the parts they are in; a sheet of another kind (a chart, say) has no rows and no part.
#[derive(Default)]
pub struct Sheets {
    /// Names, in the order of the file.
    pub entries: Vec<Entry>,
    /// Paths of their parts.
    pub paths: Vec<Option<String>>,
}

impl Sheets {
    /// Adds a sheet by the id of its relation.
    ///
    /// # Errors
    /// `E_LIMIT` above [`super::super::limits::SHEETS`].
    pub fn push(&mut self, name: String, hidden: bool, id: &str, relations: &BTreeMap<String, Relation>) -> Result<()> {
        if self.entries.len() >= super::super::limits::SHEETS {
            return Err(ErrorKind::Sheets.into());
        }
        let relation = relations.get(id);
        // Without relations the first sheet can only be where it always is.
        let usual = || relations.is_empty().then(|| format!("xl/worksheets/sheet{}.xml", self.entries.len() + 1));
        let path = match relation {
            Some(relation) => (relation.kind == "worksheet").then(|| relation.path.clone()),
            None => usual(),
        };
        self.paths.push(path);
        self.entries.push(Entry { name, hidden });
        Ok(())
    }
}
