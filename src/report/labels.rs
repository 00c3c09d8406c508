//! Names of classes and segments for exported tables.

use super::Lang;
use crate::fields::{Domain, Field};
use std::borrow::Cow;

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

/// Name of a segment that we named; the code itself if it has none.
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
        "others" => lang.pick("其他客户", "Others"),
        _ => code,
    }
}

/// Name of a group: of what the engine named by a code, in the language; of what the data named, the label itself.
#[must_use]
pub fn group_name<'a>(analysis: &str, grouping: &str, code: &'a str, lang: Lang) -> Cow<'a, str> {
    match (analysis, grouping) {
        ("rfm", "class") => class_name(code, lang).into(),
        ("rfm", "segment") => segment_name(code, lang).into(),
        ("rfm", "migration") => move_name(code, lang).into(),
        ("activity", "class") => activity_name(code, lang).into(),
        ("lifecycle", "stage") => stage_name(code, lang).into(),
        ("lifecycle", "overdue") => match code {
            "overdue" => lang.pick("逾期未购", "Overdue"),
            "on_time" => lang.pick("未逾期", "On time"),
            _ => code,
        }
        .into(),
        ("segments" | "portrait", grouping) => attribute_group(grouping, code, lang).into(),
        _ => code.into(),
    }
}

/// Name of a group of an attribute; labels of the data and bands of numbers are their own names.
fn attribute_group<'a>(attribute: &str, code: &'a str, lang: Lang) -> &'a str {
    let of_domain = |field| Domain::of(field).and_then(|domain| domain.label(code, lang == Lang::En));
    match (attribute, code) {
        ("rfm_class", _) => class_name(code, lang),
        ("rfm", _) => segment_name(class_name(code, lang), lang),
        ("activity", _) => activity_name(code, lang),
        ("lifecycle", _) => stage_name(code, lang),
        ("gender", _) => of_domain(Field::Gender).unwrap_or(code),
        ("member_level", _) => of_domain(Field::MemberLevel).unwrap_or(code),
        ("recency_band", "none") => lang.pick("没有购买", "no purchase"),
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

/// Name of a move between two RFM classes, as `111>011`, `new>111` or `111>gone`; the code itself if it is none.
fn move_name(code: &str, lang: Lang) -> String {
    let side = |code| match code {
        "new" => lang.pick("新出现", "new"),
        "gone" => lang.pick("不再出现", "gone"),
        code => class_name(code, lang),
    };
    code.split_once('>').map_or_else(|| code.to_owned(), |(from, to)| [side(from), " → ", side(to)].concat())
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
        "migration" => lang.pick("类别变动", "class_change"),
        "stage" => lang.pick("阶段", "stage"),
        "overdue" => lang.pick("是否逾期", "overdue"),
        "cohort" => lang.pick("同期群", "cohort"),
        "gender" => lang.pick("性别", "gender"),
        "age_band" => lang.pick("年龄段", "age_band"),
        "occupation" => lang.pick("职业", "occupation"),
        "province" => lang.pick("省份", "province"),
        "city" => lang.pick("城市", "city"),
        "member_level" => lang.pick("会员等级", "member_level"),
        "rfm_class" => lang.pick("RFM 类别", "rfm_class"),
        "recency_band" => lang.pick("距上次购买（天）", "days_since_purchase"),
        "order_band" => lang.pick("订单数", "orders"),
        "tenure_band" => lang.pick("注册时长（天）", "days_since_joining"),
        "channel" => lang.pick("购买渠道", "channel"),
        "source" => lang.pick("来源渠道", "source"),
        "payment_method" => lang.pick("支付方式", "payment_method"),
        "category" => lang.pick("偏好品类", "favourite_category"),
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
    use crate::analysis::rfm::{CLASSES, README_TEN, SEGMENTS};
    use crate::analysis::segments::ATTRIBUTES;
    use crate::analysis::{activity, lifecycle};

    #[test]
    fn every_class_and_segment_has_a_name_in_both_languages() {
        for code in CLASSES.iter().map(|c| c.code) {
            assert!(!class_name(code, Lang::Zh).is_ascii() && class_name(code, Lang::En) != code, "{code}");
        }
        for code in SEGMENTS.iter().chain(&README_TEN).map(|s| s.name).chain(["others"]) {
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

    #[test]
    fn moves_are_named_by_both_classes() {
        let name = |code| group_name("rfm", "migration", code, Lang::En).into_owned();
        assert_eq!(name("111>010"), "Important value (high value) → General, to keep");
        assert_eq!((name("new>110"), name("110>gone")), ("new → General value".to_owned(), "General value → gone".to_owned()));
        assert_eq!(group_name("rfm", "migration", "111>gone", Lang::Zh), "重要价值客户（高价值客户） → 不再出现");
    }
    #[test]
    fn attributes_and_what_the_engine_calls_their_groups_have_names() {
        for code in ATTRIBUTES {
            assert!(!grouping_name(code, Lang::Zh).is_ascii() && grouping_name(code, Lang::En).is_ascii(), "{code}");
        }
        let name = |grouping, code| group_name("segments", grouping, code, Lang::Zh);
        assert_eq!(
            [name("gender", "female"), name("member_level", "gold"), name("recency_band", "none")],
            ["女", "黄金", "没有购买"]
        );
        assert_eq!([name("rfm_class", "001"), name("gender", "X"), name("order_band", "3-5")], ["重要挽留客户", "X", "3-5"]);
        assert_eq!(group_name("portrait", "rfm", "champions", Lang::En), "Champions");
    }
}
