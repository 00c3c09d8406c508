//! Words for remarks on channels and attribution.

/// Codes of the remarks that have a sentence here.
#[cfg(test)]
pub(super) const NOTICES: &[&str] = &[
    "N_ATTRIBUTION_CUT",
    "N_ATTRIBUTION_DAYS_ONLY",
    "N_ATTRIBUTION_MERGED",
    "N_ATTRIBUTION_NOT_CAUSAL",
    "N_ATTRIBUTION_NO_SHAPLEY",
    "N_ATTRIBUTION_OPEN",
    "N_ATTRIBUTION_ORDER_LOWERED",
    "N_ATTRIBUTION_WITHOUT_TOUCH",
    "N_CHANNEL_CLICKS_ABOVE_VISITORS",
    "N_CHANNEL_GAPS",
    "N_CHANNEL_NEGATIVE_MONEY",
    "N_CHANNEL_NO_COUNT",
    "N_CHANNEL_ORDERS_ABOVE_CLICKS",
    "N_CHANNEL_RATE_DIFFERS",
    "N_CHANNEL_RETURN_DIFFERS",
    "N_CHANNEL_RETURN_UNREAD",
    "N_CHANNEL_UNDATED",
    "N_CHANNEL_UNNAMED",
];

/// The sentence for a notice about channels or attribution; `None` if the code is not one of them.
pub(super) fn sentence(code: &str, n: u64) -> Option<(String, String)> {
    let rows = if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
    let (have, are) = if n == 1 { ("has", "is") } else { ("have", "are") };
    Some(match code {
        "N_CHANNEL_ORDERS_ABOVE_CLICKS" => (
            format!("有 {n} 行的订单数大于点击数，仍计入合计；请核对口径。"),
            format!("{rows} {have} more orders than clicks; they count, but check what the columns mean."),
        ),
        "N_CHANNEL_CLICKS_ABOVE_VISITORS" => (
            format!("有 {n} 行的点击数大于访客数（一位访客可点击多次），点击率没有区间。"),
            format!(
                "{rows} {have} more clicks than visitors, who may click more than once: a click rate above 1 has no interval."
            ),
        ),
        "N_CHANNEL_NO_COUNT" => (
            format!("有 {n} 行的访客、点击或订单是负数或不是整数，这些数不计入合计。"),
            format!("{rows} {have} visitors, clicks or orders that are negative or no whole number; these numbers do not count."),
        ),
        "N_CHANNEL_NEGATIVE_MONEY" => (
            format!("有 {n} 行的成本或收入是负数，仍计入合计。"),
            format!("{rows} {have} a cost or revenue below 0; they count as they are."),
        ),
        "N_CHANNEL_GAPS" => (
            format!("有 {n} 行缺少部分数值；每个比率只用分子分母都有的行。"),
            format!("{rows} lack some number; a ratio is of the rows that have both of its numbers."),
        ),
        "N_CHANNEL_UNNAMED" => {
            (format!("有 {n} 行没有渠道，只计入总计。"), format!("{rows} {have} no channel and {are} in the total alone."))
        }
        "N_CHANNEL_UNDATED" => {
            (format!("有 {n} 行没有日期，不在趋势里。"), format!("{rows} {have} no day and {are} not in the trend."))
        }
        "N_CHANNEL_RATE_DIFFERS" => (
            format!("有 {n} 行自带的转化率与订单 ÷ 点击（或最接近的口径）不符。"),
            format!("In {rows} the supplied conversion rate is not what its best reading computes."),
        ),
        "N_CHANNEL_RETURN_DIFFERS" => (
            format!("有 {n} 行自带的 ROI 与由收入和成本算出的不符。"),
            format!("In {rows} the supplied return is not what its best reading computes."),
        ),
        "N_CHANNEL_RETURN_UNREAD" => (
            "表里没有收入，自带的 ROI 可能是 ROI 也可能是 ROAS：两种读法的收入都已列出，请选定一种。".to_owned(),
            "There is no revenue, and the supplied return may be ROI or ROAS: revenue is shown by both readings. Choose one."
                .to_owned(),
        ),
        "N_ATTRIBUTION_NOT_CAUSAL" => (
            format!("归因只是按规则分配 {n} 次转化，不说明因果：渠道的增量效果要靠实验。"),
            format!(
                "Attribution shares out {n} conversions by rules and is not causal: what a channel adds takes an experiment."
            ),
        ),
        "N_ATTRIBUTION_WITHOUT_TOUCH" => (
            format!("有 {n} 次转化之前没有触点，没有分给任何渠道。"),
            format!("{n} conversions have no touch before them and are credited to no channel."),
        ),
        "N_ATTRIBUTION_OPEN" => (
            format!("有 {n} 条未转化的旅程距截止日不足一个窗口，以后仍可能转化。"),
            format!("{n} journeys without a conversion are younger than the window and may still convert."),
        ),
        "N_ATTRIBUTION_CUT" => (
            format!("有 {n} 次转化的窗口内触点超过 200 个，只计最后 200 个；可改为“上次转化之后”或缩短窗口。"),
            format!(
                "{n} conversions have more than 200 touches in the window: the last 200 count. Look back to the conversion before, or take a shorter window."
            ),
        ),
        "N_ATTRIBUTION_DAYS_ONLY" => (
            "行为时间只到天：同一天的触点都算在当天的转化之前。".to_owned(),
            "The events have days only: all touches of a day come before its conversions.".to_owned(),
        ),
        "N_ATTRIBUTION_MERGED" => (
            format!("渠道太多：有 {n} 个较少出现的渠道并为一组。"),
            format!("There are many channels: the {n} least frequent are one group."),
        ),
        "N_ATTRIBUTION_ORDER_LOWERED" => (
            format!("所选阶数的马尔可夫链状态太多，改用 {n} 阶。"),
            format!("The Markov chain of the chosen order has too many states; order {n} is used."),
        ),
        "N_ATTRIBUTION_NO_SHAPLEY" => (
            format!("有 {n} 个渠道：按转化率的 Shapley 值最多精确计算 12 个，已略去；可改用按转化数的定义。"),
            format!(
                "There are {n} channels: Shapley values by rates are exact for up to 12 and left out. Those by conversions have no such limit."
            ),
        ),
        _ => return None,
    })
}
