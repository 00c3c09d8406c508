//! What is known of files before they are read: which of them make a table together; their columns, what those are likely to
//! mean, and what they take.

use super::inspect::{FieldInfo, shown_name};
use crate::error::Error;
use crate::fields::{Mapping, TableKind};
use crate::intake::{Plan, agree, group};
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

/// The columns of a plan before there are cells.
fn headers(plan: &Plan) -> Vec<Column> {
    let empty = |spec: &crate::table::Spec| Column::new(spec.clone(), Vec::new(), Dictionary::default(), Invalid::default());
    plan.columns.iter().map(empty).collect()
}

/// Which files make a table together, by their places among the plans: see [`group`]. There is one table of each kind, so
/// files of one kind with other columns are at fault.
///
/// # Errors
/// `E_COLUMNS_DIFFER` in the file with that place whose columns are not those of an earlier one of its kind.
pub fn tables(plans: &[Plan]) -> Result<Vec<Vec<usize>>, (usize, Error)> {
    let groups = group(plans);
    let mut kinds = Vec::with_capacity(groups.len());
    for first in groups.iter().filter_map(|files| files.first().copied()) {
        let Some(plan) = plans.get(first).filter(|_| groups.len() > 1) else { break };
        let kind = Mapping::guess(&headers(plan)).kind().0;
        // What nobody knows yet may be anything: its cells, or the user, will tell.
        let same = kinds.iter().find(|(known, _)| *known == kind && kind != TableKind::Unknown);
        if let Some(&(_, earlier)) = same {
            let mut both = [plans.get::<usize>(earlier), Some(plan)].into_iter().flatten().cloned().collect::<Vec<_>>();
            return agree(&mut both).map_err(|(_, error)| (first, error)).map(|()| groups);
        }
        kinds.push((kind, first));
    }
    Ok(groups)
}

/// The columns of a plan, in its order.
#[must_use]
pub fn offer(plan: &Plan) -> Vec<OfferedColumn> {
    let columns = headers(plan);
    let mapping = Mapping::guess(&columns);
    let bytes = |index: usize| plan.estimate.as_ref().and_then(|e| e.columns.get(index)).copied().unwrap_or(0);
    let offered = |(index, column): (usize, &Column)| OfferedColumn {
        name: shown_name(column.name()),
        field: mapping.field(index).map(FieldInfo::of),
        bytes: bytes(index),
    };
    columns.iter().enumerate().map(offered).collect()
}
