//! What is wrong in a filled template, in words.

use super::text::Texts;
use crate::fields::{CellType, Domain, Problem, ProblemCode, Template};

/// Rows that a sentence names.
const NAMED: usize = 5;

/// The sentence for a problem, with the numbers of its rows in the file.
#[must_use]
pub fn problem_text(template: Template, problem: &Problem, rows: &[u64]) -> Texts {
    let columns = template.columns();
    let Some(wanted) = columns.iter().find(|column| column.name == problem.name) else { return Texts::new("", "") };
    let (zh, en, n) = (wanted.zh, wanted.name, problem.count);
    let list: Vec<String> = rows.iter().take(NAMED).map(u64::to_string).collect();
    let more = n > list.len() as u64;
    let of = |zh: &str, en: &str| if more { Texts::new(zh, en) } else { Texts::new("", "") };
    let (row, such) = (if list.len() == 1 { "row" } else { "rows" }, of("等", ", …"));
    let (zh_rows, en_rows) = match list.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("（第 {} 行{}）", list.join("、"), such.zh), format!(" ({row} {}{})", list.join(", "), such.en)),
    };
    let cells = if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let is = if n == 1 { "is" } else { "are" };
    match problem.code {
        ProblemCode::MissingColumn if problem.required => Texts::new(
            format!("缺少必需的列“{zh}”（{en}）：没有它就无法分析这张表。"),
            format!("The required column “{en}” ({zh}) is missing: without it the table cannot be analysed."),
        ),
        ProblemCode::MissingColumn => Texts::new(
            format!("缺少列“{zh}”（{en}）；没有它，用到它的分析会少一部分。"),
            format!("The column “{en}” ({zh}) is missing; analyses that use it will show less."),
        ),
        ProblemCode::WrongType => {
            let (what, kind) = match wanted.cells {
                CellType::DateTime => ("日期时间", "date and time"),
                CellType::Date => ("日期", "date"),
                CellType::Integer => ("整数", "whole number"),
                CellType::Decimal => ("数字", "number"),
                CellType::Text => ("文字", "text"),
            };
            let example = wanted.example;
            Texts::new(
                format!("列“{zh}”（{en}）有 {n} 格不是{what}{zh_rows}；应写成 {example} 这样。"),
                format!("In the column “{en}” ({zh}) {cells} {is} no {kind}{en_rows}; write them like {example}."),
            )
        }
        ProblemCode::OutsideDomain => {
            let domain = wanted.field.and_then(Domain::of);
            let words = |english: bool, between: &str| {
                let labels =
                    domain.into_iter().flat_map(|domain| domain.codes().filter_map(move |code| domain.label(code, english)));
                labels.take(8).collect::<Vec<_>>().join(between)
            };
            Texts::new(
                format!("列“{zh}”（{en}）有 {n} 格不在可用的值里{zh_rows}：{}。", words(false, "、")),
                format!(
                    "In the column “{en}” ({zh}) {cells} {is} none of the values it may have{en_rows}: {}.",
                    words(true, ", ")
                ),
            )
        }
        ProblemCode::DerivedDiffers => Texts::new(
            format!("列“{zh}”（{en}）有 {n} 格与按其他列算出的值不同{zh_rows}。"),
            format!(
                "In the column “{en}” ({zh}) {cells} {} from what other columns give{en_rows}.",
                if n == 1 { "differs" } else { "differ" }
            ),
        ),
    }
}
