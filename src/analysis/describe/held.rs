//! Who holds what of the net amounts of days: where few customers do, the amounts tell of them.

use super::window::{Span, Window};
use crate::customers::{CustomerView, Holders, Holdings};
use crate::table::each_item;

/// Days of a period that are compared, and those of it that are not.
pub(super) fn sides(span: &Span, compared: Window) -> [Vec<Window>; 2] {
    let Window { from, to } = span.covered;
    let rest = [Window { from, to: compared.from }, Window { from: compared.to, to }];
    [vec![compared], rest.into_iter().filter(|window| window.from < window.to).collect()]
}

/// The customers with a line in each of some periods, which ascend and share no day, and in each of at most eight other groups of days.
pub(super) fn held(view: &CustomerView, periods: &[Window], groups: &[Vec<Window>]) -> [Vec<Holders>; 2] {
    let mut holdings = Holdings::new(periods.len() + groups.len());
    let base = periods.first().map_or(0, |window| window.from);
    // Of each day its period, and the groups that it is in as bits.
    let mut days: Vec<(u16, u8)> = Vec::new();
    for (number, window) in (0_u16..).zip(periods) {
        days.resize(usize::try_from(window.to.saturating_sub(base)).unwrap_or(0), (number, 0));
    }
    for (bit, group) in groups.iter().enumerate() {
        for window in group {
            let place = |day: i32| (day.saturating_sub(base).max(0) as usize).min(days.len());
            let range = place(window.from)..place(window.to);
            days.get_mut(range).unwrap_or_default().iter_mut().for_each(|(_, bits)| *bits |= 1 << bit);
        }
    }
    each_item(view.iter().zip(1_u32..), |(lines, customer)| {
        for (&day, &amount) in lines.day.iter().zip(lines.amount) {
            let place = usize::try_from(day.saturating_sub(base)).ok();
            let Some(&(period, mut bits)) = place.and_then(|place| days.get(place)) else { continue };
            holdings.add(usize::from(period), customer, amount);
            while bits != 0 {
                holdings.add(periods.len() + bits.trailing_zeros() as usize, customer, amount);
                bits &= bits - 1;
            }
        }
    });
    let mut held = holdings.end();
    let beside = held.split_off(periods.len());
    [held, beside]
}
