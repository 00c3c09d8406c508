//! Who holds what of the net amounts of days: where few customers do, the amounts tell of them.

use super::window::{Span, Window};
use crate::customers::{CustomerView, Holders};

/// Days of a period that are compared, and those of it that are not.
pub(super) fn sides(span: &Span, compared: Window) -> [Vec<Window>; 2] {
    let Window { from, to } = span.covered;
    let rest = [Window { from, to: compared.from }, Window { from: compared.to, to }];
    [vec![compared], rest.into_iter().filter(|window| window.from < window.to).collect()]
}

/// The customers with a line in each of some periods, which ascend and share no day, and in each of some other groups of days.
pub(super) fn held(view: &CustomerView, periods: &[Window], groups: &[Vec<Window>]) -> [Vec<Holders>; 2] {
    let mut held = vec![Holders::default(); periods.len() + groups.len()];
    let mut own: Vec<Option<i128>> = vec![None; held.len()];
    let mut touched = Vec::new();
    for lines in view.iter() {
        for (&day, &amount) in lines.day.iter().zip(lines.amount) {
            let is_in = |window: &Window| (window.from..window.to).contains(&day);
            let period = periods.partition_point(|window| window.to <= day);
            let period = Some(period).filter(|&at| periods.get(at).is_some_and(is_in));
            let beside = groups.iter().zip(periods.len()..).filter(|(group, _)| group.iter().any(is_in)).map(|(_, at)| at);
            for at in period.into_iter().chain(beside) {
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
