//! Sessions that a column names beside those by the gap.

use super::output::Comparison;
use crate::analysis::visit::{SessionBy, Sessions};
use crate::customers::{Dimension, Events, NO_LABEL};
use crate::stats::Ratio;

pub(super) fn compare(events: &Events, column: &Dimension, gap_minutes: u32, customers: usize) -> Option<Comparison> {
    let mut named = Sessions::new(events, SessionBy::Column, gap_minutes)?;
    let mut timed = Sessions::new(events, SessionBy::Gap, gap_minutes)?;
    let (mut by_column, mut by_gap, mut same, mut divided, mut joined) = (0, 0, 0, 0, 0);
    for customer in 0..customers {
        let range = named.split(customer);
        timed.split(customer);
        by_column += named.ends().len() as u64;
        by_gap += timed.ends().len() as u64;
        let ends = timed.ends();
        let holds = |place: usize| ends.partition_point(|&end| end as usize <= place);
        let bounds = |number: usize| {
            let start = number.checked_sub(1).and_then(|before| ends.get(before)).map_or(range.start, |&end| end as usize);
            (start, ends.get(number).map_or(range.end, |&end| end as usize))
        };
        let mut from = range.start;
        for &end in named.ends() {
            let end = end as usize;
            let (first, last) = (named.place(from), named.place(end - 1));
            let number = holds(first);
            let whole = last + 1 - first == end - from;
            same += u64::from(whole && bounds(number) == (first, last + 1));
            divided += u64::from(!whole || number != holds(last));
            from = end;
        }
        for number in 0..ends.len() {
            let (start, end) = bounds(number);
            let codes = column.codes().get(start..end).unwrap_or_default();
            joined += u64::from(codes.windows(2).any(|pair| pair.first() != pair.last()));
        }
    }
    let of_column = |num| Ratio { num, den: by_column };
    Some(Comparison {
        column: by_column,
        gap: by_gap,
        same: of_column(same),
        divided: of_column(divided),
        joined: Ratio { num: joined, den: by_gap },
        unlabelled: column.codes().iter().filter(|code| **code == NO_LABEL).count() as u64,
    })
}
