//! Which column means which field, and a table together with that.

use super::kind::Fitness;
use super::{Field, TableKind, guess};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::RawTable;
use crate::table::{Column, Kind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One field at most per column, one column at most per field.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    fields: Vec<Option<Field>>,
    /// How sure each guess is, 0 to 1 in hundredths; 1 where a person chose.
    scores: Vec<f64>,
    /// The kind of table, where something besides the fields says so.
    #[serde(default)]
    kind: Option<TableKind>,
    /// Whether a person chose the kind.
    #[serde(default)]
    chosen: bool,
    #[serde(default)]
    rivals: Vec<Rival>,
}

/// A column that names a field as clearly as the column that has it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Rival {
    /// The column, from 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub column: usize,
    /// The field that went to another column.
    pub field: Field,
    /// How sure its own guess is, 0 to 1.
    pub score: f64,
}

/// Where the amount of a line comes from; the numbers are columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountSource {
    /// A column of amounts.
    Amount(usize),
    /// Price times quantity.
    PriceQuantity(usize, usize),
    /// A price alone: each line counts as one piece.
    Price(usize),
}

impl Mapping {
    /// No column means anything yet.
    #[must_use]
    pub fn unmapped(columns: usize) -> Self {
        Self { fields: vec![None; columns], scores: vec![0.0; columns], ..Self::default() }
    }

    /// The most likely mapping of these columns.
    #[must_use]
    pub fn guess(columns: &[Column]) -> Self {
        guess::guess(columns)
    }

    /// The most likely mapping of these columns as a table of the kind that a person chose.
    #[must_use]
    pub fn guess_as(columns: &[Column], kind: TableKind) -> Self {
        let mut mapping = guess::guess_as(columns, kind);
        mapping.choose(kind);
        mapping
    }

    /// Sets the kind of table, as a person does; the fields stay.
    pub fn choose(&mut self, kind: TableKind) {
        (self.kind, self.chosen) = (Some(kind), true);
    }

    /// A mapping from the names of fields, one per column, as a person or a recipe gives it.
    ///
    /// # Errors
    /// `E_UNKNOWN_FIELD` at the column whose name is no field, or is given a second time.
    pub fn from_codes<S: AsRef<str>>(codes: &[Option<S>]) -> Result<Self> {
        let mut mapping = Self::unmapped(codes.len());
        for (column, code) in codes.iter().enumerate() {
            let Some(code) = code else { continue };
            let field = Field::from_code(code.as_ref()).filter(|&f| mapping.column(f).is_none());
            let Some(field) = field else {
                return Err(Error::new(ErrorKind::UnknownField).at_column(column as u64 + 1));
            };
            mapping.assign(column, field, 1.0);
        }
        Ok(mapping)
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.fields.len()
    }

    /// The field of a column.
    #[must_use]
    pub fn field(&self, column: usize) -> Option<Field> {
        self.fields.get(column).copied().flatten()
    }

