//! A sheet of a workbook: rows of cells, each with a style.

use crate::report::formula_safe;
use crate::report::imprint::number;
use crate::report::markup::{Markup, breadth};
use crate::report::sheet::{Cell, CellKind};
use std::borrow::Cow;

/// Rows that a sheet may have.
const ROWS: usize = 1_048_576;
/// Letters that a cell may have (32,767 in UTF-16).
const LETTERS: usize = 32_000;

/// How a cell looks: the places in the workbook's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Text,
    /// A text that would be a formula if somebody typed it; it stays a text when it is edited.
    Quoted,
    Header,
    Title,
    Note,
    Whole,
    Money,
    Percent,
    Number,
    Hidden,
}

/// A sheet under construction.
pub(super) struct Page {
    /// Its wanted name.
    pub name: String,
    rows: Vec<Vec<(Style, Cell)>>,
    /// Rows at its top that stay in sight.
    frozen: usize,
}

impl Page {
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), rows: Vec::new(), frozen: 0 }
    }

    /// Adds a row of texts in one style.
    pub fn texts(&mut self, style: Style, texts: &[&str]) {
        self.rows.push(texts.iter().map(|text| (style, (*text).into())).collect());
    }

    /// Adds a row of cells of these kinds.
    pub fn cells(&mut self, cells: Vec<(CellKind, Cell)>) {
        self.rows.push(cells.into_iter().map(|(kind, cell)| (style(kind, &cell), cell)).collect());
    }

    /// Adds an empty row.
    pub fn gap(&mut self) {
        self.rows.push(Vec::new());
    }

    /// The rows so far stay in sight.
    pub fn freeze(&mut self) {
        self.frozen = self.rows.len();
    }

    /// The same on as many sheets as its rows need; each begins with those that stay in sight.
    pub fn split(self) -> Vec<Self> {
        self.split_at(ROWS)
    }

    fn split_at(mut self, most: usize) -> Vec<Self> {
        if self.rows.len() <= most {
            return vec![self];
        }
        let rest = self.rows.split_off(self.frozen);
        let part = |rows: &[Vec<(Style, Cell)>]| Self {
            name: self.name.clone(),
            rows: [&self.rows, rows].concat(),
            frozen: self.frozen,
        };
        rest.chunks(most.saturating_sub(self.frozen).max(1)).map(part).collect()
    }

    /// The content of its part.
    pub fn markup(&self, stamp: &str) -> Markup {
        let mut out = Markup::default();
        out.raw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">");
        if self.frozen > 0 {
            let (rows, next) = (self.frozen.to_string(), (self.frozen + 1).to_string());
            out.raw("<pane ySplit=\"")
                .raw(&rows)
                .raw("\" topLeftCell=\"A")
                .raw(&next)
                .raw("\" activePane=\"bottomLeft\" state=\"frozen\"/>");
        }
        out.raw("</sheetView></sheetViews>");
        let widths = self.widths();
        if !widths.is_empty() {
            out.open("cols");
            for (place, width) in widths.into_iter().enumerate() {
                let at = (place + 1) as f64;
                out.shape("col customWidth=\"1\"", &[("min", at), ("max", at), ("width", width)], None);
            }
            out.close();
        }
        out.open("sheetData");
        for (place, row) in self.rows.iter().enumerate() {
            let number = (place + 1).to_string();
            out.raw("<row r=\"").raw(&number).raw("\">");
            for (column, (style, cell)) in row.iter().enumerate() {
                put(&mut out, &[&letters(column), number.as_str()].concat(), *style, cell);
            }
            out.raw("</row>");
        }
        out.close().raw("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>");
        out.raw("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddHeader>&amp;C");
        // A header has codes that begin with `&`, and 255 letters.
        let stamp: String = stamp.chars().take(100).collect();
        out.text(&stamp.replace('&', "&&")).raw("</oddHeader><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>");
        out
    }

    /// Widths of the columns in digits; titles and notes reach over the cells beside them.
    fn widths(&self) -> Vec<f64> {
        let mut widths: Vec<f64> = Vec::new();
        for row in &self.rows {
            widths.resize(widths.len().max(row.len()), 10.0);
            for (width, (style, cell)) in widths.iter_mut().zip(row) {
                if let Cell::Text(text) = cell
                    && !matches!(style, Style::Title | Style::Note)
                {
                    let longest = text.lines().map(breadth).fold(0.0, f64::max);
                    *width = width.max((longest / 6.5 + 2.0).min(44.0));
                } else if number(cell).is_some_and(|v| v.abs() >= 1e6) {
                    *width = width.max(18.0);
                }
            }
        }
        widths
    }
}

