//! A sample of a file → the plan by which all of it is read.

use super::container::Container;
use super::decode;
use super::dialect;
use super::encoding;
use super::estimate::Estimate;
use super::grammar::Grammar;
use super::header::{self, Lead};
use super::kinds::{self, Named};
use super::limits;
use super::plan::{ColumnReading, Dialect, DialectReason, Encoding, LeftOut, Overrides, Plan};
use super::rows::Rows;
use super::stream::Extent;
use crate::error::{Error, ErrorKind, Result};
use crate::table::{Doubt, Kind, Spec, Store};
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
    /// How much there is of all of it.
    pub extent: Extent,
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
/// contradict each other, a mark that cannot be one, no row wanted), `E_UNKNOWN_COLUMN` (a wanted column that is not there).
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
    let blank = head.iter().all(|b| matches!(b, b'\r' | b'\n' | b' ' | b'\t'));
    if head.is_empty() || (blank && overrides.header_row.is_none()) {
        return Err(ErrorKind::Empty.into());
    }
    // A fallback may give a line more or fewer bytes than it has in the file.
    let as_is = encoding == Encoding::Utf8 && fallback.is_none();
    let found = dialect::find(&head, whole, as_is, overrides)?;
    let mut plan = Plan {
        container: Container::Text,
        members: Vec::new(),
        member: None,
        alike: Vec::new(),
        absent: 0,
        encoding,
        encoding_sure: bom || overrides.encoding.is_some(),
        encoding_reason: detected.reason,
        fallback,
        candidates: detected.candidates,
        bom,
        dialect: found.dialect.clone(),
        columns: Vec::new(),
        left_out: Vec::new(),
        first_rows: overrides.first_rows,
        estimate: None,
        kinds_sure: overrides.all_text,
        data_start: 0,
        first_row: 1,
        duplicate_headers: Vec::new(),
        blank_headers: Vec::new(),
        open_dates: Vec::new(),
        surplus_end: None,
        readings: overrides.columns.clone(),
    };
    let skip = overrides.skip.unwrap_or(0);
    let leads = match header::leads(&head, whole, &found, skip, overrides.header_row.filter(|r| *r > 0)) {
        Err(error) if blank && error.kind() == ErrorKind::Empty => {
            vec![Lead { cells: vec![String::new()], row: 1, start: 0, behind: usize::from(overrides.header_row > Some(0)) }]
        }
        other => other?,
    };
    let texts = std::iter::once(Ok(Cow::Borrowed(head.as_ref())))
        .chain(pieces.iter().map(|p| decode::sample(encoding, fallback, p)))
        .collect::<Result<Vec<_>>>()?;
    // The body is judged twice: first by the usual width, to find where the table begins, then by the table's own width.
    let first = if overrides.header_row.is_some() { 0 } else { header::begin(&leads, found.width) };
    let body = Body::read(&texts, leads.get(first).map_or(0, |l| l.behind), &found.dialect, found.width);
    let mut top = header::top(&leads, first, found.width, overrides.header_row, &body.columns(found.width));
    widen(&mut top, &leads, found.width);
    let width = top.cells.len();
    let body = Body::read(&texts, top.behind, &found.dialect, width);
    let mut columns = body.columns(width);
    if top.header {
        if whole && body.is_empty() && !overrides.all_text {
            return Err(Error::new(ErrorKind::HeaderOnly).at_row(top.row));
        }
        plan.dialect.header_row = Some(top.row);
    } else {
        for (column, cell) in columns.iter_mut().zip(&top.cells) {
            column.push(cell.as_bytes());
        }
    }
    plan.dialect.reasons.header = top.reason;
    plan.dialect.preamble = skip + top.preamble.len() as u64;
    plan.dialect.reasons.preamble = match (skip, top.preamble.len()) {
        (0, 0) => DialectReason::Usual,
        (_, 0) => DialectReason::Given,
        _ => DialectReason::Narrow,
    };
    name_columns(&mut plan, top.header, &top.cells, &columns, overrides)?;
    keep_only(&mut plan, &overrides.only_columns)?;
    let rows = match sample.extent {
        Extent::Unknown => None,
        Extent::Rows(rows) => Some(rows),
        Extent::Bytes(bytes) => {
            let (sampled, rows) = body.extent();
            let text = u128::from(bytes) * head.len() as u128 / raw.len().max(1) as u128;
            Some((text * rows as u128 / sampled.max(1) as u128) as u64).filter(|_| rows > 0)
        }
    };
    if let Some(rows) = rows.map(|rows| rows.min(overrides.first_rows.unwrap_or(rows))) {
        let cells = plan.places().into_iter().filter_map(|place| columns.get(place).map(Vec::as_slice));
        plan.estimate = Some(Estimate::new(rows, plan.columns.iter().zip(cells)));
    }
    let start = if top.header { top.behind } else { top.start };
    plan.first_row = if top.header { top.row + 1 } else { top.row };
    let newline = Grammar::new(&found.dialect, 0).marks.newline;
    plan.data_start = mark as u64 + decode::place(encoding, as_is, raw, &head, start, newline);
    Ok(plan)
}

