//! The customers of a rule: who bought the left side, and who both sides, over all their baskets.

use crate::analysis::Grouping;
use crate::customers::{CustomerView, Dimension};

/// Bought all of the left side, not all of the right side.
pub(super) const TARGET: u16 = 0;
/// Bought all of both sides.
pub(super) const BOTH: u16 = 1;

/// The group of each customer. Refunds are no purchases here either.
pub(super) fn people(view: &CustomerView, dimension: &Dimension, [left, right]: &[Vec<u32>; 2]) -> Vec<u16> {
    let mut bit_of = vec![0_u32; dimension.labels.len()];
    for (bit, &code) in left.iter().chain(right).enumerate() {
        if let Some(slot) = bit_of.get_mut(code as usize) {
            *slot = 1 << bit;
        }
    }
    let (some, all) = ((1_u32 << left.len()) - 1, (1_u32 << (left.len() + right.len())) - 1);
    let refunds = view.all().refund;
    let group = |customer| {
        let range = view.range_of(customer);
        let codes = dimension.codes().get(range.clone()).unwrap_or_default();
        let bought = codes.iter().zip(refunds.get(range).unwrap_or_default()).filter(|(_, refund)| !**refund);
        match bought.fold(0, |bits, (&code, _)| bits | bit_of.get(code as usize).copied().unwrap_or(0)) {
            bits if bits & all == all => BOTH,
            bits if bits & some == some => TARGET,
            _ => Grouping::NONE,
        }
    };
    (0..view.customers()).map(group).collect()
}
