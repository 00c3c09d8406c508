//! Sums beside counts, and exports that differ by few.

use insitu::mask::disclosure::{Contributions, Ledger, Refusal, show_sums};
use insitu::mask::risk::MISSING;
use insitu::mask::suppress;
use proptest::prelude::*;

const K: u64 = 5;

#[test]
fn the_p_rule_at_its_edge() {
    // Behind the second: 10 of 100 is 10 %, 9 is not. Of the third, 9: 1 is above 10 %.
    assert!(Contributions::of(&[100, 50, 9, 1]).passes_p(10));
    assert!(!Contributions::of(&[100, 50, 8, 1]).passes_p(10));
    // The third, 90, needs 9 behind it.
    assert!(Contributions::of(&[100, 95, 90, 9]).passes_p(10));
    assert!(!Contributions::of(&[100, 95, 90, 8]).passes_p(10));
    // Two customers know each other's part. A refund is as large as a purchase; nothing is nothing to find.
    assert!(!Contributions::of(&[50, 50]).passes_p(10));
    assert!(!Contributions::of(&[-100, 50, 8, 1]).passes_p(10));
    assert!(Contributions::of(&[0, 0]).passes_p(10));
}

#[test]
fn dominance_at_its_edge() {
    let parts = Contributions::of(&[60, 25, 10, 5]);
    assert!(!parts.is_dominated(2, 85));
    assert!(parts.is_dominated(2, 84));
    assert!(parts.is_dominated(1, 59));
    assert_eq!(parts.customers(), 4);
    assert_eq!(Contributions::of(&[60, 5]).with(&Contributions::of(&[10, 25])), parts);
}

#[test]
fn sums_are_hidden_with_their_counts_and_with_a_partner() {
    let even = |n: usize, part: i64| Contributions::of(&vec![part; n]);
    // All large and even: everything is shown.
    let groups = [even(10, 7), even(20, 8)];
    let shown = show_sums(&groups, &suppress(&[10, 20], K), 10);
    assert_eq!((shown.cells, shown.total), (vec![true, true], true));
    // One customer holds nearly all of the second group: it goes, and the smallest other with it.
    let groups = [even(10, 7), Contributions::of(&[9000, 1, 1, 1, 1, 1, 1, 1]), even(20, 80), even(30, 90)];
    let shown = show_sums(&groups, &suppress(&[10, 8, 20, 30], K), 10);
    // Together with the group of 70 the 9000 still stand out: 75 behind the second are less than 900. The next, 1600, does.
    assert_eq!((shown.cells, shown.total), (vec![false, false, false, true], true));
    // A hidden count hides its sum, and a hidden total its own.
    let groups = [even(3, 7), even(12, 8)];
    let shown = show_sums(&groups, &suppress(&[3, 12], K), 10);
    assert_eq!((shown.cells, shown.total), (vec![false, false], true));
    let shown = show_sums(&[even(3, 7)], &suppress(&[3], K), 10);
    assert_eq!((shown.cells, shown.total), (vec![false], false));
}

fn groups(n: usize, of: impl Fn(usize) -> Option<u32>) -> Vec<u32> {
    (0..n).map(|customer| of(customer).unwrap_or(MISSING)).collect()
}

#[test]
fn differences_of_few_are_refused() {
    let mut ledger = Ledger::new(100, K);
    let by_tens = groups(100, |c| Some(c as u32 / 10));
    assert_eq!(ledger.enter(&by_tens).unwrap(), Ok(()));
    // The same again, coarser, and a part of it are unions of what is known.
    assert_eq!(ledger.enter(&by_tens).unwrap(), Ok(()));
    assert_eq!(ledger.exports(), 1);
    assert_eq!(ledger.enter(&groups(100, |c| Some(c as u32 / 50))).unwrap(), Ok(()));
    assert_eq!(ledger.enter(&groups(100, |c| (c < 30).then_some(0))).unwrap(), Ok(()));
    // Another division altogether: no union comes near.
    assert_eq!(ledger.enter(&groups(100, |c| Some(c as u32 % 2))).unwrap(), Ok(()));
    // All but three: the total differs by three although no group of it is like an earlier one.
    let all_but_three = groups(100, |c| (c >= 3).then_some(c as u32 % 3));
    assert_eq!(ledger.enter(&all_but_three).unwrap(), Err(Refusal::Difference { earlier: 0, people: 3 }));
    // Two groups together and one more person.
    let with_one = groups(100, |c| (c < 20 || c == 57).then_some(0));
    assert_eq!(ledger.enter(&with_one).unwrap(), Err(Refusal::Difference { earlier: 0, people: 1 }));
    // Two customers change places between groups: 4 people make the difference.
    let swapped = groups(100, |c| {
        Some(match c {
            5 => 1,
            15 => 0,
            c => c as u32 / 10,
        })
    });
    assert!(matches!(ledger.enter(&swapped).unwrap(), Err(Refusal::Difference { earlier: 0, people: 2 })));
    assert_eq!(ledger.enter(&groups(100, |c| (c < 4).then_some(0))).unwrap(), Err(Refusal::SmallGroup { people: 4 }));
    assert_eq!(ledger.enter(&[0; 99]).unwrap(), Err(Refusal::OtherCustomers));
}

#[test]
fn a_ledger_follows_a_file_that_grows() {
    let mut ledger = Ledger::new(10, K);
    assert_eq!(ledger.enter(&[0; 10]).unwrap(), Ok(()));
    // Two new customers, one in front and one behind.
    ledger.renumber(&(1..11).collect::<Vec<u32>>(), 12).unwrap();
    assert_eq!(ledger.enter(&[0; 12]).unwrap(), Err(Refusal::Difference { earlier: 0, people: 2 }));
    assert_eq!(ledger.enter(&groups(12, |c| (1..11).contains(&c).then_some(7))).unwrap(), Ok(()));
}

proptest! {
    /// All unions of both exports, tried one by one.
    #[test]
    fn the_smallest_difference_is_that_of_all_unions(
        old in prop::collection::vec(prop_oneof![4 => 0_u32..3, 1 => Just(MISSING)], 24),
        moves in prop::collection::vec((0_usize..24, prop_oneof![4 => 0_u32..4, 1 => Just(MISSING)]), 0..30),
        k in 2_u64..6,
    ) {
        let mut new = old.clone();
        for (customer, group) in moves { new[customer] = group; }
        let size = |groups: &[u32], group: u32| groups.iter().filter(|&&g| g == group).count() as u64;
        prop_assume!((0..4).all(|g| (size(&old, g) == 0 || size(&old, g) >= k) && (size(&new, g) == 0 || size(&new, g) >= k)));
        let mut ledger = Ledger::new(24, k);
        prop_assert_eq!(ledger.enter(&old).unwrap(), Ok(()));
        let has = |groups: &[u32], customer: usize, union: u32| groups[customer] != MISSING && union >> groups[customer] & 1 == 1;
        let differences = (0..16_u32).flat_map(|a| (0..16_u32).map(move |b| (a, b)));
        let smallest = differences
            .map(|(a, b)| (0..24).filter(|&c| has(&old, c, a) != has(&new, c, b)).count() as u64)
            .filter(|&people| people > 0)
            .min();
        let expected = smallest.filter(|&people| people < k).map_or(Ok(()), |people| Err(Refusal::Difference { earlier: 0, people }));
        // An old export that tells of nobody is not kept.
        if old.iter().any(|&g| g != MISSING) {
            prop_assert_eq!(ledger.enter(&new).unwrap(), expected);
        }
    }
}