/// A header with fewer names than its rows have cells gets nameless columns, if almost all rows say so.
fn widen(top: &mut header::Top, leads: &[Lead], width: usize) {
    let names = top.cells.len();
    let below = || leads.iter().filter(|l| l.start >= top.behind);
    let wide =
        |l: &&Lead| l.cells.len() == width && l.cells.get(names..).is_some_and(|cells| cells.iter().any(|c| !c.is_empty()));
    if names < width && below().count() > 3 && below().filter(wide).count() * 5 >= below().count() * 4 {
        top.cells.resize(width, String::new());
    }
}

/// Rows of the sample below a place of its head.
struct Body<'a> {
    texts: Vec<&'a [u8]>,
    batches: Vec<Rows>,
}

impl<'a> Body<'a> {
    fn read(texts: &'a [Cow<'a, [u8]>], from: usize, dialect: &Dialect, width: usize) -> Self {
        let grammar = Grammar::new(dialect, width.max(1));
        let texts: Vec<&[u8]> =
            texts.iter().enumerate().map(|(i, t)| t.get(if i == 0 { from } else { 0 }..).unwrap_or_default()).collect();
        let batches = texts.iter().map(|t| {
            let mut rows = Rows::default();
            grammar.split(t, 0, t.len(), false, ROWS, &mut rows);
            if rows.spans.is_empty() {
                grammar.split(t, 0, t.len(), true, ROWS, &mut rows);
            }
            rows
        });
        let batches = batches.collect();
        Self { texts, batches }
    }

    fn is_empty(&self) -> bool {
        self.batches.iter().all(|b| b.records == 0)
    }

    /// Bytes of text that were read, and the rows in them.
    fn extent(&self) -> (usize, usize) {
        self.batches.iter().fold((0, 0), |(bytes, rows), batch| match (batch.spans.first(), batch.spans.last()) {
            (Some(first), Some(last)) => (bytes + last[1].saturating_sub(first[0]) as usize + 1, rows + batch.spans.len()),
            _ => (bytes, rows),
        })
    }

    fn columns(&self, width: usize) -> Vec<Vec<&[u8]>> {
        let mut columns: Vec<Vec<&[u8]>> = vec![Vec::new(); width];
        for (text, rows) in self.texts.iter().zip(&self.batches) {
            for row in rows.fields.chunks_exact(width.max(1)) {
                for (column, field) in columns.iter_mut().zip(row) {
                    column.push(rows.bytes(text, *field));
                }
            }
        }
        columns
    }
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
    plan.columns = kinds::judge(&named, plan.dialect.delimiter.chars().next().unwrap_or(','), &overrides.columns);
    let open = plan.columns.iter().enumerate().filter(|(_, spec)| spec.doubts.contains(&Doubt::DateOrder));
    plan.open_dates = open.map(|(index, _)| index).collect();
    Ok(())
}

/// Leaves all columns out but those that are named; what is said of columns by their place follows.
fn keep_only(plan: &mut Plan, names: &[String]) -> Result<()> {
    if plan.first_rows == Some(0) {
        return Err(Error::new(ErrorKind::Param).of_setting("reading.first_rows"));
    }
    if names.is_empty() {
        return Ok(());
    }
    let mut wanted: BTreeSet<String> = names.iter().cloned().collect();
    let kept: Vec<bool> = plan.columns.iter().map(|c| wanted.remove(&c.name)).collect();
    if let Some(name) = wanted.first() {
        return Err(Error::new(ErrorKind::UnknownColumn).named(name));
    }
    let is_kept = |place: usize| kept.get(place) == Some(&true);
    for list in [&mut plan.duplicate_headers, &mut plan.blank_headers, &mut plan.open_dates] {
        list.retain(|&place| is_kept(place));
        for place in list {
            *place = kept.iter().take(*place).filter(|kept| **kept).count();
        }
    }
    let mut left_out = Vec::new();
    let mut place = 0;
    plan.columns.retain(|spec| {
        if !is_kept(place) {
            left_out.push(LeftOut { place, name: spec.name.clone() });
        }
        place += 1;
        is_kept(place - 1)
    });
    plan.left_out = left_out;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str) -> Result<Plan> {
        sniff(&Sample { size: text.len() as u64, head: text.into(), ..Sample::default() }, &Overrides::default())
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
        let sample = Sample { size: long.len() as u64, head: long.as_bytes()[..HEAD as usize].to_vec(), ..Sample::default() };
        let error = sniff(&sample, &Overrides::default()).unwrap_err();
        assert_eq!((error.code(), error.place().row), ("E_LIMIT", Some(1)));
    }
}
