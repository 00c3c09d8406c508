//! Where customers were at an earlier date and where they are now.

use super::classes::CLASSES;
use super::measure::{Measures, measure};
use super::output::{Cut, DimensionMoves, Matrix, Migration, Moved, Moves, SplitValues};
use super::params::{self, MigrationCuts, Params};
use super::rules::Scheme;
use super::scoring::{Axis, Scores, Scoring};
use crate::analysis::{Grouping, Shortage};
use crate::customers::CustomerView;
use crate::error::{ErrorKind, Result};
use crate::table::date::{iso_day, parse_day};

/// Now, as the picture shows it.
pub(super) struct Now<'a> {
    pub measures: &'a Measures,
    pub axes: &'a [Axis; 3],
    pub scores: &'a Scores,
    pub scheme: Option<&'a Scheme>,
}

/// Numbers of the groups of [`codes`]: 64 of those who were there both times, then newcomers by class, then leavers by class.
const CODES: usize = CLASSES.len();

/// Codes of all moves, as `111>011`, `new>111`, `111>gone`.
pub(super) fn codes() -> Vec<String> {
    let of = |from: &str, to: &str| [from, ">", to].concat();
    let both = CLASSES.iter().flat_map(|from| CLASSES.iter().map(move |to| of(from.code, to.code)));
    let newcomers = CLASSES.iter().map(|to| of("new", to.code));
    both.chain(newcomers).chain(CLASSES.iter().map(|from| of(from.code, "gone"))).collect()
}

/// Compares with the earlier date of these settings; beside it the number among [`codes`] of each customer of the view.
///
/// # Errors
/// Those of [`measure`].
pub(super) fn compare(
    view: &CustomerView,
    params: &Params,
    with: &params::Migration,
    now: &Now<'_>,
) -> Result<(Migration, Vec<u16>)> {
    let from = parse_day(&with.from).ok_or(ErrorKind::Param)?;
    let mut migration =
        Migration { from: iso_day(from), to: iso_day(view.as_of()), cuts: with.cuts, moves: None, not_enough_data: None };
    let then = measure(view, params, from.min(view.as_of()))?;
    let earlier = Axis::all(&then).filter(|_| then.customer.len() as u64 >= super::LEAST);
    let (Some(axes), true) = (earlier, from < view.as_of()) else {
        let days = (i64::from(view.as_of()) - i64::from(from)).max(0).unsigned_abs();
        migration.not_enough_data =
            Some(Shortage::of("customers_with_purchase", super::LEAST, then.customer.len() as u64).and("days", 1, days));
        return Ok((migration, vec![Grouping::NONE; view.customers()]));
    };
    let scoring = Scoring::learn(params, &then, &axes);
    let frozen = scoring.apply(now.measures);
    let was = scoring.apply(&then);
    let is_frozen = with.cuts == MigrationCuts::Frozen;
    let is = if is_frozen { &frozen } else { now.scores };
    let pairs = pairs(&then.customer, &now.measures.customer);
    let mut numbers = vec![Grouping::NONE; view.customers()];
    for &(customer, before, after) in &pairs {
        let from = before.and_then(|row| position(&was.class, row));
        let to = after.and_then(|row| position(&is.class, row));
        let number = match (from, to) {
            (Some(from), Some(to)) => from * CODES + to,
            (None, Some(to)) => CODES * CODES + to,
            (Some(from), None) => CODES * (CODES + 1) + from,
            (None, None) => continue,
        };
        if let Some(slot) = numbers.get_mut(customer as usize) {
            *slot = number as u16;
        }
    }
    let both: Vec<[u8; 3]> = pairs
        .iter()
        .filter_map(|&(_, before, after)| {
            let (before, after) = (before?, after?);
            Some([*was.class.get(before)?, *is.class.get(after)?, *frozen.class.get(after)?])
        })
        .collect();
    let classes = matrix(
        CLASSES.iter().map(|class| class.code.to_owned()).collect(),
        pairs.iter().map(|&(_, before, after)| {
            (before.and_then(|row| position(&was.class, row)), after.and_then(|row| position(&is.class, row)))
        }),
    );
    let segments = now.scheme.filter(|scheme| scheme.is_usable).map(|scheme| {
        let (was, is) = (was.segments(scheme), is.segments(scheme));
        let at = |all: &[u8], row: usize| all.get(row).map(|&segment| usize::from(segment));
        matrix(
            scheme.names(),
            pairs.iter().map(|&(_, before, after)| (before.and_then(|row| at(&was, row)), after.and_then(|row| at(&is, row)))),
        )
    });
    let split = |axes: &[Axis; 3]| SplitValues::of(axes, params.split);
    let moved = both.iter().filter(|[was, is, _]| was != is).count() as u64;
    migration.moves = Some(Moves {
        scored_then: then.customer.len() as u64,
        scored_now: now.measures.customer.len() as u64,
        both: both.len() as u64,
        newcomers: (now.measures.customer.len() - both.len()) as u64,
        leavers: (then.customer.len() - both.len()) as u64,
        moved,
        stayed: both.len() as u64 - moved,
        split_then: split(&axes),
        split_now: if is_frozen { split(&axes) } else { split(now.axes) },
        by_bits: BITS.iter().map(|&(bits, code)| bits_moved(&both, bits, code, is_frozen)).collect(),
        by_dimension: DIMENSIONS.iter().map(|&(bit, name)| dimension_moved(&both, bit, name, is_frozen)).collect(),
        cut: (!is_frozen).then(|| Cut {
            moved: both.iter().filter(|[was, is, frozen]| was != is && was == frozen).count() as u64,
            held: both.iter().filter(|[was, is, frozen]| was == is && was != frozen).count() as u64,
        }),
        classes,
        segments,
    });
    Ok((migration, numbers))
}

