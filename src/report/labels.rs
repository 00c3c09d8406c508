//! Names of classes and segments for exported tables.

use super::Lang;

/// Name of an RFM class by its code, as `111`; the code itself if it has none.
#[must_use]
pub fn class_name(code: &str, lang: Lang) -> &str {
    match code {
        "111" => lang.pick("重要价值客户（高价值客户）", "Important value (high value)"),
        "101" => lang.pick("重要发展客户（潜力客户）", "Important, to develop (potential)"),
        "011" => lang.pick("重要保持客户", "Important, to keep"),
        "001" => lang.pick("重要挽留客户", "Important, to win back"),
        "110" => lang.pick("一般价值客户", "General value"),
        "100" => lang.pick("一般发展客户", "General, to develop"),
        "010" => lang.pick("一般保持客户", "General, to keep"),
        "000" => lang.pick("一般挽留客户（流失风险客户）", "General, to win back (at risk)"),
        _ => code,
    }
}

/// Name of a segment of the 125 cells; the code itself if it has none.
#[must_use]
pub fn segment_name(code: &str, lang: Lang) -> &str {
    match code {
        "champions" => lang.pick("冠军客户", "Champions"),
        "loyal" => lang.pick("忠诚客户", "Loyal"),
        "potential_loyalist" => lang.pick("潜在忠诚客户", "Potential loyalists"),
        "new_customers" => lang.pick("新客户", "New customers"),
        "promising" => lang.pick("有望客户", "Promising"),
        "need_attention" => lang.pick("需要关注", "Need attention"),
        "about_to_sleep" => lang.pick("即将沉睡", "About to sleep"),
        "at_risk" => lang.pick("有流失风险", "At risk"),
        "cant_lose_them" => lang.pick("不能失去", "Can't lose them"),
        "hibernating" => lang.pick("休眠客户", "Hibernating"),
        "lost" => lang.pick("已流失", "Lost"),
        _ => code,
    }
}

/// Name of a group: of what the engine named by a code, in the language; of what the data named, the label itself.
#[must_use]
pub fn group_name<'a>(analysis: &str, grouping: &str, code: &'a str, lang: Lang) -> &'a str {
    match (analysis, grouping) {
        ("rfm", "class") | ("abc", "rfm") => class_name(code, lang),
        ("rfm", "segment") => segment_name(code, lang),
        ("describe", "arrival") => match code {
            "new" => lang.pick("本期新客", "New in the period"),
            "returning" => lang.pick("本期老客", "Returning in the period"),
            "absent" => lang.pick("本期未下单", "No order in the period"),
            _ => code,
        },
        ("describe", "orders") => match code {
            "once" => lang.pick("一单", "One order"),
            "repeat" => lang.pick("两单及以上", "Two or more orders"),
            _ => code,
        },
        ("abc", "class") => match code {
            "A" => lang.pick("A 类", "Class A"),
            "B" => lang.pick("B 类", "Class B"),
            "C" => lang.pick("C 类", "Class C"),
            _ => code,
        },
        _ => code,
    }
}

/// Name of a grouping; the code itself if it has none.
#[must_use]
pub fn grouping_name(code: &str, lang: Lang) -> &str {
    match code {
        "r" => "R",
        "f" => "F",
        "m" => "M",
        "class" => lang.pick("类别", "class"),
        "segment" => lang.pick("人群", "segment"),
        "rfm" => lang.pick("RFM 类别", "rfm_class"),
        "arrival" => lang.pick("新老客", "new_or_returning"),
        "orders" => lang.pick("单数", "by_orders"),
        _ => code,
    }
}

/// Name of a number of customers; the code itself if it has none.
#[must_use]
pub fn measure_name(code: &str, lang: Lang) -> &str {
    match code {
        "recency" => lang.pick("距今天数", "recency_days"),
        "frequency" => lang.pick("购买次数", "frequency"),
        "monetary" => lang.pick("净消费金额", "monetary"),
        "orders" => lang.pick("订单数", "orders"),
        "revenue" => lang.pick("净消费金额", "revenue"),
        "average_order_value" => lang.pick("客单价", "average_order_value"),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::rfm::{CLASSES, SEGMENTS};

    #[test]
    fn every_class_and_segment_has_a_name_in_both_languages() {
        for code in CLASSES.iter().map(|c| c.code) {
            assert!(!class_name(code, Lang::Zh).is_ascii() && class_name(code, Lang::En) != code, "{code}");
        }
        for (analysis, grouping, code) in [
            ("describe", "arrival", "new"),
            ("describe", "arrival", "returning"),
            ("describe", "arrival", "absent"),
            ("describe", "orders", "once"),
            ("describe", "orders", "repeat"),
            ("abc", "class", "A"),
            ("abc", "class", "B"),
            ("abc", "class", "C"),
        ] {
            let name = |lang| group_name(analysis, grouping, code, lang);
            assert!(!name(Lang::Zh).is_ascii() && name(Lang::En) != code, "{grouping} {code}");
        }
        for code in ["arrival", "orders", "class", "segment", "rfm"] {
            assert!(!grouping_name(code, Lang::Zh).is_ascii(), "{code}");
        }
        for code in ["orders", "revenue", "average_order_value"] {
            assert!(!measure_name(code, Lang::Zh).is_ascii(), "{code}");
        }
        for code in SEGMENTS.iter().map(|s| s.name) {
            assert!(!segment_name(code, Lang::Zh).is_ascii() && segment_name(code, Lang::En) != code, "{code}");
        }
    }
}
