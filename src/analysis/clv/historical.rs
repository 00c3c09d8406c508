//! What customers were worth so far: net amounts per customer since the first purchase, by when that was.

use super::params::Params;
use crate::customers::{CustomerView, Holdings};
use crate::table::date::{day_of, year_and_month};
use crate::table::{Money, each_item};
use serde::Serialize;

/// Value to date by cohorts of the first purchase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvHistorical"))]
pub struct Historical {
    /// Months in a period: 1 up to three years of history, 3 up to nine, 12 up to 36, else 120.
    pub months: u32,
    /// Customers with a purchase.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Their net amount.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub net: Money,
    /// One row per period that holds a first purchase, ascending.
    pub cohorts: Vec<Cohort>,
    /// All cohorts that are old enough, by periods since the first purchase.
    pub curve: Vec<CurvePoint>,
}

/// Customers whose first purchases lie in one period.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvCohort"))]
pub struct Cohort {
    /// `2024-05`, `2024-Q2`, `2024`, or `2020–2029` of ten years, which begin with that of the first purchase.
    pub period: String,
    /// How many.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Their net amount to date, the last period included.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub net: Money,
    /// Value per customer up to each period since the first purchase, with margin and discount. Periods that the data do not wholly
    /// cover are `null`.
    pub value: Vec<Option<f64>>,
}

/// Value per customer a number of periods after the first purchase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ClvCurvePoint"))]
pub struct CurvePoint {
    /// Periods since that of the first purchase.
    pub age: u32,
    /// Customers whose cohorts are this old.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Those of them with a line in this period.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub buyers: u64,
    /// Whether two customers hold so much of what it adds that the second comes by it within a tenth of the first: it does not leave.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub dominated: bool,
    /// Value up to here: what each period added, per customer of the cohorts that lived through it.
    pub value: f64,
}

/// Periods of some months each, by their first days.
struct Periods {
    months: u32,
    /// First days, ascending, and that of the period after the last.
    starts: Vec<i32>,
    /// Year and first month of the first period.
    first: (i32, u32),
}

impl Periods {
    fn new(first_day: i32, as_of: i32) -> Option<Self> {
        let (year, month) = year_and_month(first_day)?;
        let (last_year, last_month) = year_and_month(as_of.checked_sub(1)?)?;
        let all = (last_year - year) * 12 + last_month as i32 - month as i32 + 1;
        let months = [1, 3, 12].into_iter().find(|m| all <= 36 * m).unwrap_or(120);
        let first = month - 1 - (month - 1) % (months as u32).min(12) + 1;
        let mut periods = Self { months: months as u32, starts: Vec::new(), first: (year, first) };
        for place in 0.. {
            let (year, month) = periods.month_of(place);
            let start = day_of(year, month, 1)?;
            periods.starts.push(start);
            if start >= as_of {
                break;
            }
        }
        Some(periods)
    }

    fn month_of(&self, place: u32) -> (i32, u32) {
        let months = self.first.1 - 1 + place * self.months;
        (self.first.0 + (months / 12) as i32, months % 12 + 1)
    }

