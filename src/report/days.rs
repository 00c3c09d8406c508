//! The sentences about days: what lies apart from all others, and what the data do not cover.

/// Chinese and English sentence of a notice about days; `None` for other codes.
pub(super) fn sentence(code: &str, n: u64) -> Option<(String, String)> {
    let rows = if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
    let customers = if n == 1 { "1 customer".to_owned() } else { format!("{n} customers") };
    let is = if n == 1 { "is" } else { "are" };
    let (it, lies) = if n == 1 { ("it is", "lies") } else { ("they are", "lie") };
    Some(match code {
        "N_LAST_DAY_FAR" => (
            format!(
                "有 {n} 行的日期远在其余数据之后（30 天以上），可能写错了，不计入客户分析。是真的吗？若是，请把截止日期设在它之后。"
            ),
            format!(
                "{rows} {lies} more than 30 days behind all others and may be mistyped; {it} left out of customer analyses. If the date is right, set the reference date behind it."
            ),
        ),
        "N_FIRST_DAY_FAR" => (
            format!("有 {n} 行的日期比其余数据早两年以上，可能写错了，不计入客户分析。请在文件里更正后重新打开。"),
            format!(
                "{rows} {lies} more than two years before all others and may be mistyped; {it} left out of customer analyses. Correct the date in the file and open it again."
            ),
        ),
        "N_MONTHS_ALONE" => (
            "日期只写到月，没有日：都按当月 1 日计。按月的结果不受影响；间隔天数、星期和截止日期只精确到月。".to_owned(),
            "The dates name months without a day: each counts as the first of its month. Results by month hold; numbers of days, weekdays and the reference date are exact to the month alone.".to_owned(),
        ),
        "N_REGISTERED_FAR" => (
            format!("有 {n} 个注册日期与其余日期相隔两年以上，可能写错了，按没有注册日期处理。"),
            format!(
                "{n} {} more than two years away from all others and may be mistyped; {it} taken as missing.",
                if n == 1 { "date of registration lies" } else { "dates of registration lie" }
            ),
        ),
        "N_AFTER_AS_OF" => (
            format!("有 {n} 行在截止日期当天或之后，不计入分析。"),
            format!("{rows} {} on the reference date or after it and {is} not counted.", if n == 1 { "falls" } else { "fall" }),
        ),
        "N_AS_OF_KNOWN" => (
            "没有订单、行为或反馈的时间：截止日期取各表其他日期（如注册日期、渠道数据的日期）中最后一个的次日。".to_owned(),
            "No table tells of orders, events or feedback by time: the reference date is the day behind the last other date in the tables, such as a registration or a day of a channel.".to_owned(),
        ),
        "N_NO_DATE" => (
            format!("所有表格都没有日期，没有截止日期：{n} 位客户的年龄不由证件号推算，按缺失处理。请设定截止日期。"),
            format!(
                "No table holds a date, so there is no reference date: the ages of {customers} are not told from ID numbers and count as missing. Set a reference date."
            ),
        ),
        "N_NOT_JUDGED" => (
            format!("有 {n} 位客户不作判断：判断所需的天数，数据没有全部覆盖。"),
            format!(
                "{customers} {is} not judged and in no class: the data do not cover all days of the windows that would judge."
            ),
        ),
        "N_ENDS_EARLIER" => (
            format!("这项分析所用的表格比截止日期早 {n} 天结束：其后的日子没有数据，不作判断，留空。"),
            format!(
                "The table behind this analysis ends {} before the reference date: nobody knows what happened then, so it is left blank.",
                if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
            ),
        ),
        _ => return None,
    })
}
