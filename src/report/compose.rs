//! Findings of all analyses → the report.

use super::Lang;
use super::draft::{Draft, Finding};
use super::guard::Guard;
use super::imprint::{age, watermark};
use super::lint::faults;
use super::look::{Look, may_tell};
use super::paper::{Gap, Report, Role, Severity, Source, Summary};
use super::text::error_text;
use crate::analysis::{Analysis, JsonFinding, Outcome, Shortage};
use crate::error::Error;
use crate::fields::Field;
use crate::mask::sweep;
use crate::recipe::Assumptions;
use crate::table::date::iso_day;
use std::collections::BTreeMap;

/// Version of the layout of a report.
const VERSION: u32 = 1;

/// What a report is made of.
pub struct Material<'a> {
    /// Its language.
    pub lang: Lang,
    /// Who it is for.
    pub role: Role,
    /// The day it is made, in days since 1970-01-01, where one is known.
    pub today: Option<i32>,
    /// The reference date of the numbers (ISO 8601), where they have one.
    pub as_of: Option<String>,
    /// What it takes for true of campaigns.
    pub assumed: &'a Assumptions,
    /// The files.
    pub files: Vec<Source>,
    /// Customers in all.
    pub customers: u64,
    /// The smallest group that it tells of.
    pub smallest_group: u64,
    /// The filter, in words.
    pub filter: Vec<String>,
    /// What each analysis found, in the order of the registry.
    pub findings: Vec<(&'static Analysis, Result<JsonFinding, Error>)>,
    /// Fields of the summary that the user wrote; the others are made.
    pub summary: Summary,
    /// Whether a suggestion of the user stands as it was written, whatever is wrong with it.
    pub as_written: bool,
    /// Remarks on the data, in words.
    pub notes: Vec<String>,
    /// Names of products by what the analyses call them, where these are numbers of products.
    pub products: BTreeMap<String, String>,
    /// Why sums cannot be trusted, in words.
    pub doubts: Vec<String>,
    /// Why rows do not count or customers have no purchases, in words.
    pub missing: Vec<String>,
}

/// Makes the report.
#[must_use]
pub fn compose(given: Material<'_>) -> Report {
    let (lang, k) = (given.lang, given.smallest_group);
    // What may be told of a table hangs on all the others: they are collected first.
    let drafted = |guard| {
        let mut draft = Draft::new(lang, given.role, given.today, given.assumed, [given.customers, k], guard, &given.products);
        for (analysis, found) in &given.findings {
            if let Ok(JsonFinding { params, outcome: Outcome::Found(outcome), .. }) = found {
                draft.take(analysis, Look::new(params), Look::new(outcome));
                if analysis.name == "describe" && given.role.sees(analysis.name) {
                    given.doubts.iter().for_each(|doubt| draft.add(Finding::new("doubt", Severity::Bad, 100.0, doubt.clone())));
                }
            }
        }
        draft
    };
    let guard = Guard::of(&drafted(None).sheets, given.customers, k);
    let mut draft = drafted(Some(guard));
    let mut gaps = Vec::new();
    for (analysis, found) in &given.findings {
        let why = match found {
            Ok(JsonFinding { outcome: Outcome::Found(_), .. }) => continue,
            Ok(JsonFinding { outcome: Outcome::NotEnoughData(shortage), .. }) => short(shortage, lang, k),
            Err(error) => {
                let texts = error_text(error.kind(), error.place());
                // It may name a file, and a file may be named after somebody.
                sweep(lang.pick(&texts.zh, &texts.en)).into_owned()
            }
        };
        if given.role.sees(analysis.name) {
            gaps.push(Gap { analysis: analysis.name, title: lang.pick(analysis.title.zh, analysis.title.en), why });
        }
    }
    let (findings, parts) = draft.parts();
    let is_empty = findings.is_empty() && draft.sheets.is_empty();
    let made = if is_empty { draft.nothing(&given.missing) } else { draft.summary(&findings, &parts) };
    let written = given.summary.clone().or(made.clone());
    let vague = !given.as_written && !given.summary.suggestion.trim().is_empty() && !faults(&written, lang).is_empty();
    let summary = if vague {
        Summary { suggestion: String::new(), owner: String::new(), follow_up_date: String::new(), ..written }
    } else {
        written
    };
    let summary = summary.or(made);
    let hidden: u64 = draft.sheets.iter().map(|s| s.hidden).sum();
    let mut notes = given.notes;
    let date = given.today.map(iso_day).unwrap_or_default();
    if let Some((as_of, days)) = given.as_of.as_deref().and_then(|as_of| Some((as_of, age(as_of, &date)?))) {
        let note = match lang {
            Lang::Zh => format!("数据截至 {as_of}，比报告日期早 {days} 天：近况、流失和预测说的都是那时，不是现在。"),
            Lang::En => format!(
                "The data end on {as_of}, {days} days before the date of the report: what it says of recency, loss and the future is of then and not of now."
            ),
        };
        notes.insert(0, note);
    }
    if vague {
        notes.push(
            lang.pick(
                "写入的改进建议没有说清谁对谁、做什么、到何时、多少，未采用；摘要里是报告自己的建议。",
                "The suggestion that was written in does not say who does what to whom, by when and how much, and was left out; that of the report stands in its place.",
            )
            .to_owned(),
        );
    }
    let small = draft.small_cards;
    if small > 0 {
        notes.push(match lang {
            Lang::Zh => format!("{small} 类客户没有策略卡：按假设最多也带不来 10 单，或收不回触达成本。"),
            Lang::En => format!(
                "{small} classes have no strategy card: by the assumptions they bring fewer than 10 orders at best, or less than the contact costs."
            ),
        });
    }
    if hidden > 0 {
        notes.push(match lang {
            Lang::Zh => format!("人数少于 {k} 的 {hidden} 行不显示数字（“<{k}”），能由合计推出它们的行也不显示（“–”）。"),
            Lang::En => format!(
                "{hidden} rows of fewer than {k} people show no numbers (“<{k}”), nor do rows that these would follow from (“–”)."
            ),
        });
    }
    notes.push(
        lang.pick(
            "本报告只含汇总数字，没有任何单个客户的数据。金额的单位与原始文件相同。",
            "This report holds aggregates alone and no data of a single customer. Money is in the unit of the files.",
        )
        .to_owned(),
    );
    notes.push(
        lang.pick(
            "“为什么”说的是数据里一同出现的现象；除非做过对照试验，它不是因果。",
            "“Why” names what goes together in the data; without an experiment it is no cause.",
        )
        .to_owned(),
    );
    let mut report = Report {
        version: VERSION,
        lang,
        role: given.role,
        title: given.role.title(lang),
        date,
        as_of: given.as_of,
        files: given.files,
        customers: given.customers,
        smallest_group: k,
        filter: given.filter,
        summary,
        parts,
        findings,
        cards: draft.cards,
        small_cards: draft.small_cards,
        sheets: draft.sheets,
        gaps,
        notes,
        watermark: String::new(),
    };
    report.watermark = watermark(&report);
    report
}

