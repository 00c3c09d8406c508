//! The tables of a report that hang together by periods, against a linear solver that knows nothing of how they are made.

use crate::open;
use crate::simplex::ranges;
use insitu::mask::Shown;
use insitu::recipe::Recipe;
use insitu::report::{Cell, CellKind, Lang, Role, Sheet};
use insitu::session::{ReportOrder, Session};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Write;

/// No count of the tests reaches this.
const PLENTY: i64 = 10_000;
const MONTHS: u32 = 6;

/// What a reader has: numbers that are told, and unknown ones within bounds, some of which add up.
#[derive(Default)]
struct Reader {
    /// The smallest group that is told of.
    k: u64,
    bounds: Vec<(i64, i64)>,
    sums: Vec<(Vec<(usize, i64)>, i64)>,
}

/// A number that is told, or the place of one that is not.
#[derive(Clone, Copy)]
enum Known {
    Told(i64),
    Unknown(usize),
}

impl Reader {
    fn unknown(&mut self, low: i64, high: i64) -> Known {
        self.bounds.push((low, high));
        Known::Unknown(self.bounds.len() - 1)
    }

    fn reads(&mut self, cell: &Cell) -> Known {
        match cell {
            Cell::Number(n) => Known::Told(*n as i64),
            Cell::Hidden(Shown::Below(k)) => self.unknown(1, *k as i64 - 1),
            Cell::Hidden(Shown::Withheld) => self.unknown(self.k as i64, PLENTY),
            // Beside a number that is hidden the others of its row are left out.
            Cell::Empty => self.unknown(0, PLENTY),
            other => panic!("{other:?}"),
        }
    }

    /// `whole = parts`
    fn adds_up(&mut self, whole: Known, parts: &[Known]) {
        let (mut line, mut right) = (Vec::new(), 0);
        for (known, sign) in parts.iter().map(|part| (part, 1)).chain([(&whole, -1)]) {
            match known {
                Known::Told(n) => right -= sign * n,
                Known::Unknown(at) => line.push((*at, sign)),
            }
        }
        self.sums.push((line, right));
    }

    /// The least and the most of each unknown number.
    fn solves(&self) -> Vec<(i64, i64)> {
        let line = |sum: &Vec<(usize, i64)>| {
            let mut line = vec![0; self.bounds.len()];
            sum.iter().for_each(|(at, sign)| line[*at] = *sign);
            line
        };
        let rows: Vec<Vec<i64>> = self.sums.iter().map(|(sum, _)| line(sum)).collect();
        let right: Vec<i64> = self.sums.iter().map(|(_, right)| *right).collect();
        ranges(&rows, &right, &self.bounds).expect("the truth is a solution")
    }
}

/// Customers who buy on the first and the last day of each month whose bit is set, and nothing on other days.
fn shop(patterns: &[u32]) -> Session {
    let mut out = "客户ID,订单号,下单时间,金额\n".to_owned();
    let mut order = 0;
    for (customer, pattern) in patterns.iter().enumerate() {
        for month in (0..MONTHS).filter(|month| pattern >> month & 1 == 1) {
            let last = [31, 29, 31, 30, 31, 30][month as usize];
            for day in [1, last] {
                writeln!(out, "K{customer:04},D{order:05},2024-{:02}-{day:02},{}", month + 1, 50 + customer).unwrap();
                order += 1;
            }
        }
    }
    open("orders.csv", out.as_bytes())
}

