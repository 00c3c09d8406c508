//! SUDA scores, against the examples that sdcMicro publishes with its tests and against all subsets tried one by one.

use insitu::mask::risk::{MISSING, SpecialUniques};
use proptest::prelude::*;

fn scores(columns: &[&[u32]]) -> Vec<f64> {
    SpecialUniques::new(columns[0].len(), columns, columns.len()).unwrap().unwrap().scores
}

/// Ten records of the SDC practice guide (Benschop, Machingauta and Welch): residence, gender, education, labour. Record 5 is
/// alone as rural (3! = 6) and in three pairs (2! each); record 8 by its education (6) and in two pairs.
#[test]
fn the_practice_guides_example() {
    let residence = [0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
    let gender = [0, 0, 0, 1, 0, 1, 0, 1, 0, 0];
    let education = [0, 0, 1, 2, 2, 2, 3, 4, 0, 0];
    let labour = [0, 0, 1, 0, 2, 0, 1, 2, 1, 1];
    assert_eq!(scores(&[&residence, &gender, &education, &labour]), [0.0, 0.0, 6.0, 0.0, 12.0, 0.0, 6.0, 10.0, 0.0, 0.0]);
}

/// The example of Templ 2017, "Statistical disclosure control for microdata": scores 4, 2, 6, 8 of the last four.
#[test]
fn the_books_example() {
    let age = [2, 2, 2, 2, 2, 2, 2, 6];
    let gender = [1, 1, 1, 1, 0, 0, 0, 1];
    let income = [1, 1, 0, 0, 0, 0, 0, 0];
    let education = [0, 0, 0, 0, 1, 0, 2, 1];
    assert_eq!(scores(&[&age, &gender, &income, &education])[4..], [4.0, 2.0, 6.0, 8.0]);
}

/// a = 2 1 1, b = 0 3 0, c = 0 6 0. MSUs: {a} of row 1 (2!... of three attributes: 2), {b} and {c} of row 2 (2 each), {a, b} and {a, c}
/// of row 3 (1 each): 8 in all, of which a is in 2 + 1 + 1, b in 2 + 1, c in 2 + 1.
#[test]
fn contributions_of_attributes() {
    let found = SpecialUniques::new(3, &[&[2, 1, 1], &[0, 3, 0], &[0, 6, 0]], 3).unwrap().unwrap();
    assert_eq!(found.scores, [2.0, 4.0, 2.0]);
    assert_eq!(found.contributions, [0.5, 0.375, 0.375]);
    assert_eq!(found.by_size, [3, 2, 0]);
    assert_eq!((found.special().num, found.special().den), (3, 3));
}

/// Three records alone, one pair: DIS = 3π / (3π + 2(1 − π)); with π = 0.1: 0.3 / (0.3 + 1.8) = 1/7.
#[test]
fn dis_by_hand() {
    let found = SpecialUniques::new(5, &[&[0, 1, 2, 3, 3], &[0, 0, 0, 0, 0], &[5, 5, 5, 5, 5]], 3).unwrap().unwrap();
    assert_eq!(found.scores, [2.0, 2.0, 2.0, 0.0, 0.0]);
    assert!((found.dis(0.1).unwrap() - 1.0 / 7.0).abs() < 1e-12);
    // All scores equal: sᵂ·Σs⁻ᵂ = 3, spread = 3·7 − 3 = 18, 1 / (1 + 6) = 1/7, the DIS measure itself.
    let spread = found.dis_scores(0.1).unwrap();
    for (score, expected) in spread.iter().zip([1.0 / 7.0, 1.0 / 7.0, 1.0 / 7.0, 0.0, 0.0]) {
        assert!((score - expected).abs() < 1e-12, "{score}");
    }
    assert_eq!(found.dis(1.0), Some(1.0));
    assert_eq!((found.dis(0.0), found.dis(1.1), found.dis(f64::NAN)), (None, None, None));
}

#[test]
fn too_many_attributes_and_none() {
    let column: &[u32] = &[0, 1];
    assert!(SpecialUniques::new(2, &[], 3).unwrap().is_none());
    assert!(SpecialUniques::new(2, &[column; 11], 3).unwrap().is_none());
    assert!(SpecialUniques::new(2, &[column; 10], 1).unwrap().is_some());
}

proptest! {
    #[test]
    fn scores_follow_their_definition(
        rows in prop::collection::vec(prop::collection::vec(prop_oneof![5 => 0_u32..3, 1 => Just(MISSING)], 4), 0..14),
        largest in 1_usize..5,
    ) {
        let columns: Vec<Vec<u32>> = (0..4).map(|c| rows.iter().map(|row| row[c]).collect()).collect();
        let slices: Vec<&[u32]> = columns.iter().map(Vec::as_slice).collect();
        let found = SpecialUniques::new(rows.len(), &slices, largest).unwrap().unwrap();
        let is_unique = |row: &[u32], set: usize| {
            let members = || (0..4).filter(move |c| set >> c & 1 == 1);
            members().all(|c| row[c] != MISSING) && rows.iter().filter(|other| members().all(|c| other[c] == row[c])).count() == 1
        };
        for (row, score) in rows.iter().zip(&found.scores) {
            let mut expected = 0.0;
            for set in 1..16_usize {
                let size = set.count_ones() as usize;
                let is_minimal = (1..set).filter(|part| part & set == *part).all(|part| !is_unique(row, part));
                if size <= largest && is_unique(row, set) && is_minimal {
                    expected += (size..=largest.min(3)).map(|i| (4 - i) as f64).product::<f64>();
                }
            }
            prop_assert_eq!(*score, expected);
        }
    }
}