/// What tells of nobody, however little there is of it.
const NO_PEOPLE: [&str; 8] = ["periods", "days", "groups", "attributes", "features", "channels", "channel_rows", "products"];

/// What is missing, in words.
fn short(shortage: &Shortage, lang: Lang, k: u64) -> String {
    let of = |code: &str| {
        if let Some(field) = code.strip_prefix("field_").and_then(Field::from_code) {
            let zh = field.zh();
            return match lang {
                Lang::Zh => format!("“{zh}”列"),
                Lang::En => format!("column “{code}”", code = field.code()),
            };
        }
        let (zh, en) = match code {
            "customers" => ("客户", "customers"),
            "customers_above_zero" => ("净消费大于 0 的客户", "customers with net spending above 0"),
            "customers_with_purchase" => ("有购买的客户", "customers with a purchase"),
            "customers_with_visit" => ("有访问的客户", "customers with a visit"),
            "repeat_customers" => ("复购客户", "customers who bought again"),
            "customers_with_start" => ("有起始日期的客户", "customers with a first day"),
            "orders" => ("订单", "orders"),
            "conversions" => ("转化", "conversions"),
            "conversions_with_touch" => ("有触点的转化", "conversions with a touch"),
            "journeys_with_event" => ("含所选行为的路径", "paths with the chosen event"),
            "baskets_of_two" => ("有两种商品的购物篮", "baskets of two different products"),
            "products" => ("商品", "products"),
            "channels" => ("渠道", "channels"),
            "periods" => ("期数", "periods"),
            "days" => ("天数", "days"),
            "groups" => ("分组", "groups"),
            "attributes" => ("客户属性", "attributes of customers"),
            "features" => ("数值特征", "features"),
            "distinct_points" | "points" | "points_of_each_component" => ("互不相同的点", "different points"),
            "events" => ("行为记录", "rows of events"),
            "channel_rows" => ("渠道记录", "rows of channels"),
            "orders_or_number_columns" => ("订单或数值列", "orders or columns of numbers"),
            other => (other, other),
        };
        lang.pick(zh, en).to_owned()
    };
    let have = |code: &str| shortage.have.iter().find(|q| q.code == code).map_or(0, |q| q.value);
    let told = shortage.need.iter().filter(|q| have(q.code) < q.value).map(|q| {
        let (what, need, have) = (of(q.code), q.value, have(q.code));
        let of_people = !NO_PEOPLE.contains(&q.code);
        let have = if of_people && !may_tell(have as f64, have as f64, k) { format!("<{k}") } else { have.to_string() };
        match lang {
            Lang::Zh => format!("{what}至少要 {need}，现有 {have}"),
            Lang::En => format!("{need} {what} are needed, there are {have}"),
        }
    });
    told.collect::<Vec<_>>().join(lang.pick("；", "; "))
}
