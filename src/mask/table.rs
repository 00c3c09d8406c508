//! The table behind the gate.

use super::detect::{detect, detect_all};
use super::sample::Extent;
use super::{Identity, Key, MaskedColumn, Operator, PiiType, Verdict, cell, open_pseudonyms, sweep};
use crate::clean::CleanTable;
use crate::error::{Error, ErrorKind, Result};
use crate::fields::{Field, Header, MappedTable, named_field};
use crate::table::{Column, Kind, Money, int_range, number_range};
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// A clean table of which only masked values, verdicts and keyed names come out. Verdicts and customers are worked out
/// on first use, masks value by value for what leaves.
///
/// It is built only here and cannot be serialised as a whole:
///
/// ```compile_fail
/// fn leaves<T: serde::Serialize>() {}
/// leaves::<insitu::mask::MaskedTable>();
/// ```
pub struct MaskedTable {
    clean: Arc<CleanTable>,
    key: Key,
    verdicts: OnceLock<Vec<Verdict>>,
    /// By column, what looking at all rows found.
    whole: Vec<OnceLock<Verdict>>,
    identity: OnceLock<Option<Identity>>,
    operators: Vec<Option<Operator>>,
    as_of: Option<i32>,
    merges: Arc<Vec<Vec<String>>>,
}

/// Smallest and largest value of a column that holds no personal data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Extremes {
    /// Of numbers.
    Number(f64, f64),
    /// Of amounts.
    Money(Money, Money),
    /// Of times, in seconds of wall time since 1970-01-01.
    Time(i64, i64),
}

/// As a pair: numbers and amounts as JSON numbers, times as ISO 8601 text.
impl Serialize for Extremes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match *self {
            Self::Number(low, high) => (low, high).serialize(serializer),
            Self::Money(low, high) => (low, high).serialize(serializer),
            Self::Time(low, high) => {
                let text = crate::table::date::time_text;
                (text(low), text(high)).serialize(serializer)
            }
        }
    }
}

impl MaskedTable {
    /// Puts a table behind the gate, with the key for its pseudonyms.
    #[must_use]
    pub fn new(clean: Arc<CleanTable>, key: Key) -> Self {
        let whole = clean.mapped().raw().columns.iter().map(|_| OnceLock::new()).collect();
        Self {
            clean,
            key,
            verdicts: OnceLock::new(),
            whole,
            identity: OnceLock::new(),
            operators: Vec::new(),
            as_of: None,
            merges: Arc::default(),
        }
    }

    /// The same table with an operator for what leaves of each column, where one was chosen, and the day on which ages are
    /// taken (days since 1970-01-01). Analyses read the columns as they are.
    #[must_use]
    pub fn with_operators(self, operators: Vec<Option<Operator>>, as_of: Option<i32>) -> Self {
        Self { operators, as_of, ..self }
    }

    /// The same table with groups of keyed names that are one customer each.
    #[must_use]
    pub fn with_merges(self, merges: Arc<Vec<Vec<String>>>) -> Self {
        Self { merges, ..self }
    }

    /// Whether a column holds the keys of customers.
    #[must_use]
    pub fn is_key(&self, column: usize) -> bool {
        self.field(column) == Some(Field::UserId)
    }

    /// Whether an operator fits a column, keys of customers included: of them nothing but masks and names may leave unconfirmed.
    #[must_use]
    pub fn fits(&self, column: usize, operator: &Operator) -> bool {
        let kind = self.column(column).map_or(Kind::Text, Column::kind);
        let is_whole = matches!(operator, Operator::Mask | Operator::Pseudonym | Operator::Drop | Operator::Keep);
        operator.applies_to(kind, self.verdict(column).masks_as()) && (is_whole || !self.is_key(column))
    }

    /// Whether the user must confirm an operator before anything leaves: ids of customers and personal data as they are.
    #[must_use]
    pub fn needs_confirmation(&self, column: usize, operator: &Operator) -> bool {
        operator.needs_confirmation(self.verdict(column).masks_as()) || (self.is_key(column) && *operator == Operator::Keep)
    }

