//! What a view holds beside amounts and days: labels of lines, traits of customers, columns of numbers.

use super::channels::Channels;
use super::events::{EventField, Events};
use crate::fields::{Field, TableKind};
use crate::mask::MaskedTable;
use crate::table::{Column, Kind, UNITS, each_item};
use arrow_buffer::BooleanBuffer;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Code of a line or customer without a label.
pub const NO_LABEL: u32 = u32::MAX;

/// Day of a customer without one.
pub const NO_DAY: i32 = i32::MAX;

/// What an analysis reads of a view beside the lines: parts that are made when they are first asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Purchases; without them an analysis finds not enough data.
    Purchases,
    /// Labels of the lines of one kind.
    Line(LineField),
    /// Pieces on each line.
    Quantity,
    /// Cost of each line.
    Cost,
    /// What is known of each customer.
    Traits,
    /// When the events of each customer were.
    Events,
    /// Labels of the events of one kind.
    Event(EventField),
    /// Labels of the events by the other columns of few values.
    Properties,
    /// The second of each line.
    Seconds,
    /// Rows of the table of channels.
    Channels,
    /// Columns of numbers of all tables.
    Columns,
}

/// What a line is labelled by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineField {
    /// Category of the product.
    Category,
    /// The product: its number where there is one, else its name.
    Product,
    /// Where the order came from.
    Channel,
    /// Where it went.
    Region,
    /// How it was paid.
    PaymentMethod,
}

impl LineField {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Category, Self::Product, Self::Channel, Self::Region, Self::PaymentMethod];

    /// The canonical fields that it is read from, the best first.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Category => &[Field::Category],
            Self::Product => &[Field::ProductId, Field::ProductName],
            Self::Channel => &[Field::Channel],
            Self::Region => &[Field::Region],
            Self::PaymentMethod => &[Field::PaymentMethod],
        }
    }
}

/// Labels of lines, of events or of rows.
#[derive(Clone, Debug, Default)]
pub struct Dimension {
    /// The different labels in bytewise order.
    pub labels: Vec<String>,
    codes: OnceLock<Vec<u32>>,
    /// The same in a byte each, [`u8::MAX`] for none, of at most so many labels.
    bytes: Option<Vec<u8>>,
}

impl PartialEq for Dimension {
    fn eq(&self, other: &Self) -> bool {
        self.labels == other.labels && self.codes() == other.codes()
    }
}

impl Eq for Dimension {}

impl Dimension {
    /// Labels in bytewise order and the code of each line, [`NO_LABEL`] for none.
    #[must_use]
    pub fn new(labels: Vec<String>, codes: Vec<u32>) -> Self {
        Self { labels, codes: codes.into(), bytes: None }
    }

    /// The same of codes in a byte each, which take their four when somebody asks for them.
    pub(super) fn of_bytes(labels: Vec<String>, bytes: Vec<u8>) -> Self {
        Self { labels, codes: OnceLock::new(), bytes: Some(bytes) }
    }

    /// Label of each line; [`NO_LABEL`] for none.
    #[must_use]
    pub fn codes(&self) -> &[u32] {
        self.codes.get_or_init(|| {
            let bytes = self.bytes.as_deref().unwrap_or_default();
            let mut codes = Vec::with_capacity(bytes.len());
            each_item(bytes, |&code| codes.push(if code == u8::MAX { NO_LABEL } else { u32::from(code) }));
            codes
        })
    }

    pub(super) fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }

    /// The lines of some ranges.
    pub(super) fn only(&self, ranges: &[Range<usize>]) -> Self {
        match &self.bytes {
            Some(bytes) => Self::of_bytes(self.labels.clone(), pick(bytes, ranges)),
            None => Self::new(self.labels.clone(), pick(self.codes(), ranges)),
        }
    }
}

/// Pieces on each line.
#[derive(Clone, Debug)]
pub enum Pieces {
    /// Whole ones, few on every line.
    Few(Vec<i8>),
    /// Ten-thousandths of a piece.
    Parts(Vec<i64>),
}

impl Pieces {
    /// Ten-thousandths of a piece on a line, negative for returns.
    #[must_use]
    #[inline]
    pub fn at(&self, line: usize) -> Option<i64> {
        match self {
            Self::Few(pieces) => pieces.get(line).map(|&pieces| i64::from(pieces) * UNITS),
            Self::Parts(parts) => parts.get(line).copied(),
        }
    }

    fn only(&self, ranges: &[Range<usize>]) -> Self {
        match self {
            Self::Few(pieces) => Self::Few(pick(pieces, ranges)),
            Self::Parts(parts) => Self::Parts(pick(parts, ranges)),
        }
    }
}

/// What is known of customers. All columns have one value for each customer of the view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Traits {
    /// Day of joining; [`NO_DAY`] where it is not known.
    pub registered: Option<Vec<i32>>,
    /// Groups that customers belong to.
    pub classes: Vec<Trait>,
    /// Numbers of customers.
    pub figures: Vec<Figure>,
}

/// A group of each customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trait {
    /// The field, or the header of a column without one.
    pub name: String,
    /// `gender`, `age_band`, `province`, `city` or the name of a canonical field; none for any other column of few values.
    pub field: Option<&'static str>,
    /// The different labels in bytewise order.
    pub labels: Vec<String>,
    /// Label of each customer; [`NO_LABEL`] for none.
    pub codes: Vec<u32>,
}

