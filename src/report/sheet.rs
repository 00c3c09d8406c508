//! A table of a report: aggregates with the groups of few people hidden.

use super::guard::{Guard, Told};
use super::look::Look;
use crate::mask::Shown;
use serde::{Serialize, Serializer};

/// A table with its chart.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Sheet {
    /// Stable name within its analysis.
    pub code: &'static str,
    /// Name of the analysis.
    pub analysis: &'static str,
    /// What it shows.
    pub title: String,
    /// Unit, period, rule.
    pub note: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// How it is drawn, where it is.
    pub chart: Option<Drawing>,
    /// Rows in which something is hidden.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub hidden: u64,
    /// How its counts hang together with others.
    #[serde(skip)]
    #[cfg_attr(feature = "types", ts(skip))]
    pub(super) shape: Shape,
}

/// How the counts of people in a table add up, and which counts of other tables they are or are part of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// What its rows are: rows of one name and count in tables of one dimension are the same people.
    pub dimension: String,
    /// Whether each customer is in one row at most, so that the rows are parts of all customers.
    pub divides: bool,
    /// The people of rows that are left out.
    pub unlisted: u64,
    /// The coarser dimension that it divides further, and the row there that each of its rows is part of.
    pub within: Option<(String, Vec<Option<String>>)>,
    /// A column of people and those that are parts of it.
    pub parts: Option<(usize, Vec<usize>)>,
    /// A column of people who are in one of these columns of the next row.
    pub next: Option<(usize, Vec<usize>)>,
    /// Columns whose last row another table of the analysis has once more: one row there for each, in order.
    pub last: Option<(&'static str, Vec<usize>)>,
    /// Whether the people of each row are among those of the row before, so that the rows add up to nothing.
    pub is_chain: bool,
    /// Rows whose money tells of one of two customers.
    pub dominated: Vec<usize>,
    /// A column of running sums, which tell each row by the next, or of numbers that tell the whole.
    pub running: Option<usize>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SheetColumn {
    /// Header.
    pub title: String,
    /// What its cells are.
    pub kind: CellKind,
    /// Stable name where something other than a reader looks for it; else empty.
    #[serde(skip)]
    pub code: &'static str,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum CellKind {
    /// Words.
    Text,
    /// A whole number of anything but people.
    Count,
    /// A number of people: what is hidden follows it.
    People,
    /// An amount of money.
    Money,
    /// Any other number.
    Number,
    /// A number whose row says what it is, or a quotient: whole ones without decimals, others with two.
    Figure,
    /// A share of something within the row, as 0.123.
    Rate,
    /// A share of the whole, as 0.123: tells the whole.
    Share,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(type = "string | number | null"))]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// What stands in place of a number that may not be told.
    Hidden(Shown),
    /// Nothing.
    Empty,
}

/// How a table is drawn. There is no third dimension, and bars begin at nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "form", rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Drawing {
    /// A bar for each row, as long as a column says.
    Bars {
        /// Number of the column.
        column: usize,
    },
    /// A line through the rows.
    Line {
        /// Number of the column.
        column: usize,
    },
    /// A field of squares: each row and each column behind the first.
    Heat,
    /// Parts of a whole, six at most.
    Pie {
        /// Number of the column.
        column: usize,
    },
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Hidden(shown) => serializer.collect_str(shown),
            Self::Empty => serializer.serialize_unit(),
        }
    }
}

impl From<Option<f64>> for Cell {
    fn from(value: Option<f64>) -> Self {
        value.filter(|v| v.is_finite()).map_or(Self::Empty, Self::Number)
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Some(value).into()
    }
}