    /// Checks that an operator may be used on a column.
    ///
    /// # Errors
    /// `E_UNKNOWN_COLUMN`, `E_PARAM` for one that does not fit or whose settings are out of their domain, `E_NOT_CONFIRMED`.
    pub fn check(&self, column: usize, operator: &Operator, confirmed: bool) -> Result<()> {
        let kind = self.column(column).ok_or(ErrorKind::UnknownColumn)?.kind();
        operator.check(kind, self.verdict(column).masks_as(), confirmed)?;
        if !self.fits(column, operator) {
            return Err(Error::new(ErrorKind::Param).of_setting(operator.code()));
        }
        if self.needs_confirmation(column, operator) && !confirmed {
            return Err(Error::new(ErrorKind::NotConfirmed).of_setting(operator.code()));
        }
        Ok(())
    }

    /// Whether a column besides the key holds numbers of customers: a rival of the key, or a key of records by its header.
    #[must_use]
    pub fn names_customers(&self, column: usize) -> bool {
        let is_rival = || self.mapped().mapping().rivals().iter().any(|r| r.column == column && r.field == Field::UserId);
        let is_id = || self.verdict(column).loose == Some(PiiType::RecordId) && self.verdict(column).masks_as().is_none();
        !self.is_key(column) && (is_rival() || is_id())
    }

    /// Whether a column tells visits apart, by its field or its header: a number of a visit is one of its visitor.
    pub(super) fn names_visits(&self, column: usize) -> bool {
        let by_header = |column: &Column| named_field(&Header::new(column.name()));
        let is_visit = match self.field(column) {
            Some(field) => field == Field::SessionId,
            None => self.column(column).and_then(by_header).is_some_and(|(field, sure)| field == Field::SessionId && sure > 0.9),
        };
        is_visit && self.verdict(column).masks_as().is_none()
    }

