//! Rows of a table of channels as whole counts and money.

use super::output::Doubts;
use super::params::RoiIs;
use crate::customers::{Channels, NO_LABEL};
use crate::table::UNITS;

/// Largest count or amount of a row that is taken as one: sums of 10⁷ rows fit.
const MOST: f64 = 1e12;

/// One row; what is missing or cannot be is `None`.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    pub uv: Option<u64>,
    pub clicks: Option<u64>,
    pub orders: Option<u64>,
    /// Ten-thousandths.
    pub cost: Option<i128>,
    /// Ten-thousandths.
    pub revenue: Option<i128>,
    pub roi: Option<f64>,
    pub conversion: Option<f64>,
}

/// The numbers of all rows.
pub(super) struct Rows<'a> {
    channels: &'a Channels,
    uv: Option<&'a [f64]>,
    clicks: Option<&'a [f64]>,
    orders: Option<&'a [f64]>,
    cost: Option<&'a [f64]>,
    revenue: Option<&'a [f64]>,
    roi: Option<&'a [f64]>,
    conversion: Option<&'a [f64]>,
}

impl<'a> Rows<'a> {
    pub fn new(channels: &'a Channels) -> Self {
        let of = |field| channels.of(field);
        Self {
            channels,
            uv: of("uv"),
            clicks: of("click"),
            orders: of("order"),
            cost: of("cost"),
            revenue: of("revenue"),
            roi: of("roi"),
            conversion: of("conversion_rate"),
        }
    }

    pub fn count(&self) -> usize {
        self.channels.channel.codes().len()
    }

    pub fn has_revenue(&self) -> bool {
        self.revenue.is_some()
    }

    /// The numbers of a row.
    pub fn at(&self, row: usize) -> Row {
        let number =
            |column: Option<&[f64]>| column.and_then(|c| c.get(row)).copied().filter(|v| v.is_finite() && v.abs() <= MOST);
        let count = |column| number(column).filter(|&v| is_count(v)).map(|v| v as u64);
        let money = |column| number(column).map(units);
        Row {
            uv: count(self.uv),
            clicks: count(self.clicks),
            orders: count(self.orders),
            cost: money(self.cost),
            revenue: money(self.revenue),
            roi: number(self.roi),
            conversion: number(self.conversion),
        }
    }

    /// Adds what is doubtful about a row.
    pub fn doubt(&self, at: usize, doubts: &mut Doubts) {
        let row = self.at(at);
        let above = |part: Option<u64>, whole: Option<u64>| u64::from(part.zip(whole).is_some_and(|(p, w)| p > w));
        doubts.orders_above_clicks += above(row.orders, row.clicks);
        doubts.clicks_above_uv += above(row.clicks, row.uv);
        let cell = |column: Option<&[f64]>| column.and_then(|c| c.get(at)).copied().unwrap_or(0.0);
        let counts = [self.uv, self.clicks, self.orders].map(cell);
        doubts.no_count += u64::from(counts.iter().any(|v| !v.is_nan() && !is_count(*v)));
        doubts.negative_money += u64::from([self.cost, self.revenue].map(cell).iter().any(|v| *v < 0.0));
        let missing = [self.uv, self.clicks, self.orders, self.cost, self.revenue].map(cell);
        doubts.gaps += u64::from(!missing.iter().all(|v| v.abs() <= MOST));
        doubts.unnamed += u64::from(self.channels.channel.codes().get(at).is_none_or(|code| *code == NO_LABEL));
    }
}

fn is_count(value: f64) -> bool {
    (0.0..=MOST).contains(&value) && libm::trunc(value) == value
}

/// Ten-thousandths of an amount.
pub(super) fn units(amount: f64) -> i128 {
    libm::round(amount * UNITS as f64) as i128
}

/// Revenue of a row without one, by its cost and a return.
pub(super) fn revenue_by(row: Row, reading: RoiIs) -> Option<i128> {
    let (cost, number) = (row.cost?, row.roi?);
    let factor = match reading {
        RoiIs::Roi => 1.0 + number,
        RoiIs::Roas => number,
        RoiIs::Unknown => return None,
    };
    let units = cost as f64 * factor;
    (units.abs() <= MOST * UNITS as f64).then(|| libm::round(units) as i128)
}