/// Which bits of the class changed, as a mask and as text.
const BITS: [(u8, &str); 7] =
    [(0b100, "100"), (0b010, "010"), (0b001, "001"), (0b110, "110"), (0b101, "101"), (0b011, "011"), (0b111, "111")];
const DIMENSIONS: [(u8, &str); 3] = [(0b100, "recency"), (0b010, "frequency"), (0b001, "monetary")];

fn bits_moved(both: &[[u8; 3]], bits: u8, code: &'static str, is_frozen: bool) -> Moved {
    let of = || both.iter().filter(|[was, is, _]| was ^ is == bits);
    let by_cut = || of().filter(|[was, _, frozen]| was == frozen).count() as u64;
    Moved { bits: code, customers: of().count() as u64, by_cut_alone: (!is_frozen).then(by_cut) }
}

fn dimension_moved(both: &[[u8; 3]], bit: u8, name: &'static str, is_frozen: bool) -> DimensionMoves {
    let changed = |from: u8| both.iter().filter(move |[was, is, _]| was & bit == from && is & bit != from);
    let by_cut = |from: u8| changed(from).filter(|[was, _, frozen]| was & bit == frozen & bit).count() as u64;
    DimensionMoves {
        name,
        up: changed(0).count() as u64,
        down: changed(bit).count() as u64,
        by_cut_alone: (!is_frozen).then(|| by_cut(0) + by_cut(bit)),
    }
}

/// Place in [`CLASSES`] of a row's class.
fn position(classes: &[u8], row: usize) -> Option<usize> {
    let bits = classes.get(row)?;
    CLASSES.iter().position(|class| class.bits == *bits)
}

/// Customers of either list with their rows in both; the lists ascend.
fn pairs(then: &[u32], now: &[u32]) -> Vec<(u32, Option<usize>, Option<usize>)> {
    let (mut before, mut after) = (0, 0);
    let mut pairs = Vec::with_capacity(then.len().max(now.len()));
    loop {
        let (a, b) = (then.get(before).copied(), now.get(after).copied());
        let Some(customer) = a.into_iter().chain(b).min() else { return pairs };
        let (was, is) = (a == Some(customer), b == Some(customer));
        pairs.push((customer, was.then_some(before), is.then_some(after)));
        before += usize::from(was);
        after += usize::from(is);
    }
}