    /// What happens to a column before it leaves where nothing was chosen, if that is more than its mask: other columns of customers
    /// would undo the names of the key, and visits lead back to their visitors.
    pub(super) fn usual(&self, column: usize) -> Option<&'static Operator> {
        (self.names_customers(column) || self.names_visits(column)).then_some(&Operator::Pseudonym)
    }

    /// The operator that was chosen for a column.
    pub fn operator(&self, column: usize) -> Option<&Operator> {
        self.operators.get(column)?.as_ref()
    }

    pub(super) fn as_of(&self) -> Option<i32> {
        self.as_of
    }

    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// The table before the gate: for the stages that turn it into numbers.
    pub(crate) fn clean(&self) -> &CleanTable {
        &self.clean
    }

    /// The columns and their fields, for names, kinds and counts.
    #[must_use]
    pub fn mapped(&self) -> &MappedTable {
        self.clean.mapped()
    }

    pub(super) fn column(&self, index: usize) -> Option<&Column> {
        self.clean.column(index)
    }

    pub(super) fn field(&self, index: usize) -> Option<Field> {
        self.clean.mapped().mapping().field(index)
    }

    /// The column of customers, as the file has it.
    fn keys(&self) -> Option<&Column> {
        self.columns().into_iter().find(|(_, field)| *field == Some(Field::UserId)).map(|(column, _)| column)
    }

    /// The columns with the fields that they are mapped to.
    fn columns(&self) -> Vec<(&Column, Option<Field>)> {
        self.clean.mapped().raw().columns.iter().enumerate().map(|(i, c)| (c, self.field(i))).collect()
    }

    /// What each column holds, in column order.
    pub fn verdicts(&self) -> Vec<Verdict> {
        (0..self.whole.len()).map(|column| self.verdict(column)).collect()
    }

    /// What a column holds: by all its rows where [`MaskedTable::detect_whole`] was asked, else by a sample of 10 000.
    pub fn verdict(&self, column: usize) -> Verdict {
        if let Some(whole) = self.whole.get(column).and_then(OnceLock::get) {
            return *whole;
        }
        let sampled = self.verdicts.get_or_init(|| detect_all(&self.columns(), Extent::Sample));
        sampled.get(column).copied().unwrap_or_default()
    }

    /// Looks at all rows of a column; from now on its masks go by what was found. What only columns side by side tell stays
    /// as the sample found it.
    pub fn detect_whole(&self, column: usize) -> Verdict {
        let sampled = self.verdict(column);
        let Some((data, slot)) = self.column(column).zip(self.whole.get(column)) else { return sampled };
        *slot.get_or_init(|| {
            let whole = detect(data, self.field(column), self.keys(), Extent::Whole);
            if whole.masks_as().is_none() && sampled.is_by_neighbour() { sampled } else { whole }
        })
    }

    /// The customers; `None` when no column is mapped to `user_id`.
    pub fn identity(&self) -> Option<&Identity> {
        let make = || {
            let (index, column) = self.clean.field(Field::UserId)?;
            let verdict = self
                .verdicts
                .get()
                .map_or_else(|| detect(column, self.field(index), None, Extent::Sample), |_| self.verdict(index));
            let mut identity = Identity::new(column, verdict.masks_as());
            // The word of a total is nobody's name.
            let totals = self.clean.totals() & &!self.clean.kept();
            if totals.count_set_bits() > 0 {
                identity = identity.without(&totals);
            }
            Some(if self.merges.is_empty() { identity } else { identity.merged_by(&self.key, &self.merges) })
        };
        self.identity.get_or_init(make).as_ref()
    }

    /// The keyed name of a customer.
    pub fn pseudonym(&self, customer: usize) -> Option<String> {
        self.identity()?.pseudonym(&self.key, customer)
    }

    /// The customer with this keyed name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.key_named(name).map(|(_, customer)| customer)
    }

    /// The key with this keyed name, as the file has it, and its customer.
    pub(crate) fn key_named(&self, name: &str) -> Option<(&str, usize)> {
        let identity = self.identity()?;
        let keys = identity.all_keys().map(|(key, _)| key);
        let at = open_pseudonyms(&self.key, Field::UserId.code(), keys, &[name]).found.first().copied().flatten()?;
        identity.all_keys().nth(at).map(|(key, customer)| (key, customer as usize))
    }

    /// The keyed names of all customers, in their order; no two are equal.
    pub fn pseudonyms(&self) -> Vec<String> {
        self.identity().map(|i| i.pseudonyms(&self.key)).unwrap_or_default()
    }

    /// A column as it may leave, cell by cell; `None` when there is no such column.
    pub fn masked_column(&self, column: usize) -> Option<MaskedColumn<'_>> {
        MaskedColumn::new(self, column)
    }

    /// A column as it may be shown on the screen: customer keys with their middle masked in place of keyed names.
    pub fn shown_column(&self, column: usize) -> Option<MaskedColumn<'_>> {
        MaskedColumn::for_screen(self, column)
    }

    /// Smallest and largest value, for columns of numbers, amounts and times that hold no personal data and are no
    /// customer key.
    pub fn extremes(&self, column: usize) -> Option<Extremes> {
        let data = self.column(column)?;
        if self.field(column) == Some(Field::UserId) || self.verdict(column).masks_as().is_some() {
            return None;
        }
        let shown = |units: i64| matches!(sweep(&cell::money_text(units)), std::borrow::Cow::Borrowed(_));
        match data.kind() {
            Kind::Text => None,
            Kind::Number => {
                // A number of a person that strayed into a column of amounts is mostly its largest.
                let shown = |n: f64| matches!(sweep(&cell::number_text(n)), std::borrow::Cow::Borrowed(_));
                number_range(data).filter(|&(low, high)| shown(low) && shown(high)).map(|(low, high)| Extremes::Number(low, high))
            }
            Kind::Money => int_range(data)
                .filter(|&(low, high)| shown(low) && shown(high))
                .map(|(low, high)| Extremes::Money(Money(low.into()), Money(high.into()))),
            Kind::Time => int_range(data).map(|(low, high)| Extremes::Time(low, high)),
        }
    }
}

