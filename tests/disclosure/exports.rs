//! Exports that differ by few.

use insitu::mask::disclosure::{Ledger, Refusal};
use proptest::prelude::*;

const K: u64 = 5;

fn people(of: impl IntoIterator<Item = u64>) -> Vec<u64> {
    of.into_iter().collect()
}

#[test]
fn differences_of_few_are_refused() {
    let mut ledger = Ledger::default();
    assert_eq!(ledger.enter(&people(0..100), K, false).unwrap(), Ok(0));
    // The same again, in whatever order; a part of many.
    assert_eq!(ledger.enter(&people((0..100).rev()), K, false).unwrap(), Ok(0));
    assert_eq!(ledger.enter(&people(0..30), K, false).unwrap(), Ok(1));
    // Five apart on one side and none on the other; four are too few, on either side.
    assert_eq!(ledger.enter(&people(0..95), K, false).unwrap(), Ok(2));
    let refused = |earlier| Err(Refusal::Difference { earlier });
    assert_eq!(ledger.enter(&people(4..100), K, false).unwrap(), refused(0));
    assert_eq!(ledger.enter(&people(0..104), K, false).unwrap(), refused(0));
    assert_eq!(ledger.enter(&people((0..30).chain([57])), K, false).unwrap(), refused(1));
    assert_eq!(ledger.enter(&people((1..30).chain(40..60)), K, false).unwrap(), refused(1));
    // What was refused is not kept, unless it left all the same.
    assert_eq!(ledger.enter(&people(4..100), K, true).unwrap(), Ok(3));
    assert_eq!(ledger.enter(&people(4..100), K, false).unwrap(), Ok(3));
}

#[test]
fn seven_of_eight_parts_tell_the_eighth() {
    let mut ledger = Ledger::default();
    assert_eq!(ledger.enter(&people(0..72), K, false).unwrap(), Ok(0));
    for part in 0..6 {
        assert_eq!(ledger.enter(&people(part * 10..part * 10 + 10), K, false).unwrap(), Ok(part as usize + 1));
    }
    // Six tens and a part of twelve: the last two are all without the rest.
    assert_eq!(ledger.enter(&people(60..70), K, false).unwrap(), Err(Refusal::Together));
    assert_eq!(ledger.enter(&people(60..72), K, false).unwrap(), Ok(7));
}

#[test]
fn a_full_ledger_refuses_and_forgets_nothing() {
    let mut ledger = Ledger::default();
    for number in 0..20 {
        assert_eq!(ledger.enter(&people(0..(number + 1) * 10), K, false).unwrap(), Ok(number as usize));
    }
    for anyway in [false, true] {
        assert_eq!(ledger.enter(&people(0..300), K, anyway).unwrap(), Err(Refusal::Full));
    }
    assert_eq!(ledger.enter(&people(0..10), K, false).unwrap(), Ok(0));
}

#[test]
fn the_same_people_under_another_smallest_group_are_refused() {
    // Groups of 4 and 10 beside many: `<5` and `–` in one export, `<11` and `<11` in the other. Together 14, the second at most 10:
    // so the first are 4.
    for (first, then) in [(5, 11), (11, 5)] {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.enter(&people(0..100), first, false).unwrap(), Ok(0));
        assert_eq!(ledger.enter(&people(0..100), then, false).unwrap(), Err(Refusal::Difference { earlier: 0 }));
        assert_eq!(ledger.enter(&people(0..100), first, false).unwrap(), Ok(0));
        assert_eq!(ledger.enter(&people(0..100), then, true).unwrap(), Ok(0));
    }
}

#[test]
fn a_smaller_group_later_tells_of_none_that_was_too_small_before() {
    let mut ledger = Ledger::default();
    assert_eq!(ledger.enter(&people(0..100), 11, false).unwrap(), Ok(0));
    assert_eq!(ledger.enter(&people(7..100), 5, false).unwrap(), Err(Refusal::Difference { earlier: 0 }));
    assert_eq!(ledger.enter(&people(11..100), 5, false).unwrap(), Ok(1));
    // The other way round: what was allowed stays, and the greater group is the measure from now on.
    let mut ledger = Ledger::default();
    assert_eq!(ledger.enter(&people(0..100), 5, false).unwrap(), Ok(0));
    assert_eq!(ledger.enter(&people(0..93), 5, false).unwrap(), Ok(1));
    assert_eq!(ledger.enter(&people(7..100), 11, false).unwrap(), Err(Refusal::Difference { earlier: 0 }));
    assert_eq!(ledger.enter(&people(0..50), 11, false).unwrap(), Ok(2));
    assert_eq!(ledger.enter(&people(0..57), 5, false).unwrap(), Err(Refusal::Difference { earlier: 2 }));
}

proptest! {
    /// All sums and differences of what was let through, tried one by one.
    #[test]
    fn nothing_that_was_let_through_adds_up_to_few(
        first in prop::collection::btree_set(0_u64..14, 4..14),
        more in prop::collection::vec(prop::collection::btree_set(0_u64..14, 1..14), 1..5),
        k in 2_u64..5,
    ) {
        let mut ledger = Ledger::default();
        let mut told = vec![first];
        prop_assert_eq!(ledger.enter(&people(told[0].iter().copied()), k, false).unwrap(), Ok(0));
        for population in more {
            if ledger.enter(&people(population.iter().copied()), k, false).unwrap() == Ok(told.len()) {
                told.push(population);
            }
        }
        for signs in 0..3_u32.pow(told.len() as u32) {
            let sign = |at: u32| signs / 3_u32.pow(at) % 3;
            let sum = |one: u64| -> i32 {
                (0..).zip(&told).filter(|(_, all)| all.contains(&one)).map(|(at, _)| [0, 1, -1][sign(at) as usize]).sum()
            };
            let few = (0..14).filter(|&one| sum(one) != 0).count() as u64;
            prop_assert!(few == 0 || few >= k, "{told:?}");
        }
    }
}
