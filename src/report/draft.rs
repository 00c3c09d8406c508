//! A report in the making: each analysis adds what it found, and the draft ranks it and puts it into the five parts.

use super::card::{Card, Owner, cards};
use super::figure::count;
use super::guard::{Guard, Told};
use super::look::{Look, may_tell};
use super::paper::{Advice, Evidence, Part, Role, Severity, Statement, Summary};
use super::sheet::Sheet;
use super::{Lang, finder};
use crate::analysis::Analysis;
use crate::recipe::{Assumptions, Selection};
use crate::table::date::{iso_day, parse_day};
use std::collections::BTreeMap;
use std::fmt::{Display, Write};

/// How many findings stand in the conclusions, and how many of them from one analysis.
const CONCLUSIONS: usize = 5;
const CONCLUSIONS_OF_ONE: usize = 2;
/// Most actions.
const ACTIONS: usize = 8;

/// A sentence in the language of the draft: `say!(draft, "中文 {a}", "English {a}", a)`. Words with gaps and not formats: a report has
/// hundreds of them, and each format is code of its own.
macro_rules! say {
    ($draft:expr, $zh:literal, $en:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        crate::report::draft::filled($draft.lang.pick($zh, $en), &[$((stringify!($name), say!(@ $name $($value)?))),*])
    };
    (@ $name:ident) => { &$name };
    (@ $name:ident $value:expr) => { &$value };
}
pub(super) use say;

/// Words whose gaps, as `{name}`, are filled.
pub(super) fn filled(words: &str, gaps: &[(&str, &dyn Display)]) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        if let Some((_, value)) = gaps.iter().find(|(gap, _)| *gap == name) {
            // Writing into a string cannot fail.
            let _ = write!(out, "{value}");
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// What was found, before it has a place.
pub(super) struct Finding {
    pub code: String,
    pub severity: Severity,
    /// How much it matters among those of its severity, from 0 to 100.
    pub weight: f64,
    pub what: String,
    /// What the data say about where it comes from. How a thing is defined is no reason: that stands in `rule`.
    pub why: String,
    /// How what it counts is defined, beside the rule of its analysis.
    pub rule: String,
    pub how: Option<Advice>,
    pub numbers: Vec<Evidence>,
    pub groups: Vec<Selection>,
}

/// All that goes into a report.
pub(super) struct Draft<'a> {
    pub lang: Lang,
    role: Role,
    /// The day of the report, where one is known.
    today: Option<i32>,
    pub assumed: &'a Assumptions,
    /// Names of products by what their analyses call them.
    products: &'a BTreeMap<String, String>,
    analysis: &'static str,
    rule: &'static str,
    statements: Vec<(f64, Statement)>,
    /// Sentences on key figures, the first the most important.
    pub metrics: Vec<String>,
    pub sheets: Vec<Sheet>,
    pub cards: Vec<Card>,
    /// Classes whose card would be worth too little.
    pub small_cards: u64,
    /// Customers of the report.
    customers: u64,
    /// The smallest group that it tells of.
    pub k: u64,
    /// What may be told of the tables; `None` while they are collected for it.
    guard: Option<Guard>,
    /// Analysis and code of each table that was handed in, with what may be told of it.
    told: Vec<(&'static str, &'static str, Told)>,
}

impl<'a> Draft<'a> {
    /// A draft about so many customers that tells of no fewer than `k`. Without a guard it collects the tables, all rows of them open, and what it says is for nobody.
    pub fn new(
        lang: Lang,
        role: Role,
        today: Option<i32>,
        assumed: &'a Assumptions,
        [customers, k]: [u64; 2],
        guard: Option<Guard>,
        products: &'a BTreeMap<String, String>,
    ) -> Self {
        Self {
            lang,
            role,
            today,
            assumed,
            products,
            analysis: "",
            rule: "",
            statements: Vec::new(),
            metrics: Vec::new(),
            sheets: Vec::new(),
            cards: Vec::new(),
            small_cards: 0,
            customers,
            k,
            guard,
            told: Vec::new(),
        }
    }