/// Samples of a column as it may be shown: up to `count` different values in file order, masked where they are
/// personal data or customer keys.
#[must_use]
pub fn preview(table: &MaskedTable, column: usize, count: usize) -> Vec<String> {
    /// Rows looked at for different values.
    const ROWS: usize = 200;
    /// Characters shown of a long cell.
    const LONGEST: usize = 60;
    let Some(mut masked) = MaskedColumn::for_screen(table, column) else { return Vec::new() };
    let mut samples: Vec<String> = Vec::with_capacity(count);
    for row in 0..table.clean.rows().min(ROWS) {
        if samples.len() == count {
            break;
        }
        let Some(text) = masked.text(row) else { continue };
        let short: String = text.chars().take(LONGEST).collect();
        let shown = if short.len() < text.len() { short + "…" } else { short };
        if !samples.contains(&shown) {
            samples.push(shown);
        }
    }
    samples
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{MappedTable, Mapping};
    use crate::intake::RawTable;

    fn masked(columns: Vec<Column>) -> MaskedTable {
        let raw = RawTable::of("orders.csv", columns);
        let mapping = Mapping::guess(&raw.columns);
        let mapped = MappedTable::new(Arc::new(raw), mapping).unwrap();
        MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap())
    }

    fn sample() -> MaskedTable {
        let ids: Vec<String> = (0..40).map(|i| format!("C10{:04}", i % 10)).collect();
        let phones: Vec<String> = (0..40).map(|i| format!("138{:08}", i % 10 * 7919)).collect();
        masked(vec![
            Column::of_text("客户ID", ids.iter().map(|c| Some(c.as_str()))),
            Column::of_ints("下单时间", Kind::Time, (0..40).map(|i| Some(i * 86_400))),
            Column::of_ints("金额", Kind::Money, (0..40).map(|i| Some(i * 10_000))),
            Column::of_text("手机号", phones.iter().map(|c| Some(c.as_str()))),
            Column::of_text("备注", (0..40).map(|i| Some(if i == 0 { "请打 13912345678" } else { "加急" }))),
        ])
    }

    #[test]
    fn only_masked_values_are_previewed() {
        let t = sample();
        assert_eq!(preview(&t, 0, 2), ["C*****0", "C*****1"]);
        assert_eq!(preview(&t, 1, 1), ["1970-01-01"]);
        assert_eq!(preview(&t, 2, 3), ["0", "1", "2"]);
        assert_eq!(preview(&t, 3, 2), ["138****0000", "138****7919"]);
        assert_eq!(preview(&t, 4, 5), ["请打 139****5678", "加急"]);
        assert!(preview(&t, 9, 5).is_empty());
    }

    #[test]
    fn extremes_are_given_for_harmless_columns_only() {
        let t = sample();
        assert_eq!(t.extremes(1), Some(Extremes::Time(0, 39 * 86_400)));
        assert_eq!(serde_json::to_string(&t.extremes(1)).unwrap(), "[\"1970-01-01\",\"1970-02-09\"]");
        assert_eq!(serde_json::to_string(&t.extremes(2)).unwrap(), "[0,39]");
        assert_eq!((t.extremes(0), t.extremes(3)), (None, None));
        let ids = Column::of_numbers("客户ID", (0..40).map(|i| Some(f64::from(i % 9))));
        let phones = Column::of_numbers("phone", (0..40).map(|i| Some(13_800_000_000.0 + f64::from(i))));
        let t = masked(vec![ids, phones]);
        assert_eq!((t.extremes(0), t.extremes(1)), (None, None));
    }

    #[test]
    fn exported_columns_hold_pseudonyms_and_masks() {
        let t = sample();
        let mut users = t.masked_column(0).unwrap();
        let name = users.text(0).unwrap().into_owned();
        assert!(name.starts_with("c-"));
        assert_eq!(users.text(10).as_deref(), Some(name.as_str()));
        assert_eq!(t.pseudonym(0), Some(name));
        let mut phones = t.masked_column(3).unwrap();
        assert!((0..40).all(|row| phones.text(row).is_some_and(|p| p.contains("****"))));
    }
}
