//! Who holds what of the net amounts of days: where few customers do, the amounts tell of them.

use super::window::{Span, Window};
use crate::customers::{CustomerView, Holders};

/// Days of a period that are compared, and those of it that are not.
pub(super) fn sides(span: &Span, compared: Window) -> [Vec<Window>; 2] {
    let Window { from, to } = span.covered;
    let rest = [Window { from, to: compared.from }, Window { from: compared.to, to }];
    [vec![compared], rest.into_iter().filter(|window| window.from < window.to).collect()]
}

/// The customers with a line in each of some periods, which ascend and share no day, and in each of at most eight other groups of days.
pub(super) fn held(view: &CustomerView, periods: &[Window], groups: &[Vec<Window>]) -> [Vec<Holders>; 2] {
    let mut held = vec![Holders::default(); periods.len() + groups.len()];
    let mut own: Vec<Option<i128>> = vec![None; held.len()];
    let mut touched = Vec::new();
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
    for lines in view.iter() {
        for (&day, &amount) in lines.day.iter().zip(lines.amount) {
            let place = usize::try_from(day.saturating_sub(base)).ok();
            let Some(&(period, bits)) = place.and_then(|place| days.get(place)) else { continue };
            let beside = (0..groups.len()).filter(|bit| bits >> bit & 1 == 1).map(|bit| periods.len() + bit);
            for at in std::iter::once(usize::from(period)).chain(beside) {
                let Some(sum) = own.get_mut(at) else { continue };
                if sum.is_none() {
                    touched.push(at);
                }
                *sum = Some(sum.unwrap_or_default() + i128::from(amount));
            }
        }
        for at in touched.drain(..) {
            if let (Some(held), Some(sum)) = (held.get_mut(at), own.get_mut(at).and_then(Option::take)) {
                held.add(sum);
            }
        }
    }
    let beside = held.split_off(periods.len());
    [held, beside]
}
