//! Purchases → counts, rates, cycle and the overdue.

use super::output::{Churn, Cycle, IntervalUsed, LifecycleOutcome, Overdue, PeriodRow, Quantile, Returns, StageRow};
use super::params::{Interval, Params};
use super::purchases::{Purchases, Returned};
use super::stages::{STAGES, Step, periods, reconcile, stage};
use crate::analysis::bins::{Bin, Bins};
use crate::analysis::period::{Calendar, Unit, iso};
use crate::analysis::{Grouping, Measure, MoneyRatio};
use crate::customers::CustomerView;
use crate::error::{ErrorKind, Result};
use crate::stats::{Exact, Ratio};
use crate::table::{Money, each_item};

/// The finished picture.
pub(super) struct Picture {
    pub outcome: LifecycleOutcome,
    pub groupings: Vec<Grouping>,
    pub measures: Vec<Measure>,
}

/// Intervals that are shown; of longer histories the last.
const SHOWN: usize = 400;
/// Days without a purchase behind which a customer is lost where no gap tells.
const LOST_DAYS: u32 = 90;
const PERCENTS: [u32; 6] = [10, 25, 50, 75, 90, 95];

/// # Errors
/// [`ErrorKind::Span`] where the calendar does not reach a day.
pub(super) fn draw(
    view: &CustomerView,
    params: &Params,
    purchases: &Purchases,
    step: Step,
    calendar: &Calendar,
    as_of: i32,
) -> Result<Picture> {
    let churn = churn(params, purchases);
    let lost_days = i32::try_from(churn.days).or(Err(ErrorKind::Span))?;
    let counted = periods(purchases, calendar, lost_days);
    let reconciled = reconcile(&counted);
    debug_assert!(reconciled, "every customer is in one stage of every interval");
    let rows: Result<Vec<PeriodRow>> = counted
        .iter()
        .enumerate()
        .skip(counted.len().saturating_sub(SHOWN))
        .map(|(period, counts)| {
            Ok(PeriodRow {
                label: calendar.label(period),
                from: iso(calendar.start(period))?,
                complete: calendar.is_complete(period),
                active: counts.active,
                new: counts.new,
                returning: counts.returning,
                resurrecting: counts.resurrecting,
                dormant: counts.dormant,
                inactive: counts.inactive,
                lost: counts.lost,
                same_days: counts.same_days.clone(),
            })
        })
        .collect();
    let windows = step.windows(as_of)?;
    let people = People::new(view, params, purchases, (as_of, windows), &churn)?;
    let [now, before] = windows;
    let outcome = LifecycleOutcome {
        as_of: iso(as_of)?,
        first_day: iso(purchases.first)?,
        last_day: iso(purchases.last)?,
        customers: view.customers() as u64,
        buyers: purchases.buyers,
        purchases: purchases.len(),
        interval: IntervalUsed {
            unit: step.unit,
            days: (step.unit == Unit::Days).then_some(step.days),
            suggested: params.interval == Interval::Auto,
        },
        periods: rows?,
        reconciled,
        stages: people.stages,
        stage_from: iso(now)?,
        stage_before: iso(before)?,
        churn,
        repeat: Ratio { num: people.repeat, den: purchases.buyers },
        purchases_per_customer: people.per_customer.finish(),
        cycle: cycle(purchases),
        gaps: gaps(purchases),
        returns: returns(&purchases.returns),
        overdue: people.overdue,
    };
    Ok(Picture { outcome, groupings: people.groupings, measures: people.measures })
}

fn churn(params: &Params, purchases: &Purchases) -> Churn {
    let suggested = purchases.gaps.quantile(90, 100);
    // Orders of one day leave gaps of 0: the shortest window is a day.
    let by_gaps = suggested.and_then(Exact::ceil).and_then(|days| u32::try_from(days.max(1)).ok());
    let (days, source) = match (params.lost_days, by_gaps) {
        (Some(days), _) => (days, "given"),
        (None, Some(days)) => (days, "gaps"),
        (None, None) => (LOST_DAYS, "no_gaps"),
    };
    Churn { days, source, suggested }
}

fn cycle(purchases: &Purchases) -> Option<Cycle> {
    let gaps = &purchases.gaps;
    let quantiles = PERCENTS.iter().filter_map(|&percent| Some(Quantile { percent, days: gaps.quantile(percent, 100)? }));
    Some(Cycle {
        gaps: gaps.len(),
        median: gaps.median()?,
        mean: Exact::new(i128::from(purchases.gap_sum), gaps.len()),
        quantiles: quantiles.collect(),
    })
}

