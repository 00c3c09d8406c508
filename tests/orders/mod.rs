//! Order lines → `CustomerView`, written for tests alone: every step is done the plain way, apart from the engine's own intake.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use chrono::NaiveDate;
use insitu::customers::CustomerView;
use std::collections::BTreeMap;

/// One line of an order.
#[derive(Clone, Debug)]
pub struct Line {
    pub user: String,
    /// Lines without an order number are orders of their own.
    pub order: Option<String>,
    pub day: i32,
    /// Ten-thousandths.
    pub amount: i64,
    pub refund: bool,
}

/// The view of these lines; lines on or after the reference date are left out.
pub fn view(lines: &[Line], as_of: i32) -> CustomerView {
    let mut by_user: BTreeMap<&[u8], Vec<&Line>> = BTreeMap::new();
    for line in lines {
        let of_user = by_user.entry(line.user.as_bytes()).or_default();
        if line.day < as_of {
            of_user.push(line);
        }
    }
    let (mut offsets, mut day, mut order, mut amount, mut refund) = (vec![0], vec![], vec![], vec![], vec![]);
    for of_user in by_user.values() {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        let mut next = 0;
        for line in of_user {
            let number = match &line.order {
                Some(id) => *numbers.entry(id).or_insert(next),
                None => next,
            };
            next = next.max(number + 1);
            day.push(line.day);
            order.push(number);
            amount.push(line.amount);
            refund.push(line.refund);
        }
        offsets.push(day.len() as u32);
    }
    CustomerView::from_parts(offsets, day, order, amount, refund, as_of).unwrap()
}

/// Days since 1970-01-01 of the date that a text starts with.
pub fn day(text: &str) -> i32 {
    text[..10].parse::<NaiveDate>().unwrap().to_epoch_days()
}

/// Ten-thousandths of a plain decimal number.
pub fn money(text: &str) -> i64 {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(rest.len() <= 4, "at most four decimals");
    sign * (whole.parse::<i64>().unwrap() * 10_000 + format!("{rest:0<4}").parse::<i64>().unwrap())
}

/// Records of a CSV text by column name.
pub fn records(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}
