//! The report: five parts, a summary of seven fields, tables. Plain data in one language; nothing of a single customer.

use super::Lang;
use super::card::Card;
use super::sheet::Sheet;
use crate::error::{Error, ErrorKind, Result};
use crate::recipe::Selection;
use serde::{Deserialize, Serialize};

/// Who a report is for. A report for one holds only what that one may see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Role {
    /// Whoever did the analysis: everything.
    #[default]
    All,
    /// 管理层
    Management,
    /// 市场部
    Marketing,
    /// 运营部
    Operations,
    /// 客服部
    Service,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::All, Self::Management, Self::Marketing, Self::Operations, Self::Service];

    /// The role with this name.
    ///
    /// # Errors
    /// `E_PARAM`.
    pub fn from_name(name: &str) -> Result<Self> {
        let known = || Error::new(ErrorKind::Param).of_setting("role").named(name).of_known(Self::ALL.iter().map(|r| r.name()));
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or_else(known)
    }

    /// Stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Management => "management",
            Self::Marketing => "marketing",
            Self::Operations => "operations",
            Self::Service => "service",
        }
    }

    /// The analyses that it may see.
    #[must_use]
    pub fn sees(self, analysis: &str) -> bool {
        let seen: &[&str] = match self {
            Self::All => return true,
            Self::Management => &["describe", "rfm", "abc", "clv", "activity", "lifecycle", "retention", "funnel", "channel"],
            Self::Marketing => {
                &["rfm", "clv", "cluster", "segments", "portrait", "lifecycle", "basket", "recommend", "channel", "attribution"]
            }
            Self::Operations => &["activity", "lifecycle", "retention", "funnel", "path", "sessions", "recommend"],
            Self::Service => &["activity", "lifecycle", "retention", "segments"],
        };
        seen.contains(&analysis)
    }

    /// Title of its report.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::All => lang.pick("客户数据分析报告", "Customer analysis report"),
            Self::Management => lang.pick("客户经营概览", "Customers at a glance"),
            Self::Marketing => lang.pick("客户分群与营销建议", "Customer groups and marketing actions"),
            Self::Operations => lang.pick("行为路径优化方案", "Behaviour paths and what to mend"),
            Self::Service => lang.pick("客户服务与挽留方案", "Customer service and retention"),
        }
    }
}

/// How much a finding asks for attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "FindingSeverity"))]
pub enum Severity {
    /// Something is wrong.
    Bad,
    /// Something may go wrong.
    Watch,
    /// Something goes well.
    Good,
    /// How things are.
    Info,
}

/// A number that a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Evidence {
    /// What it is.
    pub name: String,
    /// The number as it is printed.
    pub value: String,
    /// Where it stands in the results of its analysis: names and numbers of items, divided by points.
    pub path: String,
}

/// What to do: who does what to whom until when, and what it is good for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Advice {
    /// The whole as a sentence.
    pub text: String,
    /// To whom.
    pub target: String,
    /// What.
    pub action: String,
    /// How much, in numbers.
    pub amount: String,
    /// The department that does it.
    pub owner: String,
    /// Until when (ISO 8601).
    pub until: String,
}

/// What was found: 是什么, 为什么, 怎么办.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ReportFinding"))]
pub struct Statement {
    /// Stable code, unique within its analysis.
    pub code: String,
    /// Name of the analysis.
    pub analysis: &'static str,
    /// How much it asks for attention.
    pub severity: Severity,
    /// 是什么: the fact, with its number.
    pub what: String,
    /// 为什么: what the data say about where it comes from; not a cause unless an experiment says so.
    pub why: String,
    /// 怎么办, where something can be done.
    pub how: Option<Advice>,
    /// The numbers it rests on.
    pub numbers: Vec<Evidence>,
    /// The rule by which they are counted.
    pub rule: String,
    /// The groups of customers behind it, for the list behind the number: of one grouping in any, of several groupings in all.
    pub groups: Vec<Selection>,
}

/// One of the five parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ReportPart"))]
pub struct Part {
    /// `conclusions`, `metrics`, `dimensions`, `problems`, `actions`.
    pub code: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Places of its findings in the report's list.
    pub findings: Vec<usize>,
    /// Places of its tables in the report's list.
    pub sheets: Vec<usize>,
}

/// The seven fields of the summary table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ReportSummary"))]
pub struct Summary {
    /// 报告日期
    pub report_date: String,
    /// 核心结论
    pub core_conclusion: String,
    /// 关键指标（同比/环比）
    pub key_metric: String,
    /// 问题诊断
    pub problem_diag: String,
    /// 改进建议
    pub suggestion: String,
    /// 负责人
    pub owner: String,
    /// 跟进时间节点
    pub follow_up_date: String,
}

impl Summary {
    /// The texts in the order of the template.
    #[must_use]
    pub fn texts(&self) -> [&str; 7] {
        [
            &self.report_date,
            &self.core_conclusion,
            &self.key_metric,
            &self.problem_diag,
            &self.suggestion,
            &self.owner,
            &self.follow_up_date,
        ]
    }

    /// These texts where they are not empty, and the others where they are.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let pick = |own: String, other: String| if own.trim().is_empty() { other } else { own };
        Self {
            report_date: pick(self.report_date, other.report_date),
            core_conclusion: pick(self.core_conclusion, other.core_conclusion),
            key_metric: pick(self.key_metric, other.key_metric),
            problem_diag: pick(self.problem_diag, other.problem_diag),
            suggestion: pick(self.suggestion, other.suggestion),
            owner: pick(self.owner, other.owner),
            follow_up_date: pick(self.follow_up_date, other.follow_up_date),
        }
    }
}

/// A file that the report is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ReportSource"))]
pub struct Source {
    /// Its name.
    pub name: String,
    /// Rows that count: read, and kept by the cleaning; `null` where they are customers, and all customers less these would be few.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub rows: Option<u64>,
    /// Its other rows: set aside in reading, without what is needed to count, or cleaned away; `null` with the others.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub rejected: Option<u64>,
    /// Hash of its bytes.
    pub fingerprint: String,
}

/// An analysis without results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "ReportGap"))]
pub struct Gap {
    /// Its name.
    pub analysis: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Why it has none.
    pub why: String,
}

/// The whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Report {
    /// Version of this layout.
    pub version: u32,
    /// Its language.
    pub lang: Lang,
    /// Who it is for.
    pub role: Role,
    /// Its title.
    pub title: &'static str,
    /// The line that marks every page of it and the view of it.
    pub watermark: String,
    /// The day it is made (ISO 8601); empty where neither the user nor the data tell one.
    pub date: String,
    /// The reference date of the numbers, where they have one.
    pub as_of: Option<String>,
    /// What it is made of.
    pub files: Vec<Source>,
    /// Customers in all.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub customers: u64,
    /// Groups of fewer people are not told of.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub smallest_group: u64,
    /// The filter under which all numbers stand, in words; empty without one.
    pub filter: Vec<String>,
    /// The seven fields.
    pub summary: Summary,
    /// The five parts.
    pub parts: Vec<Part>,
    /// What was found, the weightiest first.
    pub findings: Vec<Statement>,
    /// What to do with whom, and what it is worth.
    pub cards: Vec<Card>,
    /// Classes that have no card, since what is assumed would bring too few orders or less than it costs.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub small_cards: u64,
    /// The tables.
    pub sheets: Vec<Sheet>,
    /// Analyses without results.
    pub gaps: Vec<Gap>,
    /// What a reader must know: what is hidden, what was cleaned, what the numbers are not.
    pub notes: Vec<String>,
}
