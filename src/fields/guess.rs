//! The first mapping of a table: header and content of each column against each field.

use super::catalogue::{Catalogue, Entry};
use super::profile::Profile;
use super::{Field, Header, Mapping};
use crate::stats::order;
use crate::table::{Column, Kind};
use std::cmp::Ordering;

/// A guess from content alone is never surer than this.
const BY_CONTENT: f64 = 0.4;

/// A header of this score names its field without doubt.
const CLEAR: f64 = 0.9;

struct Guess {
    score: f64,
    column: usize,
    field: Field,
}

/// The most likely mapping: each field at most once, the surest pairs first, ties to the earlier column.
pub(super) fn guess(columns: &[Column]) -> Mapping {
    let headers: Vec<Header> = columns.iter().map(|c| Header::new(c.name())).collect();
    let profiles: Vec<Profile> = columns.iter().map(Profile::new).collect();
    let mut mapping = Mapping::unmapped(columns.len());
    let mut guesses = Vec::new();
    for (column, (header, profile)) in headers.iter().zip(&profiles).enumerate() {
        for entry in Catalogue::get().entries() {
            let (named, held) = (entry.score(header), content(entry.field, profile));
            // A vague header does not outweigh cells of another nature.
            let is_possible = named >= CLEAR || held > 0.0 || profile.filled == 0;
            if named > 0.0 && is_possible {
                guesses.push(Guess { score: named * (0.6 + 0.4 * held), column, field: entry.field });
            }
        }
    }
    let best_first = order(guesses.len(), &|a, b| match (guesses.get(a), guesses.get(b)) {
        (Some(a), Some(b)) => b.score.total_cmp(&a.score).then(a.column.cmp(&b.column)).then(a.field.cmp(&b.field)),
        _ => Ordering::Equal,
    });
    for g in best_first.into_iter().filter_map(|at| guesses.get(at)) {
        if mapping.field(g.column).is_none() && mapping.column(g.field).is_none() {
            mapping.assign(g.column, g.field, g.score);
        }
    }
    fill_by_content(&mut mapping, &headers, &profiles);
    take_phone_for_customer(&mut mapping, &profiles);
    mapping
}

/// In orders without any key of a customer the telephone number tells customers apart; surely less than a key would.
fn take_phone_for_customer(mapping: &mut Mapping, profiles: &[Profile]) {
    let is_open = mapping.column(Field::UserId).is_none() && mapping.column(Field::OrderTime).is_some();
    let Some(column) = mapping.column(Field::Phone).filter(|_| is_open) else { return };
    // One number above all rows is the shop's own.
    if profiles.get(column).is_some_and(|p| p.distinct >= 2) {
        mapping.assign(column, Field::UserId, BY_CONTENT * mapping.score(column));
    }
}

/// How well the cells fit a field, 0 to 1.
fn content(field: Field, p: &Profile) -> f64 {
    let filled = 1.0 - 0.3 * p.null_share;
    let text = p.kind == Kind::Text;
    match field {
        Field::OrderTime => f64::from(u8::from(p.kind == Kind::Time)) * filled,
        Field::UserId | Field::OrderId => {
            let key = text || p.is_whole();
            let spread = match field {
                _ if p.distinct < 2 => 0.2,
                Field::UserId if p.distinct_ratio > 0.999 && p.filled >= 50 => 0.5,
                _ => 1.0,
            };
            if key { spread * filled } else { 0.0 }
        }
        Field::ProductId => f64::from(u8::from(text || p.is_whole())) * filled,
        Field::ProductName | Field::Category | Field::Channel | Field::Region | Field::PaymentMethod => match p.kind {
            Kind::Text => 1.0,
            Kind::Number if p.is_whole() => 0.3,
            _ => 0.0,
        },
        Field::Quantity if p.is_whole() => 1.0,
        Field::Quantity => {
            if p.is_numeric() {
                0.6
            } else {
                0.0
            }
        }
        Field::Amount | Field::Price | Field::Cost | Field::Discount | Field::Refund => match p.kind {
            Kind::Money => filled,
            Kind::Number => 0.95 * filled,
            _ => 0.0,
        },
        Field::IsRefund => match p.kind {
            Kind::Text if p.distinct <= 20 => 1.0,
            Kind::Number if p.is_whole() && p.distinct <= 2 => 1.0,
            _ => 0.0,
        },
        Field::Phone | Field::BankCard | Field::IdCard => {
            if p.kind == Kind::Time {
                0.0
            } else {
                1.0
            }
        }
        Field::UserName | Field::Email | Field::Address => f64::from(u8::from(text)),
    }
}

/// Fills what RFM needs and no header named: tables without headers, and tables with one column of the kind.
fn fill_by_content(mapping: &mut Mapping, headers: &[Header], profiles: &[Profile]) {
    let excluded = |field: Field, header: &Header| {
        let entry = Catalogue::get().entries().iter().find(|e: &&Entry| e.field == field);
        entry.is_some_and(|e| e.is_excluded(header))
    };
    let best = |mapping: &Mapping, field: Field, named: bool, score: &dyn Fn(&Profile) -> f64| {
        if mapping.column(field).is_some() {
            return None;
        }
        let free = headers
            .iter()
            .zip(profiles)
            .enumerate()
            .filter(|(i, (h, _))| mapping.field(*i).is_none() && (h.is_anonymous() || named) && !excluded(field, h));
        let scored = free.map(|(i, (_, p))| (i, score(p))).filter(|&(_, s)| s > 0.0);
        scored.reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    let fill = |mapping: &mut Mapping, field: Field, named: bool, score: &dyn Fn(&Profile) -> f64| {
        if let Some((column, score)) = best(mapping, field, named, score) {
            mapping.assign(column, field, BY_CONTENT * score);
        }
    };
    fill(mapping, Field::OrderTime, true, &|p| content(Field::OrderTime, p));
    fill(mapping, Field::UserId, false, &|p| {
        let key = if p.kind == Kind::Text { p.key_share } else { 0.8 * f64::from(u8::from(p.is_whole())) };
        let repeats = p.distinct >= 2 && (p.distinct_ratio < 0.95 || p.filled < 20);
        if repeats && p.distinct_ratio > 0.001 { key } else { 0.0 }
    });
    let fractions = |p: &Profile| {
        if p.is_numeric() { 0.5 + 0.5 * (1.0 - p.whole_share) } else { 0.0 }
    };
    let pieces = |p: &Profile| f64::from(u8::from(p.is_whole() && p.median < 1000.0));
    if mapping.column(Field::Price).is_none() {
        // A column with fractions is money; of two whole ones the bigger is.
        let money = |p: &Profile| fractions(p) * (0.9 + 0.1 * (p.median / (1.0 + p.median)));
        fill(mapping, Field::Amount, false, &money);
        if mapping.column(Field::Amount).is_none() && one_money_column(mapping, profiles) {
            fill(mapping, Field::Amount, true, &|p| f64::from(u8::from(p.kind == Kind::Money)));
        }
    }
    fill(mapping, Field::Quantity, false, &pieces);
}

fn one_money_column(mapping: &Mapping, profiles: &[Profile]) -> bool {
    profiles.iter().enumerate().filter(|(i, p)| p.kind == Kind::Money && mapping.field(*i).is_none()).count() == 1
}
