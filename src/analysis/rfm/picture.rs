//! Measures → scores, classes, segments and the figures of each.

use super::classes::CLASSES;
use super::group::{Group, groups};
use super::measure::Measures;
use super::output::{
    Cell, ClassRow, Classes, Dimension, MoneyRatio, Population, RfmOutcome, SegmentRow, Segments, SplitValues, Window,
};
use super::params::{Frequency, Params, Split};
use super::score::{self, Scale, split_value};
use super::segments::{self, Chart, SEGMENTS};
use super::table::RfmTable;
use crate::customers::CustomerView;
use crate::error::{ErrorKind, Result};
use crate::notice::Notice;
use crate::stats::{Exact, Ratio, Runs, mean};
use crate::table::Money;
use crate::table::date::iso_day;

/// The finished picture.
pub(super) struct Picture {
    pub outcome: RfmOutcome,
    pub notices: Vec<Notice>,
    pub table: RfmTable,
}

/// One dimension of all scored customers.
struct Axis {
    kind: score::Dimension,
    runs: Runs,
    mean: Exact,
    median: Exact,
    scale: Scale,
    scores: Vec<u8>,
}

impl Axis {
    fn new<T: Copy + Ord + Into<i64>>(kind: score::Dimension, sample: &[T], params: &Params) -> Option<Self> {
        let runs = Runs::of(sample);
        let (mean, median) = (mean(sample)?, runs.median()?);
        let scale = Scale::new(kind, params, &runs, split_value(sample, &runs, params.split)?);
        let scores = scale.scores(sample);
        Some(Self { kind, runs, mean, median, scale, scores })
    }

    fn split(&self, split: Split) -> Exact {
        match split {
            Split::Mean => self.mean,
            Split::Median => self.median,
        }
    }

    fn printed(&self, value: Exact) -> Exact {
        value.in_units_of(self.kind.unit() as u64)
    }

    fn dimension(&self, params: &Params) -> Option<Dimension> {
        let (name, unit) = match (self.kind, params.frequency) {
            (score::Dimension::Recency, _) => ("recency", "day"),
            (score::Dimension::Frequency, Frequency::Order) => ("frequency", "order"),
            (score::Dimension::Frequency, Frequency::Day) => ("frequency", "day"),
            (score::Dimension::Frequency, Frequency::Line) => ("frequency", "line"),
            (score::Dimension::Monetary, _) => ("monetary", "currency"),
        };
        let mut score_counts = vec![0; params.bins as usize];
        for &score in &self.scores {
            if let Some(count) = score_counts.get_mut(usize::from(score) - 1) {
                *count += 1;
            }
        }
        let whole = |value: i64| self.printed(Exact::new(i128::from(value), 1));
        Some(Dimension {
            name,
            unit,
            cuts: self.scale.cuts.clone(),
            distinct_scores: score_counts.iter().filter(|&&count| count > 0).count() as u32,
            score_counts,
            largest_tie: self.runs.largest_tie(),
            mean: self.printed(self.mean),
            median: self.printed(self.median),
            min: whole(self.runs.min()?),
            max: whole(self.runs.max()?),
        })
    }
}

