//! The board: figures of all lines and of each period, and how they changed.

use super::held::{held, sides};
use super::measure::{Measured, Tally, measure};
use super::output::{Board, Change, Comparison, Figures, PeriodRow, RateChange};
use super::params::Params;
use super::share::shares;
use super::window::{Calendar, Span, Window};
use crate::analysis::MoneyRatio;
use crate::customers::{CustomerView, Holders, is_of_many};
use crate::error::{ErrorKind, Result};
use crate::stats::Ratio;
use crate::table::date::iso_day;
use crate::table::{Money, UNITS};

/// The board and what stands behind it.
pub(super) struct Drawn {
    pub board: Board,
    pub measured: Measured,
    /// The days that "current" means.
    pub current: Window,
}

/// A pair of windows that are compared, by their numbers.
struct Pair {
    other: Span,
    days: [Window; 2],
    numbers: [usize; 2],
    whole: bool,
}

/// Windows, each once.
#[derive(Default)]
struct Windows(Vec<Window>);

impl Windows {
    fn number(&mut self, window: Window) -> usize {
        self.0.iter().rposition(|w| *w == window).unwrap_or_else(|| {
            self.0.push(window);
            self.0.len() - 1
        })
    }

    fn pair(&mut self, calendar: &Calendar, this: &Span, other: Option<Span>) -> Option<Pair> {
        let other = other?;
        let days = calendar.common(this, &other)?;
        let whole = this.is_complete() && other.is_complete() && days == [this.covered, other.covered];
        Some(Pair { other, days, numbers: days.map(|window| self.number(window)), whole })
    }
}

/// Draws the board; `None` without a line.
///
/// # Errors
/// [`ErrorKind::Span`] when a day lies outside the calendar, `E_MEMORY` in a file too big for it.
pub(super) fn draw(view: &CustomerView, params: &Params) -> Result<Option<Drawn>> {
    // Of a group of customers the days are those of the file: before their first line they bought nothing.
    let Some(first_day) = view.first_day().and(view.covered()).map(|covered| covered.from) else { return Ok(None) };
    let calendar = Calendar { period: params.period, compare: params.compare, first_day, as_of: view.as_of() };
    let spans = calendar.spans();
    let mut windows = Windows::default();
    let mut plan = Vec::new();
    for span in &spans {
        let own = windows.number(span.covered);
        let previous = windows.pair(&calendar, span, calendar.previous(span));
        let year_before = windows.pair(&calendar, span, calendar.year_before(span));
        plan.push((span, own, previous, year_before));
    }
    let current = spans.iter().rposition(Span::is_complete).unwrap_or(spans.len().saturating_sub(1));
    let (Some(first), Some(spoken)) = (spans.first(), spans.get(current)) else { return Err(ErrorKind::Span.into()) };
    let base = windows.0.iter().map(|window| window.from).min().unwrap_or(first.covered.from);
    let earlier = (first_day < first.covered.from).then(|| windows.number(Window { from: i32::MIN, to: first.covered.from }));
    let measured = measure(view, &windows.0, base, spoken.covered)?;

    let counted = view.quantity().is_some();
    // Of the current period who holds what of both sides of its comparisons, and of the days that these leave out.
    let mut groups = Vec::new();
    if let Some((span, _, previous, year_before)) = plan.get(current) {
        for pair in [previous, year_before].into_iter().flatten() {
            let [now, before] = pair.days;
            groups.extend(sides(span, now).into_iter().chain(sides(&pair.other, before)));
        }
    }
    let figures = |number: usize| measured.windows.get(number).map(|tally: &Tally| tally.figures(counted));
    // Of most periods the sum alone says that nobody holds most of it.
    let is_doubtful = |own: usize| figures(own).is_none_or(|figures| !is_of_many(figures.net.0, measured.most));
    let doubtful: Vec<Window> = plan.iter().filter(|(_, own, ..)| is_doubtful(*own)).map(|(span, ..)| span.covered).collect();
    let [of_doubtful, by_side] = held(view, &doubtful, &groups);
    let told: Vec<Window> = doubtful.into_iter().zip(&of_doubtful).filter(|(_, held)| held.are_told()).map(|(w, _)| w).collect();
    let mut by_side = by_side.chunks_exact(4);

    let compared = |pair: Pair| -> Result<Option<Comparison>> {
        let [now, before] = pair.numbers;
        let (Some(now), Some(before)) = (figures(now), figures(before)) else { return Ok(None) };
        let [days, with_days] = pair.days;
        Ok(Some(Comparison {
            with: calendar.period.name(pair.other.start),
            days: both_days(days)?,
            with_days: both_days(with_days)?,
            whole: pair.whole,
            left_out: None,
            dominated: false,
            amounts: changes(&now, &before),
            rates: rate_changes(&now, &before),
        }))
    };
    let mut periods = Vec::with_capacity(plan.len());
    for (at, (span, own, previous, year_before)) in plan.into_iter().enumerate() {
        let [from, to] = both_days(span.covered)?;
        let Some(own) = figures(own) else { continue };
        let mut compared = |pair: Option<Pair>| -> Result<Option<Comparison>> {
            let Some(pair) = pair else { return Ok(None) };
            let sides = if at == current { by_side.next() } else { None };
            let mut comparison = compared(pair)?;
            if let (Some(comparison), Some([now, rest, before, other])) = (&mut comparison, sides) {
                comparison.left_out = Some([rest.customers, other.customers]);
                comparison.dominated = [now, rest, before, other].into_iter().any(Holders::are_told);
            }
            Ok(comparison)
        };
        periods.push(PeriodRow {
            name: calendar.period.name(span.start),
            from,
            to,
            days: (span.covered.to - span.covered.from) as u32,
            of_days: (span.end - span.start) as u32,
            complete: span.is_complete(),
            dominated: told.contains(&span.covered),
            figures: own,
            previous: compared(previous)?,
            year_before: compared(year_before)?,
        });
    }
    let [from, to] = both_days(Window { from: first_day, to: view.as_of() })?;
    let totals = measured.totals.figures(counted);
    let board = Board {
        from,
        to,
        customers: view.customers() as u64,
        shares: shares(view, params.top as usize, totals.net),
        totals,
        period: params.period,
        periods,
        earlier: earlier.and_then(figures),
        current,
    };
    Ok(Some(Drawn { board, measured, current: spoken.covered }))
}

