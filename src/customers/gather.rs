//! Parts of a view from the tables behind the gate: labels, pieces and costs of lines, traits of customers, columns of numbers.

use super::build::Customers;
use super::conflict::{Belief, NOTHING, number, ordered};
use super::moments::registrations;
use super::parts::{Dimension, Figure, LineField, NO_DAY, NO_LABEL, Named, NumberColumn, Part, Pieces, Trait, Traits, numbers};
use super::{CustomerView, channels, timeline};
use crate::clean::each_units;
use crate::error::Result;
use crate::fields::{Domain, Field, TableKind};
use crate::mask::{Attribute, Labels, MaskedTable, Placed, Reading};
use crate::table::date::{DAY, civil_day};
use crate::table::{Column, Kind, UNITS, each_int, each_item};
use std::sync::Arc;

/// Most labels of a line field; more are no groups but texts.
pub(super) const MOST_LABELS: usize = 1 << 20;
/// Most labels of a trait of a column without a field.
pub(super) const MOST_TRAITS: usize = 60;
/// Most pieces of a line that are few.
const MOST_FEW: i64 = i8::MAX as i64;
/// Most columns without a field that become traits or figures.
pub(super) const MOST_COLUMNS: usize = 100;
/// Where bands of age begin; below the first nobody is counted, above the last all are one band.
const AGES: [(i64, &str); 7] =
    [(0, "0-17"), (18, "18-24"), (25, "25-34"), (35, "35-44"), (45, "45-54"), (55, "55-64"), (65, "65+")];
/// Ages that nobody has.
const OLDEST: f64 = 130.0;

/// Makes the parts of a view that are wanted and not there yet. `sales` is the table of purchases, if there is one.
///
/// # Errors
/// `E_MEMORY` in a file too big for them, and those of [`super::build`].
pub fn gather(customers: &mut Customers, tables: &[Arc<MaskedTable>], sales: Option<usize>, wanted: &[Part]) -> Result<()> {
    let missing: Vec<Part> = wanted.iter().copied().filter(|part| !customers.view.has(*part)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let source = sales.and_then(|number| tables.get(number));
    let of_lines = |part: &Part| matches!(part, Part::Line(_) | Part::Quantity | Part::Cost | Part::Seconds);
    if let Some(table) = source.filter(|_| missing.iter().any(of_lines) && customers.view.lines() > 0) {
        let lines = Lines { table, position: Arc::clone(&customers.positions), count: customers.view.lines() };
        crate::table::room(lines.count.saturating_mul(8 * missing.len()))?;
        for part in &missing {
            match part {
                Part::Line(field) => {
                    let made = lines.labels(*field, customers.view.as_of());
                    let at = LineField::ALL.iter().position(|f| f == field);
                    if let Some(slot) = at.and_then(|at| customers.view.parts_mut().lines.get_mut(at)) {
                        *slot = made;
                    }
                }
                Part::Quantity => {
                    let made = lines.pieces(&customers.view);
                    customers.view.parts_mut().quantity = made;
                }
                Part::Seconds => customers.view.parts_mut().seconds = lines.seconds(),
                Part::Cost => customers.view.parts_mut().cost = lines.amounts(Field::Cost),
                _ => {}
            }
        }
    }
    if missing.contains(&Part::Traits) {
        let made = traits(customers, tables, sales);
        customers.view.parts_mut().traits = made;
    }
    timeline::gather(customers, tables, &missing)?;
    if missing.contains(&Part::Channels) {
        let made = channels::gather(tables, customers.view.as_of());
        customers.view.parts_mut().channels = made;
    }
    if missing.contains(&Part::Columns) {
        let made = columns(customers, tables);
        customers.view.parts_mut().columns = made;
    }
    customers.view.parts_mut().made.extend(missing);
    Ok(())
}

/// The table of purchases and where its rows stand among the lines.
struct Lines<'a> {
    table: &'a MaskedTable,
    position: Arc<Vec<u32>>,
    count: usize,
}

