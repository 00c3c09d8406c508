//! Values that cannot be: outside the domain of what a column means.

use super::Entry;
use crate::fields::{Field, Header, MappedTable};
use crate::table::{Column, Kind, UNITS, each_int, each_number};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// What the cells of a column may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Domain {
    /// Durations: not below zero.
    NotNegative,
    /// Quantities: anything but zero.
    NotZero,
    /// Rates in per cent: 0 to 100.
    Percent,
    /// Times before this second.
    Before(i64),
}

/// Fields and words of headers by domain.
const DURATIONS: &[Field] = &[Field::Duration, Field::HandlingTime, Field::Age];
const DURATION_WORDS: &[&str] = &["duration", "时长", "年龄", "age", "停留"];
const RATES: &[Field] = &[Field::ConversionRate];
const RATE_WORDS: &[&str] = &["转化率", "点击率", "打开率", "复购率", "退货率", "完成率", "占比"];

impl Domain {
    /// The domain of a column; `None` where everything is possible or nobody knows.
    pub(super) fn of(mapped: &MappedTable, index: usize, column: &Column, end: Option<i64>) -> Option<Self> {
        if column.kind() == Kind::Time {
            return end.map(Self::Before);
        }
        if column.kind() == Kind::Text {
            return None;
        }
        let field = mapped.mapping().field(index);
        if field == Some(Field::Quantity) {
            return Some(Self::NotZero);
        }
        let header = Header::new(column.name());
        let says = |fields: &[Field], words: &[&str]| {
            field.map_or_else(|| words.iter().any(|w| header.has(w)), |field| fields.contains(&field))
        };
        if says(RATES, RATE_WORDS) {
            return Some(Self::Percent);
        }
        says(DURATIONS, DURATION_WORDS).then_some(Self::NotNegative)
    }

    fn allows(self, value: f64, unit: f64) -> bool {
        match self {
            Self::NotNegative => value >= 0.0,
            Self::NotZero => value != 0.0,
            Self::Percent => (0.0..=100.0 * unit).contains(&value),
            Self::Before(_) => true,
        }
    }

    /// The cells outside.
    pub(super) fn outside(self, column: &Column) -> BooleanBuffer {
        let mut bits = BooleanBufferBuilder::new(column.len());
        bits.append_n(column.len(), false);
        let unit = if column.kind() == Kind::Money { UNITS as f64 } else { 1.0 };
        each_int(column, |row, v| {
            let allowed = match self {
                Self::Before(end) => v.is_none_or(|v| v < end),
                _ => v.is_none_or(|v| self.allows(v as f64, unit)),
            };
            if !allowed {
                bits.set_bit(row, true);
            }
        });
        each_number(column, |row, v| {
            if v.is_some_and(|v| !self.allows(v, unit)) {
                bits.set_bit(row, true);
            }
        });
        bits.build()
    }
}

/// The domain that an entry asks for.
pub(super) fn of_entry(entry: &Entry, mapped: &MappedTable, index: usize, column: &Column) -> Option<Domain> {
    Domain::of(mapped, index, column, entry.end())
}
