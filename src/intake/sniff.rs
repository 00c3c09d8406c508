//! A sample of a file → the plan by which all of it is read.

use super::container::Container;
use super::decode;
use super::dialect;
use super::encoding;
use super::kinds::{self, Named};
use super::limits;
use super::plan::{ColumnReading, Dialect, Overrides, Plan};
use super::record::{Rows, Stop};
use crate::error::{Error, ErrorKind, Result};
use crate::table::date::Times;
use crate::table::number;
use crate::table::{Doubt, Kind, Spec, Store, is_missing};
use std::borrow::Cow;
use std::collections::BTreeSet;

pub(super) const HEAD: u64 = limits::HEADER as u64 + (64 << 10);
const PIECE: u64 = 32 << 10;
const PIECES: u64 = 7;
/// Rows of the head that are judged; each piece adds its own.
const ROWS: usize = 1_500;

/// What is read of a file before it is read: its head and pieces spread evenly over the rest.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Size of the file.
    pub size: u64,
    /// Its beginning.
    pub head: Vec<u8>,
    /// Pieces in file order, from anywhere in a line.
    pub pieces: Vec<Vec<u8>>,
}

/// Byte ranges to read for a sample: the head first, then the pieces.
#[must_use]
pub fn wanted(size: u64) -> Vec<[u64; 2]> {
    let mut ranges = vec![[0, size.min(HEAD)]];
    if size > HEAD + PIECES * PIECE {
        let step = (size - HEAD) / PIECES;
        ranges.extend((1..=PIECES).map(|k| HEAD + k * step - PIECE).map(|at| [at, at + PIECE]));
    }
    ranges
}

/// Decides how a file is read.
///
/// # Errors
/// `E_EMPTY`, `E_BINARY`, `E_ENCODING`, `E_HEADER_ONLY`, `E_LIMIT` (header or column count), `E_PARAM` (marks of numbers that
/// contradict each other).
pub fn sniff(sample: &Sample, overrides: &Overrides) -> Result<Plan> {
    let detected = match overrides.encoding {
        Some(encoding) => encoding::given(encoding, &sample.head)?,
        None => encoding::detect(&sample.head, &sample.pieces)?,
    };
    let (encoding, fallback) = (detected.encoding, detected.fallback);
    let bom = !encoding.mark().is_empty() && sample.head.starts_with(encoding.mark());
    let mark = if bom { encoding.mark().len() } else { 0 };
    let pieces = decode::pieces(encoding, sample);
    let raw = sample.head.get(mark..).unwrap_or_default();
    let whole = sample.head.len() as u64 == sample.size;
    let head = decode::sample(encoding, fallback, raw)?;
    if head.iter().all(|b| matches!(b, b'\r' | b'\n' | b' ' | b'\t')) {
        return Err(ErrorKind::Empty.into());
    }
    let found = dialect::find(&head, whole, overrides.delimiter);
    let mut plan = Plan {
        container: Container::Text,
        members: Vec::new(),
        member: None,
        encoding,
        encoding_sure: bom || overrides.encoding.is_some(),
        encoding_reason: detected.reason,
        fallback,
        candidates: detected.candidates,
        bom,
        dialect: Dialect {
            delimiter: found.delimiter,
            quote: found.quoted.then_some('"'),
            escape: found.quoted.then_some('"'),
            header_row: None,
            comment: None,
            carriage_return: found.carriage_return,
        },
        columns: Vec::new(),
        kinds_sure: overrides.all_text,
        data_start: 0,
        first_row: 1,
        duplicate_headers: Vec::new(),
        blank_headers: Vec::new(),
        open_dates: Vec::new(),
    };
    let top = Top::read(&head, whole, &found, overrides.header_row.unwrap_or(1).max(1))?;
    let grammar = dialect::grammar(found.delimiter, found.quoted, found.carriage_return, top.cells.len());
    let texts = std::iter::once(Ok(Cow::Borrowed(head.get(top.behind..).unwrap_or_default())))
        .chain(pieces.iter().map(|p| decode::sample(encoding, fallback, p)))
        .collect::<Result<Vec<_>>>()?;
    let mut columns: Vec<Vec<&[u8]>> = vec![Vec::new(); top.cells.len()];
    let batches: Vec<Rows> = texts
        .iter()
        .map(|t| {
            let mut rows = Rows::default();
            grammar.split(t, 0, t.len(), false, ROWS, &mut rows);
            if rows.spans.is_empty() {
                grammar.split(t, 0, t.len(), true, ROWS, &mut rows);
            }
            rows
        })
        .collect();
    for (text, rows) in texts.iter().zip(&batches) {
        for row in rows.fields.chunks_exact(top.cells.len().max(1)) {
            for (column, field) in columns.iter_mut().zip(row) {
                column.push(rows.bytes(text, *field));
            }
        }
    }
    let has_header = match overrides.header_row {
        Some(row) => row > 0,
        None => is_header(&top.cells, &columns),
    };
    if has_header {
        if whole && batches.iter().all(|b| b.records == 0) {
            return Err(Error::new(ErrorKind::HeaderOnly).at_row(top.row));
        }
        plan.dialect.header_row = Some(top.row);
    } else {
        for (column, cell) in columns.iter_mut().zip(&top.cells) {
            column.push(cell.as_bytes());
        }
    }
    name_columns(&mut plan, has_header, &top.cells, &columns, overrides)?;
    let start = if has_header { top.behind } else { top.start };
    plan.first_row = if has_header { top.row + 1 } else { top.row };
    plan.data_start = mark as u64 + decode::place(encoding, raw, &head, start, grammar.marks.newline);
    Ok(plan)
}

/// The record that may be a header.
struct Top {
    cells: Vec<String>,
    row: u64,
    start: usize,
    behind: usize,
}

