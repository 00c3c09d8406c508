//! The label that most of a customer's purchases have.

use crate::customers::{CustomerView, Dimension, NO_LABEL};
use crate::table::each_item;

/// What makes a label weigh.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Lines that are no refunds.
    Lines,
    /// Net amount.
    Amount,
}

/// Of each customer the label with the most weight above 0, of equal ones the first in bytewise order.
pub(super) fn favourites(view: &CustomerView, dimension: &Dimension, weight: Weight) -> Vec<u32> {
    let mut weights = vec![0_i128; dimension.labels.len()];
    let mut touched: Vec<u32> = Vec::new();
    let lines = view.all();
    let mut favourites = Vec::with_capacity(view.customers());
    each_item(0..view.customers(), |customer| {
        let range = view.range_of(customer);
        let codes = dimension.codes().get(range.clone()).unwrap_or_default();
        let refunds = lines.refund.get(range.clone()).unwrap_or_default();
        let amounts = lines.amount.get(range).unwrap_or_default();
        for ((&code, &refund), &amount) in codes.iter().zip(refunds).zip(amounts) {
            let Some(slot) = weights.get_mut(code as usize) else { continue };
            touched.push(code);
            *slot += match weight {
                Weight::Lines => i128::from(!refund),
                Weight::Amount => i128::from(amount),
            };
        }
        let (mut best, mut most) = (NO_LABEL, 0);
        for code in touched.drain(..) {
            let Some(slot) = weights.get_mut(code as usize) else { continue };
            // A label that comes again has been weighed and cleared before.
            let weight = std::mem::take(slot);
            if weight > most || (weight == most && weight > 0 && code < best) {
                (best, most) = (code, weight);
            }
        }
        favourites.push(best);
    });
    favourites
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn most_lines_or_most_money() {
        let view = CustomerView::from_parts(
            vec![0, 4, 6, 7],
            vec![1; 7],
            vec![0, 0, 0, 0, 0, 0, 0],
            vec![50, 10, 10, -45, 5, 5, -9],
            vec![false, false, false, true, false, false, true],
            2,
        )
        .unwrap();
        let labels = vec!["a".to_owned(), "b".to_owned()];
        let codes = vec![0, 1, 1, 0, 1, 0, 1];
        let dimension = Dimension::new(labels, codes);
        assert_eq!(favourites(&view, &dimension, Weight::Lines), [1, 0, NO_LABEL]);
        assert_eq!(favourites(&view, &dimension, Weight::Amount), [1, 0, NO_LABEL]);
        let gross = Dimension::new(dimension.labels, vec![0, 1, 1, NO_LABEL, 1, 0, 1]);
        assert_eq!(favourites(&view, &gross, Weight::Amount), [0, 0, NO_LABEL]);
    }
}
