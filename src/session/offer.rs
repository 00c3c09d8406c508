//! What can be chosen of a file before it is read: its columns, what they are likely to mean, and what they take.

use super::inspect::{FieldInfo, shown_name};
use crate::fields::Mapping;
use crate::intake::Plan;
use crate::table::{Column, Dictionary, Invalid};
use serde::Serialize;

/// A column that may be read or left out.
#[derive(Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct OfferedColumn {
    /// Header, as it may be shown.
    pub name: String,
    /// Field that its header speaks for.
    pub field: Option<FieldInfo>,
    /// Bytes that it takes at most; 0 where nobody knows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub bytes: u64,
}

/// The columns of a plan, in its order.
#[must_use]
pub fn offer(plan: &Plan) -> Vec<OfferedColumn> {
    let empty = |spec: &crate::table::Spec| Column::new(spec.clone(), Vec::new(), Dictionary::default(), Invalid::default());
    let columns: Vec<Column> = plan.columns.iter().map(empty).collect();
    let mapping = Mapping::guess(&columns);
    let bytes = |index: usize| plan.estimate.as_ref().and_then(|e| e.columns.get(index)).copied().unwrap_or(0);
    let offered = |(index, column): (usize, &Column)| OfferedColumn {
        name: shown_name(column.name()),
        field: mapping.field(index).map(FieldInfo::of),
        bytes: bytes(index),
    };
    columns.iter().enumerate().map(offered).collect()
}