/// Thirty bars up to the 95th percentile and one for the rest.
fn gaps(purchases: &Purchases) -> Vec<Bin> {
    let most = purchases.gaps.quantile(95, 100).and_then(Exact::ceil).unwrap_or(0);
    let first = purchases.gaps.min().unwrap_or(0).min(1);
    let mut bins = Bins::new(first, (most - first + 1).max(1).div_euclid(30) + 1, 31);
    for (value, count) in purchases.gaps.iter() {
        bins.add(value, count);
    }
    bins.finish()
}

fn returns(returned: &Returned) -> Returns {
    let amount = MoneyRatio { num: Money(returned.returned), den: Money(returned.bought) };
    Returns {
        orders: Ratio { num: returned.in_order + returned.apart, den: returned.orders },
        in_order: returned.in_order,
        apart: returned.apart,
        customers: Ratio { num: returned.returners, den: returned.customers },
        amount: (returned.bought > 0).then_some(amount),
    }
}

/// What is said of single customers.
struct People {
    stages: Vec<StageRow>,
    repeat: u64,
    per_customer: Bins,
    overdue: Overdue,
    groupings: Vec<Grouping>,
    measures: Vec<Measure>,
}

/// Codes of who should have come again by now and who not.
pub const OVERDUE: [&str; 2] = ["overdue", "on_time"];

impl People {
    fn new(
        view: &CustomerView,
        params: &Params,
        purchases: &Purchases,
        (as_of, windows): (i32, [i32; 2]),
        churn: &Churn,
    ) -> Result<Self> {
        let lost_before = as_of.saturating_sub(i32::try_from(churn.days).or(Err(ErrorKind::Span))?);
        let count = view.customers();
        let numbers = || Vec::with_capacity(count);
        let (mut since, mut expected, mut beyond, mut bought) = (numbers(), numbers(), numbers(), numbers());
        let (mut stage_of, mut overdue_of) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut per_customer = Bins::new(1, 1, 12);
        let mut days_beyond = Bins::new(1, i64::from(churn.days.div_ceil(18)), 36);
        let mut rows = STAGES.map(|code| StageRow {
            code,
            customers: 0,
            share: Ratio { num: 0, den: purchases.buyers },
            judged: 0,
            overdue: 0,
        });
        let (mut repeat, mut reachable) = (0, 0);
        each_item(purchases.iter(), |days| {
            let Some(at) = stage(days, windows, lost_before) else {
                for column in [&mut since, &mut expected, &mut beyond, &mut bought] {
                    column.push(f64::NAN);
                }
                stage_of.push(Grouping::NONE);
                overdue_of.push(Grouping::NONE);
                return;
            };
            let (first, last) = (days.first().copied().unwrap_or(0), days.last().copied().unwrap_or(0));
            let silence = f64::from(as_of - last);
            let distinct = 1 + days.windows(2).filter(|pair| pair.first() != pair.last()).count() as u32;
            let own = (distinct >= params.least_purchases).then(|| f64::from(last - first) / f64::from(distinct - 1));
            let late = own.map(|own| silence > own * params.overdue_factor);
            repeat += u64::from(days.len() > 1);
            per_customer.add(days.len() as i64, 1);
            if let Some(row) = rows.get_mut(at) {
                row.customers += 1;
                row.share.num += 1;
                row.judged += u64::from(own.is_some());
                row.overdue += u64::from(late == Some(true));
            }
            let excess = own.filter(|_| late == Some(true)).map(|own| silence - own);
            if let Some(excess) = excess {
                days_beyond.add(libm::ceil(excess) as i64, 1);
                reachable += u64::from(at != STAGES.len() - 1);
            }
            since.push(silence);
            expected.push(own.unwrap_or(f64::NAN));
            beyond.push(excess.unwrap_or(f64::NAN));
            bought.push(days.len() as f64);
            stage_of.push(at as u16);
            overdue_of.push(late.map_or(Grouping::NONE, |late| u16::from(!late)));
        });
        let (late, judged) = rows.iter().fold((0, 0), |(late, judged), row| (late + row.overdue, judged + row.judged));
        let grouping = |name, codes: &[&str], of| Grouping { name, groups: codes.iter().map(|&c| c.to_owned()).collect(), of };
        Ok(Self {
            stages: rows.to_vec(),
            repeat,
            per_customer,
            overdue: Overdue { customers: Ratio { num: late, den: judged }, reachable, days: days_beyond.finish() },
            groupings: vec![grouping("stage", &STAGES, stage_of), grouping("overdue", &OVERDUE, overdue_of)],
            measures: vec![
                Measure { name: "days_since_purchase", unit: "day", values: since },
                Measure { name: "expected_gap", unit: "day", values: expected },
                Measure { name: "overdue_days", unit: "day", values: beyond },
                Measure { name: "purchases", unit: "count", values: bought },
            ],
        })
    }
}
