//! Made-up rows of products → `CustomerView`.

use insitu::customers::{CustomerView, Dimension, NO_LABEL, Parts};
use std::collections::BTreeMap;

/// Customer, order (which is its day, two by two), item (none above the last) and whether it is a refund.
pub type Row = (u8, u8, u32, bool);

/// The view of these rows with so many products, `p0`, `p1` …
pub fn view(rows: &[Row], items: u32) -> CustomerView {
    let mut by_customer: BTreeMap<u8, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        by_customer.entry(row.0).or_default().push(row);
    }
    let (mut offsets, mut day, mut order, mut refund, mut codes) = (vec![0], vec![], vec![], vec![], vec![]);
    for of_customer in by_customer.values() {
        let mut numbers: BTreeMap<u8, u32> = BTreeMap::new();
        for &&(_, own, item, is_refund) in of_customer {
            let next = numbers.len() as u32;
            order.push(*numbers.entry(own).or_insert(next));
            day.push(i32::from(own / 2));
            refund.push(is_refund);
            codes.push(if item < items { item } else { NO_LABEL });
        }
        offsets.push(day.len() as u32);
    }
    let mut parts = Parts::default();
    parts.lines[1] = Some(Dimension::new((0..items).map(|i| format!("p{i}")).collect(), codes));
    let amounts = refund.iter().map(|&refund| if refund { -10 } else { 10 }).collect();
    CustomerView::from_parts(offsets, day, order, amounts, refund, 9).unwrap().with(parts)
}
