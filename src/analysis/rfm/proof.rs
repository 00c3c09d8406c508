//! Whether rules divide a grid of scores: which cells no rule claims, and which more than one.

use super::segments::Cells;
use serde::Serialize;

/// What is true of a set of rules, for every cell of its grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmProof"))]
pub struct Proof {
    /// Cells of the grid, k³.
    pub cells: u32,
    /// No cell is left out.
    pub exhaustive: bool,
    /// No cell is claimed by more than one rule.
    pub exclusive: bool,
    /// The cells that no rule claims, as R, F, M; ascending.
    pub uncovered: Vec<[u8; 3]>,
    /// The cells that more than one rule claims; ascending.
    pub claimed: Vec<Claim>,
    /// Numbers of the rules, from 0, that no cell is left to when the first rule counts.
    pub idle: Vec<u8>,
}

/// A cell that more than one rule claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmClaim"))]
pub struct Claim {
    /// R, F, M.
    pub cell: [u8; 3],
    /// Numbers of the rules, from 0, ascending.
    pub rules: Vec<u8>,
}

impl Proof {
    /// Tries every cell of `steps`³ against every rule; a rule that names a cell twice claims it once.
    #[must_use]
    pub fn of(steps: u8, rules: &[Vec<Cells>]) -> Self {
        let mut proof =
            Self { cells: 0, exhaustive: true, exclusive: true, uncovered: Vec::new(), claimed: Vec::new(), idle: Vec::new() };
        let mut idle = vec![true; rules.len()];
        for cell in grid(steps) {
            proof.cells += 1;
            let holders = |rule: &&Vec<Cells>| rule.iter().any(|cells| cells.holds(cell));
            let holding = (0_u8..).zip(rules).filter(|(_, rule)| holders(rule));
            let by: Vec<u8> = holding.map(|(number, _)| number).collect();
            if let Some(slot) = by.first().and_then(|&first| idle.get_mut(usize::from(first))) {
                *slot = false;
            }
            match by.len() {
                0 => proof.uncovered.push(cell),
                1 => {}
                _ => proof.claimed.push(Claim { cell, rules: by }),
            }
        }
        proof.exhaustive = proof.uncovered.is_empty();
        proof.exclusive = proof.claimed.is_empty();
        proof.idle = (0_u8..).zip(idle).filter(|&(_, idle)| idle).map(|(number, _)| number).collect();
        proof
    }
}

/// All cells of `steps`³, R, then F, then M ascending.
pub(super) fn grid(steps: u8) -> impl Iterator<Item = [u8; 3]> {
    let scores = 1..=steps;
    scores.clone().flat_map(move |r| {
        let all = scores.clone();
        scores.clone().flat_map(move |f| all.clone().map(move |m| [r, f, m]))
    })
}

#[cfg(test)]
mod tests {
    use super::super::segments::{README_TEN, SEGMENTS, Segment};
    use super::*;
    use proptest::prelude::*;

    fn boxes(segments: &[Segment]) -> Vec<Vec<Cells>> {
        segments.iter().map(|s| s.rule.to_vec()).collect()
    }

    #[test]
    fn ours_divide_the_grid() {
        let proof = Proof::of(5, &boxes(&SEGMENTS));
        let empty = (Vec::new(), Vec::new(), Vec::new());
        assert_eq!((proof.cells, proof.exhaustive, proof.exclusive), (125, true, true));
        assert_eq!((proof.uncovered, proof.claimed, proof.idle), empty);
    }

    /// As found by enumeration in the review of the package: 10 uncovered, 58 claimed by at least two, at most five.
    #[test]
    fn the_ten_of_the_r_package_do_not() {
        let proof = Proof::of(5, &boxes(&README_TEN));
        assert!(!proof.exhaustive && !proof.exclusive);
        assert_eq!((proof.uncovered.len(), proof.claimed.len()), (10, 58));
        assert_eq!(proof.claimed.iter().map(|claim| claim.rules.len()).max(), Some(5));
        let named =
            [[2, 1, 5], [2, 4, 1], [2, 5, 1], [2, 5, 2], [3, 4, 1], [3, 5, 1], [4, 4, 1], [4, 5, 1], [5, 4, 1], [5, 5, 1]];
        assert_eq!(proof.uncovered, named);
    }

    #[test]
    fn what_is_left_out_claimed_twice_and_idle_is_named() {
        let of = |r, f, m| Cells { r, f, m };
        let all = [1, 2];
        let rules = [
            vec![of([2, 2], all, all)],
            vec![of([2, 2], [2, 2], all), of([2, 2], [2, 2], [1, 1])],
            vec![],
            vec![of([1, 1], all, [1, 1])],
        ];
        let proof = Proof::of(2, &rules);
        assert_eq!(proof.uncovered, [[1, 1, 2], [1, 2, 2]]);
        let claims: Vec<_> = proof.claimed.iter().map(|claim| (claim.cell, claim.rules.clone())).collect();
        assert_eq!(claims, [([2, 2, 1], vec![0, 1]), ([2, 2, 2], vec![0, 1])]);
        assert_eq!(proof.idle, [1, 2]);
        let none = Proof::of(3, &[]);
        assert_eq!((none.uncovered.len(), none.exclusive, none.exhaustive), (27, true, false));
    }

    fn cells(steps: u8) -> impl Strategy<Value = Cells> {
        let side = move || (1..=steps, 1..=steps).prop_map(|(a, b)| [a.min(b), a.max(b)]);
        (side(), side(), side()).prop_map(|(r, f, m)| Cells { r, f, m })
    }

    proptest! {
        #[test]
        fn the_proof_is_the_count_of_claims((steps, rules) in (2_u8..=10).prop_flat_map(|k| {
            (Just(k), prop::collection::vec(prop::collection::vec(cells(k), 0..4), 0..6))
        })) {
            let proof = Proof::of(steps, &rules);
            let mut claims = vec![0; 1000];
            for rule in &rules {
                let mut own = vec![false; 1000];
                for cells in rule {
                    for r in cells.r[0]..=cells.r[1] {
                        for f in cells.f[0]..=cells.f[1] {
                            for m in cells.m[0]..=cells.m[1] {
                                own[usize::from(r - 1) * 100 + usize::from(f - 1) * 10 + usize::from(m - 1)] = true;
                            }
                        }
                    }
                }
                for (all, own) in claims.iter_mut().zip(own) {
                    *all += usize::from(own);
                }
            }
            let cells = usize::from(steps).pow(3);
            let at = |[r, f, m]: [u8; 3]| claims[usize::from(r - 1) * 100 + usize::from(f - 1) * 10 + usize::from(m - 1)];
            prop_assert_eq!(proof.cells as usize, cells);
            prop_assert!(proof.uncovered.iter().all(|&cell| at(cell) == 0));
            prop_assert!(proof.claimed.iter().all(|claim| at(claim.cell) == claim.rules.len() && claim.rules.len() > 1));
            let once = claims.iter().filter(|&&n| n == 1).count();
            prop_assert_eq!(proof.uncovered.len() + proof.claimed.len() + once, cells);
        }
    }
}
