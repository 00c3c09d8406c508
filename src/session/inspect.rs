//! What may be known of a file before the gate: names, kinds, counts, verdicts, masked samples.

use super::{Reading, Session};
use crate::error::Result;
use crate::fields::{Drift, Field, Header, Known, MappedTable, Rival, TableKind, named_field};
use crate::intake::{Candidate, Dialect, Encoding, EncodingReason, Part, RawTable, Reject, RejectReason};
use crate::mask::{Extremes, MaskedTable, PiiType, preview, sweep};
use crate::notice::Notice;
use crate::report::text::{self, Texts};
use crate::stats::order;
use crate::table::Kind;
use crate::tree;
use serde::Serialize;
use std::sync::Arc;

/// Rejects that are named one by one.
const NAMED_REJECTS: usize = 100;
/// Samples of a column.
const SAMPLES: usize = 3;

/// What is known of the open file.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Inspect {
    /// The files.
    pub files: Vec<FileInspect>,
    /// Fields without which nothing can be counted.
    pub required: Vec<Required>,
    /// All fields there are.
    pub fields: Vec<FieldInfo>,
    /// What was repaired, set aside or doubted.
    pub notices: Vec<WordedNotice>,
}

/// A notice with its sentences.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct WordedNotice {
    /// The notice.
    #[serde(flatten)]
    pub notice: Notice,
    /// Its sentence in each language.
    pub texts: Texts,
}

impl WordedNotice {
    pub(super) fn new(notice: Notice) -> Self {
        Self { texts: text::notice_text(&notice), notice }
    }
}

/// A field without which nothing can be counted.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Required {
    /// Code of the field.
    pub field: &'static str,
    /// Whether a column (or price and quantity, for the amount) gives it.
    pub mapped: bool,
}

/// A canonical field.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FieldInfo {
    /// Code.
    pub field: &'static str,
    /// Chinese label.
    pub zh: &'static str,
    /// English label.
    pub en: &'static str,
    /// Whether nothing can be counted without it.
    pub required: bool,
    /// Kinds of table that have it.
    pub kinds: Vec<TableKind>,
}

impl FieldInfo {
    /// What is known of a field.
    #[must_use]
    pub fn of(field: Field) -> Self {
        let kinds = TableKind::ALL.iter().copied().filter(|&kind| field.is_of(kind)).collect();
        Self { field: field.code(), zh: field.zh(), en: field.en(), required: field.is_required(), kinds }
    }
}

/// Rows of a file: `read = accepted + rejected`.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RowCounts {
    /// All data rows, blank lines left out.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub read: u64,
    /// Rows in the table, repaired ones within.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub accepted: u64,
    /// Rows set aside.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rejected: u64,
}

impl RowCounts {
    /// The rows of a table.
    #[must_use]
    pub fn of(raw: &RawTable) -> Self {
        Self::counted(raw.rows, raw.rejects.len() as u64)
    }

    /// The rows of one file of a table.
    #[must_use]
    pub fn of_part(part: &Part) -> Self {
        Self::counted(part.rows.len(), part.rejected)
    }

    fn counted(accepted: usize, rejected: u64) -> Self {
        Self { read: accepted as u64 + rejected, accepted: accepted as u64, rejected }
    }
}

/// Rows set aside for one reason.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ReasonCount {
    /// The reason.
    pub code: RejectReason,
    /// How many rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
}

impl ReasonCount {
    /// The reasons of a table, the most frequent first; their rows add up to its rejects.
    #[must_use]
    pub fn of(rejects: &[Reject]) -> Vec<Self> {
        let mut counts: Vec<Self> = Vec::new();
        for reject in rejects {
            match counts.iter_mut().find(|c| c.code == reject.reason) {
                Some(count) => count.rows += 1,
                None => counts.push(Self { code: reject.reason, rows: 1 }),
            }
        }
        let rows = |at: usize| counts.get(at).map(|c| std::cmp::Reverse(c.rows));
        order(counts.len(), &|a, b| rows(a).cmp(&rows(b))).into_iter().filter_map(|at| counts.get(at).copied()).collect()
    }
}

/// One of the files whose rows make a table.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct PartInspect {
    /// Name.
    pub name: String,
    /// Size in bytes.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub bytes: u64,
    /// The fingerprint of its bytes, as reports have it.
    pub fingerprint: String,
    /// Format.
    pub format: &'static str,
    /// Encoding.
    pub encoding: Encoding,
    /// The encoding by which lines were read that make no sense in the other.
    pub fallback: Option<Encoding>,
    /// Sheet of a workbook or file of an archive that was read.
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub sheet: Option<String>,
    /// Its rows.
    pub rows: RowCounts,
}

