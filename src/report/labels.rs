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
        ("rfm", "class") => class_name(code, lang),
        ("rfm", "segment") => segment_name(code, lang),
        ("activity", "class") => activity_name(code, lang),
        ("lifecycle", "stage") => stage_name(code, lang),
        ("lifecycle", "overdue") => match code {
            "overdue" => lang.pick("逾期未购", "Overdue"),
            "on_time" => lang.pick("未逾期", "On time"),
            _ => code,
        },
        _ => code,
    }
}

/// Name of a class of activity; the code itself if it has none.
#[must_use]
pub fn activity_name(code: &str, lang: Lang) -> &str {
    match code {
        "lost" => lang.pick("流失", "Lost"),
        "silent" => lang.pick("沉默", "Silent"),
        "active" => lang.pick("活跃", "Active"),
        "regular" => lang.pick("一般", "Regular"),
        _ => code,
    }
}

/// Name of a stage of the lifecycle; the code itself if it has none.
#[must_use]
pub fn stage_name(code: &str, lang: Lang) -> &str {
    match code {
        "new" => lang.pick("新客户", "New"),
        "active" => lang.pick("持续活跃", "Active"),
        "returning" => lang.pick("回流", "Returning"),
        "dormant" => lang.pick("沉寂", "Dormant"),
        "lost" => lang.pick("流失", "Lost"),
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
        "stage" => lang.pick("阶段", "stage"),
        "overdue" => lang.pick("是否逾期", "overdue"),
        "cohort" => lang.pick("同期群", "cohort"),
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
        "days_since_visit" => lang.pick("距上次访问天数", "days_since_visit"),
        "visits_30" => lang.pick("近30天访问次数", "visits_30"),
        "days_since_purchase" => lang.pick("距上次购买天数", "days_since_purchase"),
        "expected_gap" => lang.pick("预期购买间隔天数", "expected_gap_days"),
        "overdue_days" => lang.pick("逾期天数", "overdue_days"),
        "purchases" => lang.pick("购买次数", "purchases"),
        "active_brackets" => lang.pick("回访期数", "periods_active"),
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::rfm::{CLASSES, SEGMENTS};
    use crate::analysis::{activity, lifecycle};

    #[test]
    fn every_class_and_segment_has_a_name_in_both_languages() {
        for code in CLASSES.iter().map(|c| c.code) {
            assert!(!class_name(code, Lang::Zh).is_ascii() && class_name(code, Lang::En) != code, "{code}");
        }
        for code in SEGMENTS.iter().map(|s| s.name) {
            assert!(!segment_name(code, Lang::Zh).is_ascii() && segment_name(code, Lang::En) != code, "{code}");
        }
        for (analysis, grouping, codes) in [
            ("activity", "class", &activity::CLASSES[..]),
            ("lifecycle", "stage", &lifecycle::STAGES),
            ("lifecycle", "overdue", &lifecycle::OVERDUE),
        ] {
            for code in codes {
                let named = |lang| group_name(analysis, grouping, code, lang);
                assert!(!named(Lang::Zh).is_ascii() && named(Lang::En) != *code, "{code}");
                assert!(!grouping_name(grouping, Lang::Zh).is_ascii());
            }
        }
    }
}
