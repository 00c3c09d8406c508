//! Numbers of customers: what they bought, how old they are, and the columns of numbers of their table.

use crate::analysis::segments::History;
use crate::customers::CustomerView;
use crate::table::Money;

/// Names of columns of numbers without a field, in the order of the table; further ones are counted and left out.
const COLUMNS: &str = "figure_1 figure_2 figure_3 figure_4 figure_5 figure_6 figure_7 figure_8 figure_9 figure_10 figure_11 figure_12 \
    figure_13 figure_14 figure_15 figure_16 figure_17 figure_18 figure_19 figure_20 figure_21 figure_22 figure_23 figure_24";

/// A number of each customer of a view, NaN where it is not known.
pub(super) struct Values {
    pub name: &'static str,
    pub title: String,
    pub unit: &'static str,
    pub reversed: bool,
    pub of: Vec<f64>,
}

/// All numbers of the customers that somebody has, and the number of columns for which there was no room.
pub(super) fn features(view: &CustomerView, history: &History) -> (Vec<Values>, u64) {
    let mut all: Vec<Values> = Vec::new();
    let mut add = |name: &'static str, title: &str, unit: &'static str, reversed: bool, of: Vec<f64>| {
        if of.iter().any(|v| v.is_finite()) {
            all.push(Values { name, title: title.to_owned(), unit, reversed, of });
        }
    };
    let as_of = i64::from(view.as_of());
    let bought = |value: &dyn Fn(usize, f64) -> f64| -> Vec<f64> {
        let orders = history.orders.iter().enumerate();
        orders.map(|(at, &orders)| if orders == 0 { f64::NAN } else { value(at, f64::from(orders)) }).collect()
    };
    let day = |days: &[i32], at: usize| days.get(at).copied().unwrap_or(0);
    let revenue = |at: usize| Money(history.revenue.get(at).copied().unwrap_or(0).into()).to_f64();
    add("recency", "recency", "day", true, bought(&|at, _| (as_of - i64::from(day(&history.last, at))) as f64));
    add("frequency", "frequency", "order", false, bought(&|_, orders| orders));
    add("monetary", "monetary", "currency", false, bought(&|at, _| revenue(at)));
    add("average_order", "average_order", "currency", false, bought(&|at, orders| revenue(at) / orders));
    let gap = |at: usize, orders: f64| {
        let days = i64::from(day(&history.last, at)) - i64::from(day(&history.first, at));
        if orders < 2.0 { f64::NAN } else { days as f64 / (orders - 1.0) }
    };
    add("gap", "gap", "day", true, bought(&gap));
    let Some(people) = view.people() else { return (all, 0) };
    let known = |values: &[f64]| values.iter().map(|&v| if v.is_finite() { v } else { f64::NAN }).collect();
    for (name, unit) in [("age", "year"), ("income", "currency")] {
        if let Some(figure) = people.figures.iter().find(|f| f.field == Some(name)) {
            add(name, name, unit, false, known(&figure.values));
        }
    }
    if let Some(days) = &people.registered {
        // Who registered on the reference date or behind it has no days yet.
        let since = |&day: &i32| if i64::from(day) >= as_of { f64::NAN } else { (as_of - i64::from(day)) as f64 };
        add("tenure", "tenure", "day", false, days.iter().map(since).collect());
    }
    let mut names = COLUMNS.split_ascii_whitespace();
    let mut left_out = 0;
    for figure in people.figures.iter().filter(|f| f.field.is_none()) {
        match names.next() {
            Some(name) => add(name, &figure.name, "", false, known(&figure.values)),
            None => left_out += 1,
        }
    }
    (all, left_out)
}
