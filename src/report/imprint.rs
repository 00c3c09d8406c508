//! What both files of a report say of it: whom it is for, where it comes from, how a number is printed.

use super::Lang;
use super::card::Owner;
use super::figure::{grouped, percent, short};
use super::paper::{Report, Role, Severity};
use super::sheet::{Cell, CellKind, Sheet};
use crate::analysis;
use crate::table::date::parse_day;

/// A pair of a name and a text.
pub(super) type Fact = (&'static str, String);

/// For whom it is.
pub(super) fn reader(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::All => lang.pick("完整版", "Complete"),
        Role::Management => Owner::Management.name(lang),
        Role::Marketing => Owner::Marketing.name(lang),
        Role::Operations => Owner::Operations.name(lang),
        Role::Service => Owner::Service.name(lang),
    }
}

/// The line that marks every page: title, reader, day, and the first digits of the first fingerprint.
pub(super) fn watermark(report: &Report) -> String {
    let print: String = report.files.first().map(|f| f.fingerprint.chars().take(8).collect()).unwrap_or_default();
    let parts = [report.title, reader(report.role, report.lang), &report.date, &print];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Reader, days and customers.
pub(super) fn facts(report: &Report) -> Vec<Fact> {
    let lang = report.lang;
    let mut facts = vec![(lang.pick("报告对象", "For"), reader(report.role, lang).to_owned())];
    if !report.date.is_empty() {
        facts.push((lang.pick("报告日期", "Date"), report.date.clone()));
    }
    // The day behind the last one that counts.
    let told = |day: &String| {
        let ago = age(day, &report.date).map(|days| match lang {
            Lang::Zh => format!("，{days} 天前"),
            Lang::En => format!(", {days} days ago"),
        });
        let ago = ago.unwrap_or_default();
        match lang {
            Lang::Zh => format!("{day}（不含{ago}）"),
            Lang::En => format!("{day} (exclusive{ago})"),
        }
    };
    facts.extend(report.as_of.as_ref().map(|day| (lang.pick("数据截至", "Data as of"), told(day))));
    facts.push((lang.pick("客户数", "Customers"), super::figure::count(report.customers)));
    facts
}

/// Data that ended more days before the report are called old.
const QUARTER: i32 = 90;

/// How many days before the report the data end, where they are old.
pub(super) fn age(as_of: &str, date: &str) -> Option<i32> {
    Some(parse_day(date)? - parse_day(as_of)?).filter(|days| *days > QUARTER)
}

/// Headers of the list of files.
pub(super) fn file_columns(lang: Lang) -> [&'static str; 4] {
    [
        lang.pick("数据来源", "Source"),
        lang.pick("计入行数", "Rows counted"),
        lang.pick("未计入行数", "Rows set aside"),
        lang.pick("文件指纹", "Fingerprint"),
    ]
}

/// How much a finding asks for attention, as a word.
pub(super) fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Bad => lang.pick("需处理", "Act"),
        Severity::Watch => lang.pick("需关注", "Watch"),
        Severity::Good => lang.pick("良好", "Good"),
        Severity::Info => lang.pick("情况", "Fact"),
    }
}

/// Title of an analysis.
pub(super) fn analysis_title(name: &'static str, lang: Lang) -> &'static str {
    analysis::find(name).map_or(name, |a| lang.pick(a.title.zh, a.title.en))
}

/// The analyses that the report shows something of, in the order of the registry, with what they compute.
pub(super) fn definitions(report: &Report) -> Vec<Fact> {
    let shows =
        |name: &str| report.sheets.iter().any(|s| s.analysis == name) || report.findings.iter().any(|f| f.analysis == name);
    let shown = analysis::ANALYSES.iter().filter(|a| shows(a.name));
    shown
        .map(|a| (report.lang.pick(a.title.zh, a.title.en), report.lang.pick(a.definition.zh, a.definition.en).to_owned()))
        .collect()
}

/// What a table does not show, where it hides something.
pub(super) fn hidden(sheet: &Sheet, report: &Report) -> Option<String> {
    let (n, k) = (sheet.hidden, report.smallest_group);
    (n > 0).then(|| match report.lang {
        Lang::Zh => format!("有 {n} 行人数太少（<{k}）或可由此推出少数人，数字不显示。"),
        Lang::En => format!("{n} rows are of too few people (<{k}), or would tell of them: their figures are not shown."),
    })
}

/// The number of a cell.
pub(super) fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(value) if value.is_finite() => Some(*value),
        _ => None,
    }
}