impl From<u64> for Cell {
    fn from(value: u64) -> Self {
        Self::Number(value as f64)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A share as a cell.
impl From<Option<(f64, f64)>> for Cell {
    fn from(ratio: Option<(f64, f64)>) -> Self {
        ratio.map(|(num, den)| num / den).into()
    }
}

impl Sheet {
    /// An empty table.
    #[must_use]
    pub fn new(code: &'static str, title: &str, note: &str, columns: &[(&str, CellKind)]) -> Self {
        let column = |(title, kind): &(&str, CellKind)| SheetColumn { title: (*title).to_owned(), kind: *kind, code: "" };
        Self {
            code,
            analysis: "",
            title: title.to_owned(),
            note: note.to_owned(),
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
            chart: None,
            hidden: 0,
            shape: Shape::default(),
        }
    }

    /// The same with stable names of its columns.
    #[must_use]
    pub fn coded(mut self, codes: &[&'static str]) -> Self {
        self.columns.iter_mut().zip(codes).for_each(|(column, code)| column.code = code);
        self
    }

    /// The same drawn in this way.
    #[must_use]
    pub fn drawn(mut self, chart: Drawing) -> Self {
        self.chart = Some(chart);
        self
    }

    /// Adds a row of what an analysis says of a group, with whether its money tells of one of two customers.
    pub(super) fn group(&mut self, of: Look<'_>, cells: Vec<Cell>) {
        self.shape.dominated.extend(of.is("dominated").then_some(self.rows.len()));
        self.row(cells);
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// The same, whose rows are of this dimension.
    #[must_use]
    pub(super) fn of(mut self, dimension: &str) -> Self {
        dimension.clone_into(&mut self.shape.dimension);
        self
    }

    /// The same, whose rows divide the customers by this dimension.
    #[must_use]
    pub(super) fn dividing(mut self, dimension: &str) -> Self {
        self.shape.divides = true;
        self.of(dimension)
    }

    /// The same, each row of which is part of a row of a coarser dimension, where `parent` knows one.
    #[must_use]
    pub(super) fn within(mut self, coarser: &str, parent: impl Fn(&str) -> Option<String>) -> Self {
        self.shape.within = Some((coarser.to_owned(), self.rows.iter().map(|row| parent(name_of(row))).collect()));
        self
    }

    /// The same, where people of some columns are parts of those of another.
    #[must_use]
    pub(super) fn split(mut self, whole: usize, parts: &[usize]) -> Self {
        self.shape.parts = Some((whole, parts.to_vec()));
        self
    }

    /// The same, where the people of a column are divided among some columns of the next row.
    #[must_use]
    pub(super) fn carried(mut self, whole: usize, parts: &[usize]) -> Self {
        self.shape.next = Some((whole, parts.to_vec()));
        self
    }

    /// The same, where these columns of the last row stand in another table of the analysis, too, below each other.
    #[must_use]
    pub(super) fn ending_as(mut self, code: &'static str, columns: &[usize]) -> Self {
        self.shape.last = Some((code, columns.to_vec()));
        self
    }

    /// The same, where the people of each row are among those of the row before.
    #[must_use]
    pub(super) fn chained(mut self) -> Self {
        self.shape.is_chain = true;
        self
    }

    /// The same, where a column runs through the rows or is about all of them: it goes with the first row that is hidden.
    #[must_use]
    pub(super) fn running(mut self, column: usize) -> Self {
        self.shape.running = Some(column);
        self
    }

    /// The first rows; the people of the others are not listed.
    #[must_use]
    pub(super) fn first(mut self, rows: usize) -> Self {
        self.shape.dominated.retain(|at| *at < rows);
        let cut = self.rows.split_off(rows.min(self.rows.len()));
        if let Some(&place) = self.people().first() {
            self.shape.unlisted += cut.iter().map(|row| people_at(row, place)).sum::<u64>();
        }
        self
    }

    /// A table that stands alone: without the figures of fewer than `k` people, and of others that these could be found from.
    #[must_use]
    pub fn guarded(self, k: u64) -> Self {
        let told = Guard::of(std::slice::from_ref(&self), u64::MAX >> 8, k).of_sheet(self.analysis, self.code, 0);
        self.showing(&told)
    }

    /// The table of what may be told: of rows that may not be, the names stay.
    #[must_use]
    pub(super) fn showing(mut self, told: &Told) -> Self {
        let (kinds, people): (Vec<CellKind>, _) = (self.columns.iter().map(|c| c.kind).collect(), self.people());
        let mut is_whole = true;
        for (at, row) in self.rows.iter_mut().enumerate() {
            let open = told.row(at);
            // Of people enough, but of money that few of them have.
            let is_held = !open && told.shown(at).iter().take(people.len()).all(|shown| shown.is_open());
            for (&place, shown) in people.iter().zip(told.shown(at)) {
                if let Some(cell) = row.get_mut(place).filter(|_| !shown.is_open()) {
                    *cell = Cell::Hidden(*shown);
                }
            }
            for (place, (cell, kind)) in row.iter_mut().zip(&kinds).enumerate() {
                // Words in front of the people name the row; those behind say something of them.
                let is_name = *kind == CellKind::Text && people.first().is_none_or(|first| place < *first);
                let is_told = is_held && *kind == CellKind::People;
                let is_figure = !is_name && !is_told && !matches!(cell, Cell::Hidden(_));
                if is_figure && (!open || (*kind == CellKind::Share && !told.whole())) {
                    *cell = if is_held && *kind == CellKind::Money { Cell::Hidden(Shown::Withheld) } else { Cell::Empty };
                }
            }
            is_whole &= open;
            self.hidden += u64::from(!open && !is_held);
        }
        if let Some(column) = self.shape.running.filter(|_| !is_whole) {
            self.rows.iter_mut().filter_map(|row| row.get_mut(column)).for_each(|cell| *cell = Cell::Empty);
        }
        self
    }

    /// Numbers of the columns of people.
    pub(super) fn people(&self) -> Vec<usize> {
        self.columns.iter().enumerate().filter(|(_, c)| c.kind == CellKind::People).map(|(place, _)| place).collect()
    }

    /// What is wrong with how it is drawn, as the code of the rule.
    #[must_use]
    pub fn drawing_fault(&self) -> Option<&'static str> {
        match self.chart? {
            Drawing::Pie { .. } if self.rows.len() > 6 => Some("pie_over_six"),
            Drawing::Bars { .. } if self.rows.len() > 30 => Some("overfull"),
            Drawing::Heat if self.rows.len() * self.columns.len() > 900 => Some("overfull"),
            Drawing::Line { .. } if self.rows.len() > 400 => Some("overfull"),
            Drawing::Bars { column } | Drawing::Line { column } | Drawing::Pie { column } => {
                let is_number = self.columns.get(column).is_some_and(|c| c.kind != CellKind::Text);
                (!is_number).then_some("no_number")
            }
            Drawing::Heat => None,
        }
    }
}

/// The words at the head of a row.
pub(super) fn name_of(row: &[Cell]) -> &str {
    match row.first() {
        Some(Cell::Text(text)) => text,
        _ => "",
    }
}

/// The people in a cell of a row.
pub(super) fn people_at(row: &[Cell], place: usize) -> u64 {
    match row.get(place) {
        Some(Cell::Number(n)) if *n >= 0.0 => n.round() as u64,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CellKind::{Money, People, Share, Text};

    fn table(counts: &[u64]) -> Sheet {
        let mut sheet = Sheet::new("t", "t", "", &[("a", Text), ("n", People), ("m", Money), ("s", Share)]);
        for n in counts {
            sheet.row(vec!["x".into(), (*n).into(), 10.0.into(), 0.5.into()]);
        }
        sheet.guarded(5)
    }

    #[test]
    fn small_groups_and_what_they_follow_from_are_hidden() {
        let sheet = table(&[100, 3, 7, 50]);
        assert_eq!(sheet.rows[1][1], Cell::Hidden(Shown::Below(5)));
        assert_eq!(sheet.rows[1][2..], [Cell::Empty, Cell::Empty]);
        assert_eq!(sheet.rows[2][1], Cell::Hidden(Shown::Withheld));
        assert_eq!(sheet.rows[0][1], Cell::Number(100.0));
        assert_eq!((sheet.hidden, &sheet.rows[0][3]), (2, &Cell::Number(0.5)));
    }

    #[test]
    fn where_the_total_may_not_be_told_no_share_is() {
        let sheet = table(&[4]);
        assert_eq!(sheet.rows[0][1..], [Cell::Hidden(Shown::Below(5)), Cell::Empty, Cell::Empty]);
        assert_eq!(table(&[8, 9]).hidden, 0);
    }

    #[test]
    fn an_overfull_chart_is_a_fault() {
        let mut sheet = table(&[9; 7]).drawn(Drawing::Pie { column: 1 });
        assert_eq!(sheet.drawing_fault(), Some("pie_over_six"));
        sheet.chart = Some(Drawing::Bars { column: 0 });
        assert_eq!(sheet.drawing_fault(), Some("no_number"));
    }
}