    /// Takes what an analysis found, if the reader may see it.
    pub fn take(&mut self, analysis: &'static Analysis, params: Look<'_>, outcome: Look<'_>) {
        if !self.role.sees(analysis.name) {
            return;
        }
        self.analysis = analysis.name;
        self.rule = self.lang.pick(analysis.definition.zh, analysis.definition.en);
        finder::find(self, params, outcome);
        if analysis.name == "rfm" {
            (self.cards, self.small_cards) = cards(outcome, &self.told_of("classes"), self.assumed, self.lang);
        }
    }

    /// The analysis that is being taken.
    pub fn analysis(&self) -> &'static str {
        self.analysis
    }

    /// Adds a finding.
    pub fn add(&mut self, finding: Finding) {
        let base = match finding.severity {
            Severity::Bad => 300.0,
            Severity::Watch => 200.0,
            Severity::Good => 150.0,
            Severity::Info => 0.0,
        };
        let statement = Statement {
            code: finding.code,
            analysis: self.analysis,
            severity: finding.severity,
            what: finding.what,
            why: finding.why,
            how: finding.how,
            numbers: finding.numbers,
            rule: if finding.rule.is_empty() { self.rule.to_owned() } else { [self.rule, "\n", &finding.rule].concat() },
            groups: finding.groups,
        };
        self.statements.push((base + finding.weight.clamp(0.0, 100.0), statement));
    }

    /// Adds a table; what is small in it is hidden. A finding may speak of the rows that stay open, and of no others. A table
    /// without rows is none.
    pub fn table(&mut self, mut sheet: Sheet) -> Told {
        sheet.analysis = self.analysis;
        if sheet.rows.is_empty() {
            return Told::default();
        }
        // A finder may leave out a table of what may not be told, so that places differ.
        let is_same = |(analysis, code, _): &&(&str, &str, Told)| (*analysis, *code) == (self.analysis, sheet.code);
        let before = self.told.iter().filter(is_same).count();
        let guarded = self.guard.as_ref().map(|guard| guard.of_sheet(self.analysis, sheet.code, before));
        let mut told = guarded.clone().unwrap_or_else(|| Told::all(sheet.rows.len()));
        if guarded.is_some() && !sheet.shape.dominated.is_empty() {
            told.close(&sheet);
            let words = self.lang.pick(
                "几乎全归两位客户的金额不给（“–”），能由合计推出它的也不给",
                "amounts that two customers hold nearly all of are withheld (“–”), and others that these would follow from",
            );
            sheet.note = [sheet.note.as_str(), words]
                .iter()
                .filter(|s| !s.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join(self.lang.pick("；", "; "));
        }
        self.told.push((self.analysis, sheet.code, told.clone()));
        match guarded {
            None => self.sheets.push(sheet),
            Some(_) if !told.is_dropped() => self.sheets.push(sheet.showing(&told)),
            Some(_) => {}
        }
        told
    }

    /// What may be told of a table of the present analysis that was added before.
    pub fn told_of(&self, code: &str) -> Told {
        let mut own = self.told.iter().filter(|(analysis, name, _)| (*analysis, *name) == (self.analysis, code));
        own.next().map(|(.., told)| told.clone()).unwrap_or_default()
    }

    /// Whether so many people may be told of: at least so many as the smallest group, and so are all others together, if there are any.
    pub fn tells(&self, people: u64) -> bool {
        people >= self.k && may_tell(people.min(self.customers) as f64, self.customers as f64, self.k)
    }

    /// A product as people call it: its name where the data have one, else what the analyses call it.
    pub fn product<'b>(&'b self, label: &'b str) -> &'b str {
        self.products.get(label).map_or(label, String::as_str)
    }

    /// A number that a finding rests on, with its place in the results.
    pub fn evidence(&self, name: &str, value: String, path: &str) -> Evidence {
        Evidence { name: name.to_owned(), value, path: path.to_owned() }
    }

    /// The group of the present analysis that a finding is about.
    pub fn group(&self, grouping: &str, group: &str) -> Selection {
        Selection { analysis: self.analysis.to_owned(), grouping: grouping.to_owned(), group: group.to_owned(), within: false }
    }

    /// How many of so many addressed are taken to respond, at least and at most.
    pub fn responders(&self, addressed: u64) -> [String; 2] {
        let assumed = [self.assumed.response_low, self.assumed.response_high];
        assumed.map(|rate| count((addressed as f64 * rate).round() as u64))
    }

    /// Whether the data, which end before that day, are more days old than this: then nobody can say who can still be reached.
    pub fn is_past(&self, as_of: &str, days: u64) -> bool {
        let age = self.today.zip(parse_day(as_of)).map(|(today, end)| i64::from(today) - i64::from(end));
        age.is_some_and(|age| age > days as i64)
    }

    /// So many days from the day of the report; in words where that is not known.
    fn until(&self, days: i32) -> String {
        match self.today {
            Some(today) => iso_day(today + days),
            None => say!(self, "报告后 {days} 天", "{days} days after the report", days),
        }
    }

    /// What to do: until so many days from the day of the report, `owner` does `action` for `target`, with `amount` in numbers.
    pub fn advice(&self, owner: Owner, days: i32, target: String, action: String, amount: String) -> Advice {
        let (until, owner) = (self.until(days), owner.name(self.lang));
        // Chinese takes a space beside figures and Latin letters.
        let target_text = if self.lang == Lang::Zh && target.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            [" ", &target].concat()
        } else {
            target.clone()
        };
        let text = say!(
            self,
            "{until}{before}，由{owner}对{target_text}{action}；{amount}。",
            "By {until}, {owner}: for {target_text}, {action}; {amount}.",
            until,
            before = if self.today.is_some() { " 前" } else { "内" },
            owner,
            target_text,
            action,
            amount
        );
        Advice { text, target, action, amount, owner: owner.to_owned(), until }
    }

    /// The findings in order of weight, and the parts that they stand in.
    pub fn parts(&mut self) -> (Vec<Statement>, Vec<Part>) {
        // A stable sort: what weighs the same stays in the order of the analyses.
        self.statements.sort_by(|a, b| b.0.total_cmp(&a.0));
        let findings: Vec<Statement> = std::mem::take(&mut self.statements).into_iter().map(|(_, s)| s).collect();
        let places = |keep: &dyn Fn(&Statement) -> bool| -> Vec<usize> {
            findings.iter().enumerate().filter(|(_, s)| keep(s)).map(|(at, _)| at).collect()
        };
        let mut conclusions: Vec<usize> = Vec::new();
        for (at, one) in findings.iter().enumerate() {
            let of_same = conclusions.iter().filter(|&&c| findings.get(c).is_some_and(|c| c.analysis == one.analysis)).count();
            if one.severity != Severity::Info && of_same < CONCLUSIONS_OF_ONE && conclusions.len() < CONCLUSIONS {
                conclusions.push(at);
            }
        }
        let problems = places(&|s| matches!(s.severity, Severity::Bad | Severity::Watch));
        let mut actions = places(&|s| s.how.is_some());
        actions.truncate(ACTIONS);
        // By analysis, in the order of the registry.
        let mut dimensions: Vec<usize> = (0..findings.len()).collect();
        let rank = |at: &usize| {
            let name = findings.get(*at).map_or("", |s| s.analysis);
            crate::analysis::ANALYSES.iter().position(|a| a.name == name)
        };
        dimensions.sort_by_key(rank);
        // Who does not see the overview has the first table of what is seen.
        let has_board = self.sheets.iter().any(|s| s.analysis == "describe");
        let is_board = |at: usize, s: &Sheet| if has_board { s.analysis == "describe" } else { at == 0 };
        let tables = |board: bool| -> Vec<usize> {
            self.sheets.iter().enumerate().filter(|(at, s)| is_board(*at, s) == board).map(|(at, _)| at).collect()
        };
        let part = |code, zh, en, findings, sheets| Part { code, title: self.lang.pick(zh, en), findings, sheets };
        let parts = vec![
            part("conclusions", "核心结论", "Core conclusions", conclusions, Vec::new()),
            part("metrics", "关键指标", "Key metrics", Vec::new(), tables(true)),
            part("dimensions", "分维度分析", "By dimension", dimensions, tables(false)),
            part("problems", "问题诊断", "Diagnosis", problems, Vec::new()),
            part("actions", "改进建议", "Recommendations", actions, Vec::new()),
        ];
        (findings, parts)
    }

    fn month(&self) -> String {
        let Some(day) = self.today.map(iso_day) else { return String::new() };
        let month = day.get(..7).unwrap_or(&day);
        say!(self, "{month}月", "{month}", month)
    }

    /// The seven fields where nothing could be told of any table, and why.
    pub fn nothing(&self, missing: &[String]) -> Summary {
        let why = if missing.is_empty() {
            say!(
                self,
                "打开的表里没有分析所需的列：客户ID、下单时间、金额，或行为、渠道的列。",
                "The open tables lack the columns that an analysis needs: customer, time and amount of orders, or those of events or channels."
            )
        } else {
            missing.join(self.lang.pick("", " "))
        };
        Summary {
            report_date: self.month(),
            core_conclusion: say!(self, "没有可分析的数据：{why}", "Nothing could be analysed: {why}", why),
            problem_diag: why.clone(),
            suggestion: say!(
                self,
                "在“字段”一步核对每一列的含义，或换一份含有所需内容的文件，再生成报告。",
                "Check in the step “Fields” what each column means, or open a file that holds what is needed, and make the report again."
            ),
            ..Summary::default()
        }
    }

    /// The seven fields as the findings have them.
    pub fn summary(&self, findings: &[Statement], parts: &[Part]) -> Summary {
        let first = |code: &str| {
            let part = parts.iter().find(|p| p.code == code)?;
            findings.get(*part.findings.first()?)
        };
        let advice = first("actions").and_then(|s| s.how.as_ref());
        let none = || {
            let words = if findings.is_empty() && self.metrics.is_empty() {
                self.lang.pick(
                    "数据不足以得出结论，各项分析缺什么见下文",
                    "There is too little to conclude from; what each analysis lacks is said below",
                )
            } else {
                self.lang.pick("未发现需要处理的问题", "Nothing was found that asks for action")
            };
            words.to_owned()
        };
        let conclusion = first("conclusions").map(|s| s.what.as_str());
        // Without the overview's figures the weightiest finding that rests on some and is told nowhere else.
        let figure = findings.iter().find(|s| !s.numbers.is_empty() && Some(s.what.as_str()) != conclusion);
        let figure = figure.map(|s| s.what.clone()).or(conclusion.map(str::to_owned));
        Summary {
            report_date: self.month(),
            core_conclusion: conclusion.map_or_else(none, str::to_owned),
            key_metric: self.metrics.first().cloned().or(figure).unwrap_or_default(),
            problem_diag: first("problems").map_or_else(none, |s| {
                let told = [&s.what, &s.why].into_iter().filter(|text| !text.is_empty()).map(String::as_str);
                told.collect::<Vec<_>>().join(self.lang.pick("。", ". "))
            }),
            suggestion: advice.map_or_else(none, |a| a.text.clone()),
            owner: advice.map(|a| a.owner.clone()).unwrap_or_default(),
            follow_up_date: advice.map(|a| a.until.clone()).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_by_name() {
        assert_eq!(filled("{a} 位（{b}）", &[("b", &"1%"), ("a", &7)]), "7 位（1%）");
        assert_eq!(filled("no gap", &[]), "no gap");
    }
}