/// A cell in full, with so many decimals where its kind sets none and it is no great whole number.
pub(super) fn in_full(cell: &Cell, kind: CellKind, decimals: usize) -> String {
    let value = match cell {
        Cell::Text(text) => return text.clone(),
        Cell::Hidden(shown) => return shown.to_string(),
        cell => match number(cell) {
            Some(value) => value,
            None => return String::new(),
        },
    };
    match kind {
        CellKind::Count | CellKind::People => grouped(value, 0),
        CellKind::Money => grouped(value, 2),
        CellKind::Rate | CellKind::Share => percent(value),
        CellKind::Figure => grouped(value, if is_whole(value) { 0 } else { 2 }),
        CellKind::Number | CellKind::Text if value.abs() >= 1e3 && is_whole(value) => grouped(value, 0),
        CellKind::Number | CellKind::Text => grouped(value, decimals),
    }
}

/// How many decimals the numbers of a column have: none if all are whole, two, or four of small ones.
pub(super) struct Places {
    most: usize,
    /// Whether words stand among the numbers: such a column lists unlike figures, of which the whole ones have no decimals.
    unlike: bool,
}

impl Places {
    pub(super) fn of(sheet: &Sheet, column: usize) -> Self {
        let cells = || sheet.rows.iter().filter_map(|row| row.get(column));
        let numbers = || cells().filter_map(number);
        let most = if numbers().all(is_whole) {
            0
        } else if numbers().all(|v| v.abs() < 1.0) {
            4
        } else {
            2
        };
        Self { most, unlike: cells().any(|cell| matches!(cell, Cell::Text(_))) }
    }

    pub(super) fn at(&self, cell: &Cell) -> usize {
        if self.unlike && number(cell).is_some_and(is_whole) { 0 } else { self.most }
    }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-9
}

/// A number in short form.
pub(super) fn in_short(value: f64, kind: CellKind, lang: Lang) -> String {
    match kind {
        CellKind::Rate | CellKind::Share => percent(value),
        CellKind::Figure | CellKind::Number | CellKind::Text if value.abs() < 10.0 && (value - value.round()).abs() > 0.005 => {
            grouped(value, 2)
        }
        _ => short(value, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::Shown;
    use CellKind::{Count, Figure, Money, Number, Rate};

    #[test]
    fn numbers_stand_in_full_by_their_kind() {
        let text = |value: f64, kind| in_full(&value.into(), kind, 2);
        assert_eq!((text(1_234_567.0, Count), text(1234.5, Money)), ("1,234,567".into(), "1,234.50".into()));
        assert_eq!((text(0.1234, Rate), text(2.5, Number)), ("12.3%".into(), "2.50".into()));
        assert_eq!(
            (text(320.0, Figure), text(141.985, Figure), text(-0.662, Figure)),
            ("320".into(), "141.99".into(), "-0.66".into())
        );
        assert_eq!(
            (in_full(&Cell::Hidden(Shown::Below(5)), Count, 0), in_full(&Cell::Empty, Money, 0)),
            ("<5".into(), String::new())
        );
        assert_eq!(in_full(&Cell::Number(f64::NAN), Money, 0), "");
    }

    #[test]
    fn decimals_are_those_that_a_column_needs() {
        let column = |cells: Vec<Cell>| {
            let mut sheet = Sheet::new("t", "t", "", &[("n", Number)]);
            cells.into_iter().for_each(|cell| sheet.row(vec![cell]));
            sheet.rows.iter().filter_map(|row| row.first().map(|cell| Places::of(&sheet, 0).at(cell))).collect::<Vec<_>>()
        };
        assert_eq!(column(vec![1.0.into(), 2.0.into()]), [0, 0]);
        assert_eq!(column(vec![1.25.into(), 300.0.into()]), [2, 2]);
        assert_eq!(column(vec![0.125.into(), (-0.5).into()]), [4, 4]);
        // Orders, an amount, a rate in words: a list of unlike figures.
        assert_eq!(column(vec![932.0.into(), 144.72.into(), Cell::Text("79.2%".into())]), [0, 2, 2]);
    }
}
