//! The full profile of a table.

use crate::data::bytes_of;
use crate::{mapped, opened};
use insitu::clean::Profile;
use insitu::stats::Ratio;
use insitu::table::{Column, Kind};

#[test]
fn five_dimensions_by_hand() {
    let mapped = mapped(
        vec![
            Column::of_text("客户ID", ["a1", "A1", "a1 ", "b-2", "无"].map(Some)),
            Column::of_ints("时间", Kind::Time, [Some(0), Some(86_400), Some(3 * 86_400), None, Some(0)]),
            Column::of_numbers("转化率", [Some(1.0), Some(2.0), Some(4.0), Some(120.0), None]),
            Column::of_ints("金额", Kind::Money, [Some(0), Some(-10_000), Some(20_000), Some(20_000), Some(30_000)]),
        ],
        &["user_id", "order_time", "-", "amount"],
    );
    let profile = Profile::new(&mapped, Some(3), None);
    let [user, time, rate, amount] = profile.columns.as_slice() else { panic!() };
    let ratio = |num, den| Ratio { num, den };
    assert_eq!((user.missing, user.distinct, user.variants, user.variant_cells), (ratio(1, 5), ratio(4, 4), Some(2), 2));
    assert_eq!(user.mode, Some((1, 1)), "of equals the first by code point: A1");
    assert_eq!((time.days_behind, time.future), (Some(-1), Some(ratio(1, 4))));
    assert_eq!((rate.outside, rate.missing), (Some(1), ratio(1, 5)));
    let money = amount.numbers.unwrap();
    assert_eq!((money.count, money.zeros, money.negatives, money.mean, money.min, money.max), (5, 1, 1, 1.2, -1.0, 3.0));
    // Around 1.2 the squares add up to 10.8 and the cubes to −5.52.
    let skew = (20.0_f64).sqrt() / 3.0 * (-5.52 / 5.0) / (10.8_f64 / 5.0).powf(1.5);
    assert!((money.deviation.unwrap() - 2.7_f64.sqrt()).abs() < 1e-12 && (money.skewness.unwrap() - skew).abs() < 1e-12);
    assert_eq!(money.quantiles[3], 2.0);
    let scores = profile.scores;
    assert_eq!((scores.completeness, scores.validity), (ratio(17, 20), ratio(16, 17)));
    assert_eq!((scores.uniqueness, scores.timeliness), (ratio(5, 5), ratio(3, 4)));
    assert_eq!(scores.consistency.den, 4);
}

#[test]
fn a_profile_holds_no_cell() {
    let cells: Vec<String> = (0..50).map(|i| format!("canary{}", i % 7)).collect();
    let mapped = mapped(vec![Column::of_text("x", cells.iter().map(|c| Some(c.as_str())))], &["-"]);
    let text = serde_json::to_string(&Profile::new(&mapped, None, None)).unwrap();
    assert!(!text.contains("canary"));
}

#[test]
fn online_retail_in_numbers() {
    let Some(bytes) = bytes_of("orders/online_retail_2010-12.csv") else { return };
    let profile = Profile::new(&opened("retail.csv", &bytes), None, None);
    assert_eq!((profile.rows, profile.identical), (42_481, 500));
    let missing: Vec<u64> = profile.columns.iter().map(|c| c.missing.num).collect();
    assert_eq!(missing, [0, 0, 125, 0, 0, 0, 15_631, 0]);
    let distinct: Vec<u64> = [0, 1, 6, 7].map(|c: usize| profile.columns[c].distinct.num).into();
    assert_eq!(distinct, [2025, 2822, 948, 24]);
    assert_eq!(profile.columns[3].numbers.unwrap().negatives, 798);
    assert_eq!(profile.columns[5].numbers.unwrap().zeros, 273);
}