fn matrix(groups: Vec<String>, moves: impl Iterator<Item = (Option<usize>, Option<usize>)>) -> Matrix {
    let n = groups.len();
    let mut counts = vec![vec![0_u64; n]; n];
    let (mut newcomers, mut leavers) = (vec![0_u64; n], vec![0_u64; n]);
    for (from, to) in moves {
        let slot = match (from, to) {
            (Some(from), Some(to)) => counts.get_mut(from).and_then(|row| row.get_mut(to)),
            (None, Some(to)) => newcomers.get_mut(to),
            (Some(from), None) => leavers.get_mut(from),
            (None, None) => None,
        };
        if let Some(count) = slot {
            *count += 1;
        }
    }
    let from_totals = counts.iter().zip(&leavers).map(|(row, leavers)| row.iter().sum::<u64>() + leavers).collect();
    let column = |to: usize| counts.iter().filter_map(|row| row.get(to)).sum::<u64>();
    let to_totals = newcomers.iter().enumerate().map(|(to, newcomers)| column(to) + newcomers).collect();
    Matrix { groups, counts, newcomers, leavers, from_totals, to_totals }
}

#[cfg(test)]
mod tests {
    use super::super::{Rfm, read, run};
    use super::*;
    use crate::analysis::Outcome;
    use serde_json::{Value, json};

    /// One line per entry: customer, day, amount; the reference date is 100.
    fn found(lines: &[(u32, i32, i64)], params: &Value) -> Rfm {
        let customers = lines.iter().map(|line| line.0).max().map_or(0, |most| most + 1);
        let (mut offsets, mut day, mut order, mut amount) = (vec![0], vec![], vec![], vec![]);
        for customer in 0..customers {
            for (number, line) in (0..).zip(lines.iter().filter(|line| line.0 == customer)) {
                day.push(line.1);
                order.push(number);
                amount.push(line.2 * 10_000);
            }
            offsets.push(day.len() as u32);
        }
        let refund = vec![false; day.len()];
        let view = CustomerView::from_parts(offsets, day, order, amount, refund, 100).unwrap();
        run(&view, &read(params).unwrap()).unwrap()
    }

    fn migrated(rfm: &Rfm) -> Migration {
        match &rfm.finding.outcome {
            Outcome::Found(outcome) => outcome.migration.clone().unwrap(),
            Outcome::NotEnoughData(shortage) => panic!("{shortage:?}"),
        }
    }

    /// As of day 50: 0 bought on 40 for 10, 1 on 20 for 30 and again on 49 for 10; means 5.5 days, 1.5 purchases, 25.
    /// As of day 100: 0 bought again on 99 for 90, 1 did not, 2 came on 98 for 20.
    const LINES: [(u32, i32, i64); 5] = [(0, 40, 10), (1, 20, 30), (1, 49, 10), (0, 99, 90), (2, 98, 20)];

