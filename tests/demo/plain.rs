//! The files as texts, read in the plainest way: a line is a row, a comma parts two cells.

use std::collections::{BTreeMap, BTreeSet};

pub type Row = BTreeMap<String, String>;

pub struct Table {
    /// Rows in file order; of equal ones the first.
    pub rows: Vec<Row>,
    /// Rows that are equal to an earlier one.
    pub repeats: u64,
    /// Rows with more cells than the header.
    pub long: u64,
}

/// A file of the example. Missing cells are empty, those beyond the header are left out.
pub fn table(name: &str) -> Table {
    let file = insitu::demo::files().into_iter().find(|file| file.name == name).unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let (mut rows, mut seen, mut repeats, mut long) = (Vec::new(), BTreeSet::new(), 0, 0);
    for cells in lines {
        long += u64::from(cells.len() > header.len());
        let cell = |at: usize| cells.get(at).copied().unwrap_or_default().to_owned();
        let row: Row = header.iter().enumerate().map(|(at, name)| ((*name).to_owned(), cell(at))).collect();
        if seen.insert(row.clone()) {
            rows.push(row);
        } else {
            repeats += 1;
        }
    }
    Table { rows, repeats, long }
}

/// Lines of orders that are no refund and name a customer.
pub fn purchases() -> Vec<Row> {
    let counted = |row: &Row| row["是否退款"] != "是" && !row["客户ID"].is_empty();
    table("示例订单.csv").rows.into_iter().filter(counted).collect()
}

/// Cents of an amount such as `-12.50`.
pub fn cents(amount: &str) -> i64 {
    amount.replace('.', "").parse().unwrap()
}

/// Day since 1970-01-01 of a text that begins with a date.
pub fn day(time: &str) -> i32 {
    insitu::table::date::parse_day(&time[..10]).unwrap()
}

/// What each customer did on each day: kinds of events in order of time.
pub fn days_of_customers() -> BTreeMap<(String, String), Vec<String>> {
    let mut rows = table("示例行为.csv").rows;
    rows.sort_by(|a, b| a["行为时间"].cmp(&b["行为时间"]));
    let mut days: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for row in rows {
        let key = (row["客户ID"].clone(), row["行为时间"][..10].to_owned());
        days.entry(key).or_default().push(row["行为类型"].clone());
    }
    days
}

/// Whether the kinds hold these in this order.
pub fn holds(kinds: &[String], wanted: &[&str]) -> bool {
    let mut left = wanted;
    for kind in kinds {
        if left.first().is_some_and(|next| next == kind) {
            left = &left[1..];
        }
    }
    left.is_empty()
}