/// One table: a file, or several with the same columns.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct FileInspect {
    /// Name.
    pub name: String,
    /// Size in bytes.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub bytes: u64,
    /// Format: `csv` for all delimited text, else that of the file around it: `gzip`, `zip`, a workbook's …
    pub format: &'static str,
    /// Encoding.
    pub encoding: Encoding,
    /// Why this encoding.
    pub encoding_reason: EncodingReason,
    /// The encoding by which lines were read that make no sense in the other.
    pub fallback: Option<Encoding>,
    /// What the statistics found possible, best first; empty where they were not asked.
    pub candidates: Vec<Candidate>,
    /// Whether it starts with a byte-order mark.
    pub bom: bool,
    /// Structure.
    pub dialect: Dialect,
    /// Sheet of a workbook or file of an archive that was read.
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub sheet: Option<String>,
    /// All sheets of a workbook, or files of an archive that may hold a table.
    pub sheets: Vec<String>,
    /// Rows of all files.
    pub rows: RowCounts,
    /// The files that it was read from, in the order of their rows: this one first.
    pub parts: Vec<PartInspect>,
    /// The first rows set aside.
    pub rejects: Vec<Reject>,
    /// Why rows were set aside, all of them counted.
    pub reject_reasons: Vec<ReasonCount>,
    /// Kind of table.
    pub kind: TableKind,
    /// How sure that is, 0 to 1.
    pub kind_score: f64,
    /// Fields that a table of its kind needs and no column gives.
    #[cfg_attr(feature = "types", ts(type = "string[]"))]
    pub missing: Vec<&'static str>,
    /// Columns that name a field which a better column has.
    pub rivals: Vec<Rival>,
    /// What changed against the columns of the recipe; left out where nothing did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional))]
    pub drift: Option<DriftInspect>,
    /// Columns.
    pub columns: Vec<ColumnInspect>,
    /// Headers of the columns that were not read.
    pub left_out: Vec<String>,
}

/// What changed against the columns of the recipe, and these columns.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct DriftInspect {
    /// What changed.
    #[serde(flatten)]
    pub drift: Drift,
    /// The columns of the recipe, in its order.
    pub columns: Vec<Known>,
}

/// One column.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnInspect {
    /// Header.
    pub name: String,
    /// What its cells are.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// How its values were read, and why.
    pub reading: Reading,
    /// Empty cells, unreadable ones within.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub nulls: u64,
    /// Cells that hold something of another kind.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub invalid: u64,
    /// Different values, where the column is kept as a dictionary.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub distinct: Option<u64>,
    /// Smallest and largest value of numbers, amounts and times without personal data.
    #[serde(flatten)]
    pub range: Range,
    /// Field it is mapped to.
    pub field: Option<&'static str>,
    /// How sure that is, 0 to 1.
    pub field_score: f64,
    /// Kind of personal data.
    pub pii: Option<PiiType>,
    /// How sure that is, 0 to 1.
    pub pii_score: f64,
    /// A few different values, masked.
    pub samples: Vec<String>,
}

/// Ends of a column's values.
#[derive(Default, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ValueRange"))]
pub struct Range {
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number | string"))]
    min: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "types", ts(optional, type = "number | string"))]
    max: Option<serde_json::Value>,
}

impl Range {
    fn new(extremes: Option<Extremes>) -> Self {
        let pair = extremes.map(|e| tree::write(&e));
        let at = |i: usize| pair.as_ref().and_then(|p| p.get(i)).cloned();
        Self { min: at(0), max: at(1) }
    }
}

impl PartInspect {
    fn of(part: &Part) -> Self {
        Self {
            name: part.name.clone(),
            bytes: part.bytes,
            fingerprint: format!("{:016x}", part.fingerprint),
            format: part.plan.container.name(),
            encoding: part.plan.encoding,
            fallback: part.plan.fallback,
            sheet: part.plan.member.clone(),
            rows: RowCounts::of_part(part),
        }
    }
}

/// Name of a column as it may be shown: where the header was set on a row of data, names are somebody's cells.
pub(super) fn shown_name(name: &str) -> String {
    // What names a field is a header, though 家长电话 begins as a name does.
    if named_field(&Header::new(name)).is_some() { name.to_owned() } else { sweep(name).into_owned() }
}

