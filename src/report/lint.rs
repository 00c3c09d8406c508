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
    "20",
    "by ",
    "within",
    "week",
    "month",
    "quarter",
    "january",
    "february",
    "march",
    "april",
    "may ",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "daily",
];

/// What is wrong with the suggestion of a summary; nothing where it is sound.
#[must_use]
pub fn faults(summary: &Summary, lang: Lang) -> Vec<Fault> {
    let text = summary.suggestion.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let fault = |code, zh: &str, en: &str| Fault { code, words: None, text: lang.pick(zh, en).to_owned() };
    let mut faults: Vec<Fault> = VAGUE
        .iter()
        .filter(|word| text.contains(**word))
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
    if !has(TIMES) && !dated {
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
}
