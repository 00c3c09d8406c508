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

/// Number of no period.
const NONE: u16 = u16::MAX;

/// The customers with a line in each of some periods, which share no day, and in each of at most eight other groups of days.
pub(super) fn held(view: &CustomerView, periods: &[Window], groups: &[Vec<Window>]) -> [Vec<Holders>; 2] {
    let mut holdings = Holdings::new(periods.len() + groups.len());
    let all = || periods.iter().chain(groups.iter().flatten());
    let base = all().map(|window| window.from).min().unwrap_or(0);
    let end = all().map(|window| window.to).max().unwrap_or(0);
    let place = |day: i32| usize::try_from(i64::from(day) - i64::from(base)).ok();
    // Of each day its period, and the groups that it is in as bits.
    let mut days = vec![(NONE, 0_u8); place(end).unwrap_or(0)];
    let of_window = |window: &Window| place(window.from).zip(place(window.to)).map(|(from, to)| from..to);
    for (number, window) in (0_u16..).zip(periods) {
        let own = of_window(window).and_then(|range| days.get_mut(range)).unwrap_or_default();
        own.iter_mut().for_each(|(period, _)| *period = number);
    }
    for (bit, group) in groups.iter().enumerate() {
        for window in group {
            let own = of_window(window).and_then(|range| days.get_mut(range)).unwrap_or_default();
            own.iter_mut().for_each(|(_, bits)| *bits |= 1 << bit);
        }
    }
    each_item(view.iter().zip(1_u32..), |(lines, customer)| {
        for (&day, &amount) in lines.day.iter().zip(lines.amount) {
            let Some(&(period, mut bits)) = place(day).and_then(|place| days.get(place)) else { continue };
            if period != NONE {
                holdings.add(usize::from(period), customer, amount);
            }
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
