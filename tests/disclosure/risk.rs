//! Classes, diversity, closeness, journalist risk, proposals and lamps.

use insitu::fields::Field;
use insitu::mask::risk::{
    Classes, ColumnFacts, Exposure, Inference, Journalist, Lamps, Level, MISSING, Nature, Sensitive, Why, quasi_identifiers,
    wildcard_sizes,
};
use insitu::stats::Ratio;
use proptest::prelude::*;
use std::collections::BTreeMap;

const N: u32 = MISSING;

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} is not {b}");
}

/// Keys of `francdat`, the example of Franconi and Polettini 2004 that sdcMicro ships; its documented fk are 2 2 2 1 1 1 1 2.
const FRANCDAT: [[u32; 8]; 4] =
    [[1, 1, 1, 3, 4, 4, 6, 1], [2, 2, 2, 3, 3, 3, 2, 2], [5, 1, 1, 1, 1, 1, 1, 5], [1, 1, 1, 5, 4, 1, 5, 1]];

#[test]
fn the_published_frequencies_of_francdat() {
    let columns: Vec<&[u32]> = FRANCDAT.iter().map(<[u32; 8]>::as_slice).collect();
    let classes = Classes::new(8, &columns).unwrap();
    let frequencies: Vec<u32> = classes.of_row().iter().map(|&class| classes.sizes()[class as usize]).collect();
    assert_eq!(frequencies, [2, 2, 2, 1, 1, 1, 1, 2]);
    assert_eq!(classes.histogram(), [(1, 4), (2, 2)]);
    assert_eq!((classes.k_min(), classes.count(), classes.rows()), (Some(1), 6, 8));
    assert_eq!(classes.uniques(), Ratio { num: 4, den: 8 });
    assert_eq!(classes.below(3), Ratio { num: 8, den: 8 });
    assert_eq!(classes.prosecutor_max(), Some(Ratio { num: 1, den: 1 }));
    assert_eq!(classes.prosecutor_mean(), Some(Ratio { num: 6, den: 8 }));
    assert_eq!(wildcard_sizes(&classes, &columns).unwrap(), [2, 2, 1, 1, 1, 1]);
}

#[test]
fn no_rows_and_no_columns() {
    let empty = Classes::new(0, &[&[]]).unwrap();
    assert_eq!((empty.k_min(), empty.prosecutor_max(), empty.prosecutor_mean(), empty.count()), (None, None, None, 0));
    assert_eq!(empty.uniques(), Ratio { num: 0, den: 0 });
    assert_eq!(empty.histogram(), []);
    let one = Classes::new(3, &[]).unwrap();
    assert_eq!(one.sizes(), [3]);
    // A short column misses its last values.
    assert_eq!(Classes::new(3, &[&[4]]).unwrap().sizes(), [1, 2]);
}

/// Three rows: (a, x), (a, –), (b, x). A missing value of its own: three classes. As a wildcard: rows 1 and 2 are alike, row
/// 3 is like none, for its first value differs from both.
#[test]
fn a_missing_value_equals_itself_or_everything() {
    let columns: [&[u32]; 2] = [&[0, 0, 1], &[3, N, 3]];
    let classes = Classes::new(3, &columns).unwrap();
    assert_eq!(classes.sizes(), [1, 1, 1]);
    assert_eq!(wildcard_sizes(&classes, &columns).unwrap(), [2, 2, 1]);
    // (–, x), (a, –): alike although they share no known column.
    let columns: [&[u32]; 2] = [&[N, 0], &[3, N]];
    assert_eq!(wildcard_sizes(&Classes::new(2, &columns).unwrap(), &columns).unwrap(), [2, 2]);
}

/// Classes {1,1,2,3}, {1,1,1} and {1,2,3,3,3}: rows 0–3, 4–6, 7–11.
fn example() -> (Classes, Sensitive) {
    let classes = Classes::new(12, &[&[0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2]]).unwrap();
    let sensitive = Sensitive::new(&classes, &[1, 1, 2, 3, 1, 1, 1, 1, 2, 3, 3, 3]).unwrap();
    (classes, sensitive)
}