    /// How sure the field of a column is, 0 to 1.
    #[must_use]
    pub fn score(&self, column: usize) -> f64 {
        self.scores.get(column).copied().unwrap_or(0.0)
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|&f| f == Some(field))
    }

    /// Gives a column another field, or none. The column that had the field loses it.
    ///
    /// # Errors
    /// `E_UNKNOWN_COLUMN` when there is no such column.
    pub fn set(&mut self, column: usize, field: Option<Field>) -> Result<()> {
        if column >= self.fields.len() {
            return Err(Error::new(ErrorKind::UnknownColumn).at_column(column as u64 + 1));
        }
        if let Some(other) = field.and_then(|f| self.column(f)) {
            self.put(other, None, 0.0);
        }
        self.put(column, field, 1.0);
        Ok(())
    }

    pub(super) fn assign(&mut self, column: usize, field: Field, score: f64) {
        self.put(column, Some(field), (score * 100.0).round() / 100.0);
    }

    /// Takes its field from a column.
    pub(super) fn release(&mut self, column: usize) {
        self.put(column, None, 0.0);
    }

    /// Exchanges the fields of two columns.
    pub(super) fn swap(&mut self, a: usize, b: usize) {
        let (of_a, of_b) = (self.field(a), self.field(b));
        let score = self.score(a).min(self.score(b));
        self.put(a, of_b, score);
        self.put(b, of_a, score);
    }

    pub(super) fn set_rivals(&mut self, rivals: Vec<Rival>) {
        self.rivals = rivals;
    }

    /// Notes the kind as which the fields were guessed, if they make a table of it.
    pub(super) fn settle(&mut self, kind: TableKind) {
        self.kind = (self.score_as(kind) > 0.0).then_some(kind);
    }

    fn put(&mut self, column: usize, field: Option<Field>, score: f64) {
        if let (Some(f), Some(s)) = (self.fields.get_mut(column), self.scores.get_mut(column)) {
            (*f, *s) = (field, score);
        }
    }

    /// Columns that name a field clearly which a better column has, the clearest first: to be named beside it.
    #[must_use]
    pub fn rivals(&self) -> &[Rival] {
        &self.rivals
    }

    /// What RFM needs and no column gives: `user_id`, `order_time`, or `amount` when there is no `price` either.
    #[must_use]
    pub fn missing(&self) -> Vec<Field> {
        self.missing_for(TableKind::Orders)
    }

    /// What a table of a kind needs and no column gives; where one of several would do, the first of them.
    #[must_use]
    pub fn missing_for(&self, kind: TableKind) -> Vec<Field> {
        let absent = |group: &&&[Field]| group.iter().all(|&f| self.column(f).is_none());
        kind.required().iter().filter(absent).filter_map(|group| group.first().copied()).collect()
    }

    /// What kind of table the mapping makes, and how sure that is (0 to 1); a kind that a person chose is sure.
    #[must_use]
    pub fn kind(&self) -> (TableKind, f64) {
        if let (Some(kind), true) = (self.kind, self.chosen) {
            return (kind, 1.0);
        }
        if let Some(kind) = self.kind {
            let score = self.score_as(kind);
            if score > 0.0 {
                return (kind, score);
            }
        }
        let scored = TableKind::ALL.iter().map(|&kind| (kind, self.score_as(kind)));
        let best = scored.filter(|&(_, s)| s > 0.0).reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.unwrap_or((TableKind::Unknown, 0.0))
    }

    fn fit(&self, kind: TableKind) -> Fitness {
        kind.fit(&|field| self.column(field).map_or(0.0, |column| self.score(column)))
    }

    /// How sure it is that the fields make a table of a kind (0 to 1); 0 where they do not.
    fn score_as(&self, kind: TableKind) -> f64 {
        let fit = self.fit(kind);
        let score = |f| self.column(f).map_or(0.0, |c| self.score(c));
        let is_kind = match kind {
            TableKind::Orders => {
                let value =
                    [Field::Amount, Field::Price, Field::Quantity, Field::OrderId].map(score).into_iter().fold(0.0, f64::max);
                // Customer and time alone also make a log of events; only a table of hardly more than these two is taken
                // for orders.
                let bare = value <= 0.0 && self.columns() > 3;
                let of_lines = score(Field::OrderId) > 0.9 && score(Field::Price).max(score(Field::Amount)) > 0.9;
                (score(Field::UserId) > 0.0 && score(Field::OrderTime) > 0.0 && !bare) || of_lines
            }
            // A telephone number stands in for a key where all else speaks of persons.
            TableKind::Customers => {
                let user = score(Field::UserId);
                (user >= 0.5 && fit.evidence >= 0.6) || (user > 0.0 && fit.evidence >= 2.0)
            }
            TableKind::Events => fit.required >= 0.5 && fit.evidence >= 1.5,
            TableKind::Channels => fit.required >= 0.5 && fit.evidence >= 2.0,
            TableKind::Feedback => fit.required >= 0.5 && fit.evidence >= 2.0,
            TableKind::Unknown => false,
        };
        if is_kind { (fit.required * 100.0).round().max(1.0) / 100.0 } else { 0.0 }
    }
}

