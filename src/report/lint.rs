//! What is wrong with a suggestion: it must say who does what to whom, when and how much, and not be vague.

use super::Lang;
use super::paper::Summary;
use serde::Serialize;

/// A fault of a suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SuggestionFault"))]
pub struct Fault {
    /// `vague`, `who`, `what`, `when`, `number`, `owner`.
    pub code: &'static str,
    /// The vague words, where it is they.
    pub words: Option<&'static str>,
    /// The fault in words.
    pub text: String,
}

/// Words that promise and say nothing.
const VAGUE: &[&str] = &[
    "加强推广",
    "加大推广",
    "提升体验",
    "优化体验",
    "改善体验",
    "提高满意度",
    "提升满意度",
    "加强管理",
    "加强沟通",
    "加强服务",
    "提升服务",
    "持续关注",
    "密切关注",
    "进一步加强",
    "大力",
    "尽快",
    "适当",
    "合理安排",
    "全面提升",
    "提高效率",
    "优化流程",
    "加强运营",
    "多做活动",
    "improve experience",
    "improve the experience",
    "enhance",
    "strengthen",
    "step up",
    "raise awareness",
    "as soon as possible",
    "leverage",
    "be more",
    "pay attention",
    "keep an eye",
    "optimise the process",
    "optimize the process",
    "do more",
];

/// Words for those that something is done to.
const TARGETS: &[&str] = &[
    "客户",
    "用户",
    "会员",
    "人群",
    "新客",
    "老客",
    "买家",
    "粉丝",
    "渠道",
    "地区",
    "商品",
    "步骤",
    "页面",
    "门店",
    "工单",
    "customer",
    "user",
    "member",
    "buyer",
    "segment",
    "class",
    "channel",
    "region",
    "product",
    "step",
    "page",
    "ticket",
    "those who",
];

/// Words for what is done.
const ACTIONS: &[&str] = &[
    "推送",
    "发放",
    "发送",
    "赠送",
    "发券",
    "回访",
    "致电",
    "联系",
    "短信",
    "邀请",
    "召回",
    "上架",
    "下架",
    "调整",
    "停投",
    "暂停",
    "减少",
    "增加",
    "改为",
    "修复",
    "排查",
    "设置",
    "建立",
    "培训",
    "排班",
    "测试",
    "试验",
    "对比",
    "捆绑",
    "组合",
    "满减",
    "推荐",
    "展示",
    "访谈",
    "核对",
    "预算",
    "提醒",
    "投放",
    "转移",
    "通知",
    "send",
    "offer",
    "call",
    "contact",
    "invite",
    "stop",
    "pause",
    "cut",
    "move",
    "fix",
    "bundle",
    "test",
    "show",
    "change",
    "train",
    "schedule",
    "recommend",
    "check",
    "remind",
    "interview",
    "add",
    "remove",
    "raise",
    "lower",
    "address",
    "compare",
    "shift",
];

/// Words for a time.
const TIMES: &[&str] = &[
    "月",
    "周",
    "日前",
    "天内",
    "季度",
    "年内",
    "今日",
    "本周",
    "每天",
    "每日",
    "小时内",
    "by the end",
    "within",
    "today",
    "tomorrow",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "week",
    "month",
    "quarter",
    "january",
    "february",
    "march",
    "april",
    "by may",
    "in may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "daily",
];

/// What may follow a word that is meant by its stem.
const ENDINGS: &[&str] = &["", "s", "es", "d", "ed", "ing", "ly"];

/// Whether a text in small letters holds a word: Chinese anywhere, English as a word of its own.
fn says(text: &str, word: &str) -> bool {
    if !word.is_ascii() {
        return text.contains(word);
    }
    let stem = word.strip_suffix('e').unwrap_or(word);
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let is_own = |at: usize| {
        let inside = text.get(..at).is_some_and(|before| before.ends_with(is_letter));
        let rest = text.get(at..).unwrap_or_default();
        let (tail, endings) = match rest.strip_prefix(word) {
            Some(tail) => (tail, ENDINGS),
            None => (rest.strip_prefix(stem).unwrap_or_default(), &["ing"][..]),
        };
        let tail = tail.split(|c| !is_letter(c)).next().unwrap_or_default();
        // As in stopped and cutting.
        let doubled = word.ends_with(|last| tail.strip_prefix(last).is_some_and(|t| matches!(t, "ed" | "ing")));
        !inside && (endings.contains(&tail) || doubled)
    };
    text.match_indices(stem).any(|(at, _)| is_own(at))
}

/// Whether a text names a year or a month of one: `2026年`, `2026-12`.
fn has_year(text: &str) -> bool {
    text.match_indices("20").any(|(at, _)| {
        let rest = text.get(at..).unwrap_or_default();
        let (year, behind) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let inside = text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| c.is_ascii_digit());
        let month =
            behind.strip_prefix(['-', '/', '.']).map(|m| m.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
        let is_month = month.and_then(|m| m.parse::<u32>().ok()).is_some_and(|m| (1..=12).contains(&m));
        !inside && year.len() == 4 && (behind.starts_with('年') || is_month)
    })
}