#[test]
fn diversity_by_hand() {
    let (_, all) = example();
    assert_eq!(all.distinct(), Some(1));
    near(all.entropy().unwrap(), 1.0);
    assert_eq!(all.recursive(3.0), Some(1));
    assert_eq!(all.homogeneous(), Ratio { num: 3, den: 12 });

    let one = |codes: &[u32]| Sensitive::new(&Classes::new(codes.len(), &[]).unwrap(), codes).unwrap();
    // p = ½, ¼, ¼: H = ½ ln 2 + ½ ln 4 = 1.5 ln 2, exp(H) = 2√2.
    near(one(&[1, 1, 2, 3]).entropy().unwrap(), 8.0_f64.sqrt());
    // p = 3/4, 1/4: exp(H) = (4/3)^(3/4) · 4^(1/4) = 4 / 27^(1/4) = 1.7547653506033…
    near(one(&[0, 0, 0, 7]).entropy().unwrap(), 4.0 / 27.0_f64.sqrt().sqrt());
    // r = 3, 2, 1. ℓ = 2: 3 < c·3; ℓ = 3: 3 < c·1. Equality does not do.
    let r = one(&[5, 5, 5, 6, 6, 7]);
    assert_eq!([1.0, 1.01, 2.0, 3.0, 3.01].map(|c| r.recursive(c)), [1, 2, 2, 2, 3].map(Some));
    assert_eq!((r.recursive(0.0), r.recursive(f64::NAN)), (None, None));
    // A missing value is one more value.
    assert_eq!(one(&[5, N, N]).distinct(), Some(2));
    assert_eq!(one(&[N, N]).distinct(), Some(1));
    let nothing = one(&[]);
    assert_eq!(
        (nothing.distinct(), nothing.entropy(), nothing.equal_distance(), nothing.ordered_distance()),
        (None, None, None, None)
    );
}

/// The 4-anonymous, 3-diverse table of Machanavajjhala 2007 (fig. 3): heart, viral, cancer, cancer | cancer, heart, viral, viral |
/// heart, viral, cancer, cancer. Each class is 2, 1, 1.
#[test]
fn the_published_three_diverse_table() {
    let (heart, viral, cancer) = (0, 1, 2);
    let classes = Classes::new(12, &[&[0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]]).unwrap();
    let disease = [heart, heart, viral, cancer, cancer, heart, viral, viral, heart, viral, cancer, cancer];
    let sensitive = Sensitive::new(&classes, &disease).unwrap();
    assert_eq!(sensitive.distinct(), Some(3));
    near(sensitive.entropy().unwrap(), 8.0_f64.sqrt());
}

#[test]
fn closeness_by_hand() {
    let (_, all) = example();
    // Table: 6, 2, 4 of 12. Class {1,1,1}: |1 − ½| + |0 − 1/6| + |0 − 1/3| = 1, halved ½.
    // Class 1: ½, ¼, ¼ → (0 + 1/12 + 1/12)/2 = 1/12. Class 3: 1/5, 1/5, 3/5 → (3/10 + 1/30 + 4/15)/2 = 3/10.
    near(all.equal_distance().unwrap(), 0.5);
    // Ordered, m − 1 = 2. Class 2: |½| + |½ − 1/6| = ½ + 1/3 = 5/6, halved 5/12.
    near(all.ordered_distance().unwrap(), 5.0 / 12.0);
}

/// Li 2007, §5.2: of the salaries 3k … 11k, {3k, 4k, 5k} is 0.375 away and {6k, 8k, 11k} 0.167.
#[test]
fn the_published_distances_of_salaries() {
    let table: Vec<u32> = (3..12).collect();
    let of = |class: [u32; 3]| {
        let group: Vec<u32> = table.iter().map(|salary| u32::from(class.contains(salary))).collect();
        let classes = Classes::new(9, &[&group]).unwrap();
        // The rest of the table is the second class; its distance is half as large, because it holds twice the rows.
        Sensitive::new(&classes, &table).unwrap().ordered_distance().unwrap()
    };
    near(of([3, 4, 5]), 0.375);
    near(of([6, 8, 11]), 1.0 / 6.0);
}

#[test]
fn a_missing_value_has_no_place_on_a_scale() {
    let classes = Classes::new(6, &[&[0, 0, 0, 1, 1, 2]]).unwrap();
    let sensitive = Sensitive::new(&classes, &[1, 2, N, 1, 2, N]).unwrap();
    near(sensitive.ordered_distance().unwrap(), 0.0);
    // Equal distance: class {–} against 2, 2, 2 of 6: (1/3 + 1/3 + 2/3)/2 = 2/3.
    near(sensitive.equal_distance().unwrap(), 2.0 / 3.0);
}

