//! How the values of a column were read, and why.

use crate::report::reason_text;
use crate::report::text::Texts;
use crate::table::date::DateOrder;
use crate::table::{BareTime, Column, DecimalMark, Kind, Reason};
use serde::Serialize;

/// A reason with its sentence.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Why {
    /// The reason.
    pub reason: Reason,
    /// Its sentence in each language.
    pub texts: Texts,
}

/// How the values of a column were read. What does not concern its kind is left out.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(optional_fields))]
pub struct Reading {
    /// Why it is of its kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Why>,
    /// Mark before the decimals of its numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    /// Order of day and month in its dates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<DateOrder>,
    /// What a bare number is among its times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bare: Option<BareTime>,
    /// Why the mark or the order is this one; left out where its cells need no decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Why>,
}

impl Reading {
    /// How a column was read.
    #[must_use]
    pub fn new(column: &Column) -> Self {
        let spec = column.spec();
        let why = |reason: Option<Reason>| reason.map(|reason| Why { reason, texts: reason_text(reason) });
        let (is_time, is_number) = (spec.kind == Kind::Time, matches!(spec.kind, Kind::Number | Kind::Money));
        Self {
            kind: why(spec.kind_reason),
            decimal: is_number.then_some(spec.numbers.decimal),
            dates: (is_time && spec.form_reason.is_some()).then_some(spec.dates),
            bare: Some(spec.bare).filter(|b| is_time && *b != BareTime::Nothing),
            form: why(spec.form_reason),
        }
    }
}