/// A table and what its columns mean. It cannot be serialised and prints no cells.
///
/// ```compile_fail
/// fn leaves<T: serde::Serialize>() {}
/// leaves::<insitu::fields::MappedTable>();
/// ```
///
/// ```compile_fail
/// fn prints<T: std::fmt::Debug>() {}
/// prints::<insitu::fields::MappedTable>();
/// ```
#[derive(Clone)]
pub struct MappedTable {
    raw: Arc<RawTable>,
    mapping: Mapping,
}

impl MappedTable {
    /// A table with a given mapping.
    ///
    /// # Errors
    /// `E_UNKNOWN_COLUMN` when the mapping has not as many columns as the table.
    pub fn new(raw: Arc<RawTable>, mapping: Mapping) -> Result<Self> {
        if mapping.columns() != raw.columns.len() {
            let column = mapping.columns().min(raw.columns.len()) as u64 + 1;
            return Err(Error::new(ErrorKind::UnknownColumn).in_file(&raw.first.name).at_column(column));
        }
        Ok(Self { raw, mapping })
    }

    /// A table with the most likely mapping.
    #[must_use]
    pub fn guess(raw: Arc<RawTable>) -> Self {
        let mapping = Mapping::guess(&raw.columns);
        Self { raw, mapping }
    }

    /// The table as read.
    #[must_use]
    pub fn raw(&self) -> &Arc<RawTable> {
        &self.raw
    }

