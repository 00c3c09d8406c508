//! What customers look at, and who orders after it.

use super::output::{Interest, InterestRow};
use super::params::{InterestBy, Params};
use crate::analysis::pattern::fits;
use crate::analysis::visit::Sessions;
use crate::customers::{Dimension, EventField, Events, NO_LABEL};
use crate::fields::{Domain, Field};
use crate::stats::{Ratio, largest, wilson};

/// What is counted of a product. Numbers of sessions and customers are from 1.
#[derive(Clone, Copy, Default)]
struct Item {
    views: u32,
    sessions: u32,
    customers: u32,
    ordered: u32,
    last_session: u32,
    last_customer: u32,
    /// The customer who ordered it last.
    orderer: u32,
}

/// The fields that are tried.
pub(super) fn fields(by: InterestBy) -> &'static [EventField] {
    match by {
        InterestBy::Auto => &[EventField::Product, EventField::Page],
        InterestBy::Product => &[EventField::Product],
        InterestBy::Category => &[EventField::Category],
        InterestBy::Page => &[EventField::Page],
        InterestBy::None => &[],
    }
}

/// Which kinds of events are orders: those that fit the patterns, or what the values of the field mean.
pub(super) fn orders(kinds: &Dimension, patterns: &[String]) -> Vec<bool> {
    if !patterns.is_empty() {
        return kinds.labels.iter().map(|label| patterns.iter().any(|pattern| fits(pattern, label))).collect();
    }
    let domain = Domain::of(Field::BehaviorType);
    let by_words = |label: &String| {
        domain.and_then(|domain| domain.code(label)).is_some_and(|code| matches!(code, "order" | "pay" | "repurchase"))
    };
    let found: Vec<bool> = kinds.labels.iter().map(by_words).collect();
    // The numbers of Tianchi: 1 view, 2 favourite, 3 cart, 4 order.
    let numbers = kinds.labels.iter().all(|label| matches!(label.as_str(), "1" | "2" | "3" | "4"));
    if numbers && kinds.labels.len() > 1 { kinds.labels.iter().map(|label| label == "4").collect() } else { found }
}

/// `None` where events name nothing of the kind.
pub(super) fn measure(
    events: &Events,
    params: &Params,
    sessions: &mut Sessions<'_>,
    customers: usize,
    totals: (u64, u64),
) -> Option<Interest> {
    let (field, labels) = fields(params.interest).iter().find_map(|&field| Some((field, events.labels(field)?)))?;
    let kinds = events.labels(EventField::Kind);
    let is_order = kinds.map(|kinds| orders(kinds, &params.orders)).unwrap_or_default();
    let kind = |place: usize| kinds.and_then(|kinds| kinds.codes().get(place)).copied().unwrap_or(NO_LABEL);
    let (mut named, mut unnamed) = (0_u64, 0_u64);
    if let Some(kinds) = kinds.filter(|_| is_order.contains(&true)) {
        for (&kind, &product) in kinds.codes().iter().zip(labels.codes()) {
            if is_order.get(kind as usize) == Some(&true) {
                if product == NO_LABEL { unnamed += 1 } else { named += 1 }
            }
        }
    }
    let counted = match (named, unnamed) {
        (0, 0) => "none",
        _ if named >= unnamed => "same",
        _ => "any",
    };
    let (same, any) = (counted == "same", counted == "any");
    let mut items = vec![Item::default(); labels.labels.len()];
    let mut session = 0;
    // What the customer looked at so far, and how much of it before the last order.
    let mut seen: Vec<u32> = Vec::new();
    for customer in 0..customers {
        let range = sessions.split(customer);
        let number = customer as u32 + 1;
        seen.clear();
        let mut before_order = 0;
        let mut from = range.start;
        for at in 0..sessions.ends().len() {
            let end = sessions.ends().get(at).map_or(range.end, |&end| end as usize);
            session += 1;
            let mut look = |product: u32, kind: u32| {
                let is_order = is_order.get(kind as usize).copied().unwrap_or(false);
                if is_order && !same {
                    before_order = seen.len();
                    return;
                }
                let Some(item) = items.get_mut(product as usize) else { return };
                if is_order {
                    if item.last_customer == number && item.orderer != number {
                        item.orderer = number;
                        item.ordered += 1;
                    }
                    return;
                }
                item.views += 1;
                if item.last_session != session {
                    item.last_session = session;
                    item.sessions += 1;
                }
                if item.last_customer != number {
                    item.last_customer = number;
                    item.customers += 1;
                    if any {
                        seen.push(product);
                    }
                }
            };
            let products = labels.codes().get(from..end).unwrap_or_default();
            match kinds {
                _ if sessions.is_mixed() => {
                    for place in (from..end).map(|at| sessions.place(at)) {
                        look(labels.codes().get(place).copied().unwrap_or(NO_LABEL), kind(place));
                    }
                }
                Some(kinds) => {
                    let kinds = kinds.codes().get(from..end).unwrap_or_default();
                    products.iter().zip(kinds).for_each(|(&product, &kind)| look(product, kind));
                }
                None => products.iter().for_each(|&product| look(product, NO_LABEL)),
            }
            from = end;
        }
        for &code in seen.get(..before_order).unwrap_or_default() {
            if let Some(item) = items.get_mut(code as usize) {
                item.ordered += 1;
            }
        }
    }
    // By sessions, then by customers, then by views.
    let weight =
        |item: &Item| i128::from(item.sessions) << 64 | i128::from(u64::from(item.customers) << 32 | u64::from(item.views));
    let weights: Vec<i128> = items.iter().map(weight).collect();
    let row = |place: usize| {
        let (item, label) = items.get(place).zip(labels.labels.get(place)).filter(|(item, _)| item.views > 0)?;
        let ordered = Ratio { num: item.ordered.into(), den: item.customers.into() };
        Some(InterestRow {
            label: label.clone(),
            views: item.views.into(),
            sessions: Ratio { num: item.sessions.into(), den: totals.0 },
            customers: Ratio { num: item.customers.into(), den: totals.1 },
            ordered: (counted != "none").then_some(ordered),
            interval: wilson(ordered.num, ordered.den).filter(|_| counted != "none"),
        })
    };
    let names = kinds.map(|kinds| kinds.labels.as_slice()).unwrap_or_default();
    Some(Interest {
        by: match field {
            EventField::Category => "category",
            EventField::Page => "page",
            _ => "product",
        },
        orders: names.iter().zip(&is_order).filter(|(_, order)| **order).map(|(name, _)| name.clone()).take(100).collect(),
        counted,
        products: items.iter().filter(|item| item.views > 0).count() as u64,
        rows: largest(&weights, params.listed as usize).into_iter().filter_map(row).collect(),
    })
}
