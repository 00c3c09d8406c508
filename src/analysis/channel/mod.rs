//! Channels: what each brings and costs.
//!
//! In: [`CustomerView`] with the rows of a table of channels, [`Params`]. Out: [`ChannelOutcome`]: conversion is orders / clicks, ROI is
//! (revenue − cost) / cost and ROAS revenue / cost, each by its name. Without such a table the customers by channel of their orders,
//! or by their own. Never here: the clock, identifiers.

pub mod output;
pub mod params;
mod people;
mod rows;
mod sums;
mod supplied;
mod table;
mod trend;

pub use output::ChannelOutcome;
pub use params::{Params, ValidParams};

use super::{Analysis, Finding, Found, Outcome, ParamFault, Quantity, Shortage, Text};
use crate::customers::{CustomerView, LineField, Part};
use crate::error::Result;
use crate::notice::Notice;
use crate::tree;
use output::Table;
use serde_json::Value;

/// The entry of channels in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "channel",
    title: Text { zh: "渠道转化", en: "Channels" },
    definition: Text {
        zh: "各渠道的点击率（点击 ÷ 访客）、转化率（订单 ÷ 点击）及其 95% 置信区间（高于或低于其他渠道的判断按 Benjamini–Hochberg 校正，错误发现率 ≤ 5%）、CPA、CPC、ROI（(收入 − 成本) ÷ 成本）与 ROAS（收入 ÷ 成本）；表中自带的转化率与 ROI 逐行复核。",
        en: "Click rate (clicks / visitors) and conversion (orders / clicks) of each channel with 95 % intervals (above or below the others after Benjamini–Hochberg correction, false discovery rate ≤ 5 %), CPA, CPC, ROI ((revenue − cost) / cost) and ROAS (revenue / cost); supplied rates and returns are checked row by row.",
    },
    needs: &["channel"],
    uses: &["uv", "click", "order", "cost", "revenue", "roi", "conversion_rate", "date", "user_id", "order_time", "amount"],
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |_| vec![Part::Channels, Part::Line(LineField::Channel), Part::Traits],
    run: |view, given| run(view, &read(given)?),
};

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// Compares the channels of a view.
///
/// # Errors
/// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day,
/// [`ErrorKind::Amount`](crate::error::ErrorKind::Amount) when a customer's amounts do not fit 64 bits of ten-thousandths.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Found> {
    let params = params.get();
    let finding = |outcome, notices| Finding { params: params.clone(), outcome, notices }.to_json();
    if let Some(channels) = view.channels().filter(|channels| !channels.channel.codes().is_empty()) {
        let table = table::read(channels, params)?;
        let notices = notices(&table);
        let outcome = ChannelOutcome { basis: "table", table: Some(table), people: None };
        return Ok(finding(Outcome::Found(outcome), notices).into());
    }
    let Some(found) = people::read(view)? else {
        let of = |value| vec![Quantity { code: "channel_rows", value }];
        return Ok(finding(Outcome::NotEnoughData(Shortage { need: of(1), have: of(0) }), Vec::new()).into());
    };
    let outcome = ChannelOutcome { basis: found.basis, table: None, people: Some(found.people) };
    Ok(Found { finding: finding(Outcome::Found(outcome), Vec::new()), groupings: vec![found.grouping], measures: found.measures })
}

fn notices(table: &Table) -> Vec<Notice> {
    let doubts = table.doubts;
    let differ = |field: &str| {
        let check = table.checks.iter().find(|check| check.field == field);
        check.map_or(0, |check| check.compared - check.readings.iter().map(|reading| reading.agree).max().unwrap_or(0))
    };
    let unread = if table.revenue_from == "none" && table.total.readings.is_some() { table.rows } else { 0 };
    let all = [
        Notice::warning("N_CHANNEL_ORDERS_ABOVE_CLICKS", doubts.orders_above_clicks),
        Notice::info("N_CHANNEL_CLICKS_ABOVE_VISITORS", doubts.clicks_above_uv),
        Notice::warning("N_CHANNEL_NO_COUNT", doubts.no_count),
        Notice::warning("N_CHANNEL_NEGATIVE_MONEY", doubts.negative_money),
        Notice::info("N_CHANNEL_GAPS", doubts.gaps),
        Notice::warning("N_CHANNEL_UNNAMED", doubts.unnamed),
        Notice::info("N_CHANNEL_UNDATED", doubts.undated),
        Notice::warning("N_CHANNEL_RATE_DIFFERS", differ("conversion_rate")),
        Notice::warning("N_CHANNEL_RETURN_DIFFERS", differ("roi")),
        Notice::warning("N_CHANNEL_RETURN_UNREAD", unread),
    ];
    all.into_iter().filter(|notice| notice.count > 0).collect()
}
