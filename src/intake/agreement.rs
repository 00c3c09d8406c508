//! Files that are to be one table: whether they have the same columns, and how all of them are read then.

use super::plan::Plan;
use crate::error::{Error, ErrorKind, Result};
use crate::table::{Kind, Reason, Spec};

/// For each column of a file its place among the columns of the table, found by name.
///
/// # Errors
/// `E_COLUMNS_DIFFER` at the first column that the table does not have; without a column where the file has too few.
pub fn order_of<'a>(table: impl Iterator<Item = &'a str>, plan: &Plan) -> Result<Vec<usize>> {
    let mut names: Vec<Option<&str>> = table.map(|name| Some(name.trim())).collect();
    let mut order = Vec::with_capacity(names.len());
    for (index, spec) in plan.columns.iter().enumerate() {
        let name = Some(spec.name.trim());
        let differs = || Error::new(ErrorKind::ColumnsDiffer).at_column(index as u64 + 1);
        let at = names.iter().position(|n| *n == name).ok_or_else(differs)?;
        if let Some(found) = names.get_mut(at) {
            *found = None;
        }
        order.push(at);
    }
    if order.len() == names.len() { Ok(order) } else { Err(ErrorKind::ColumnsDiffer.into()) }
}

/// Makes the plans of files that are to be one table agree: a column is of one kind in all of them. Where their samples
/// differ, numbers and amounts are numbers, and identifiers make a column text. Words in one file where the others have
/// numbers or dates may be a few bad cells: the column is read as theirs, and the whole table tells whether that was right.
/// A column that is empty in one file is what it is in the others.
///
/// # Errors
/// `E_COLUMNS_DIFFER` in the file (its place among the plans, from 0) whose columns are not those of the first, in any order.
pub fn agree(plans: &mut [Plan]) -> std::result::Result<(), (usize, Error)> {
    let Some(first) = plans.first() else { return Ok(()) };
    let names: Vec<String> = first.columns.iter().map(|c| c.name.clone()).collect();
    let mut orders = Vec::with_capacity(plans.len());
    for (file, plan) in plans.iter().enumerate() {
        orders.push(order_of(names.iter().map(String::as_str), plan).map_err(|error| (file, error))?);
    }
    for column in 0..names.len() {
        let places: Vec<usize> = orders.iter().filter_map(|order| order.iter().position(|&at| at == column)).collect();
        let specs = plans.iter().zip(&places).filter_map(|(plan, &at)| Some((plan.columns.get(at)?, plan.kinds_sure)));
        let Some(common) = common(&specs.collect::<Vec<_>>()) else { continue };
        for (plan, &at) in plans.iter_mut().zip(&places) {
            if let Some(spec) = plan.columns.get_mut(at) {
                follow(spec, &common);
            }
        }
    }
    Ok(())
}

/// How a column is read in all files; of each it is told whether its kinds are sure.
fn common(specs: &[(&Spec, bool)]) -> Option<Spec> {
    let filled: Vec<_> = specs.iter().filter(|(spec, _)| spec.kind_reason != Some(Reason::Empty)).collect();
    let mere_words = |spec: &Spec, sure: bool| spec.kind == Kind::Text && !sure && spec.kind_reason == Some(Reason::Values);
    let told = filled.iter().filter(|(spec, sure)| !mere_words(spec, *sure)).map(|(spec, _)| spec.kind);
    let kind = told.reduce(wider).or_else(|| filled.first().map(|(spec, _)| spec.kind));
    let Some(kind) = kind else { return specs.first().map(|(spec, _)| (*spec).clone()) };
    let model = filled.iter().find(|(spec, _)| spec.kind == kind).map(|(spec, _)| (*spec).clone());
    model.or_else(|| filled.first().map(|(spec, _)| Spec::new(&spec.name, kind)))
}

/// The kind that holds the values of both.
fn wider(a: Kind, b: Kind) -> Kind {
    match (a, b) {
        _ if a == b => a,
        (Kind::Number | Kind::Money, Kind::Number | Kind::Money) => Kind::Number,
        _ => Kind::Text,
    }
}

/// Reads a column as the others are; how its own dates and numbers are written stays.
fn follow(spec: &mut Spec, common: &Spec) {
    if spec.kind != common.kind {
        let name = std::mem::take(&mut spec.name);
        // Amounts that become numbers, or the other way round, are written as they were.
        let has_numbers = [spec.kind, common.kind].iter().all(|kind| matches!(kind, Kind::Number | Kind::Money));
        let numbers = if has_numbers { spec.numbers } else { common.numbers };
        *spec = Spec { name, numbers, kind_reason: Some(Reason::OtherFiles), ..common.clone() };
    }
    spec.store = common.store;
}