/// Draws the picture; `None` without a scored customer.
///
/// # Errors
/// [`ErrorKind::Limit`] when a day lies outside the calendar.
pub(super) fn draw(view: &CustomerView, params: &Params, measures: Measures) -> Result<Option<Picture>> {
    let axes = (
        Axis::new(score::Dimension::Recency, &measures.recency, params),
        Axis::new(score::Dimension::Frequency, &measures.frequency, params),
        Axis::new(score::Dimension::Monetary, &measures.monetary, params),
    );
    let (Some(r), Some(f), Some(m)) = axes else { return Ok(None) };
    let (Some(recency), Some(frequency), Some(monetary)) = (r.dimension(params), f.dimension(params), m.dimension(params)) else {
        return Ok(None);
    };
    let dimensions = vec![recency, frequency, monetary];

    let class = class_bits(&measures, [&r, &f, &m], params.split);
    let other = class_bits(&measures, [&r, &f, &m], params.split.other());
    let moved = class.iter().zip(&other).filter(|(a, b)| a != b).count() as u64;
    let scored = measures.customer.len() as u64;
    let classes = Classes {
        split: params.split,
        values: SplitValues {
            recency: r.printed(r.split(params.split)),
            frequency: f.printed(f.split(params.split)),
            monetary: m.printed(m.split(params.split)),
        },
        other_split_moved: Ratio { num: moved, den: scored },
        rows: class_rows(&groups(&measures, &class, CLASSES.len())),
    };
    let grid = grid(&measures, &r.scores, &f.scores, params.bins as u8);
    let segment = (params.bins == segments::BINS).then(|| segment_indices(&r.scores, &f.scores, &m.scores));
    let segments = segment
        .as_ref()
        .map(|segment| Segments { scheme: "grid_125", rows: segment_rows(&groups(&measures, segment, SEGMENTS.len())) });
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
        r: r.scores,
        f: f.scores,
        m: m.scores,
        class,
        segment,
    };
    let customers = table.listing(params.list as usize);
    let as_of = iso(view.as_of())?;
    let outcome = RfmOutcome { as_of, window, population, dimensions, grid, classes, segments, customers };
    Ok(Some(Picture { outcome, notices, table }))
}

fn class_bits(measures: &Measures, [r, f, m]: [&Axis; 3], split: Split) -> Vec<u8> {
    let half = |axis: &Axis| Scale::halves(axis.kind, axis.split(split));
    let (near, often, much) = (half(r), half(f), half(m));
    let columns = measures.recency.iter().zip(&measures.frequency).zip(&measures.monetary);
    columns
        .map(|((&recency, &frequency), &monetary)| {
            let bit = |scale: &Scale, value: i64| scale.score(value) - 1;
            bit(&near, recency.into()) << 2 | bit(&often, frequency.into()) << 1 | bit(&much, monetary)
        })
        .collect()
}

fn segment_indices(r: &[u8], f: &[u8], m: &[u8]) -> Vec<u8> {
    let chart = Chart::new();
    r.iter().zip(f).zip(m).map(|((&r, &f), &m)| chart.segment(r, f, m)).collect()
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
            revenue_share: whole.revenue_share(group),
            average_order_value: group.average_order_value(),
            median_recency: group.median_recency,
            median_frequency: group.median_frequency,
            median_monetary: group.median_monetary,
        })
        .collect()
}

fn segment_rows(groups: &[Group]) -> Vec<SegmentRow> {
    let whole = Whole::of(groups);
    SEGMENTS
        .iter()
        .zip(groups)
        .map(|(segment, group)| SegmentRow {
            name: segment.name,
            customers: group.customers,
            share: whole.share(group),
            orders: group.orders,
            revenue: Money(group.revenue),
            revenue_share: whole.revenue_share(group),
            average_order_value: group.average_order_value(),
            median_recency: group.median_recency,
            median_frequency: group.median_frequency,
            median_monetary: group.median_monetary,
            rule: segment.rule.to_vec(),
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
    let to = view.as_of().checked_sub(1).ok_or(ErrorKind::Limit)?;
    let from = match params.window_days {
        Some(days) => i64::from(view.as_of()) - i64::from(days),
        None => i64::from(first_day.unwrap_or(to)),
    };
    let from = i32::try_from(from).or(Err(ErrorKind::Limit))?;
    let days = (i64::from(view.as_of()) - i64::from(from)).unsigned_abs();
    Ok(Window { from: iso(from)?, to: iso(to)?, days })
}

fn iso(day: i32) -> Result<String> {
    Some(iso_day(day)).filter(|text| !text.is_empty()).ok_or_else(|| ErrorKind::Limit.into())
}
