//! Masking as a person sees it: what was found in each column, what is done to it, what leaves; and the key.

use super::export::{Exported, csv_file};
use super::{Change, Session, shown_name};
use crate::error::{ErrorKind, Result};
use crate::mask::{
    AgeWidth, Bands, Cap, Key, MaskedTable, Operator, OperatorEffect, Period, RegionLevel, ShiftBy, Verdict, open_pseudonyms,
    unwrap_key, wrap_key,
};
use crate::recipe::Operated;
use crate::report::{CsvTable, Lang};
use crate::table::Kind;
use serde::Serialize;

/// Samples of a column.
const SAMPLES: usize = 3;
/// Rows looked at for them, and characters of a cell.
const ROWS: usize = 200;
const LONGEST: usize = 60;

/// What happens to the columns of a table before they leave.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Masking {
    /// Each column.
    pub columns: Vec<ColumnMasking>,
}

/// One column.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnMasking {
    /// Column from 0.
    pub column: usize,
    /// Header, as it may be shown.
    pub name: String,
    /// What its cells are.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Field it is mapped to.
    pub field: Option<&'static str>,
    /// What detection found, and why.
    pub verdict: Verdict,
    /// The operator that was chosen; `None` for the default: the mask of personal data, keyed names of customers and visits, text swept cell
    /// by cell, everything else as it is.
    pub operator: Option<Operator>,
    /// What the operator does to results that use the column.
    pub effect: OperatorEffect,
    /// Operators that fit, with usual settings.
    pub operators: Vec<OfferedOperator>,
    /// Samples as they are shown: of the first rows that hold something.
    pub before: Vec<String>,
    /// What leaves of the same cells; `None` for nothing.
    pub after: Vec<Option<String>>,
}

/// An operator that fits a column.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OfferedOperator {
    /// It, with usual settings.
    pub operator: Operator,
    /// Its code.
    pub code: &'static str,
    /// What it does to results that use the column.
    pub effect: OperatorEffect,
    /// Whether it must be confirmed.
    pub needs_confirmation: bool,
}

/// All operators with usual settings.
fn usual() -> Vec<Operator> {
    vec![
        Operator::Mask,
        Operator::Pseudonym,
        Operator::Region(RegionLevel::City),
        Operator::AgeBand(AgeWidth::Ten),
        Operator::Band(Bands::Width(10.0)),
        Operator::TopCode(Cap::Quantile(0.99)),
        Operator::Round { step: 10.0 },
        Operator::CoarsenDate(Period::Month),
        Operator::ShiftDates { days: 30, by: ShiftBy::Customer },
        Operator::Drop,
        Operator::Keep,
    ]
}

fn column_masking(masked: &MaskedTable, index: usize) -> Option<ColumnMasking> {
    let column = masked.mapped().raw().columns.get(index)?;
    let verdict = masked.verdict(index);
    let offered = usual().into_iter().filter(|operator| masked.fits(index, operator));
    let operator = masked.operator(index).cloned();
    let (mut shown, mut leaving) = (masked.shown_column(index)?, masked.masked_column(index)?);
    let rows: Vec<usize> = (0..column.len().min(ROWS)).filter(|&row| column.is_filled(row)).take(SAMPLES).collect();
    let short = |text: std::borrow::Cow<'_, str>| text.chars().take(LONGEST).collect::<String>();
    let before = rows.iter().map(|&row| shown.text(row).map(short).unwrap_or_default()).collect();
    let after = rows.iter().map(|&row| leaving.text(row).map(short)).collect();
    Some(ColumnMasking {
        column: index,
        name: shown_name(column.name()),
        kind: column.kind(),
        field: masked.mapped().mapping().field(index).map(crate::fields::Field::code),
        verdict,
        effect: operator.as_ref().map_or(OperatorEffect::Exact, Operator::effect),
        operator,
        operators: offered
            .map(|operator| OfferedOperator {
                code: operator.code(),
                effect: operator.effect(),
                needs_confirmation: masked.needs_confirmation(index, &operator),
                operator,
            })
            .collect(),
        before,
        after,
    })
}

impl Session {
    /// What was found in the columns of a table, what is done to them and what leaves.
    ///
    /// # Errors
    /// `E_NO_DATA`, and those of mapping.
    pub fn masking(&mut self, table: usize) -> Result<Masking> {
        let masked = self.masked_table(table)?;
        let columns = (0..masked.mapped().raw().columns.len()).filter_map(|index| column_masking(&masked, index)).collect();
        Ok(Masking { columns })
    }