fn style(kind: CellKind, cell: &Cell) -> Style {
    match (cell, kind) {
        (Cell::Hidden(_), _) => Style::Hidden,
        (Cell::Text(_), _) => Style::Text,
        (_, CellKind::Count | CellKind::People) => Style::Whole,
        (_, CellKind::Money) => Style::Money,
        (_, CellKind::Rate | CellKind::Share) => Style::Percent,
        (cell, CellKind::Figure) if number(cell).is_some_and(|value| value.fract() == 0.0) => Style::Whole,
        (_, CellKind::Figure) => Style::Money,
        (_, CellKind::Number | CellKind::Text) => Style::Number,
    }
}

fn put(out: &mut Markup, place: &str, style: Style, cell: &Cell) {
    let text = match cell {
        Cell::Text(text) => Cow::Borrowed(text.as_str()),
        Cell::Hidden(shown) => shown.to_string().into(),
        cell => {
            if let Some(value) = number(cell) {
                start(out, place, style);
                out.raw("\"><v>").raw(&value.to_string()).raw("</v></c>");
            }
            return;
        }
    };
    let quoted = style == Style::Text && matches!(formula_safe(&text), Cow::Owned(_));
    start(out, place, if quoted { Style::Quoted } else { style });
    let cut: String = text.chars().take(LETTERS / 2).collect();
    // `_x0041_` would be read as a letter by its number.
    out.raw("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">").text(&unread(&cut)).raw("</t></is></c>");
}

/// A text that holds the number of a letter, with its first mark as such a number too.
fn unread(text: &str) -> String {
    let mut pieces = text.split("_x");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_number = piece.get(..4).is_some_and(|p| p.bytes().all(|b| b.is_ascii_hexdigit())) && piece.get(4..5) == Some("_");
        out.push_str(if is_number { "_x005F_x" } else { "_x" });
        out.push_str(piece);
    }
    out
}

fn start(out: &mut Markup, place: &str, style: Style) {
    out.raw("<c r=\"").raw(place).raw("\" s=\"").raw(&(style as u8).to_string());
}

/// Letters of a column: A, B, …, Z, AA, ….
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.insert(0, b'A' + (column % 26) as u8);
        if column < 26 {
            return String::from_utf8(letters).unwrap_or_default();
        }
        column = column / 26 - 1;
    }
}

/// Names that a workbook may have: at most 31 letters, none that is forbidden, no two alike.
pub(super) fn names<'a>(wanted: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in wanted {
        let legal =
            |c: char| if matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') || c.is_control() { ' ' } else { c };
        let legal: String = name.chars().map(legal).collect();
        let (legal, mut number) = (legal.trim(), 1);
        names.push(loop {
            let tail = if number > 1 { format!(" ({number})") } else { String::new() };
            let name = [short(if legal.is_empty() { "-" } else { legal }, 31 - tail.len()), &tail].concat();
            if !names.iter().any(|taken| taken.to_lowercase() == name.to_lowercase()) {
                break name;
            }
            number += 1;
        });
    }
    names
}

/// The beginning of a text in so many units of UTF-16.
fn short(text: &str, most: usize) -> &str {
    let mut units = 0;
    let over = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > most
    });
    over.and_then(|(at, _)| text.get(..at)).unwrap_or(text).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        let all: Vec<String> = [0, 25, 26, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(all, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn names_are_legal_short_and_different() {
        let long = "很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的名字";
        let names = names(["A/B:[c]", "a b  c", "", "'x'", long, long, "A B  C"].into_iter());
        assert_eq!(names[..4], ["A B  c", "a b  c (2)", "-", "x"]);
        assert_eq!((names[4].chars().count(), names[5].chars().count()), (31, 31));
        assert!(names[5].ends_with(" (2)") && names[6] == "A B  C (3)", "{names:?}");
    }

    #[test]
    fn too_many_rows_go_on_on_another_sheet() {
        let mut page = Page::new("x");
        page.texts(Style::Header, &["h"]);
        page.freeze();
        (0..5).for_each(|n: u64| page.cells(vec![(CellKind::Count, n.into())]));
        let parts = page.split_at(3);
        let rows: Vec<usize> = parts.iter().map(|p| p.rows.len()).collect();
        assert_eq!(rows, [3, 3, 2]);
        assert_eq!((&parts[2].rows[0][0].1, &parts[2].rows[1][0].1), (&"h".into(), &4_u64.into()));
    }

    #[test]
    fn texts_stay_texts_and_numbers_numbers() {
        let mut page = Page::new("x");
        page.cells(vec![
            (CellKind::Text, "=1+1".into()),
            (CellKind::Money, 1.5.into()),
            (CellKind::Text, "_x0041_&<\u{202E}".into()),
        ]);
        page.cells(vec![(CellKind::Number, Cell::Number(f64::INFINITY))]);
        let text = page.markup("A & B").finish();
        for part in [
            "<c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c>",
            "<c r=\"B1\" s=\"6\"><v>1.5</v></c>",
            "_x005F_x0041_&amp;&lt;\u{FFFD}</t>",
            "<row r=\"2\"></row>",
            "&amp;CA &amp;&amp; B</oddHeader>",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains("<f>"));
    }
}
