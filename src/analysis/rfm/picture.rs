//! Measures → scores, classes, segments and the figures of each.

use super::classes::CLASSES;
use super::comparison::effects;
use super::group::{Group, groups};
use super::measure::Measures;
use super::migration::{self, Now};
use super::output::{
    Cell, ClassRow, Classes, Dimension, MoneyRatio, Population, RfmOutcome, SegmentRow, Segments, SplitValues, Window,
};
use super::params::{Frequency, Params, Split};
use super::rules::{Grid, OTHERS, Rule, Scheme};
use super::score;
use super::scoring::{Axis, Scores, Scoring};
use super::table::RfmTable;
use crate::analysis::period::iso;
use crate::customers::CustomerView;
use crate::error::{ErrorKind, Result};
use crate::notice::Notice;
use crate::stats::{Exact, Ratio};
use crate::table::Money;

/// The finished picture.
pub(super) struct Picture {
    pub outcome: RfmOutcome,
    pub notices: Vec<Notice>,
    pub table: RfmTable,
}

fn dimension(axis: &Axis, params: &Params, scores: &[u8], cuts: Vec<Option<Exact>>) -> Option<Dimension> {
    let (name, unit) = match (axis.kind, params.frequency) {
        (score::Dimension::Recency, _) => ("recency", "day"),
        (score::Dimension::Frequency, Frequency::Order) => ("frequency", "order"),
        (score::Dimension::Frequency, Frequency::Day) => ("frequency", "day"),
        (score::Dimension::Frequency, Frequency::Line) => ("frequency", "line"),
        (score::Dimension::Monetary, _) => ("monetary", "currency"),
    };
    let mut score_counts = vec![0; params.bins as usize];
    for &score in scores {
        if let Some(count) = score_counts.get_mut(usize::from(score) - 1) {
            *count += 1;
        }
    }
    let whole = |value: i64| axis.printed(Exact::new(i128::from(value), 1));
    Some(Dimension {
        name,
        unit,
        cuts,
        distinct_scores: score_counts.iter().filter(|&&count| count > 0).count() as u32,
        score_counts,
        largest_tie: axis.runs.largest_tie(),
        mean: axis.printed(axis.mean),
        median: axis.printed(axis.median),
        min: whole(axis.runs.min()?),
        max: whole(axis.runs.max()?),
    })
}

impl SplitValues {
    /// What divides customers with these values.
    pub(super) fn of([r, f, m]: &[Axis; 3], split: Split) -> Self {
        let value = |axis: &Axis| axis.printed(axis.split(split));
        Self { recency: value(r), frequency: value(f), monetary: value(m) }
    }
}

impl Scores {
    /// Numbers of the segments of a set.
    pub(super) fn segments(&self, scheme: &Scheme) -> Vec<u8> {
        self.by_cell(scheme, |cell| scheme.segment(cell))
    }

    /// A number for the cell of each customer in the grid of a set.
    fn by_cell<T>(&self, scheme: &Scheme, number: impl Fn([u8; 3]) -> T) -> Vec<T> {
        match scheme.grid {
            Grid::Scores => self.r.iter().zip(&self.f).zip(&self.m).map(|((&r, &f), &m)| number([r, f, m])).collect(),
            Grid::Classes => {
                let half = |bits: u8, at: u8| 1 + (bits >> at & 1);
                self.class.iter().map(|&bits| number([half(bits, 2), half(bits, 1), half(bits, 0)])).collect()
            }
        }
    }
}