/// Describes a file behind the gate.
#[must_use]
pub(super) fn inspect_file(masked: &MaskedTable, drift: Option<DriftInspect>) -> FileInspect {
    let mapped = masked.mapped();
    let (raw, mapping) = (mapped.raw(), mapped.mapping());
    let (kind, kind_score) = mapping.kind();
    let column = |(index, column): (usize, &crate::table::Column)| {
        let verdict = masked.verdict(index);
        ColumnInspect {
            name: shown_name(column.name()),
            kind: column.kind(),
            reading: Reading::new(column),
            nulls: column.nulls(),
            invalid: column.invalid().count,
            distinct: column.is_coded().then(|| column.dictionary().len() as u64),
            range: Range::new(masked.extremes(index)),
            field: mapping.field(index).map(Field::code),
            field_score: mapping.score(index),
            pii: verdict.masks_as(),
            pii_score: verdict.score,
            samples: preview(masked, index, SAMPLES),
        }
    };
    FileInspect {
        name: raw.first.name.clone(),
        bytes: raw.first.bytes,
        format: raw.first.plan.container.name(),
        encoding: raw.first.plan.encoding,
        encoding_reason: raw.first.plan.encoding_reason,
        fallback: raw.first.plan.fallback,
        candidates: raw.first.plan.candidates.clone(),
        bom: raw.first.plan.bom,
        dialect: raw.first.plan.dialect.clone(),
        sheet: raw.first.plan.member.clone(),
        sheets: raw.first.plan.members.clone(),
        rows: RowCounts::of(raw),
        parts: raw.parts().map(PartInspect::of).collect(),
        rejects: raw.rejects.iter().take(NAMED_REJECTS).copied().collect(),
        reject_reasons: ReasonCount::of(&raw.rejects),
        kind,
        kind_score,
        missing: mapping.missing_for(kind).into_iter().map(Field::code).collect(),
        rivals: mapping.rivals().to_vec(),
        drift,
        columns: raw.columns.iter().enumerate().map(column).collect(),
        left_out: raw.first.plan.left_out.iter().map(|c| shown_name(&c.name)).collect(),
    }
}

/// Required fields whose column holds something else: text for a date or an amount.
fn unusable(mapped: &MappedTable) -> Vec<(Field, usize)> {
    let at = |field| mapped.column(field).map(|(index, column)| (index, column.kind()));
    let time = at(Field::OrderTime).filter(|(_, kind)| *kind != Kind::Time).map(|(index, _)| (Field::OrderTime, index));
    let source = [Field::Amount, Field::Price].into_iter().find_map(at).filter(|_| mapped.amount_source().is_none());
    time.into_iter().chain(source.map(|(index, _)| (Field::Amount, index))).collect()
}

impl Session {
    /// A notice in words, with the name of its file where several tables are open.
    #[must_use]
    pub fn words_of(&self, notice: &Notice) -> Texts {
        let Texts { zh, en } = text::notice_text(notice);
        let table = notice.table.and_then(|number| self.tables.get(number.checked_sub(1)? as usize));
        match table.map(|table| shown_name(&table.raw.first.name)) {
            Some(name) => Texts { zh: [name.as_str(), "：", &zh].concat(), en: [name.as_str(), ": ", &en].concat() },
            None => Texts { zh, en },
        }
    }

    /// What is known of the open file, its notices in words.
    ///
    /// # Errors
    /// `E_NO_DATA`.
    pub fn inspect(&mut self) -> Result<Inspect> {
        let tables = self.masked_tables()?;
        // Whether the fields are there is asked of the table whose lines are purchases.
        let number = self.sales()?;
        let sales = self.masked_table(number)?;
        let unusable = unusable(sales.mapped());
        let missing = sales.mapped().mapping().missing();
        let beyond = sales.mapped().amounts_beyond();
        let number = tables.iter().position(|t| Arc::ptr_eq(t, &sales)).filter(|_| tables.len() > 1);
        let notice = |&(_, column): &(Field, usize)| {
            let notice = match beyond {
                Some((amounts, row)) if amounts == column => {
                    sales.mapped().raw().pointed(Notice::warning("N_AMOUNTS_OUT_OF_RANGE", 1).in_column(column), &[row as u64])
                }
                _ => Notice::warning("N_FIELD_KIND", 1).in_column(column),
            };
            number.map_or(notice.clone(), |number| notice.in_table(number))
        };
        let kinds: Vec<Notice> = unusable.iter().map(notice).collect();
        let required = Field::ALL.iter().filter(|f| f.is_required());
        Ok(Inspect {
            files: tables.iter().zip(&self.tables).map(|(masked, table)| inspect_file(masked, table.drift())).collect(),
            required: required
                .map(|f| Required { field: f.code(), mapped: !missing.contains(f) && unusable.iter().all(|(g, _)| f != g) })
                .collect(),
            fields: Field::ALL.iter().copied().map(FieldInfo::of).collect(),
            notices: self.notices().into_iter().chain(kinds).map(WordedNotice::new).collect(),
        })
    }
}
