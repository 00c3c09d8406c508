//! What columns say together: quantity times price is an amount, what is left and what was refunded are what was paid, nobody buys before
//! joining, a customer's row stands once.

use super::guess::Sheet;
use super::profile::Profile;
use super::spread;
use super::{Field, Mapping, TableKind};
use crate::table::{Column, Kind, UNITS};

/// Rows that are compared.
const HEAD: usize = 100;
const MORE: usize = 200;
/// The same where few of them tell.
const LONG_HEAD: usize = 1_000;
const LONG_MORE: usize = 1_000;
/// Fewer rows prove nothing.
const FEWEST: usize = 5;
/// Columns without a header among which products are looked for.
const NAMELESS: usize = 12;

/// Columns whose numbers leave no doubt, where their headers say nothing: quantity × price = amount.
pub(super) fn find_product(mapping: &mut Mapping, sheet: &Sheet, score: f64) {
    let free =
        |&at: &usize| sheet.is_anonymous(at) && mapping.field(at).is_none() && sheet.profile(at).is_some_and(Profile::is_numeric);
    let places: Vec<usize> = (0..sheet.columns().len()).filter(free).take(NAMELESS).collect();
    let open = [Field::Quantity, Field::Price, Field::Amount].iter().all(|&f| mapping.column(f).is_none());
    if !open || places.len() < 3 {
        return;
    }
    for &quantity in places.iter().filter(|&&at| sheet.profile(at).is_some_and(|p| p.is_whole() && p.distinct > 1)) {
        for &price in places.iter().filter(|&&at| at != quantity) {
            for &amount in places.iter().filter(|&&at| at != quantity && at != price) {
                if is_product(sheet.columns(), quantity, price, amount) {
                    mapping.assign(quantity, Field::Quantity, score);
                    mapping.assign(price, Field::Price, score);
                    mapping.assign(amount, Field::Amount, score);
                    return;
                }
            }
        }
    }
}

/// Exchanges two fields whose headers leave doubt where the cells say the opposite.
pub(super) fn set_right(mapping: &mut Mapping, sheet: &Sheet, clear: f64) {
    let columns = sheet.columns();
    let is_clear = |mapping: &Mapping, at: usize| mapping.field(at).is_some_and(|f| sheet.named(at, f) >= clear);
    let pair = |mapping: &Mapping, a: Field, b: Field| {
        let (a, b) = (mapping.column(a)?, mapping.column(b)?);
        (!(is_clear(mapping, a) && is_clear(mapping, b))).then_some((a, b))
    };
    if let Some((price, amount)) = pair(mapping, Field::Price, Field::Amount)
        && let Some(quantity) = mapping.column(Field::Quantity)
        && is_product(columns, quantity, amount, price)
        && !is_product(columns, quantity, price, amount)
    {
        mapping.swap(price, amount);
    }
    if let (Some(net), Some(refund)) = (mapping.column(Field::Amount), mapping.column(Field::Refund))
        && let Some(gross) = (0..columns.len())
            .find(|&at| matches!(mapping.field(at), None | Some(Field::Price)) && is_gross(columns, net, refund, at))
    {
        // What is left after refunds must not lose them again.
        let score = mapping.score(net);
        mapping.release(net);
        mapping.assign(gross, Field::Amount, score);
    }
    for (first, second) in [(Field::RegisterDate, Field::LastBuyDate), (Field::FeedbackTime, Field::ClosedAt)] {
        if let Some((a, b)) = pair(mapping, first, second)
            && is_later(columns, a, b)
        {
            mapping.swap(a, b);
        }
    }
}

/// How far the keys of customers speak for a kind, as a factor: a table of customers has each once.
pub(super) fn of_keys(mapping: &Mapping, sheet: &Sheet, kind: TableKind) -> f64 {
    let profile = mapping.column(Field::UserId).and_then(|at| sheet.profile(at));
    // Before there are cells nothing tells.
    let Some(profile) = profile.filter(|p| p.filled > 0) else { return 1.0 };
    let is_unique = profile.distinct_ratio > 0.98;
    match kind {
        TableKind::Customers if profile.distinct_ratio < 0.9 => 0.3,
        TableKind::Customers if !is_unique => 0.7,
        // Nobody who is named, once, without an order's number has bought but once: this is a list of persons.
        TableKind::Orders if is_unique && profile.filled >= 20 && is_list_of_persons(mapping) => 0.4,
        TableKind::Orders | TableKind::Events if is_unique && profile.filled >= 20 => 0.8,
        _ => 1.0,
    }
}

fn is_list_of_persons(mapping: &Mapping) -> bool {
    let persons = [Field::UserName, Field::Phone, Field::Email, Field::Gender, Field::Birthday, Field::RegisterDate];
    let of_orders = [Field::OrderId, Field::ProductId, Field::ProductName, Field::Quantity];
    let has = |fields: &[Field]| fields.iter().filter(|&&field| mapping.column(field).is_some()).count();
    has(&persons) >= 2 && has(&of_orders) == 0
}

fn number(column: &Column, row: usize) -> Option<f64> {
    match column.kind() {
        Kind::Number => column.number_at(row),
        Kind::Money => column.int_at(row).map(|units| units as f64 / UNITS as f64),
        Kind::Text | Kind::Time => None,
    }
}

/// Whether `a × b = c`, to a hundredth, in nine of ten rows; rows in which a factor is 0 or 1 prove nothing.
fn is_product(columns: &[Column], a: usize, b: usize, c: usize) -> bool {
    let (Some(a), Some(b), Some(c)) = (columns.get(a), columns.get(b), columns.get(c)) else { return false };
    let (mut told, mut agree) = (0, 0);
    for row in spread(a.len(), HEAD, MORE) {
        let (Some(x), Some(y), Some(z)) = (number(a, row), number(b, row), number(c, row)) else { continue };
        if [x, y].iter().any(|v| *v == 0.0 || v.abs() == 1.0) {
            continue;
        }
        told += 1;
        agree += usize::from((x * y - z).abs() <= 0.011);
    }
    told >= FEWEST && agree * 10 >= told * 9
}

/// Whether what is left and what was refunded make up a third column: to a hundredth, in nineteen of twenty rows, some of
/// which have a refund.
fn is_gross(columns: &[Column], net: usize, refund: usize, gross: usize) -> bool {
    let (Some(net), Some(refund), Some(gross)) = (columns.get(net), columns.get(refund), columns.get(gross)) else {
        return false;
    };
    let (mut told, mut agree, mut back) = (0, 0, 0);
    for row in spread(net.len(), LONG_HEAD, LONG_MORE) {
        let (Some(left), Some(all)) = (number(net, row), number(gross, row)) else { continue };
        let refunded = number(refund, row).unwrap_or(0.0).abs();
        let is_sum = (left + refunded - all).abs() <= 0.011;
        told += 1;
        agree += usize::from(is_sum);
        back += usize::from(refunded > 0.0 && is_sum);
        // Most columns are told by their first cells.
        if told == FEWEST && agree == 0 {
            return false;
        }
    }
    back >= FEWEST && agree * 20 >= told * 19
}

/// Whether the first of two times is the later one in nearly all rows in which they differ.
fn is_later(columns: &[Column], a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (columns.get(a), columns.get(b)) else { return false };
    let (mut told, mut later) = (0, 0);
    for row in spread(a.len(), HEAD, MORE) {
        if let (Some(x), Some(y)) = (a.int_at(row), b.int_at(row))
            && x != y
        {
            told += 1;
            later += usize::from(x > y);
        }
    }
    told >= FEWEST && later * 20 >= told * 19
}