/// Draws the picture; `None` without a scored customer.
///
/// # Errors
/// [`ErrorKind::Span`] when a day lies outside the calendar.
pub(super) fn draw(view: &CustomerView, params: &Params, measures: Measures) -> Result<Option<Picture>> {
    let Some(axes) = Axis::all(&measures) else { return Ok(None) };
    let scoring = Scoring::learn(params, &measures, &axes);
    let scores = scoring.apply(&measures);
    let columns = axes.iter().zip([&scores.r, &scores.f, &scores.m]).zip(scoring.cuts());
    let dimensions: Option<Vec<Dimension>> =
        columns.map(|((axis, scores), cuts)| dimension(axis, params, scores, cuts)).collect();
    let Some(dimensions) = dimensions else { return Ok(None) };

    let other = Scoring::classes_by(params.split.other(), &axes, &measures);
    let moved = scores.class.iter().zip(&other).filter(|(a, b)| a != b).count() as u64;
    let scored = measures.customer.len() as u64;
    let classes = Classes {
        split: params.split,
        values: SplitValues::of(&axes, params.split),
        other_split_moved: Ratio { num: moved, den: scored },
        rows: class_rows(&groups(&measures, &scores.class, CLASSES.len())),
    };
    let grid = grid(&measures, &scores.r, &scores.f, params.bins as u8);
    let scheme = Scheme::of(params);
    let mut segment = scheme.as_ref().map(|scheme| scores.segments(scheme));
    let segments =
        scheme.as_ref().zip(segment.as_ref()).map(|(scheme, segment)| named(scheme, params, &measures, &scores, segment));
    let segment_names = scheme.as_ref().map_or_else(Vec::new, Scheme::names);
    segment = segment.filter(|_| scheme.as_ref().is_some_and(|scheme| scheme.is_usable));
    let comparison = if params.compare { Some(effects(view, params, &measures, &scores, scheme.as_ref())?) } else { None };
    let now = Now { measures: &measures, axes: &axes, scores: &scores, scheme: scheme.as_ref() };
    let compared = params.migration.as_ref().map(|with| migration::compare(view, params, with, &now)).transpose()?;
    let (migration, moves) = compared.unzip();
    let population = Population {
        customers: view.customers() as u64,
        scored,
        without_purchase: view.customers() as u64 - scored,
        orders: measures.orders.iter().map(|&orders| u64::from(orders)).sum(),
        lines: measures.totals.lines,
        refund_lines: measures.totals.refund_lines,
        revenue: Money(measures.totals.revenue),
    };
    let notices = notices(&population, &classes, &dimensions);
    let window = window(view, params, measures.totals.first_day)?;
    let table = RfmTable {
        customer: measures.customer,
        recency_days: measures.recency,
        frequency: measures.frequency,
        monetary: measures.monetary,
        r: scores.r,
        f: scores.f,
        m: scores.m,
        class: scores.class,
        segment,
        segment_names,
        migration: moves,
    };
    let customers = table.listing(params.list as usize);
    let as_of = iso(view.as_of())?;
    let nested = scoring.nested();
    let outcome =
        RfmOutcome { as_of, window, population, dimensions, grid, classes, segments, customers, nested, comparison, migration };
    Ok(Some(Picture { outcome, notices, table }))
}

