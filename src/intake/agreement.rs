//! Files that are to be one table: whether they have the same columns, and how all of them are read then.

use super::forms::{Forms, is_number};
use super::plan::Plan;
use crate::error::{Error, ErrorKind, Result};
use crate::table::{Kind, Reason, Spec};
use std::collections::BTreeSet;

/// For each column of a file its place among the columns of the table, found by name.
///
/// # Errors
/// `E_COLUMNS_DIFFER` at the first column that the table does not have; without a column where the file has too few.
pub fn order_of<'a>(table: impl Iterator<Item = &'a str>, plan: &Plan) -> Result<Vec<usize>> {
    let mut names: Vec<Option<&str>> = table.map(Some).collect();
    let mut order = Vec::with_capacity(names.len());
    for (index, spec) in plan.columns.iter().enumerate() {
        let name = Some(spec.name.as_str());
        let differs = || Error::new(ErrorKind::ColumnsDiffer).at_column(index as u64 + 1);
        // Nearly all files have the columns in one order.
        let same = names.get(index) == Some(&name);
        let at = if same { index } else { names.iter().position(|n| *n == name).ok_or_else(differs)? };
        if let Some(found) = names.get_mut(at) {
            *found = None;
        }
        order.push(at);
    }
    if order.len() == names.len() { Ok(order) } else { Err(ErrorKind::ColumnsDiffer.into()) }
}

/// Files by the table that they make: those with the same columns, in any order, are one, and so are those of which one has
/// a few columns more. Each file by its place among the plans.
#[must_use]
pub fn group(plans: &[Plan]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(Vec<&str>, Vec<usize>)> = Vec::new();
    for (file, plan) in plans.iter().enumerate() {
        let own = names(plan);
        match groups.iter_mut().find(|(known, _)| are_of_one_table(known, &own)) {
            Some((known, files)) => {
                files.push(file);
                *known = union(known, &own);
            }
            None => groups.push((own, vec![file])),
        }
    }
    groups.into_iter().map(|(_, files)| files).collect()
}

fn names(plan: &Plan) -> Vec<&str> {
    plan.columns.iter().map(|c| c.name.as_str()).collect()
}

/// The names of both, those of the first before.
fn union<'a>(a: &[&'a str], b: &[&'a str]) -> Vec<&'a str> {
    let known = set(a);
    a.iter().chain(b.iter().filter(|name| !known.contains(*name))).copied().collect()
}

/// Whether one has all columns of the other, and one or at most a quarter more.
fn are_of_one_table(a: &[&str], b: &[&str]) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let more = many.len() - few.len();
    (more * 4 <= few.len() || (more == 1 && few.len() >= 3)) && {
        let many = set(many);
        few.iter().all(|name| many.contains(name))
    }
}

fn set<'a>(names: &[&'a str]) -> BTreeSet<&'a str> {
    names.iter().copied().collect()
}

/// Makes the plans of files that are to be one table agree: a column is of one kind in all of them. Where their samples
/// differ, numbers and amounts are numbers, and identifiers make a column text. Words in one file where the others have
/// numbers or dates may be a few bad cells: the column is read as theirs, and the whole table tells whether that was right.
/// A column that is empty in one file, or that it does not have, is what it is in the others.
///
/// # Errors
/// `E_COLUMNS_DIFFER` in the file (its place among the plans, from 0) whose columns are not those of the first, in any order.
pub fn agree(plans: &mut [Plan]) -> std::result::Result<(), (usize, Error)> {
    complete(plans);
    let Some(first) = plans.first() else { return Ok(()) };
    let names: Vec<String> = first.columns.iter().map(|c| c.name.clone()).collect();
    let mut places = vec![Vec::with_capacity(plans.len()); names.len()];
    for (file, plan) in plans.iter().enumerate() {
        let order = order_of(names.iter().map(String::as_str), plan).map_err(|error| (file, error))?;
        for (index, at) in order.into_iter().enumerate() {
            places.get_mut(at).into_iter().for_each(|of_column| of_column.push(index));
        }
    }
    for places in places {
        let rows = |plan: &Plan| plan.estimate.as_ref().map_or(0, |e| e.rows);
        let specs = plans.iter().zip(&places).filter_map(|(plan, &at)| Some((plan.columns.get(at)?, rows(plan))));
        let specs: Vec<_> = specs.collect();
        let Some(common) = common(&specs) else { continue };
        let forms = Forms::of(specs.iter().map(|(spec, _)| *spec));
        for (plan, &at) in plans.iter_mut().zip(&places) {
            if let Some(spec) = plan.columns.get_mut(at) {
                follow(spec, &common);
                forms.settle(spec, Reason::OtherFiles);
            }
        }
    }
    Ok(())
}

/// Gives every file the columns that only others have.
fn complete(plans: &mut [Plan]) {
    let all = plans.iter().fold(Vec::new(), |all, plan| union(&all, &names(plan)));
    // One of them has all; two that each have something of their own are two tables.
    let has_all = plans.iter().any(|plan| plan.columns.len() == all.len());
    if !has_all || !plans.iter().all(|plan| are_of_one_table(&all, &names(plan))) {
        return;
    }
    let all: Vec<String> = all.into_iter().map(str::to_owned).collect();
    for plan in plans {
        let known = set(&names(plan));
        let others: Vec<&String> = all.iter().filter(|name| !known.contains(name.as_str())).collect();
        let empty = |name: &&String| Spec { kind_reason: Some(Reason::Empty), ..Spec::new(name, Kind::Text) };
        let absent: Vec<Spec> = others.iter().map(empty).collect();
        plan.absent += absent.len();
        plan.columns.extend(absent);
    }
}

/// How a column is read in all files; of each its own way, and how many rows it is thought to have.
fn common(specs: &[(&Spec, u64)]) -> Option<Spec> {
    let filled: Vec<_> = specs.iter().filter(|(spec, _)| spec.kind_reason != Some(Reason::Empty)).collect();
    let mere_words = |spec: &Spec| spec.kind == Kind::Text && spec.kind_reason == Some(Reason::Values);
    let told = filled.iter().filter(|(spec, _)| !mere_words(spec)).map(|(spec, _)| spec.kind);
    let kind = told.reduce(wider).or_else(|| filled.first().map(|(spec, _)| spec.kind));
    let Some(kind) = kind else { return specs.first().map(|(spec, _)| (*spec).clone()) };
    // The largest file, the first of them, tells best whether its texts repeat.
    let largest = filled.iter().filter(|(spec, _)| spec.kind == kind).rev().max_by_key(|(_, rows)| *rows);
    let model = largest.map(|(spec, _)| (*spec).clone());
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
    let is_empty = |spec: &Spec| spec.kind_reason == Some(Reason::Empty);
    if spec.kind != common.kind || (is_empty(spec) && !is_empty(common)) {
        let own = std::mem::replace(spec, Spec { kind_reason: Some(Reason::OtherFiles), ..common.clone() });
        spec.name = own.name;
        // Amounts that become numbers, or the other way round, are written as they were.
        if is_number(own.kind) && is_number(common.kind) {
            (spec.numbers, spec.form_reason, spec.doubts) = (own.numbers, own.form_reason, own.doubts);
        }
    }
    spec.store = common.store;
}