/// Sample: classes a (2), b (1), c (1); population: a 4, b 10, d 3. c is not in it. f/F: 2/4, 1/10; J/ΣF = 2/14;
/// Σ(f/F)/n = 0.6/3 = 0.2.
#[test]
fn journalist_risk_by_hand() {
    let sample = [0, 0, 1, 2];
    let population: Vec<u32> = [(0, 4), (1, 10), (3, 3)].iter().flat_map(|&(code, n)| vec![code; n]).collect();
    let risk = Journalist::new((4, &[&sample]), (17, &[&population])).unwrap().unwrap();
    assert_eq!((risk.k_map, risk.unmatched), (4, 1));
    near(risk.max, 0.25);
    near(risk.mean, 0.2);
    assert_eq!(Journalist::new((1, &[&[9]]), (17, &[&population])).unwrap(), None);
    // Where the sample is the population, the prosecutor's: 1/k_min and classes / rows.
    let same = Journalist::new((17, &[&population]), (17, &[&population])).unwrap().unwrap();
    near(same.max, 1.0 / 3.0);
    near(same.mean, 3.0 / 17.0);
}

#[test]
fn quasi_identifiers_are_proposed_by_field_and_by_ratio() {
    let facts =
        |field, nature, num| ColumnFacts { field, nature, distinct: Ratio { num, den: 100_000 }, is_direct_identifier: false };
    let columns = [
        facts(Some(Field::Birthday), Nature::Date, 90_000),
        facts(Some(Field::Age), Nature::Number, 80),
        facts(None, Nature::Category, 9),
        facts(None, Nature::Category, 10),
        facts(None, Nature::Category, 50_000),
        facts(None, Nature::Category, 50_001),
        facts(None, Nature::Number, 500),
        facts(None, Nature::Date, 300),
        facts(Some(Field::Region), Nature::Category, 1),
        ColumnFacts { is_direct_identifier: true, ..facts(Some(Field::Age), Nature::Number, 80) },
        facts(Some(Field::UserId), Nature::Category, 40_000),
    ];
    let found: Vec<(usize, Why)> = quasi_identifiers(&columns).iter().map(|p| (p.column, p.why)).collect();
    assert_eq!(found, [(0, Why::Field), (1, Why::Field), (3, Why::RareCategory), (4, Why::RareCategory), (7, Why::Date)]);
}

#[test]
fn levels_and_lamps() {
    let classes = Classes::new(12, &[&[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]]).unwrap();
    let exposure = Exposure { has_direct_identifiers: false, has_pseudonyms: false, quasi_identifiers: 1, k: 5 };
    assert_eq!(Level::of(&exposure, &classes), Level::BelowThreshold);
    assert_eq!(Level::of(&Exposure { k: 11, ..exposure }, &classes), Level::AboveThreshold);
    assert_eq!(Level::of(&Exposure { has_direct_identifiers: true, ..exposure }, &classes), Level::Direct);
    assert_eq!(Level::of(&Exposure { quasi_identifiers: 0, ..exposure }, &classes), Level::None);
    assert_eq!(Level::of(&Exposure { quasi_identifiers: 0, has_pseudonyms: true, ..exposure }, &classes), Level::BelowThreshold);

    let lamps = Lamps::of(&exposure, &classes, &[]);
    assert!(!lamps.singling_out.is_lit && !lamps.linkability.is_lit && lamps.inference.is_none());
    near(lamps.linkability.value, 2.0 / 12.0);
    let strict = Lamps::of(&Exposure { k: 11, ..exposure }, &classes, &[]);
    assert!(strict.singling_out.is_lit && strict.linkability.is_lit);
    near(strict.singling_out.value, 1.0);
    assert!(Lamps::of(&Exposure { has_pseudonyms: true, ..exposure }, &classes, &[]).linkability.is_lit);

    // Both classes like the table: t = 0. Then the first class tells its value.
    let even = Inference::new(&classes, &[0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]).unwrap().unwrap();
    assert!(!Lamps::of(&exposure, &classes, &[even]).inference.unwrap().is_lit);
    let telling = Inference::new(&classes, &[0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1]).unwrap().unwrap();
    let lamp = Lamps::of(&exposure, &classes, &[even, telling]).inference.unwrap();
    assert!(lamp.is_lit);
    near(lamp.value, 0.5);
}

