//! Channels of orders or customers → customers, orders, revenue, repeat share.

use super::output::{People, PeopleRow};
use super::sums::{each, judge, rate};
use super::table::LISTED;
use crate::analysis::segments::History;
use crate::analysis::{Grouping, Measure, segments};
use crate::customers::{CustomerView, Dimension, Holders, LineField, NO_LABEL, Trait};
use crate::error::Result;
use crate::stats::{Ratio, order};
use crate::table::{Money, each_item};

/// What is counted of a channel.
#[derive(Clone, Copy, Default)]
struct Counts {
    customers: u64,
    buyers: u64,
    repeat: u64,
    orders: u64,
    revenue: i128,
    held: Holders,
}

/// What was found, and who is in which channel.
pub(super) struct Found {
    pub basis: &'static str,
    pub people: People,
    pub grouping: Grouping,
    pub measures: Vec<Measure>,
}

/// By the channel of each order, or of each customer where orders have none; `None` without either.
///
/// # Errors
/// [`ErrorKind::Amount`](crate::error::ErrorKind::Amount) when a customer's amounts do not fit 64 bits of ten-thousandths.
pub(super) fn read(view: &CustomerView) -> Result<Option<Found>> {
    let history = History::of(view)?;
    let of_lines = view.dimension(LineField::Channel).filter(|d| d.codes().iter().any(|code| *code != NO_LABEL));
    let of_people = view.people().and_then(|people| people.classes.iter().find(|class| class.field == Some("channel")));
    Ok(match (of_lines, of_people) {
        (Some(dimension), _) => Some(by_order(view, &history, dimension)),
        (None, Some(class)) => Some(by_customer(view, &history, class)),
        (None, None) => None,
    })
}

fn by_customer(view: &CustomerView, history: &History, class: &Trait) -> Found {
    let mut counts = vec![Counts::default(); class.labels.len()];
    let mut known = 0;
    let mut total = Counts::default();
    let bought = history.orders.iter().zip(&history.revenue);
    for (&code, (&orders, &revenue)) in class.codes.iter().zip(bought) {
        let own = counts.get_mut(code as usize);
        known += u64::from(own.is_some());
        for slot in [Some(&mut total), own].into_iter().flatten() {
            slot.customers += 1;
            slot.buyers += u64::from(orders > 0);
            slot.repeat += u64::from(orders > 1);
            slot.orders += u64::from(orders);
            slot.revenue += i128::from(revenue);
            slot.held.add(i128::from(revenue));
        }
    }
    let known = Ratio { num: known, den: view.customers() as u64 };
    finish("customers", "source", history, (&class.labels, &class.codes), &counts, total, known)
}