/// What is wrong with the suggestion of a summary; nothing where it is sound.
#[must_use]
pub fn faults(summary: &Summary, lang: Lang) -> Vec<Fault> {
    let text = summary.suggestion.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| says(&text, word));
    let fault = |code, zh: &str, en: &str| Fault { code, words: None, text: lang.pick(zh, en).to_owned() };
    let mut faults: Vec<Fault> = VAGUE
        .iter()
        .filter(|word| says(&text, word))
        .map(|word| {
            let text = match lang {
                Lang::Zh => format!("“{word}”说不清要做什么，请写成具体的动作和数字。"),
                Lang::En => format!("“{word}” does not say what is done: name the action and its number."),
            };
            Fault { code: "vague", words: Some(word), text }
        })
        .collect();
    if !has(TARGETS) {
        faults.push(fault(
            "who",
            "没有写对谁做：哪些客户、渠道、商品或步骤。",
            "It does not say to whom: which customers, channel, product or step.",
        ));
    }
    if !has(ACTIONS) {
        faults.push(fault(
            "what",
            "没有写做什么：例如推送优惠券、回访、停投、修复。",
            "It does not say what is done: send, call, stop, fix …",
        ));
    }
    let dated = summary.follow_up_date.bytes().any(|b| b.is_ascii_digit());
    if !has(TIMES) && !has_year(&text) && !dated {
        faults.push(fault("when", "没有写什么时候做完。", "It does not say by when."));
    }
    // The digits of a date alone are no amount.
    let amounts = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ',' | ':' | '%')));
    let is_date = |word: &str| word.matches(['-', '/']).count() == 2;
    if !amounts.into_iter().any(|word| word.bytes().any(|b| b.is_ascii_digit()) && !is_date(word)) {
        faults.push(fault(
            "number",
            "没有写数字：次数、人数、金额或目标。",
            "It has no number: how often, how many, how much, or the goal.",
        ));
    }
    if summary.owner.trim().is_empty() {
        faults.push(fault("owner", "没有写负责人。", "It names nobody who is responsible."));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(suggestion: &str, owner: &str, until: &str) -> Vec<&'static str> {
        let summary =
            Summary { suggestion: suggestion.into(), owner: owner.into(), follow_up_date: until.into(), ..Summary::default() };
        faults(&summary, Lang::Zh).into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn a_suggestion_says_who_what_when_how_much_and_who_answers() {
        assert!(codes("6月内对高价值客户推送3次专属优惠券，预计提升复购率10%", "*经理", "").is_empty());
        assert!(codes("By 2026-12-31, send 2 vouchers to at-risk customers", "Marketing", "").is_empty());
        assert_eq!(codes("加强推广", "", ""), ["vague", "who", "what", "when", "number", "owner"]);
        assert_eq!(codes("优化客服排班，提升响应效率", "*经理", "2024-06-01前完成策略落地"), ["who", "number"]);
        assert_eq!(codes("2026-12-31 前回访客户", "客服部", ""), ["number"]);
        assert_eq!(codes("对流失客户推送 2 张券", "市场部", ""), ["when"]);
    }

    #[test]
    fn a_number_is_no_time_and_a_part_of_a_word_no_word() {
        assert_eq!(codes("对流失客户推送 20 张券", "市场部", ""), ["when"]);
        assert_eq!(codes("对流失客户推送 2000 张券", "市场部", ""), ["when"]);
        assert!(codes("2026年对流失客户推送 20 张券", "市场部", "").is_empty());
        assert!(codes("2026-12 对流失客户推送 20 张券", "市场部", "").is_empty());
        assert_eq!(codes("Within 2 weeks the ladder is for 20 customers", "Marketing", ""), ["what"]);
        assert_eq!(codes("You may send 2 vouchers to members by hand", "Marketing", ""), ["when"]);
        for suggestion in [
            "By 2026-12-31, add 2 vouchers for customers",
            "Stopped within 2 weeks: the mails to 20 customers",
            "Cutting 20 % of the pages by the end of June",
            "Moving 2 products this week",
            "Calls to 20 members on Monday",
        ] {
            assert!(codes(suggestion, "Marketing", "").is_empty(), "{suggestion} {:?}", codes(suggestion, "Marketing", ""));
        }
        assert_eq!(codes("We strengthened it, 2 calls to members a week", "Marketing", ""), ["vague"]);
    }

    #[test]
    fn times_and_words_of_one_kind_are_told_apart() {
        assert!(
            says("5 classes", "class") && says("monthly", "month") && !says("classified", "class") && !says("address", "add")
        );
    }
}