impl Lines<'_> {
    fn labels(&self, field: LineField, as_of: i32) -> Option<Dimension> {
        let labels = field.fields().iter().find_map(|&field| {
            let (column, _) = self.table.clean().field(field)?;
            let reading = if field == Field::Region { Reading::Place(Attribute::Province) } else { Reading::Plain };
            self.table.labels(column, reading, MOST_LABELS, as_of)
        })?;
        Some(match labels.placed(&self.position, self.count) {
            Placed::Bytes(bytes) => Dimension::of_bytes(labels.labels, bytes),
            Placed::Codes(codes) => Dimension::new(labels.labels, codes),
        })
    }

    /// Pieces, negative for returns; in a byte each where all are whole and few, as these stay near the processor.
    fn pieces(&self, view: &CustomerView) -> Option<Pieces> {
        let clean = self.table.clean();
        let column = clean.mapped().numeric(Field::Quantity).and_then(|index| clean.column(index))?;
        let (mut few, mut fit) = (vec![0_i8; self.count], true);
        each_units(column, &mut |row, cell| {
            let slot = self.position.get(row).and_then(|&at| few.get_mut(at as usize));
            if let (Some(slot), Some(Some(amount))) = (slot, cell) {
                let whole = (amount.value / UNITS).clamp(-MOST_FEW, MOST_FEW);
                fit &= whole * UNITS == amount.value;
                *slot = whole as i8;
            }
        });
        if fit {
            signed(&mut few, view, i8::wrapping_neg);
            return Some(Pieces::Few(few));
        }
        drop(few);
        let mut parts = self.amounts(Field::Quantity)?;
        signed(&mut parts, view, i64::wrapping_neg);
        Some(Pieces::Parts(parts))
    }

    fn amounts(&self, field: Field) -> Option<Vec<i64>> {
        let clean = self.table.clean();
        let column = clean.mapped().numeric(field).and_then(|index| clean.column(index))?;
        let mut values = vec![0; self.count];
        each_units(column, &mut |row, cell| {
            let slot = self.position.get(row).and_then(|&at| values.get_mut(at as usize));
            if let (Some(slot), Some(Some(amount))) = (slot, cell) {
                *slot = amount.value;
            }
        });
        Some(values)
    }

    fn seconds(&self) -> Option<(Vec<i64>, bool)> {
        let (_, times) = self.table.clean().field(Field::OrderTime).filter(|(_, column)| column.kind() == Kind::Time)?;
        let mut seconds = vec![0; self.count];
        let mut timed = false;
        each_int(times, |row, second| {
            let slot = self.position.get(row).and_then(|&at| seconds.get_mut(at as usize));
            if let (Some(slot), Some(second)) = (slot, second) {
                *slot = second;
                timed |= second.rem_euclid(DAY) != 0;
            }
        });
        Some((seconds, timed))
    }
}

/// Makes pieces of refunds negative. What was wholly paid back on its own line was sold and returned.
fn signed<T: Copy + Default + PartialOrd>(pieces: &mut [T], view: &CustomerView, negative: fn(T) -> T) {
    each_item(pieces.iter_mut().zip(view.all().refund), |(value, &refund)| {
        if refund && *value > T::default() {
            *value = negative(*value);
        }
    });
    let lines = view.returned().iter().zip(view.all().amount);
    each_item(pieces.iter_mut().zip(lines), |(value, (&returned, &amount))| {
        if returned > 0 && amount == 0 {
            *value = T::default();
        }
    });
}

/// The customer of the view that each row of a table names.
pub(super) fn customer_of_row(customers: &Customers, number: usize, table: &MaskedTable) -> Option<Vec<u32>> {
    let identity = table.identity()?;
    Some(identity.by_row(&customers.places(number, identity)))
}

