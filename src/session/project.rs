//! What a saved project holds: the settings, the decisions, the key of the pseudonyms, sums of what was found, and which files.
//!
//! It is plain here: whoever writes it seals it ([`crate::mask::Vault`]), with the bytes of the files behind it where the user
//! wants them in.

use super::{Applied, DuplicateCustomer, Session, head, shown};
use crate::clean::Decisions;
use crate::error::{Error, ErrorKind, Result};
use crate::intake::Overrides;
use crate::mask::Key;
use crate::recipe::Recipe;
use crate::tree;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Version of the layout; a later one is refused.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Project {
    version: u32,
    recipe: Recipe,
    key: String,
    /// Of each table, with its fingerprint.
    decisions: Vec<Decisions>,
    merges: Vec<Vec<DuplicateCustomer>>,
    files: Vec<ProjectFile>,
    results: Map<String, Value>,
}

/// A file that a project was saved with.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ProjectFile {
    /// Its name.
    pub name: String,
    /// Its size.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub bytes: u64,
}

/// What may be known of a project before its files are open.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ProjectInfo {
    /// The files, in their order.
    pub files: Vec<ProjectFile>,
    /// How they were read.
    pub reading: Overrides,
    /// Bytes before those of the first file, where these are in it.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub start: u64,
    /// What was found, by analysis: sums and no customers.
    #[cfg_attr(feature = "types", ts(type = "Record<string, object>"))]
    pub results: Map<String, Value>,
}

impl Project {
    /// A project, and what stands behind it.
    fn read(bytes: &[u8]) -> Result<(Self, &[u8])> {
        let (head, behind) = head::read(bytes, ("version", VERSION))?;
        Ok((tree::read(&head).ok_or(ErrorKind::Project)?, behind))
    }
}

impl ProjectInfo {
    /// Reads the start of a project: its content, with or without what stands behind it.
    ///
    /// # Errors
    /// `E_PROJECT`, `E_NEWER`.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let (Project { recipe, files, results, .. }, behind) = Project::read(bytes)?;
        Ok(Self { files, reading: recipe.reading, start: (bytes.len() - behind.len()) as u64, results })
    }
}

impl Session {
    /// What is open as the content of a project, with what the named analyses found.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of the analyses.
    pub fn project(&mut self, names: &[String]) -> Result<Vec<u8>> {
        let mut results = Map::new();
        for name in names {
            let mut found = shown(&self.analyze(name)?);
            found.as_object_mut().and_then(|found| found.remove("notices"));
            results.insert(name.clone(), found);
        }
        let parts = self.tables.iter().flat_map(|table| table.raw.parts());
        let files = parts.map(|part| ProjectFile { name: part.name.clone(), bytes: part.bytes }).collect();
        let project = Project {
            version: VERSION,
            recipe: self.recipe()?,
            key: self.key.to_hex(),
            decisions: self.tables.iter().map(|table| table.decisions().clone()).collect(),
            merges: self.merges.clone(),
            files,
            results,
        };
        head::write(&project)
    }

    /// Puts the open tables under the settings and the key of a project, and under its decisions where they are the very tables
    /// that it was saved with. The way back starts here.
    ///
    /// # Errors
    /// `E_PROJECT`, `E_NEWER`, `E_NO_DATA`, and those of [`Session::apply`].
    pub fn restore(&mut self, bytes: &[u8]) -> Result<Applied> {
        let (Project { recipe, key, decisions, merges, .. }, _) = Project::read(bytes)?;
        let key = Key::from_hex(&key).or(Err(Error::new(ErrorKind::Project)))?;
        if self.tables.is_empty() {
            return Err(ErrorKind::NoData.into());
        }
        let mut applied = self.put_under(recipe)?;
        self.take_key(key)?;
        let own = |table: &super::table::OpenTable| decisions.iter().find(|d| d.fingerprint == table.decisions().fingerprint);
        let found: Option<Vec<Decisions>> = self.tables.iter().map(|table| own(table).cloned()).collect();
        let same = found.filter(|found| found.len() == decisions.len());
        applied.same = Some(same.is_some());
        if let Some(found) = same {
            for (table, decisions) in self.tables.iter_mut().zip(found) {
                table.set_decisions(decisions)?;
            }
            self.set_merges(merges);
        } else {
            applied.decisions = (decisions.iter().map(Decisions::count).sum::<usize>() + merges.len()) as u64;
        }
        self.forget_steps();
        self.forget_results();
        Ok(applied)
    }
}