    /// Which column means what.
    #[must_use]
    pub fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Rows of the table.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.raw.rows
    }

    /// The column of a field and its number from 0.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<(usize, &Column)> {
        let index = self.mapping.column(field)?;
        Some((index, self.raw.columns.get(index)?))
    }

    /// The column of a field if it holds numbers or money.
    #[must_use]
    pub fn numeric(&self, field: Field) -> Option<usize> {
        let (index, column) = self.column(field)?;
        matches!(column.kind(), Kind::Number | Kind::Money).then_some(index)
    }

    /// Where the amounts come from: the amount column, else price × quantity, else the price alone. `None` when
    /// neither amount nor price is mapped to a column of numbers.
    #[must_use]
    pub fn amount_source(&self) -> Option<AmountSource> {
        if let Some(amount) = self.numeric(Field::Amount) {
            return Some(AmountSource::Amount(amount));
        }
        let price = self.numeric(Field::Price)?;
        Some(match self.numeric(Field::Quantity) {
            Some(quantity) => AmountSource::PriceQuantity(price, quantity),
            None => AmountSource::Price(price),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, cells: &[&str]) -> Column {
        Column::of_text(name, cells.iter().map(|c| (!c.is_empty()).then_some(*c)))
    }

    fn times(name: &str) -> Column {
        Column::of_ints(name, Kind::Time, [Some(1_000_000), Some(2_000_000), Some(3_000_000), Some(4_000_000)])
    }

    fn money(name: &str) -> Column {
        Column::of_ints(name, Kind::Money, [Some(293_300), Some(297_300), Some(149_600), Some(264_800)])
    }

    fn numbers(name: &str) -> Column {
        Column::of_numbers(name, [Some(2.0), Some(1.0), Some(2.0), Some(3.0)])
    }

    fn words(name: &str) -> Column {
        text(name, &["Aa b", "Cc d", "Aa b", "Ee f"])
    }

    fn keys(name: &str) -> Column {
        text(name, &["00004", "00004", "00021", "00004"])
    }

    fn guessed(columns: &[Column]) -> Vec<&'static str> {
        let mapping = Mapping::guess(columns);
        (0..columns.len()).map(|i| mapping.field(i).map_or("-", Field::code)).collect()
    }

    #[test]
    fn chinese_orders() {
        let columns = [
            keys("客户ID"),
            keys("订单号"),
            times("下单时间"),
            keys("商品ID"),
            words("商品名称"),
            words("类目"),
            numbers("数量"),
            money("实付金额"),
            words("渠道"),
            words("地区"),
            words("客户姓名"),
            keys("手机号"),
        ];
        let wanted = [
            "user_id",
            "order_id",
            "order_time",
            "product_id",
            "product_name",
            "category",
            "quantity",
            "amount",
            "channel",
            "region",
            "user_name",
            "phone",
        ];
        assert_eq!(guessed(&columns), wanted);
        assert_eq!(Mapping::guess(&columns).kind().0, TableKind::Orders);
        assert!(Mapping::guess(&columns).kind().1 > 0.9);
    }

    #[test]
    fn online_retail() {
        let columns = [
            keys("InvoiceNo"),
            keys("StockCode"),
            words("Description"),
            numbers("Quantity"),
            times("InvoiceDate"),
            money("UnitPrice"),
            numbers("CustomerID"),
            words("Country"),
        ];
        let wanted = ["order_id", "product_id", "product_name", "quantity", "order_time", "price", "user_id", "region"];
        assert_eq!(guessed(&columns), wanted);
        let mapping = Mapping::guess(&columns);
        assert!(mapping.missing().is_empty());
    }

    #[test]
    fn rfm_data_orders() {
        let columns = [
            words("customer_id"),
            times("order_date"),
            numbers("revenue"),
            words("first_name"),
            words("last_name"),
            words("email"),
        ];
        assert_eq!(guessed(&columns), ["user_id", "order_time", "amount", "user_name", "-", "email"]);
    }

    #[test]
    fn superstore_takes_the_order_date() {
        let columns = [
            numbers("Row ID"),
            keys("Order ID"),
            times("Order Date"),
            times("Ship Date"),
            words("Ship Mode"),
            keys("Customer ID"),
            words("Customer Name"),
            words("Segment"),
            words("Country"),
            words("City"),
            words("State"),
            numbers("Postal Code"),
            words("Region"),
            keys("Product ID"),
            words("Category"),
            words("Sub-Category"),
            words("Product Name"),
            money("Sales"),
            numbers("Quantity"),
            money("Discount"),
            money("Profit"),
        ];
        let wanted = [
            "-",
            "order_id",
            "order_time",
            "-",
            "-",
            "user_id",
            "user_name",
            "-",
            "-",
            "-",
            "-",
            "-",
            "region",
            "product_id",
            "category",
            "-",
            "product_name",
            "amount",
            "quantity",
            "discount",
            "-",
        ];
        assert_eq!(guessed(&columns), wanted);
    }

    #[test]
    fn tables_without_headers_are_read_by_content_with_low_scores() {
        let columns = [keys("列1"), keys("列2"), times("列3"), numbers("列4"), money("列5")];
        assert_eq!(guessed(&columns), ["user_id", "-", "order_time", "quantity", "amount"]);
        let mapping = Mapping::guess(&columns);
        assert!((0..5).all(|i| mapping.score(i) <= BY_CONTENT_MAX));
        let plain = [keys("列1"), keys("列2"), times("列3"), numbers("列4"), Column::of_numbers("列5", [Some(2.5), Some(1.5)])];
        assert_eq!(guessed(&plain), ["user_id", "-", "order_time", "quantity", "amount"]);
    }

    const BY_CONTENT_MAX: f64 = 0.4;

    #[test]
    fn two_columns_are_orders_without_an_amount() {
        let columns = [times("date"), numbers("id")];
        assert_eq!(guessed(&columns), ["order_time", "user_id"]);
        assert_eq!(Mapping::guess(&columns).missing(), [Field::Amount]);
    }

    #[test]
    fn a_person_can_correct_by_column() {
        let mut mapping = Mapping::guess(&[keys("客户ID"), keys("会员卡号"), times("下单时间")]);
        mapping.set(1, Some(Field::UserId)).unwrap();
        assert_eq!((mapping.field(0), mapping.field(1), mapping.score(1)), (None, Some(Field::UserId), 1.0));
        assert_eq!(mapping.set(9, None).unwrap_err().code(), "E_UNKNOWN_COLUMN");
        let back: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).unwrap();
        assert_eq!(back, mapping);
        let twice = Mapping::from_codes(&[Some("user_id"), None, Some("user_id")]).unwrap_err();
        assert_eq!((twice.code(), twice.place().column), ("E_UNKNOWN_FIELD", Some(3)));
    }
}