/// What the table of customers says of each; without one, what the columns of customers in the table of purchases say.
fn traits(customers: &mut Customers, tables: &[Arc<MaskedTable>], sales: Option<usize>) -> Option<Traits> {
    let kind = |table: &MaskedTable| table.mapped().mapping().kind().0;
    let named = || tables.iter().enumerate().filter(|(_, table)| table.identity().is_some());
    let (number, table) =
        named().find(|(_, t)| kind(t) == TableKind::Customers).or_else(|| named().find(|(n, _)| Some(*n) == sales))?;
    let own = kind(table) == TableKind::Customers;
    let (rows, count) = (customer_of_row(customers, number, table)?, customers.view.customers());
    let belief = Belief::new(table, &rows, count, own);
    let as_of = customers.is_dated().then(|| customers.view.as_of());
    let traits = Persons { rows: &rows, count, as_of, table, belief: &belief }.all(own);
    customers.notices.extend(belief.notices(number));
    let is_empty = traits.registered.is_none() && traits.classes.is_empty() && traits.figures.is_empty();
    (!is_empty).then_some(traits)
}

/// A table whose rows tell of customers.
struct Persons<'a> {
    table: &'a MaskedTable,
    /// Customer of each row.
    rows: &'a [u32],
    count: usize,
    belief: &'a Belief<'a>,
    /// The day on which ages are taken; without any date there are none.
    as_of: Option<i32>,
}

impl Persons<'_> {
    /// All traits; those of columns without a field, and of fields that lines have too, only of a table of customers.
    fn all(&self, own: bool) -> Traits {
        let clean = self.table.clean();
        let mapping = clean.mapped().mapping();
        let registered = clean.field(Field::RegisterDate).and_then(|(_, column)| self.earliest_day(column));
        let mut traits = Traits { registered, ..Traits::default() };
        for (field, name, reading) in [
            (Field::Gender, "gender", Domain::of(Field::Gender).map_or(Reading::Plain, Reading::Domain)),
            (Field::MemberLevel, "member_level", Domain::of(Field::MemberLevel).map_or(Reading::Plain, Reading::Domain)),
            (Field::Occupation, "occupation", Reading::Plain),
            (Field::Region, "province", Reading::Place(Attribute::Province)),
            (Field::Region, "city", Reading::Place(Attribute::City)),
            (Field::Channel, "channel", Reading::Plain),
        ] {
            let shared = matches!(field, Field::Region | Field::Channel);
            let Some(column) = mapping.column(field).filter(|_| own || !shared) else { continue };
            let labels = self.table.labels(column, reading, MOST_LABELS, self.as_of.unwrap_or_default());
            traits.classes.extend(labels.and_then(|labels| self.trait_of(column, name.to_owned(), Some(name), &labels)));
        }
        let age = clean.field(Field::Age).and_then(|(at, column)| self.figure(at, "age".to_owned(), Some("age"), column));
        traits.classes.extend(age.as_ref().map(age_bands));
        traits.figures.extend(age);
        let income = clean.field(Field::Income).and_then(|(at, c)| self.figure(at, "income".to_owned(), Some("income"), c));
        traits.figures.extend(income);
        if let Some(column) = mapping.column(Field::IdCard) {
            for (name, attribute) in
                [("gender", Attribute::Sex), ("age_band", Attribute::AgeBand10), ("province", Attribute::Province)]
            {
                if attribute == Attribute::AgeBand10 && self.as_of.is_none() {
                    continue;
                }
                if traits.classes.iter().all(|t| t.name != name) {
                    let labels =
                        self.table.labels(column, Reading::Attribute(attribute), MOST_LABELS, self.as_of.unwrap_or_default());
                    traits.classes.extend(labels.and_then(|labels| self.trait_of(column, name.to_owned(), Some(name), &labels)));
                }
            }
        }
        if own {
            self.columns_without_field(&mut traits);
        }
        traits
    }

    fn columns_without_field(&self, traits: &mut Traits) {
        let clean = self.table.clean();
        for (index, column) in clean.mapped().raw().columns.iter().enumerate().take(MOST_COLUMNS) {
            if clean.mapped().mapping().field(index).is_some() || self.table.names_customers(index) {
                continue;
            }
            let name = || crate::mask::sweep(column.name()).into_owned();
            if column.kind() == Kind::Text {
                let labels = self.table.labels(index, Reading::Plain, MOST_TRAITS, self.as_of.unwrap_or_default());
                traits.classes.extend(labels.and_then(|labels| self.trait_of(index, name(), None, &labels)));
            } else if self.table.verdict(index).masks_as().is_none() {
                let cleaned = clean.column(index).unwrap_or(column);
                traits.figures.extend(self.figure(index, name(), None, cleaned));
            }
        }
    }

    /// Of several rows of a customer the label that counts ([`Belief`]).
    fn trait_of(&self, column: usize, name: String, field: Option<&'static str>, labels: &Labels) -> Option<Trait> {
        let settled = self.belief.settle(column, &|say| {
            labels.each(&mut |row, label| label.into_iter().for_each(|label| say(row, u64::from(label))));
        });
        let codes: Vec<u32> = settled.into_iter().map(|v| if v == NOTHING { NO_LABEL } else { v as u32 }).collect();
        codes.iter().any(|&c| c != NO_LABEL).then(|| Trait { name, field, labels: labels.labels.clone(), codes })
    }

    /// Of several rows of a customer the number that counts ([`Belief`]).
    fn figure(&self, at: usize, name: String, field: Option<&'static str>, column: &Column) -> Option<Figure> {
        let settled = self.belief.settle(at, &|say| {
            for (row, value) in numbers(column).enumerate() {
                ordered(value).into_iter().for_each(|value| say(row, value));
            }
        });
        let values: Vec<f64> = settled.into_iter().map(number).collect();
        values.iter().any(|v| !v.is_nan()).then_some(Figure { name, field, values })
    }

    fn earliest_day(&self, column: &Column) -> Option<Vec<i32>> {
        if column.kind() != Kind::Time {
            return None;
        }
        let mut days = vec![NO_DAY; self.count];
        let (from, to) = registrations(column);
        each_int(column, |row, second| {
            let slot = self.rows.get(row).and_then(|&customer| days.get_mut(customer as usize));
            let day = second.map(civil_day).filter(|day| (from..=to).contains(day));
            if let (Some(slot), Some(day)) = (slot, day) {
                *slot = (*slot).min(day);
            }
        });
        days.iter().any(|&day| day != NO_DAY).then_some(days)
    }
}

