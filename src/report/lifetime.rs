//! Words for remarks on lifetime value.

/// The sentence for a notice about lifetime value; `None` if the code is not one of them.
pub(super) fn sentence(code: &str, n: u64) -> Option<(String, String)> {
    let customers = if n == 1 { "1 customer".to_owned() } else { format!("{n} customers") };
    let (have, are) = if n == 1 { ("has", "is") } else { ("have", "are") };
    let whole = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    Some(match code {
        "N_CLV_WITHOUT_PURCHASE" => (
            format!("有 {n} 位客户没有购买（只有退款，或只在其他表里），不参与计算。"),
            format!("{customers} {have} no purchase and {are} left out."),
        ),
        "N_CLV_NEWER" => (
            format!("有 {n} 位客户在校准期之后才首次购买，模型不含他们。"),
            format!("{customers} first bought after the end of calibration and {are} not in the model."),
        ),
        "N_CLV_NO_DROPOUT" => whole(
            "没有检测到客户流失：模型的对数似然与从不流失的 NBD 相同，预测按 NBD 计算，所有人的存活概率为 1。",
            "No drop-out can be detected: the log-likelihood equals that of NBD, in which nobody drops out. Forecasts are those of NBD, and P(alive) is 1 for all.",
        ),
        "N_CLV_FLAT" => whole(
            "似然在某个方向上是平的：预测可用，但数据定不出各个参数，因此没有标准误。",
            "The likelihood is flat in some direction: forecasts hold, but the data do not tell the parameters, and there are no standard errors.",
        ),
        "N_CLV_NOT_CONVERGED" => whole(
            "拟合没有到达最大值，预测请谨慎使用；可换一个模型或时间单位。",
            "The fit stopped before the maximum. Take the forecasts with care, or try another model or unit of time.",
        ),
        "N_CLV_SHORT_HISTORY" => (
            format!("购买记录只有 {n} 天，预测的时间超过它的两倍：金额只能当作量级，请缩短预测期或换更长的记录。"),
            format!(
                "The purchases span {n} days and the forecast more than twice as many: take the amounts as an order of magnitude, or shorten the forecast."
            ),
        ),
        "N_CLV_NO_HOLDOUT" => whole(
            "留作检验的时间太短或复购客户太少，没有做留出检验。",
            "Too little time or too few repeat customers to hold days out, so the model was not checked on days that it did not see.",
        ),
        "N_CLV_NO_AMOUNTS" => whole(
            "复购没有大于零的金额，无法估计未来价值。",
            "No repeat purchase has an amount above 0, so there is no value to come.",
        ),
        "N_CLV_CORRELATED" => whole(
            "购买次数与平均金额的相关系数超过 0.3，而 Gamma-Gamma 假定二者无关：未来价值可能有偏差。",
            "Purchases and mean amounts are correlated beyond 0.3, while Gamma-Gamma takes them to be independent: the value to come may be off.",
        ),
        "N_CLV_INFINITE_MEAN" => whole(
            "金额的尾部太重（q ≤ 1），模型的总体均值为无穷大；没有复购的客户改用观察到的均值。",
            "Amounts have so heavy a tail (q at most 1) that the mean of the model is infinite; customers without a repeat purchase get the observed mean.",
        ),
        "N_CLV_POPULATION_MEAN" => (
            format!("有 {n} 位客户没有可用的复购金额，单次金额取总体均值。"),
            format!("{customers} {have} no repeat purchase above 0; their expected amount is the population mean."),
        ),
        _ => return None,
    })
}