    /// Chooses what happens to a column before it leaves; `None` is the default. Personal data are kept as they are only where
    /// that was confirmed, which stands in the recipe.
    ///
    /// # Errors
    /// `E_NO_DATA`, `E_UNKNOWN_COLUMN`, `E_PARAM` for an operator that does not fit, `E_NOT_CONFIRMED`.
    pub fn set_operator(&mut self, table: usize, column: usize, operator: Option<Operator>, confirmed: bool) -> Result<()> {
        let masked = self.masked_table(table)?;
        let own = masked.mapped().raw().columns.get(column).ok_or(ErrorKind::UnknownColumn)?;
        if let Some(operator) = &operator {
            masked.check(column, operator, confirmed)?;
        }
        let header = own.name().to_owned();
        self.changing(Change::Masking, |session| {
            let operated = operator.map(|operator| Operated { column: header.clone(), operator, confirmed });
            session.table(table)?.set_operator(&header, operated);
            Ok(())
        })
    }

    /// A new random key: names under the old one and under the new one have nothing to do with each other any more.
    ///
    /// # Errors
    /// `E_KEY` when the system gives no random bytes.
    pub fn new_key(&mut self) -> Result<()> {
        self.take_key(Key::random()?)
    }

    pub(super) fn take_key(&mut self, key: Key) -> Result<()> {
        self.rename_merges(&key)?;
        self.key = key;
        for table in &mut self.tables {
            table.drop_from(super::Stage::Mask);
        }
        self.forget_results();
        Ok(())
    }

    /// The key of the pseudonyms, sealed by a passphrase, as a file.
    ///
    /// # Errors
    /// Those of [`wrap_key`].
    pub fn wrapped_key(&self, passphrase: &str) -> Result<Exported> {
        let bytes = wrap_key(&self.key, passphrase)?.into_bytes();
        Ok(Exported { name: "insitu-key.json".to_owned(), media_type: "application/json", bytes })
    }

    /// Takes the key of a file that [`Session::wrapped_key`] made. The former key stays where that fails.
    ///
    /// # Errors
    /// `E_PASSPHRASE`.
    pub fn unwrap_key(&mut self, text: &str, passphrase: &str) -> Result<()> {
        let key = unwrap_key(text, passphrase)?;
        self.take_key(key)
    }

    /// The original ids of a list of pseudonyms (one to a line, in the first column of a CSV file or alone), as CSV in the order of
    /// the list; a name that the open tables do not have gets an empty cell. The user must confirm that ids may leave.
    ///
    /// # Errors
    /// `E_NOT_CONFIRMED`, `E_NO_DATA`, `E_FIELD_MISSING` where no table has a key.
    pub fn open_pseudonyms(&mut self, list: &str, confirmed: bool, lang: Lang) -> Result<Exported> {
        if !confirmed {
            return Err(ErrorKind::NotConfirmed.into());
        }
        let names: Vec<&str> = list.lines().filter_map(first_cell).collect();
        let mut ids: Vec<Option<String>> = vec![None; names.len()];
        for number in 0..self.tables.len() {
            let masked = self.masked_table(number)?;
            let Some(identity) = masked.identity() else { continue };
            let keys: Vec<&str> = identity.all_keys().map(|(key, _)| key).collect();
            let opened = open_pseudonyms(&self.key, "user_id", keys.iter().copied(), &names);
            for (id, found) in ids.iter_mut().zip(opened.found) {
                if let (None, Some(at)) = (&id, found) {
                    *id = keys.get(at).map(|&key| key.to_owned());
                }
            }
        }
        let mut csv = CsvTable::new([lang.pick("客户代号", "customer"), "user_id"])?;
        for (name, id) in names.iter().zip(&ids) {
            csv.row([*name, id.as_deref().unwrap_or_default()])?;
        }
        Ok(csv_file("opened", csv.finish()?))
    }
}

/// The name at the start of a line; none in a line of another kind, such as a header.
fn first_cell(line: &str) -> Option<&str> {
    let cell = line.split([',', ';', '\t']).next()?.trim().trim_matches('"').trim_start_matches('\u{FEFF}');
    let is_name = cell.len() > 2 && cell.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("c-"));
    is_name.then_some(cell)
}
