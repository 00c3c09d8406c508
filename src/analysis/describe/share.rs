//! Net sales by label of lines.

use super::output::{Share, ShareRow};
use crate::analysis::MoneyRatio;
use crate::customers::{CustomerView, LineField};
use crate::stats::largest;
use crate::table::Money;

/// The kinds of labels that shares are told of.
const FIELDS: [(LineField, &str); 4] = [
    (LineField::Category, "category"),
    (LineField::Channel, "channel"),
    (LineField::Region, "region"),
    (LineField::PaymentMethod, "payment_method"),
];

/// The shares of each kind that the file has, with so many labels each.
pub(super) fn shares(view: &CustomerView, top: usize, net: Money) -> Vec<Share> {
    let one = |(field, name): &(LineField, &'static str)| {
        let dimension = view.dimension(*field)?;
        let of_labels = view.sums(dimension);
        let mut sums = of_labels.by_label().to_vec();
        let row = |label: &str, (lines, revenue): (u64, i128), (customers, dominated): (u64, bool)| ShareRow {
            label: label.to_owned(),
            lines,
            customers,
            dominated,
            revenue: Money(revenue),
            share: (net.0 > 0).then_some(MoneyRatio { num: Money(revenue), den: net }),
        };
        let without = sums.pop().filter(|(lines, _)| *lines > 0);
        // Labels that no line has, as of lines behind the reference date, are none here.
        let used = sums.iter().filter(|(lines, _)| *lines > 0).count();
        let mut values: Vec<i128> = sums.iter().map(|(lines, revenue)| if *lines > 0 { *revenue } else { i128::MIN }).collect();
        let chosen = largest(&values, top.min(used));
        // The chosen labels in their order, then all others together, then none.
        let mut group_of = vec![chosen.len(); sums.len() + 1];
        for (place, at) in chosen.iter().copied().chain([sums.len()]).enumerate() {
            if let Some(group) = group_of.get_mut(at) {
                *group = if at == sums.len() { chosen.len() + 1 } else { place };
            }
        }
        let people = of_labels.people(&group_of, chosen.len() + 2);
        let people = |group: usize| people.get(group).copied().unwrap_or_default();
        let told = |(place, &at): (usize, &usize)| Some(row(dimension.labels.get(at)?, *sums.get(at)?, people(place)));
        let rows = chosen.iter().enumerate().filter_map(told).collect();
        let unlabelled = without.map(|sum| row("", sum, people(chosen.len() + 1)));
        for at in &chosen {
            if let Some(value) = values.get_mut(*at) {
                *value = i128::MIN;
            }
        }
        let rest = sums.iter().zip(&values).filter(|((lines, _), value)| *lines > 0 && **value != i128::MIN);
        let other = rest.fold((0, 0), |(lines, revenue), ((l, r), _)| (lines + l, revenue + r));
        let other = (used > chosen.len()).then(|| row("", other, people(chosen.len())));
        (used > 0).then_some(Share { field: name, labels: used as u64, rows, other, unlabelled })
    };
    FIELDS.iter().filter_map(one).collect()
}