/// First and last day of a window, ISO 8601.
fn both_days(window: Window) -> Result<[String; 2]> {
    let days = [window.from, window.to - 1].map(iso_day);
    if days.iter().any(String::is_empty) { Err(ErrorKind::Span.into()) } else { Ok(days) }
}

fn whole(count: u64) -> Option<Money> {
    Some(Money(i128::from(count) * i128::from(UNITS)))
}

fn changes(now: &Figures, before: &Figures) -> Vec<Change> {
    let change = |name, of: fn(&Figures) -> Option<Money>| {
        let (now, before) = (of(now), of(before));
        let positive = before.filter(|before| before.0 > 0);
        let relative = now.zip(positive).map(|(now, before)| MoneyRatio { num: Money(now.0 - before.0), den: before });
        Change { name, now, before, relative }
    };
    let mut changes = vec![
        change("net", |f| Some(f.net)),
        change("gross", |f| Some(f.gross)),
        change("refunds", |f| Some(f.refunds)),
        change("orders", |f| whole(f.orders)),
        change("customers", |f| whole(f.customers)),
        change("new_customers", |f| whole(f.new_customers)),
        change("returning_customers", |f| whole(f.returning_customers)),
        change("average_order_value", |f| f.average_order_value),
        change("revenue_per_customer", |f| f.revenue_per_customer),
    ];
    if now.units.is_some() {
        changes.push(change("units", |f| f.units.and_then(|u| u.times(UNITS).floor()).map(|u| Money(i128::from(u)))));
    }
    changes
}

fn rate_changes(now: &Figures, before: &Figures) -> Vec<RateChange> {
    let ratio = |r: Option<Ratio>| {
        let r = r?;
        Some(MoneyRatio { num: whole(r.num)?, den: whole(r.den)? })
    };
    let change = |name, now: Option<MoneyRatio>, before: Option<MoneyRatio>| {
        let percent = |r: MoneyRatio| 100.0 * r.num.0 as f64 / r.den.0 as f64;
        let points = now.zip(before).map(|(now, before)| percent(now) - percent(before));
        RateChange { name, now, before, points }
    };
    vec![
        change("repeat_rate", ratio(now.repeat_rate), ratio(before.repeat_rate)),
        change("return_rate", ratio(now.return_rate), ratio(before.return_rate)),
        change("return_rate_by_amount", now.return_rate_by_amount, before.return_rate_by_amount),
    ]
}