    #[test]
    fn frozen_cuts_by_hand() {
        let rfm = found(&LINES, &json!({"migration": {"from": "1970-02-20", "cuts": "frozen"}}));
        let migration = migrated(&rfm);
        assert_eq!((migration.from.as_str(), migration.to.as_str()), ("1970-02-20", "1970-04-11"));
        let moves = migration.moves.unwrap();
        assert_eq!((moves.scored_then, moves.scored_now, moves.both, moves.newcomers, moves.leavers), (2, 3, 2, 1, 0));
        // 0: 000 (10 days, 1 purchase, 10) > 111 (1 day, 2, 100); 1: 111 (1 day, 2, 40) > 011; 2: new > 100 (2 days, 1, 20).
        let codes = codes();
        let rows = rfm.table.migration.as_ref().unwrap();
        let at = |customer: usize| codes[usize::from(rows[customer])].as_str();
        assert_eq!((at(0), at(1), at(2)), ("000>111", "111>011", "new>100"));
        assert_eq!((moves.moved, moves.stayed, moves.cut), (2, 0, None));
        let by: Vec<_> = moves.by_bits.iter().map(|m| (m.bits, m.customers)).filter(|m| m.1 > 0).collect();
        assert_eq!(by, [("100", 1), ("111", 1)]);
        let by: Vec<_> = moves.by_dimension.iter().map(|m| (m.name, m.up, m.down)).collect();
        assert_eq!(by, [("recency", 1, 1), ("frequency", 1, 0), ("monetary", 1, 0)]);
        assert_eq!(serde_json::to_value(&moves.split_now).unwrap(), json!({"recency": 5.5, "frequency": 1.5, "monetary": 25}));
        assert_eq!(moves.classes.newcomers, [0, 0, 0, 0, 0, 1, 0, 0]);
        assert_eq!(moves.classes.to_totals, [1, 0, 1, 0, 0, 1, 0, 0]);
        assert_eq!(moves.classes.from_totals, [1, 0, 0, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn cuts_made_anew_tell_whom_the_cut_alone_moved() {
        // Now 1, 51 and 2 days (mean 18), 2, 2 and 1 purchases (mean 5/3), 100, 40 and 20 (mean 53.3): 1 is 010, by frozen cuts 011.
        let rfm = found(&LINES, &json!({"migration": {"from": "1970-02-20", "cuts": "re_estimated"}}));
        let moves = migrated(&rfm).moves.unwrap();
        assert_eq!(moves.cut, Some(Cut { moved: 0, held: 0 }));
        let m = &moves.by_dimension[2];
        assert_eq!((m.up, m.down, m.by_cut_alone), (1, 1, Some(1)), "M of 1 fell by the cut alone");
        assert_eq!(moves.classes.counts[0][6], 1);

        // Nothing happens to 0 and 1 but that 2 and 3 come with much more money: the cut moves, they do not.
        let lines = [(0, 10, 10), (1, 10, 30), (2, 60, 900), (3, 60, 900)];
        let rfm = found(&lines, &json!({"window_days": 90, "migration": {"from": "1970-02-20", "cuts": "re_estimated"}}));
        let moves = migrated(&rfm).moves.unwrap();
        assert_eq!((moves.moved, moves.cut), (1, Some(Cut { moved: 1, held: 0 })));
        assert_eq!(moves.by_bits[2], Moved { bits: "001", customers: 1, by_cut_alone: Some(1) });
    }

    #[test]
    fn those_out_of_the_window_have_left() {
        let rfm = found(&LINES, &json!({"window_days": 40, "migration": {"from": "1970-02-20"}}));
        let moves = migrated(&rfm).moves.unwrap();
        assert_eq!((moves.both, moves.newcomers, moves.leavers), (1, 1, 1));
        let codes = codes();
        let row = rfm.table.migration.as_ref().unwrap()[1];
        assert!(codes[usize::from(row)].ends_with(">gone"));
        assert_eq!(moves.classes.leavers.iter().sum::<u64>(), 1);
        assert_eq!(codes.len(), 80);
        let groups = rfm.table.groups(3).0;
        assert_eq!(groups.iter().find(|g| g.name == "migration").unwrap().group_of(1), Some(codes[usize::from(row)].as_str()));
    }

    #[test]
    fn a_date_with_too_little_before_it_says_what_is_missing() {
        for (from, customers, days) in [("1970-01-15", 0, 86), ("1970-02-01", 1, 69), ("1970-04-11", 3, 0), ("1990-01-01", 3, 0)]
        {
            let migration = migrated(&found(&LINES, &json!({"migration": {"from": from}})));
            let have: Vec<_> = migration.not_enough_data.unwrap().have.iter().map(|q| q.value).collect();
            assert_eq!((have, migration.moves), (vec![customers, days], None), "{from}");
        }
    }
}