fn table() -> impl Strategy<Value = Vec<Vec<u32>>> {
    (1_usize..5, 0_usize..40).prop_flat_map(|(q, n)| {
        let code = prop_oneof![6 => 0_u32..4, 1 => Just(N), 1 => 0_u32..u32::MAX];
        prop::collection::vec(prop::collection::vec(code, n), q)
    })
}

proptest! {
    /// The classes are those of a map from whole rows, numbered by first appearance.
    #[test]
    fn classes_are_equal_rows(columns in table(), wide in any::<bool>()) {
        let n = columns[0].len();
        // Codes so far apart that no table of pairs is small enough.
        let columns: Vec<Vec<u32>> = if wide {
            columns.iter().map(|c| c.iter().map(|&v| if v == N { N } else { v.wrapping_mul(97_003) & 0x7FFF_FFFF }).collect()).collect()
        } else { columns };
        let slices: Vec<&[u32]> = columns.iter().map(Vec::as_slice).collect();
        let classes = Classes::new(n, &slices).unwrap();
        let mut seen: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut sizes: Vec<u32> = Vec::new();
        for row in 0..n {
            let next = seen.len() as u32;
            let class = *seen.entry(columns.iter().map(|c| c[row]).collect()).or_insert(next);
            if class == next { sizes.push(0); }
            sizes[class as usize] += 1;
            prop_assert_eq!(classes.of_row()[row], class);
        }
        prop_assert_eq!(classes.sizes(), &sizes[..]);
        if n > 0 {
            prop_assert!(classes.k_min().unwrap() <= classes.rows() / classes.count());
            prop_assert_eq!(classes.histogram().iter().map(|(size, count)| size * count).sum::<u64>(), n as u64);
            let mean = classes.prosecutor_mean().unwrap();
            prop_assert!(mean.num as f64 / mean.den as f64 <= 1.0 / classes.k_min().unwrap() as f64);
        }
    }

    /// The wildcard sizes are those of comparing every row with every other.
    #[test]
    fn wildcards_are_compared_pair_by_pair(columns in table()) {
        let n = columns[0].len();
        let slices: Vec<&[u32]> = columns.iter().map(Vec::as_slice).collect();
        let classes = Classes::new(n, &slices).unwrap();
        let sizes = wildcard_sizes(&classes, &slices).unwrap();
        for row in 0..n {
            let alike = |other: &usize| columns.iter().all(|c| c[row] == N || c[*other] == N || c[row] == c[*other]);
            prop_assert_eq!(sizes[classes.of_row()[row] as usize], (0..n).filter(alike).count() as u64);
        }
    }

    /// Distances by their definition, summed place by place in floating point: each of at most 40 terms errs by less than 2⁻⁵⁰.
    #[test]
    fn distances_follow_their_definition(rows in prop::collection::vec((0_u32..4, 0_u32..6), 1..40)) {
        let (groups, codes): (Vec<u32>, Vec<u32>) = rows.into_iter().unzip();
        let classes = Classes::new(groups.len(), &[&groups]).unwrap();
        let sensitive = Sensitive::new(&classes, &codes).unwrap();
        let values = insitu::stats::distinct(&codes);
        let n = codes.len() as f64;
        let (mut equal, mut ordered) = (0.0_f64, 0.0_f64);
        for class in 0..classes.sizes().len() {
            let own = |row: &usize| classes.of_row()[*row] as usize == class;
            let (mut sum, mut running, mut steps) = (0.0, 0.0_f64, 0.0);
            for value in &values {
                let p = (0..codes.len()).filter(own).filter(|&r| codes[r] == *value).count() as f64 / f64::from(classes.sizes()[class]);
                let q = codes.iter().filter(|c| *c == value).count() as f64 / n;
                sum += (p - q).abs();
                running += p - q;
                steps += running.abs();
            }
            equal = equal.max(sum / 2.0);
            ordered = ordered.max(if values.len() < 2 { 0.0 } else { steps / (values.len() - 1) as f64 });
        }
        near(sensitive.equal_distance().unwrap(), equal);
        near(sensitive.ordered_distance().unwrap(), ordered);
        let (distinct, entropy) = (sensitive.distinct().unwrap() as f64, sensitive.entropy().unwrap());
        prop_assert!(entropy <= distinct + 1e-12);
    }
}