/// A number of each customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The field, or the header of a column without one.
    pub name: String,
    /// The canonical field.
    pub field: Option<&'static str>,
    /// NaN where it is not known.
    pub values: Vec<f64>,
}

/// A column of numbers of some table that holds nothing of a person.
#[derive(Clone)]
pub struct NumberColumn {
    /// Kind of its table.
    pub table: TableKind,
    /// Number of its table, in the order of opening.
    pub number: usize,
    /// Header.
    pub name: String,
    /// The canonical field.
    pub field: Option<&'static str>,
    pub(crate) column: Column,
    pub(crate) kept: BooleanBuffer,
    /// Where the table names customers.
    pub(super) named: Option<Arc<Named>>,
}

/// Whom the rows of a table name.
pub(super) struct Named {
    pub table: Arc<MaskedTable>,
    /// Where each customer of the table stands in the view.
    pub places: Vec<u32>,
}

impl NumberColumn {
    /// Whether it holds amounts of money, which are multiples of a ten-thousandth.
    #[must_use]
    pub fn is_money(&self) -> bool {
        self.column.kind() == Kind::Money
    }

    /// The number of each row that counts, NaN for an empty cell, in row order.
    #[must_use]
    pub fn values(&self) -> Vec<f64> {
        numbers(&self.column).zip(&self.kept).filter(|(_, kept)| *kept).map(|(v, _)| v).collect()
    }

    /// Which of the rows that count are of some customers: all, where the table names none.
    fn kept_of(&self, keep: &[bool]) -> BooleanBuffer {
        let of_row = self.named.as_ref().and_then(|named| Some(named.table.identity()?.by_row(&named.places)));
        let Some(customer) = of_row else { return self.kept.clone() };
        let own = customer.iter().map(|&c| keep.get(c as usize).copied().unwrap_or(false));
        own.zip(&self.kept).map(|(own, kept)| own && kept).collect()
    }
}

/// All parts that were made.
#[derive(Clone, Default)]
pub struct Parts {
    /// Parts that were asked for, those that the tables do not have included.
    pub made: Vec<Part>,
    /// By [`LineField`], in the order of [`LineField::ALL`].
    pub lines: [Option<Dimension>; 5],
    /// Pieces on each line.
    pub quantity: Option<Pieces>,
    /// Ten-thousandths of the currency on each line.
    pub cost: Option<Vec<i64>>,
    /// What is known of customers.
    pub traits: Option<Traits>,
    /// Their events.
    pub events: Option<Events>,
    /// Seconds of wall time since 1970-01-01 of each line, and whether times of day are known.
    pub seconds: Option<(Vec<i64>, bool)>,
    /// Rows of the table of channels.
    pub channels: Option<Channels>,
    /// Columns of numbers.
    pub columns: Vec<NumberColumn>,
}

impl Parts {
    /// The parts of some customers: `keep` says which, `customers` are their numbers and `lines` the ranges of their lines.
    pub(super) fn only(&self, keep: &[bool], customers: &[u32], lines: &[Range<usize>]) -> Self {
        let by_line = |values: &Vec<i64>| pick(values, lines);
        let mut columns = self.columns.clone();
        // The columns of one table have the same rows.
        for of_table in columns.chunk_by_mut(|a, b| a.number == b.number) {
            let kept = of_table.first().map(|column| column.kept_of(keep));
            of_table.iter_mut().zip(kept.into_iter().cycle()).for_each(|(column, kept)| column.kept = kept);
        }
        Self {
            made: self.made.clone(),
            lines: self.lines.each_ref().map(|d| d.as_ref().map(|d| d.only(lines))),
            quantity: self.quantity.as_ref().map(|pieces| pieces.only(lines)),
            cost: self.cost.as_ref().map(by_line),
            traits: self.traits.as_ref().map(|t| t.only(customers)),
            events: self.events.as_ref().map(|events| events.only(customers)),
            seconds: self.seconds.as_ref().map(|(seconds, timed)| (pick(seconds, lines), *timed)),
            // A row of channels is no customer's: a filter leaves them as they are.
            channels: self.channels.clone(),
            columns,
        }
    }
}

impl Traits {
    fn only(&self, customers: &[u32]) -> Self {
        let class = |t: &Trait| Trait { codes: choose(&t.codes, customers), ..t.clone() };
        let figure = |f: &Figure| Figure { values: choose(&f.values, customers), ..f.clone() };
        Self {
            registered: self.registered.as_ref().map(|days| choose(days, customers)),
            classes: self.classes.iter().map(class).collect(),
            figures: self.figures.iter().map(figure).collect(),
        }
    }
}

/// The values of ranges, one behind the other.
pub(super) fn pick<T: Copy>(values: &[T], ranges: &[Range<usize>]) -> Vec<T> {
    ranges.iter().flat_map(|range| values.get(range.clone()).unwrap_or_default()).copied().collect()
}

/// The number of each row of a column of numbers or money, NaN for an empty cell; none of any other column.
pub(super) fn numbers(column: &Column) -> impl Iterator<Item = f64> {
    let money = column.ints().map(|v| v.map_or(f64::NAN, |v| v as f64 / UNITS as f64));
    let is_money = column.kind() == Kind::Money;
    column.numbers().map(|v| v.unwrap_or(f64::NAN)).chain(money.filter(move |_| is_money))
}

/// The values at places.
pub(super) fn choose<T: Copy>(values: &[T], places: &[u32]) -> Vec<T> {
    places.iter().filter_map(|&place| values.get(place as usize)).copied().collect()
}