/// The segments of a set with their figures, or without where the set is not used.
fn named(scheme: &Scheme, params: &Params, measures: &Measures, scores: &Scores, segment: &[u8]) -> Segments {
    let proof = scheme.proof.clone();
    let mut counts = vec![0_u64; proof.cells as usize];
    if !(proof.exhaustive && proof.exclusive) {
        for place in scores.by_cell(scheme, |cell| scheme.place(cell)) {
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
    }
    let customers = |cell: &[u8; 3]| counts.get(scheme.place(*cell)).copied().unwrap_or(0);
    let names = scheme.names();
    let rows = if scheme.is_usable { segment_rows(scheme, &names, &groups(measures, segment, names.len())) } else { Vec::new() };
    Segments {
        scheme: scheme.code,
        grid: scheme.grid,
        steps: scheme.steps,
        uncovered_customers: proof.uncovered.iter().map(customers).sum(),
        claimed_customers: proof.claimed.iter().map(|claim| customers(&claim.cell)).sum(),
        first_match: params.first_match && !(proof.exhaustive && proof.exclusive),
        unused: if scheme.is_usable { Vec::new() } else { scheme.rules.clone() },
        proof,
        rows,
    }
}

fn grid(measures: &Measures, r: &[u8], f: &[u8], bins: u8) -> Vec<Cell> {
    let k = usize::from(bins);
    let mut sums = vec![(0_u64, 0_i128, 0_i128); k * k];
    let scores = r.iter().zip(f);
    for ((&revenue, &monetary), (&r, &f)) in measures.revenue.iter().zip(&measures.monetary).zip(scores) {
        if let Some((customers, total, m)) = sums.get_mut(usize::from(r - 1) * k + usize::from(f - 1)) {
            *customers += 1;
            *total += i128::from(revenue);
            *m += i128::from(monetary);
        }
    }
    let cells = (1..=bins).flat_map(|r| (1..=bins).map(move |f| (r, f)));
    cells
        .zip(sums)
        .map(|((r, f), (customers, revenue, monetary))| Cell {
            r,
            f,
            customers,
            revenue: Money(revenue),
            mean_monetary: Money(monetary).per(customers),
        })
        .collect()
}

/// Shares of all groups together.
struct Whole {
    customers: u64,
    revenue: i128,
}

impl Whole {
    fn of(groups: &[Group]) -> Self {
        Self {
            customers: groups.iter().map(|group| group.customers).sum(),
            revenue: groups.iter().map(|group| group.revenue).sum(),
        }
    }

    fn share(&self, group: &Group) -> Ratio {
        Ratio { num: group.customers, den: self.customers }
    }

    fn revenue_share(&self, group: &Group) -> Option<MoneyRatio> {
        (self.revenue > 0).then_some(MoneyRatio { num: Money(group.revenue), den: Money(self.revenue) })
    }
}

fn class_rows(groups: &[Group]) -> Vec<ClassRow> {
    let whole = Whole::of(groups);
    CLASSES
        .iter()
        .filter_map(|class| Some((class, groups.get(usize::from(class.bits))?)))
        .map(|(class, group)| ClassRow {
            code: class.code,
            name: class.name,
            seed: class.seed,
            customers: group.customers,
            share: whole.share(group),
            orders: group.orders,
            revenue: Money(group.revenue),
            dominated: group.held.are_told(),
            revenue_share: whole.revenue_share(group),
            average_order_value: group.average_order_value(),
            median_recency: group.median_recency,
            median_frequency: group.median_frequency,
            median_monetary: group.median_monetary,
        })
        .collect()
}

fn segment_rows(scheme: &Scheme, names: &[String], groups: &[Group]) -> Vec<SegmentRow> {
    let whole = Whole::of(groups);
    let others = Rule { name: OTHERS.to_owned(), rule: Vec::new() };
    names
        .iter()
        .zip(scheme.rules.iter().chain([&others]))
        .zip(groups)
        .map(|((name, rule), group)| SegmentRow {
            name: name.clone(),
            customers: group.customers,
            share: whole.share(group),
            orders: group.orders,
            revenue: Money(group.revenue),
            dominated: group.held.are_told(),
            revenue_share: whole.revenue_share(group),
            average_order_value: group.average_order_value(),
            median_recency: group.median_recency,
            median_frequency: group.median_frequency,
            median_monetary: group.median_monetary,
            rule: rule.rule.clone(),
        })
        .collect()
}

fn notices(population: &Population, classes: &Classes, dimensions: &[Dimension]) -> Vec<Notice> {
    let mut notices = Vec::new();
    if population.without_purchase > 0 {
        notices.push(Notice::info("N_RFM_WITHOUT_PURCHASE", population.without_purchase));
    }
    let moved = classes.other_split_moved;
    if moved.num * 10 > moved.den {
        notices.push(Notice::warning("N_RFM_SPLITS_DIFFER", moved.num));
    }
    let degenerate = dimensions.iter().filter(|d| (d.distinct_scores as usize) < d.score_counts.len()).count();
    if degenerate > 0 {
        notices.push(Notice::warning("N_RFM_SCORES_UNUSED", degenerate as u64));
    }
    notices
}

/// The days that count: the given window, or from the first line on.
fn window(view: &CustomerView, params: &Params, first_day: Option<i32>) -> Result<Window> {
    let to = view.as_of().checked_sub(1).ok_or(ErrorKind::Span)?;
    let from = match params.window_days {
        Some(days) => i64::from(view.as_of()) - i64::from(days),
        None => i64::from(first_day.unwrap_or(to)),
    };
    let from = i32::try_from(from).or(Err(ErrorKind::Span))?;
    let days = (i64::from(view.as_of()) - i64::from(from)).unsigned_abs();
    Ok(Window { from: iso(from)?, to: iso(to)?, days })
}
