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

/// Names of groups: analysis, grouping, code, Chinese, English.
const GROUPS: &[(&str, &str, &str, &str, &str)] = &[
    ("describe", "arrival", "new", "本期新客", "New in the period"),
    ("describe", "arrival", "returning", "本期老客", "Returning in the period"),
    ("describe", "arrival", "absent", "本期未下单", "No order in the period"),
    ("describe", "orders", "once", "一单", "One order"),
    ("describe", "orders", "repeat", "两单及以上", "Two or more orders"),
    ("abc", "class", "A", "A 类", "Class A"),
    ("abc", "class", "B", "B 类", "Class B"),
    ("abc", "class", "C", "C 类", "Class C"),
    ("clv", "alive", "0_20", "0–20%", "0–20 %"),
    ("clv", "alive", "20_40", "20–40%", "20–40 %"),
    ("clv", "alive", "40_60", "40–60%", "40–60 %"),
    ("clv", "alive", "60_80", "60–80%", "60–80 %"),
    ("clv", "alive", "80_100", "80–100%", "80–100 %"),
    ("clv", "value_decile", "1", "第 1 档", "Tenth 1"),
    ("clv", "value_decile", "2", "第 2 档", "Tenth 2"),
    ("clv", "value_decile", "3", "第 3 档", "Tenth 3"),
    ("clv", "value_decile", "4", "第 4 档", "Tenth 4"),
    ("clv", "value_decile", "5", "第 5 档", "Tenth 5"),
    ("clv", "value_decile", "6", "第 6 档", "Tenth 6"),
    ("clv", "value_decile", "7", "第 7 档", "Tenth 7"),
    ("clv", "value_decile", "8", "第 8 档", "Tenth 8"),
    ("clv", "value_decile", "9", "第 9 档", "Tenth 9"),
    ("clv", "value_decile", "10", "第 10 档", "Tenth 10"),
    ("activity", "class", "lost", "流失", "Lost"),
    ("activity", "class", "silent", "沉默", "Silent"),
    ("activity", "class", "active", "活跃", "Active"),
    ("activity", "class", "regular", "一般", "Regular"),
    ("lifecycle", "stage", "new", "新增", "New"),
    ("lifecycle", "stage", "returning", "持续", "Returning"),
    ("lifecycle", "stage", "resurrecting", "回流", "Resurrecting"),
    ("lifecycle", "stage", "dormant", "沉寂", "Dormant"),
    ("lifecycle", "stage", "inactive", "不活跃", "Inactive"),
    ("lifecycle", "stage", "lost", "流失", "Lost"),
    ("lifecycle", "overdue", "overdue", "逾期未购", "Overdue"),
    ("lifecycle", "overdue", "on_time", "未逾期", "On time"),
    ("sessions", "session_band", "1", "1 次", "1 session"),
    ("sessions", "session_band", "2", "2 次", "2 sessions"),
    ("sessions", "session_band", "3_4", "3–4 次", "3–4 sessions"),
    ("sessions", "session_band", "5_9", "5–9 次", "5–9 sessions"),
    ("sessions", "session_band", "10_19", "10–19 次", "10–19 sessions"),
    ("sessions", "session_band", "20", "20 次及以上", "20 sessions or more"),
    ("basket", "rule", "target", "只买了左边", "Only the left side"),
    ("basket", "rule", "both", "两边都买了", "Both sides"),
    ("recommend", "basis", "alike", "与所购相似", "Alike to what they bought"),
    ("recommend", "basis", "popular", "热门", "Popular"),
    ("segments", "recency_band", "none", "没有购买", "no purchase"),
    ("portrait", "recency_band", "none", "没有购买", "no purchase"),
];

