//! A report as a workbook: typed numbers and texts, no formula, no macro.

mod contents;
mod page;

use super::Lang;
use super::archive::Archive;
use super::imprint::watermark;
use super::markup::Markup;
use super::paper::Report;
use crate::error::Result;
use crate::fields::Template;
use page::Page;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/// What cells look like; [`page::Style`] names the `cellXfs` in their order.
const STYLES: &str = "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.0%\"/></numFmts>\
<fonts count=\"4\"><font><sz val=\"11\"/><name val=\"Microsoft YaHei\"/></font><font><b/><sz val=\"11\"/><name val=\"Microsoft YaHei\"/></font>\
<font><b/><sz val=\"14\"/><name val=\"Microsoft YaHei\"/></font><font><sz val=\"10\"/><color rgb=\"FF5A6874\"/><name val=\"Microsoft YaHei\"/></font></fonts>\
<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEDF1F4\"/></patternFill></fill></fills>\
<borders count=\"2\"><border/><border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FFDCE3E8\"/></bottom></border></borders>\
<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"10\"><xf applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf quotePrefix=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
<xf fontId=\"1\" fillId=\"2\" borderId=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>\
<xf fontId=\"2\" applyFont=\"1\"/><xf fontId=\"3\" applyFont=\"1\"/>\
<xf numFmtId=\"3\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"4\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf numFmtId=\"164\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
<xf fontId=\"3\" applyFont=\"1\" applyAlignment=\"1\"><alignment horizontal=\"right\" vertical=\"top\"/></xf></cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// The report as a file of XLSX.
///
/// # Errors
/// `E_LIMIT` beyond 4 GiB.
pub fn xlsx(report: &Report) -> Result<Vec<u8>> {
    book(&contents::pages(report), report.title, &watermark(report))
}

/// A template to fill in as a file of XLSX: its headers and a row of examples.
///
/// # Errors
/// Those of [`xlsx`].
pub fn template(template: Template, lang: Lang) -> Result<Vec<u8>> {
    let title = lang.pick(template.zh(), template.en());
    book(&[contents::template(template, lang)], title, title)
}

fn book(pages: &[Page], title: &str, stamp: &str) -> Result<Vec<u8>> {
    let names = page::names(pages.iter().map(|p| p.name.as_str()));
    let mut archive = Archive::default();
    let mut add = |name: &str, root: &'static str, space: &[&str], content: &Markup| {
        let mut part = Markup::default();
        part.raw(HEAD).raw("<").raw(root).raw(" xmlns=\"");
        space.iter().for_each(|text| {
            part.raw(text);
        });
        part.raw("\">").raw(content.written()).raw("</").raw(root).raw(">");
        archive.add(name, part.finish().as_bytes())
    };
    let list = |each: &dyn Fn(&mut Markup, &str, &str)| {
        let mut out = Markup::default();
        for (place, name) in names.iter().enumerate() {
            each(&mut out, &(place + 1).to_string(), name);
        }
        out
    };

    let mut types = list(&|out, number, _| {
        out.raw("<Override PartName=\"/xl/worksheets/sheet")
            .raw(number)
            .raw(".xml\" ContentType=\"")
            .raw(TYPE)
            .raw("worksheet+xml\"/>");
    });
    types.raw("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>");
    for (part, kind) in [("workbook", "sheet.main"), ("styles", "styles")] {
        types.raw("<Override PartName=\"/xl/").raw(part).raw(".xml\" ContentType=\"").raw(TYPE).raw(kind).raw("+xml\"/>");
    }
    types.raw(
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
    );
    add("[Content_Types].xml", "Types", &[PACKAGE, "content-types"], &types)?;

    let mut relations = Markup::default();
    relation(&mut relations, "1", &[DOCUMENT, "/officeDocument"], "xl/workbook.xml");
    relation(&mut relations, "2", &[PACKAGE, "relationships/metadata/core-properties"], "docProps/core.xml");
    add("_rels/.rels", "Relationships", &[PACKAGE, "relationships"], &relations)?;

    let mut about = Markup::default();
    about.tag("dc:title", title).tag("dc:subject", stamp).tag("dc:creator", "insitu");
    let space = [PACKAGE, "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/"];
    add("docProps/core.xml", "coreProperties", &space, &about)?;

    let mut book = Markup::default();
    book.open("sheets");
    let sheets = list(&|out, number, name| {
        out.raw("<sheet name=\"").text(name).raw("\" sheetId=\"").raw(number).raw("\" r:id=\"r").raw(number).raw("\"/>");
    });
    book.raw(sheets.written()).close();
    add("xl/workbook.xml", "workbook", &[MAIN, "\" xmlns:r=\"", DOCUMENT], &book)?;

    let mut relations = list(&|out, number, _| {
        relation(out, number, &[DOCUMENT, "/worksheet"], &["worksheets/sheet", number, ".xml"].concat());
    });
    relation(&mut relations, "0", &[DOCUMENT, "/styles"], "styles.xml");
    add("xl/_rels/workbook.xml.rels", "Relationships", &[PACKAGE, "relationships"], &relations)?;

    let mut styles = Markup::default();
    styles.raw(STYLES);
    add("xl/styles.xml", "styleSheet", &[MAIN], &styles)?;
    for (place, page) in pages.iter().enumerate() {
        let name = ["xl/worksheets/sheet", &(place + 1).to_string(), ".xml"].concat();
        add(&name, "worksheet", &[MAIN], &page.markup(stamp))?;
    }
    archive.finish()
}

fn relation(out: &mut Markup, number: &str, kind: &[&str], target: &str) {
    out.raw("<Relationship Id=\"r").raw(number).raw("\" Type=\"").raw(&kind.concat());
    out.raw("\" Target=\"").raw(target).raw("\"/>");
}