    fn label(&self, place: u32) -> String {
        let (year, month) = self.month_of(place);
        match self.months {
            1 => format!("{year:04}-{month:02}"),
            3 => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            12 => format!("{year:04}"),
            _ => format!("{year:04}–{:04}", year + 9),
        }
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn of(&self, day: i32) -> usize {
        self.starts.partition_point(|start| *start <= day).saturating_sub(1)
    }

    /// Periods that end on or before the reference date.
    fn whole(&self, as_of: i32) -> usize {
        self.starts.iter().skip(1).filter(|end| **end <= as_of).count()
    }
}

/// The value to date of all customers with a purchase; `None` without one, or outside the calendar.
pub(super) fn historical(view: &CustomerView, params: &Params) -> Option<Historical> {
    let start = view.first_day()?;
    let periods = Periods::new(start, view.as_of())?;
    let n = periods.len();
    // The period of each day, once: the lines are many.
    let span = view.last_day()?.abs_diff(start) as usize + 1;
    let of_day: Vec<u16> = (0..span).map(|day| periods.of(start + day as i32) as u16).collect();
    let period = |day: i32| usize::from(of_day.get(day.abs_diff(start) as usize).copied().unwrap_or(0));
    let mut cells = vec![0_i128; n * n];
    let mut customers = vec![0_u64; n];
    let whole = periods.whole(view.as_of());
    // By age what each customer adds, of cohorts that have lived through it.
    let mut holdings = Holdings::new(n);
    each_item(view.iter().zip(1_u32..), |(lines, customer)| {
        let bought = lines.day.iter().zip(lines.refund).filter(|(_, refund)| !**refund);
        let Some(first) = bought.map(|(day, _)| *day).min() else { return };
        let cohort = period(first);
        if let Some(count) = customers.get_mut(cohort) {
            *count += 1;
        }
        for (&day, &amount) in lines.day.iter().zip(lines.amount) {
            // A refund before the first purchase is of an order that the data do not hold.
            let Some(age) = period(day).checked_sub(cohort) else { continue };
            if let Some(cell) = cells.get_mut(cohort * n + age) {
                *cell += i128::from(amount);
            }
            if cohort + age < whole {
                holdings.add(age, customer, amount);
            }
        }
    });
    let held = holdings.end();
    let row = |cohort: usize| cells.get(cohort * n..(cohort + 1) * n).unwrap_or_default();
    let factor = libm::pow(1.0 + params.discount_rate, -f64::from(periods.months));
    let weights: Vec<f64> = (0..n)
        .scan(params.margin, |weight, _| {
            let now = *weight;
            *weight *= factor;
            Some(now)
        })
        .collect();
    let mut cohorts = Vec::new();
    let mut all: Vec<(u64, i128)> = vec![(0, 0); n];
    for (cohort, &count) in customers.iter().enumerate().filter(|(_, count)| **count > 0) {
        let mut sum = 0.0;
        let seen = whole.saturating_sub(cohort);
        let cells = row(cohort).iter().take(n - cohort).zip(&weights);
        let value = cells.enumerate().map(|(age, (net, weight))| {
            sum += Money(*net).to_f64() * weight / count as f64;
            (age < seen).then_some(sum)
        });
        let value = value.collect();
        for (slot, net) in all.iter_mut().zip(row(cohort)).take(seen) {
            *slot = (slot.0 + count, slot.1 + net);
        }
        let net = Money(row(cohort).iter().sum());
        cohorts.push(Cohort { period: periods.label(cohort as u32), customers: count, net, value });
    }
    let mut value = 0.0;
    let mut curve = Vec::new();
    let rows = (0..).zip(all.iter().zip(&weights)).zip(&held);
    for ((age, (&(customers, net), weight)), held) in rows.take_while(|((_, (slot, _)), _)| slot.0 > 0) {
        value += Money(net).to_f64() * weight / customers as f64;
        curve.push(CurvePoint { age, customers, buyers: held.customers, dominated: held.are_told(), value });
    }
    let total = customers.iter().sum();
    let net = Money(cells.iter().sum());
    (total > 0).then_some(Historical { months: periods.months, customers: total, net, cohorts, curve })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        crate::table::date::parse_day(text).unwrap()
    }

    #[test]
    fn cohorts_grow_and_what_is_not_over_is_blank() {
        // Two customers of January, one of March; a refund in February; the data end in the middle of April.
        let days = ["2024-01-05", "2024-02-10", "2024-02-20", "2024-01-31", "2024-04-02", "2024-03-03"].map(day);
        let view = CustomerView::from_parts(
            vec![0, 3, 5, 6],
            days.to_vec(),
            vec![0, 1, 2, 0, 1, 0],
            vec![1_000_000, 400_000, -200_000, 600_000, 90_000, 500_000],
            vec![false, false, true, false, false, false],
            day("2024-04-16"),
        )
        .unwrap();
        let params = Params { discount_rate: 0.0, margin: 0.5, ..Params::default() };
        let h = historical(&view, &params).unwrap();
        assert_eq!((h.months, h.customers, h.net), (1, 3, Money(2_390_000)));
        let rows: Vec<_> = h.cohorts.iter().map(|c| (c.period.as_str(), c.customers, c.net.0, c.value.clone())).collect();
        assert_eq!(rows[0], ("2024-01", 2, 1_890_000, vec![Some(40.0), Some(45.0), Some(45.0), None]));
        assert_eq!(rows[1], ("2024-03", 1, 500_000, vec![Some(25.0), None]));
        let curve: Vec<_> = h.curve.iter().map(|p| (p.age, p.customers, p.value)).collect();
        assert_eq!(curve, [(0, 3, 35.0), (1, 2, 40.0), (2, 2, 40.0)]);
        let discounted = historical(&view, &Params { discount_rate: 1.0, ..params }).unwrap();
        assert_eq!(discounted.cohorts[0].value[1], Some(42.5));
    }

    #[test]
    fn long_histories_have_longer_periods() {
        let view = |last: &str| {
            let days = vec![day("2001-05-31"), day(last)];
            CustomerView::from_parts(vec![0, 2], days, vec![0, 1], vec![10_000; 2], vec![false; 2], day(last) + 1).unwrap()
        };
        let periods = |last: &str| {
            let h = historical(&view(last), &Params::default()).unwrap();
            (h.months, h.cohorts[0].period.clone(), h.cohorts[0].value.len())
        };
        assert_eq!(periods("2001-05-31"), (1, "2001-05".into(), 1));
        assert_eq!(periods("2006-12-30"), (3, "2001-Q2".into(), 23));
        assert_eq!(periods("2024-01-01"), (12, "2001".into(), 24));
        assert_eq!(periods("2037-04-30"), (12, "2001".into(), 37));
        assert_eq!(periods("2037-05-01"), (120, "2001–2010".into(), 4));
        let refund = CustomerView::from_parts(vec![0, 1], vec![5], vec![0], vec![-1], vec![true], 9).unwrap();
        assert!(historical(&refund, &Params::default()).is_none());
    }
}