/// Names of groupings: code, Chinese, English.
const GROUPINGS: &[(&str, &str, &str)] = &[
    ("r", "R", "R"),
    ("f", "F", "F"),
    ("m", "M", "M"),
    ("class", "类别", "class"),
    ("segment", "人群", "segment"),
    ("migration", "类别变动", "class_change"),
    ("rule", "关联规则", "rule"),
    ("recommended", "推荐商品", "recommended"),
    ("basis", "推荐依据", "basis"),
    ("stage", "阶段", "stage"),
    ("overdue", "是否逾期", "overdue"),
    ("cohort", "同期群", "cohort"),
    ("entry", "首次进入事件", "first_event"),
    ("exit", "最后离开事件", "last_event"),
    ("session_band", "访问次数档", "sessions_band"),
    ("step", "漏斗最深步骤", "deepest_step"),
    ("arrival", "新老客", "new_or_returning"),
    ("orders", "单数", "by_orders"),
    ("cluster", "聚类", "cluster"),
    ("alive", "仍活跃概率", "alive_probability"),
    ("value_decile", "价值十档", "value_tenth"),
    ("gender", "性别", "gender"),
    ("age_band", "年龄段", "age_band"),
    ("occupation", "职业", "occupation"),
    ("province", "省份", "province"),
    ("city", "城市", "city"),
    ("member_level", "会员等级", "member_level"),
    ("rfm_class", "RFM 类别", "rfm_class"),
    ("recency_band", "距上次购买（天）", "days_since_purchase"),
    ("order_band", "订单数", "orders"),
    ("tenure_band", "注册时长（天）", "days_since_joining"),
    ("channel", "购买渠道", "channel"),
    ("source", "来源渠道", "source"),
    ("first_channel", "首个渠道", "first_channel"),
    ("last_channel", "末个渠道", "last_channel"),
    ("payment_method", "支付方式", "payment_method"),
    ("category", "偏好品类", "favourite_category"),
];

/// Names of numbers of customers: code, Chinese, English.
const MEASURES: &[(&str, &str, &str)] = &[
    ("recency", "距今天数", "recency_days"),
    ("frequency", "购买次数", "frequency"),
    ("monetary", "净消费金额", "monetary"),
    ("days_since_visit", "距上次访问天数", "days_since_visit"),
    ("visits_30", "近30天访问次数", "visits_30"),
    ("days_since_purchase", "距上次购买天数", "days_since_purchase"),
    ("expected_gap", "预期购买间隔天数", "expected_gap_days"),
    ("overdue_days", "逾期天数", "overdue_days"),
    ("purchases", "购买次数", "purchases"),
    ("active_brackets", "回访期数", "periods_active"),
    ("journeys", "路径数", "journeys"),
    ("sessions", "访问次数", "sessions"),
    ("median_minutes", "访问时长中位数（分钟）", "median_session_minutes"),
    ("funnel_level", "漏斗到达步数", "funnel_steps_reached"),
    ("seconds_to_convert", "转化用时（秒）", "seconds_to_convert"),
    ("orders", "订单数", "orders"),
    ("revenue", "净消费金额", "revenue"),
    ("average_order_value", "客单价", "average_order_value"),
    ("alive", "仍活跃概率", "alive_probability"),
    ("expected_purchases", "预期购买次数", "expected_purchases"),
    ("value", "预期价值", "expected_value"),
    ("touches", "触点数", "touches"),
    ("conversions", "转化次数", "conversions"),
    ("recommend_score", "推荐得分", "recommend_score"),
    ("average_order", "客单价", "average_order_value"),
    ("gap", "购买间隔天数", "days_between_purchases"),
    ("age", "年龄", "age"),
    ("income", "收入水平", "income"),
    ("tenure", "注册天数", "days_since_registration"),
];

