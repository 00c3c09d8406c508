//! How easily somebody could be found in a table again, as it is and as it would leave.

use super::{Session, shown_name};
use crate::clean::CleanTable;
use crate::error::{ErrorKind, Result};
use crate::mask::risk::{Classes, ColumnFacts, Exposure, Inference, Lamps, Level, Nature, Sensitive, quasi_identifiers};
use crate::mask::{MaskedTable, PiiType};
use crate::stats::Ratio;
use crate::table::{Interner, Kind};
use serde::{Deserialize, Serialize};

/// What is to be judged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RiskQuery {
    /// The table, in the order of opening, from 0.
    pub table: usize,
    /// Quasi-identifiers, columns from 0; those that are proposed where none are named.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, type = "number[] | null"))]
    pub columns: Option<Vec<usize>>,
    /// Columns whose value nobody should learn.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<usize>>"))]
    pub sensitive: Vec<usize>,
    /// Size from which a group is safe, 3 at the least; that of the recipe where nothing is said.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, type = "number | null"))]
    pub k: Option<u64>,
}

/// The risk of a table.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RiskReport {
    /// Rows that were judged.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
    /// Size from which a group is safe.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub k: u64,
    /// Columns that may be chosen.
    pub columns: Vec<RiskColumn>,
    /// Of the columns as they are.
    pub before: RiskFigures,
    /// Of the columns as they would leave.
    pub after: RiskFigures,
}

/// A column that may be chosen as a quasi-identifier.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RiskColumn {
    /// Column from 0.
    pub column: usize,
    /// Header, as it may be shown.
    pub name: String,
    /// Why it is proposed: `field`, `date`, `rare_category`; `None` where it is not.
    #[cfg_attr(feature = "types", ts(type = "string | null"))]
    pub why: Option<&'static str>,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// Figures of one form of a table.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct RiskFigures {
    /// Groups of rows that the quasi-identifiers do not tell apart.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub classes: u64,
    /// Rows of the smallest group.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub k_min: Option<u64>,
    /// Rows in groups of fewer than k.
    pub below: Ratio,
    /// Rows that are alone in their group.
    pub uniques: Ratio,
    /// Highest risk of a row.
    pub prosecutor_max: Option<Ratio>,
    /// Mean risk of the rows.
    pub prosecutor_mean: Option<Ratio>,
    /// Sizes of groups and how many groups have each.
    #[cfg_attr(feature = "types", ts(type = "[number, number][]"))]
    pub histogram: Vec<(u64, u64)>,
    /// Level of GB/T 42460-2023, 1 to 4.
    pub level: u8,
    /// Each sensitive column.
    pub sensitive: Vec<SensitiveFigures>,
    /// The three tests of WP216: the share or chance that each measures, and whether the risk remains.
    #[cfg_attr(feature = "types", ts(type = "[number, boolean]"))]
    pub singling_out: (f64, bool),
    /// See [`RiskFigures::singling_out`].
    #[cfg_attr(feature = "types", ts(type = "[number, boolean]"))]
    pub linkability: (f64, bool),
    /// See [`RiskFigures::singling_out`]; `None` without a sensitive column.
    #[cfg_attr(feature = "types", ts(type = "[number, boolean] | null"))]
    pub inference: Option<(f64, bool)>,
}

/// How well groups hide a sensitive value.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct SensitiveFigures {
    /// Column from 0.
    pub column: usize,
    /// Distinct ℓ-diversity.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub distinct: Option<u64>,
    /// Entropy ℓ-diversity.
    pub entropy: Option<f64>,
    /// t-closeness, equal distances.
    pub t: Option<f64>,
}

/// Columns above this many values of their own for each row are not looked through for a proposal twice.
const NO_VALUE: u32 = u32::MAX;

impl Session {
    /// The risk of a table as it is and as it would leave.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_UNKNOWN_COLUMN`, `E_PARAM` for a k below 3, `E_MEMORY`, and those of mapping.
    pub fn risk(&mut self, query: &RiskQuery) -> Result<RiskReport> {
        let k = query.k.unwrap_or(self.recipe.smallest_group);
        if k < 3 {
            return Err(crate::error::Error::new(ErrorKind::Param).of_setting("k"));
        }
        let masked = self.masked_table(query.table)?;
        let clean = self.table(query.table)?.clean()?;
        let count = masked.mapped().raw().columns.len();
        let facts: Vec<ColumnFacts> = (0..count).map(|index| facts(&masked, &clean, index)).collect();
        let proposed = quasi_identifiers(&facts);
        let chosen: Vec<usize> = query.columns.clone().unwrap_or_else(|| proposed.iter().map(|p| p.column).take(MOST).collect());
        if chosen.iter().chain(&query.sensitive).any(|&c| c >= count) || chosen.len() > MOST {
            return Err(ErrorKind::UnknownColumn.into());
        }
        let why = |column: usize| proposed.iter().find(|p| p.column == column).map(|p| p.why.code());
        let may_be_chosen = |&column: &usize| {
            why(column).is_some() || chosen.contains(&column) || facts.get(column).is_some_and(|f| !f.is_direct_identifier)
        };
        let name = |column: usize| masked.mapped().raw().columns.get(column).map(|c| shown_name(c.name())).unwrap_or_default();
        let figures = |leaving: bool| figures(&masked, &clean, &chosen, &query.sensitive, k, leaving);
        Ok(RiskReport {
            rows: clean.kept_rows() as u64,
            k,
            columns: (0..count)
                .filter(may_be_chosen)
                .map(|column| RiskColumn { column, name: name(column), why: why(column), chosen: chosen.contains(&column) })
                .collect(),
            before: figures(false)?,
            after: figures(true)?,
        })
    }
}