fn by_order(view: &CustomerView, history: &History, dimension: &Dimension) -> Found {
    let (labels, codes) = (&dimension.labels, dimension.codes());
    let mut counts = vec![Counts::default(); labels.len()];
    let mut total = Counts::default();
    let mut known = Ratio { num: 0, den: 0 };
    let mut first = vec![NO_LABEL; view.customers()];
    // Channel and first day of each order of a customer; an order whose lines name several has the first of their labels.
    let mut orders: Vec<(i32, u32)> = Vec::new();
    let mut seen: Vec<u32> = Vec::new();
    each_item(first.iter_mut().enumerate(), |(customer, first)| {
        let (lines, range) = (view.lines_of(customer), view.range_of(customer));
        let codes = codes.get(range).unwrap_or_default();
        orders.clear();
        for (((&day, &order), &refund), &code) in lines.day.iter().zip(lines.order).zip(lines.refund).zip(codes) {
            if order as usize >= orders.len() {
                orders.resize(order as usize + 1, (i32::MAX, NO_LABEL));
            }
            if let Some(slot) = orders.get_mut(order as usize).filter(|_| !refund) {
                *slot = (slot.0.min(day), slot.1.min(code));
            }
        }
        for (&amount, &code) in lines.amount.iter().zip(codes) {
            let own = counts.get_mut(code as usize);
            for slot in [Some(&mut total), own].into_iter().flatten() {
                slot.revenue += i128::from(amount);
            }
        }
        let repeat = u64::from(history.orders.get(customer).is_some_and(|&orders| orders > 1));
        seen.clear();
        for &(_, code) in orders.iter().filter(|(day, _)| *day != i32::MAX) {
            total.orders += 1;
            known.den += 1;
            let Some(own) = counts.get_mut(code as usize) else { continue };
            known.num += 1;
            own.orders += 1;
            if !seen.contains(&code) {
                seen.push(code);
                own.customers += 1;
                own.buyers += 1;
                own.repeat += repeat;
            }
        }
        let bought = u64::from(history.orders.get(customer).is_some_and(|&orders| orders > 0));
        total.customers += 1;
        total.buyers += bought;
        total.repeat += repeat;
        *first = orders.iter().filter(|(day, _)| *day != i32::MAX).min().map_or(NO_LABEL, |&(_, code)| code);
    });
    let places: Vec<usize> = (0..=labels.len()).collect();
    for (own, held) in counts.iter_mut().zip(view.holders(dimension, &places, labels.len())) {
        own.held = held;
    }
    finish("orders", "first_channel", history, (labels, &first), &counts, total, known)
}

fn finish(
    basis: &'static str,
    grouping: &'static str,
    history: &History,
    (labels, codes): (&[String], &[u32]),
    counts: &[Counts],
    total: Counts,
    known: Ratio,
) -> Found {
    let size = |at: usize| counts.get(at).map(|c| (c.customers, c.orders));
    let mut ranked = order(counts.len(), &|a, b| size(b).cmp(&size(a)));
    ranked.retain(|&at| size(at).is_some_and(|(customers, orders)| customers + orders > 0));
    let listed = if ranked.len() <= LISTED + 1 { ranked.len() } else { LISTED };
    let row = |label: Option<String>, own: Counts, others: Option<Ratio>| PeopleRow {
        label,
        customers: own.customers,
        orders: own.orders,
        revenue: Money(own.revenue),
        dominated: own.held.are_told(),
        average: each(own.revenue, own.orders),
        repeat: rate(Ratio { num: own.repeat, den: own.buyers }, others),
    };
    // Customers of several channels are no other customers, so the rest is known of those of one alone.
    let others = |own: Counts| {
        let apart = basis == "customers";
        apart.then(|| Ratio { num: total.repeat - own.repeat, den: total.buyers - own.buyers })
    };
    let (mut channels, mut rest) = (Vec::new(), Counts::default());
    for (rank, &at) in ranked.iter().enumerate() {
        let Some(&own) = counts.get(at) else { continue };
        if rank < listed {
            channels.push(row(labels.get(at).cloned(), own, others(own)));
        } else {
            rest.customers += own.customers;
            rest.buyers += own.buyers;
            rest.repeat += own.repeat;
            rest.orders += own.orders;
            rest.revenue += own.revenue;
        }
    }
    if listed < ranked.len() {
        channels.push(row(None, rest, None));
    }
    judge(channels.iter_mut().map(|row| &mut row.repeat));
    let mut number = vec![Grouping::NONE; labels.len()];
    for (rank, &at) in ranked.iter().take(listed).enumerate() {
        number.get_mut(at).into_iter().for_each(|slot| *slot = rank as u16);
    }
    let of = codes.iter().map(|&code| number.get(code as usize).copied().unwrap_or(Grouping::NONE)).collect();
    let groups = ranked.iter().take(listed).filter_map(|&at| labels.get(at).cloned()).collect();
    Found {
        basis,
        people: People { channels, total: row(None, total, None), distinct: ranked.len() as u64, known },
        grouping: Grouping { name: grouping, groups, of },
        measures: segments::measures(history),
    }
}