impl Top {
    fn read(head: &[u8], whole: bool, found: &dialect::Found, row: u64) -> Result<Self> {
        let grammar = dialect::grammar(found.delimiter, found.quoted, found.carriage_return, 0);
        let mut rows = Rows::default();
        let wanted = usize::try_from(row).unwrap_or(usize::MAX);
        let over = || Error::new(ErrorKind::Limit).at_row(row);
        let (behind, stop) = grammar.split(head, 0, head.len(), whole, wanted.min(10_000), &mut rows);
        if rows.spans.len() < wanted {
            return Err(if stop == Stop::NeedMore && !whole { over() } else { ErrorKind::HeaderOnly.into() });
        }
        let (Some(span), Some(width)) = (rows.spans.last(), rows.widths.last()) else {
            return Err(ErrorKind::Empty.into());
        };
        let [start, end] = span.map(|p| p as usize);
        let width = *width as usize;
        if end - start > limits::HEADER || width > limits::COLUMNS {
            return Err(over());
        }
        let fields = rows.fields.get(rows.fields.len() - width..).unwrap_or_default();
        let cells = fields.iter().map(|f| String::from_utf8_lossy(rows.bytes(head, *f)).trim().to_owned()).collect();
        Ok(Self { cells, row: u64::from(rows.records), start, behind })
    }
}

/// A header differs from what stands below it: where the column is of numbers or dates, its header is not.
fn is_header(top: &[String], columns: &[Vec<&[u8]>]) -> bool {
    let typed = |cells: &[&[u8]], test: &mut dyn FnMut(&[u8]) -> bool| {
        let present: Vec<_> = cells.iter().filter(|c| !is_missing(c)).collect();
        !present.is_empty() && present.iter().filter(|c| test(c)).count() * 10 >= present.len() * 8
    };
    let mut times = Times::default();
    let mut any = false;
    for (head, cells) in top.iter().zip(columns) {
        let is_number = |c: &[u8]| number::is_number(c);
        let mut is_time = |c: &[u8]| times.read(c).is_some();
        let head = head.as_bytes();
        if typed(cells, &mut is_time) {
            any = true;
            if !is_time(head) {
                return true;
            }
        } else if typed(cells, &mut |c| is_number(c)) {
            any = true;
            if !is_number(head) {
                return true;
            }
        }
    }
    !any
}

fn name_columns(plan: &mut Plan, has_header: bool, top: &[String], columns: &[Vec<&[u8]>], overrides: &Overrides) -> Result<()> {
    let mut taken = BTreeSet::new();
    let mut named = Vec::with_capacity(columns.len());
    for (index, (head, cells)) in top.iter().zip(columns).enumerate() {
        let blank = !has_header || head.is_empty();
        let base = if blank { format!("列{}", index + 1) } else { head.clone() };
        let mut name = base.clone();
        let mut copy = 2;
        while !taken.insert(name.clone()) {
            name = format!("{base}_{copy}");
            copy += 1;
        }
        if has_header && blank {
            plan.blank_headers.push(index);
        } else if name != base {
            plan.duplicate_headers.push(index);
        }
        named.push(Named { name, header: if blank { "" } else { head }, cells });
    }
    if overrides.columns.iter().any(ColumnReading::contradicts_itself) {
        return Err(Error::new(ErrorKind::Param).of_setting("reading"));
    }
    if overrides.all_text {
        plan.columns = named.iter().map(|c| Spec { store: Store::Plain, ..Spec::new(&c.name, Kind::Text) }).collect();
        return Ok(());
    }
    plan.columns = kinds::judge(&named, plan.dialect.delimiter, &overrides.columns);
    let open = plan.columns.iter().enumerate().filter(|(_, spec)| spec.doubts.contains(&Doubt::DateOrder));
    plan.open_dates = open.map(|(index, _)| index).collect();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str) -> Result<Plan> {
        sniff(&Sample { size: text.len() as u64, head: text.into(), pieces: vec![] }, &Overrides::default())
    }

    #[test]
    fn a_header_is_told_from_data() {
        let with = plan("id,date,amount\nu1,2024-01-01,5\nu2,2024-01-02,6\n").unwrap();
        assert_eq!((with.dialect.header_row, with.data_start, with.first_row), (Some(1), 15, 2));
        let without = plan("u1,2024-01-01,5\nu2,2024-01-02,6\n").unwrap();
        assert_eq!((without.dialect.header_row, without.data_start, without.first_row), (None, 0, 1));
        assert_eq!(without.columns[2].name, "列3");
    }

    #[test]
    fn headers_are_made_unique_and_blank_ones_named() {
        let plan = plan("金额,金额,,金额\n1,2,3,4\n").unwrap();
        assert_eq!(plan.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["金额", "金额_2", "列3", "金额_3"]);
        assert_eq!((plan.duplicate_headers, plan.blank_headers), (vec![1, 3], vec![2]));
    }

    #[test]
    fn nothing_to_read_is_said() {
        assert_eq!(plan("").unwrap_err().code(), "E_EMPTY");
        assert_eq!(plan("\n\n \r\n").unwrap_err().code(), "E_EMPTY");
        assert_eq!(plan("\u{feff}").unwrap_err().code(), "E_EMPTY");
        assert_eq!(plan("客户ID,金额\n").unwrap_err().code(), "E_HEADER_ONLY");
        let long = "x".repeat(20 << 20);
        let sample = Sample { size: long.len() as u64, head: long.as_bytes()[..HEAD as usize].to_vec(), pieces: vec![] };
        let error = sniff(&sample, &Overrides::default()).unwrap_err();
        assert_eq!((error.code(), error.place().row), ("E_LIMIT", Some(1)));
    }
}