/// Quasi-identifiers at a time.
const MOST: usize = 12;

fn facts(masked: &MaskedTable, clean: &CleanTable, index: usize) -> ColumnFacts {
    let field = clean.mapped().mapping().field(index);
    let pii = masked.verdict(index).masks_as();
    let nature = clean.column(index).map_or(Nature::Category, |c| match c.kind() {
        Kind::Text => Nature::Category,
        Kind::Time => Nature::Date,
        Kind::Number | Kind::Money => Nature::Number,
    });
    let distinct = clean.column(index).map_or(Ratio { num: 0, den: 0 }, |column| {
        let den = column.len() as u64 - column.nulls();
        let num = match nature {
            Nature::Category if column.is_coded() => column.dictionary().len() as u64,
            // Text that hardly repeats, and measures: no categories.
            Nature::Category => den,
            Nature::Date | Nature::Number => den.min(2),
        };
        Ratio { num, den }
    });
    ColumnFacts { field, nature, distinct, is_direct_identifier: pii.is_some_and(PiiType::is_direct) || masked.is_key(index) }
}

/// A code for each kept row: the same for the same value.
fn codes(masked: &MaskedTable, clean: &CleanTable, index: usize, leaving: bool) -> Vec<u32> {
    let kept = clean.kept();
    let rows = (0..clean.rows()).filter(|&row| kept.value(row));
    let mut interner = Interner::default();
    let Some(column) = clean.column(index) else { return vec![NO_VALUE; clean.kept_rows()] };
    if leaving && (masked.operator(index).is_some() || masked.verdict(index).masks_as().is_some()) {
        let Some(mut own) = masked.masked_column(index) else { return vec![NO_VALUE; clean.kept_rows()] };
        return rows.map(|row| own.text(row).map_or(NO_VALUE, |text| interner.intern(text.as_bytes()))).collect();
    }
    if column.is_coded() {
        return column.codes().zip(kept).filter(|(_, kept)| *kept).map(|(code, _)| code.unwrap_or(NO_VALUE)).collect();
    }
    let code = |row: usize| match column.kind() {
        Kind::Text => column.text_at(row).map(|text| interner.intern(text.as_bytes())),
        Kind::Number => column.number_at(row).map(|n| interner.intern(&(n + 0.0).to_bits().to_le_bytes())),
        Kind::Money => column.int_at(row).map(|n| interner.intern(&n.to_le_bytes())),
        // Of a moment its day is what others may know.
        Kind::Time => column.int_at(row).map(|s| interner.intern(&s.div_euclid(86_400).to_le_bytes())),
    };
    rows.map(code).map(|code| code.unwrap_or(NO_VALUE)).collect()
}

fn figures(
    masked: &MaskedTable,
    clean: &CleanTable,
    chosen: &[usize],
    sensitive: &[usize],
    k: u64,
    leaving: bool,
) -> Result<RiskFigures> {
    // A column that is dropped tells nothing.
    let tells = |&&column: &&usize| !leaving || masked.operator(column) != Some(&crate::mask::Operator::Drop);
    let columns: Vec<Vec<u32>> = chosen.iter().filter(tells).map(|&c| codes(masked, clean, c, leaving)).collect();
    let slices: Vec<&[u32]> = columns.iter().map(Vec::as_slice).collect();
    let classes = Classes::new(clean.kept_rows(), &slices)?;
    let count = masked.mapped().raw().columns.len();
    let in_clear = |index: usize| {
        let direct = masked.verdict(index).masks_as().is_some_and(PiiType::is_direct) || masked.is_key(index);
        direct && (!leaving || masked.operator(index) == Some(&crate::mask::Operator::Keep))
    };
    let exposure = Exposure {
        has_direct_identifiers: (0..count).any(in_clear),
        has_pseudonyms: (0..count)
            .any(|index| masked.is_key(index) || masked.operator(index) == Some(&crate::mask::Operator::Pseudonym)),
        quasi_identifiers: slices.len(),
        k,
    };
    let mut inferences = Vec::new();
    let mut of_sensitive = Vec::new();
    for &column in sensitive {
        let found = Sensitive::new(&classes, &codes(masked, clean, column, leaving))?;
        inferences.extend(Inference::of(&found));
        of_sensitive.push(SensitiveFigures {
            column,
            distinct: found.distinct(),
            entropy: found.entropy(),
            t: found.equal_distance(),
        });
    }
    let lamps = Lamps::of(&exposure, &classes, &inferences);
    let lamp = |lamp: crate::mask::risk::Lamp| (lamp.value, lamp.is_lit);
    Ok(RiskFigures {
        classes: classes.count(),
        k_min: classes.k_min(),
        below: classes.below(k),
        uniques: classes.uniques(),
        prosecutor_max: classes.prosecutor_max(),
        prosecutor_mean: classes.prosecutor_mean(),
        histogram: classes.histogram(),
        level: Level::of(&exposure, &classes) as u8,
        sensitive: of_sensitive,
        singling_out: lamp(lamps.singling_out),
        linkability: lamp(lamps.linkability),
        inference: lamps.inference.map(lamp),
    })
}