fn age_bands(age: &Figure) -> Trait {
    let band = |&value: &f64| {
        let known = (0.0..OLDEST).contains(&value);
        AGES.iter().rposition(|(from, _)| value >= *from as f64).filter(|_| known).map_or(NO_LABEL, |at| at as u32)
    };
    Trait {
        name: "age_band".to_owned(),
        field: Some("age_band"),
        labels: AGES.iter().map(|(_, label)| (*label).to_owned()).collect(),
        codes: age.values.iter().map(band).collect(),
    }
}

/// The columns of numbers of all tables that hold nothing of a person and are no keys.
fn columns(customers: &Customers, tables: &[Arc<MaskedTable>]) -> Vec<NumberColumn> {
    let mut all = Vec::new();
    for (number, table) in tables.iter().enumerate() {
        let clean = table.clean();
        let named =
            table.identity().map(|identity| Named { table: Arc::clone(table), places: customers.places(number, identity) });
        let named = named.map(Arc::new);
        for (index, raw) in clean.mapped().raw().columns.iter().enumerate() {
            let field = clean.mapped().mapping().field(index);
            let is_key = matches!(field, Some(Field::UserId | Field::OrderId | Field::ProductId | Field::SessionId));
            let is_number = matches!(raw.kind(), Kind::Number | Kind::Money);
            if !is_number || is_key || table.names_customers(index) || table.verdict(index).masks_as().is_some() {
                continue;
            }
            all.push(NumberColumn {
                table: clean.mapped().mapping().kind().0,
                number,
                name: crate::mask::sweep(raw.name()).into_owned(),
                field: field.map(Field::code),
                column: clean.column(index).unwrap_or(raw).clone(),
                kept: clean.kept().clone(),
                named: named.clone(),
            });
        }
    }
    all
}