/// Checks all tables that hang together under a smallest group of `k`, and says how many small numbers stay open.
fn check(session: &mut Session, k: u64) -> usize {
    let recipe = json!({ "version": 1, "smallest_group": k, "analyses": { "lifecycle": { "interval": "month" } } });
    session.apply(Recipe::from_json(&recipe.to_string()).unwrap()).unwrap();
    let order = ReportOrder { role: Role::All, lang: Lang::Zh, today: Some("2024-07-02".into()), ..ReportOrder::default() };
    let report = session.report(&order).unwrap();
    let found = session.found("lifecycle", &Value::Null).unwrap();
    let truth = serde_json::to_value(&found.finding).unwrap()["outcome"].take();
    let find = |code: &str| report.sheets.iter().find(|sheet| (sheet.analysis, sheet.code) == ("lifecycle", code));
    let mut reader = Reader { k, ..Reader::default() };
    // Of each unknown number what it is.
    let mut small = Vec::new();
    let mut read = |reader: &mut Reader, cell: &Cell, truth: &Value, name: String| {
        let known = reader.reads(cell);
        let n = truth.as_u64().unwrap();
        match known {
            Known::Unknown(at) if n > 0 && n < k => small.push((at, n, name)),
            Known::Told(told) => assert!(told as u64 == n && (n == 0 || n >= k), "{name}: {told} of {n}"),
            Known::Unknown(_) => {}
        }
        known
    };
    let people = |sheet: &Sheet| sheet.columns.iter().position(|c| c.kind == CellKind::People).unwrap();
    let stages: Vec<Known> = find("stages").map_or_else(Vec::new, |sheet| {
        let rows = sheet.rows.iter().zip(truth["stages"].as_array().unwrap());
        rows.map(|(row, truth)| read(&mut reader, &row[people(sheet)], &truth["customers"], format!("stages {truth}"))).collect()
    });
    if !stages.is_empty() {
        reader.adds_up(Known::Told(report.customers as i64), &stages);
    }
    let Some(sheet) = find("periods") else { return small.len() };
    let whole = truth["periods"].as_array().unwrap().iter().filter(|p| p["complete"] == true);
    let keys = ["active", "new", "returning", "resurrecting", "dormant"];
    let mut rows: Vec<Vec<Known>> = Vec::new();
    for (row, truth) in sheet.rows.iter().zip(whole) {
        let cells = row[1..].iter().zip(keys);
        let cells = cells.map(|(cell, key)| read(&mut reader, cell, &truth[key], format!("{key} of {truth}")));
        rows.push(cells.collect());
    }
    for (at, row) in rows.iter().enumerate() {
        reader.adds_up(row[0], &row[1..4]);
        if let Some(before) = at.checked_sub(1).map(|at| &rows[at]) {
            reader.adds_up(before[0], &[row[2], row[4]]);
        }
    }
    let last = truth["periods"].as_array().unwrap().iter().rfind(|p| p["complete"] == true).unwrap();
    assert_eq!(last["from"], truth["stage_from"], "the last month is the one of the stages");
    if let Some(last) = rows.last().filter(|_| !stages.is_empty()) {
        for (stage, own) in stages.iter().zip(&last[1..]) {
            reader.adds_up(*stage, &[*own]);
        }
    }
    let spans = reader.solves();
    // Parts of few are fewer still, which the few tell: of them more than one number stays possible.
    let is_whole = |name: &str| name.starts_with("active of");
    for (at, n, name) in &small {
        let (low, high) = spans[*at];
        let free = low <= 1 && high >= k as i64 - 1;
        assert!(free || (low < high && !is_whole(name)), "{n} is {low} to {high}: {name}\n{sheet:#?}");
    }
    small.len()
}

/// Two come for the first time in May; all who were active in April come again in May or not, in large numbers.
#[test]
fn who_is_new_does_not_follow_from_the_next_period() {
    let mut patterns = vec![0b111111; 40];
    patterns.extend(vec![0b001111; 12]);
    patterns.extend(vec![0b110011; 9]);
    patterns.extend(vec![0b110000; 2]);
    assert!(check(&mut shop(&patterns), 5) > 0);
    assert!(check(&mut shop(&patterns), 11) > 0);
}

/// Those of June who came again or did not are the 11 of May, so that four of the 15 of April did not come in May.
#[test]
fn bounds_of_neighbouring_periods_tell_nobody() {
    let mut patterns = vec![0b111111; 6];
    for (pattern, size) in [(0b011001, 5), (0b000001, 1), (0b001001, 4)] {
        patterns.extend(vec![pattern; size]);
    }
    check(&mut shop(&patterns), 5);
}

/// The stages tell how many came in June; they are those of May, of whom one is new and the others hardly more than the smallest group.
#[test]
fn the_stages_tell_nobody_of_the_month_before() {
    let mut patterns = vec![0b111111; 20];
    for (pattern, size) in [(0b000001, 20), (0b100001, 10), (0b110000, 1), (0b100001, 10)] {
        patterns.extend(vec![pattern; size]);
    }
    check(&mut shop(&patterns), 20);
}

/// The same two months before: nobody stays away in between, so that what the stages tell goes back from month to month.
#[test]
fn the_stages_tell_nobody_of_earlier_months() {
    for (new, size) in [(0b111000, 1), (0b111100, 1), (0b111000, 3)] {
        let mut patterns = vec![0b111111; 20];
        for (pattern, size) in [(0b000001, 20), (0b100001, 20), (new, size)] {
            patterns.extend(vec![pattern; size]);
        }
        check(&mut shop(&patterns), 20);
        check(&mut shop(&patterns), 5);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn periods_and_stages_cannot_be_solved(groups in prop::collection::vec((1_u32..1 << MONTHS, 1_usize..25), 3..8), k in prop::sample::select(vec![5, 11, 20])) {
        let mut patterns = vec![0b111111; 20];
        patterns.extend(groups.iter().flat_map(|(pattern, size)| vec![*pattern; *size]));
        check(&mut shop(&patterns), k);
    }
}