/// Name of a group: of what the engine named by a code, in the language; of what the data named, the label itself.
#[must_use]
pub fn group_name<'a>(analysis: &str, grouping: &str, code: &'a str, lang: Lang) -> Cow<'a, str> {
    let of_domain = |field| Domain::of(field).and_then(|domain| domain.label(code, lang == Lang::En)).unwrap_or(code);
    let listed = GROUPS.iter().find(|(a, g, c, ..)| (*a, *g, *c) == (analysis, grouping, code));
    match (analysis, grouping) {
        _ if let Some((.., zh, en)) = listed => Cow::Borrowed(lang.pick(zh, en)),
        ("rfm", "migration") => move_name(code, lang).into(),
        ("funnel", "step") => step_name(code, lang).into(),
        ("rfm", "class") | (_, "rfm_class") => class_name(code, lang).into(),
        ("rfm", "segment") => segment_name(code, lang).into(),
        ("segments" | "portrait", "rfm") => segment_name(class_name(code, lang), lang).into(),
        (_, "gender") => of_domain(Field::Gender).into(),
        (_, "member_level") => of_domain(Field::MemberLevel).into(),
        _ => code.into(),
    }
}

/// Name of the deepest step of a funnel by its number, as `step_2`; the code itself if it is none.
fn step_name(code: &str, lang: Lang) -> String {
    let number = code.strip_prefix("step_").filter(|number| number.parse::<u32>().is_ok());
    number.map_or_else(|| code.to_owned(), |n| [lang.pick("止于第 ", "Stopped at step "), n, lang.pick(" 步", "")].concat())
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
    named(GROUPINGS, code, lang)
}

/// Name of a number of customers; the code itself if it has none.
#[must_use]
pub fn measure_name(code: &str, lang: Lang) -> &str {
    named(MEASURES, code, lang)
}

fn named<'a>(names: &[(&str, &'static str, &'static str)], code: &'a str, lang: Lang) -> &'a str {
    names.iter().find(|(c, ..)| *c == code).map_or(code, |(_, zh, en)| lang.pick(zh, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::rfm::{CLASSES, README_TEN, SEGMENTS};
    use crate::analysis::{activity, basket, lifecycle, recommend};

    #[test]
    fn every_class_and_segment_has_a_name_in_both_languages() {
        for code in CLASSES.iter().map(|c| c.code) {
            assert!(!class_name(code, Lang::Zh).is_ascii() && class_name(code, Lang::En) != code, "{code}");
        }
        for code in SEGMENTS.iter().chain(&README_TEN).map(|s| s.name).chain(["others"]) {
            assert!(!segment_name(code, Lang::Zh).is_ascii() && segment_name(code, Lang::En) != code, "{code}");
        }
        for (analysis, grouping, codes) in [
            ("describe", "arrival", &["new", "returning", "absent"][..]),
            ("describe", "orders", &["once", "repeat"]),
            ("abc", "class", &["A", "B", "C"]),
            ("activity", "class", &activity::CLASSES),
            ("lifecycle", "stage", &lifecycle::STAGES),
            ("lifecycle", "overdue", &lifecycle::OVERDUE),
            ("basket", "rule", &basket::GROUPS),
            ("recommend", "basis", &recommend::BASES),
        ] {
            for code in codes {
                let named = |lang| group_name(analysis, grouping, code, lang);
                assert!(!named(Lang::Zh).is_ascii() && named(Lang::En) != *code, "{code}");
                assert!(!grouping_name(grouping, Lang::Zh).is_ascii());
            }
        }
    }

    #[test]
    fn steps_are_named_by_their_number() {
        assert_eq!(group_name("funnel", "step", "step_12", Lang::Zh), "止于第 12 步");
        assert_eq!(group_name("funnel", "step", "step_1", Lang::En), "Stopped at step 1");
    }

    #[test]
    fn moves_are_named_by_both_classes() {
        let name = |code| group_name("rfm", "migration", code, Lang::En).into_owned();
        assert_eq!(name("111>010"), "Important value (high value) → General, to keep");
        assert_eq!((name("new>110"), name("110>gone")), ("new → General value".to_owned(), "General value → gone".to_owned()));
        assert_eq!(group_name("rfm", "migration", "111>gone", Lang::Zh), "重要价值客户（高价值客户） → 不再出现");
    }
}
