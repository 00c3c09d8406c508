//! What the workbook of a report holds, sheet by sheet.

use super::page::{Page, Style};
use crate::fields::{CellType, Template, TemplateColumn};
use crate::report::Lang;
use crate::report::imprint::{analysis_title, definitions, facts, file_columns, hidden, number, severity, watermark};
use crate::report::paper::Report;
use crate::report::sheet::{Cell, CellKind, Sheet};

/// All sheets in their order.
pub(super) fn pages(report: &Report) -> Vec<Page> {
    let mut pages = vec![summary(report), findings(report)];
    if !report.cards.is_empty() {
        pages.push(cards(report));
    }
    pages.extend(analyses(report));
    pages.push(channels(report));
    pages.extend([Template::Customers, Template::Events].map(|template| empty(template, report.lang)));
    pages.push(notes(report));
    pages.into_iter().flat_map(Page::split).collect()
}

#[inline(never)]
fn texts(cells: &[&str]) -> Vec<(CellKind, Cell)> {
    cells.iter().map(|text| (CellKind::Text, (*text).into())).collect()
}

/// The headers of a template and what goes into its columns.
fn headed(template: Template, lang: Lang) -> Page {
    let mut page = Page::new(lang.pick(template.zh(), template.en()));
    let columns = template.columns();
    page.texts(Style::Header, &columns.iter().map(|c| lang.pick(c.zh, c.name)).collect::<Vec<_>>());
    page.freeze();
    page.texts(Style::Note, &columns.iter().map(|c| lang.pick(c.about_zh, c.about_en)).collect::<Vec<_>>());
    page
}

/// A template to fill in: its headers and a row of examples.
pub(super) fn template(template: Template, lang: Lang) -> Page {
    let columns = template.columns();
    let mut page = Page::new(lang.pick(template.zh(), template.en()));
    page.texts(Style::Header, &columns.iter().map(|c| lang.pick(c.zh, c.name)).collect::<Vec<_>>());
    page.freeze();
    let example = |column: &TemplateColumn| match (column.cells, column.example.parse::<f64>()) {
        (CellType::Integer | CellType::Decimal, Ok(number)) => (CellKind::Number, number.into()),
        _ => (CellKind::Text, column.example.into()),
    };
    page.cells(columns.iter().map(example).collect());
    page
}

fn summary(report: &Report) -> Page {
    let mut page = headed(Template::Summary, report.lang);
    page.name = report.lang.pick("报告摘要", "Summary").to_owned();
    page.cells(texts(&report.summary.texts()));
    page
}

fn findings(report: &Report) -> Page {
    let lang = report.lang;
    let mut page = Page::new(lang.pick("核心内容", "Findings"));
    let columns = match lang {
        Lang::Zh => ["所在部分", "程度", "分析", "是什么", "为什么", "怎么办", "对象", "负责", "截止", "数字", "口径"],
        Lang::En => ["Part", "Attention", "Analysis", "What", "Why", "What to do", "Whom", "Owner", "By", "Numbers", "Rule"],
    };
    page.texts(Style::Header, &columns);
    page.freeze();
    for (at, finding) in report.findings.iter().enumerate() {
        let parts: Vec<&str> = report.parts.iter().filter(|p| p.findings.contains(&at)).map(|p| p.title).collect();
        let numbers: Vec<String> = finding.numbers.iter().map(|n| [&n.name, " ", &n.value].concat()).collect();
        let [text, target, owner, until] = finding.how.as_ref().map_or([""; 4], |h| [&h.text, &h.target, &h.owner, &h.until]);
        page.cells(texts(&[
            &parts.join(lang.pick("、", ", ")),
            severity(finding.severity, lang),
            analysis_title(finding.analysis, lang),
            &finding.what,
            &finding.why,
            text,
            target,
            owner,
            until,
            &numbers.join("\n"),
            &finding.rule,
        ]));
    }
    page
}

fn cards(report: &Report) -> Page {
    let lang = report.lang;
    let mut page = Page::new(lang.pick("策略卡", "Strategy cards"));
    let columns = match lang {
        Lang::Zh => {
            ["类别", "客户数", "动作", "负责", "客单价", "预计净收益（低）", "预计净收益（高）", "保本响应率", "按假设计算"]
        }
        Lang::En => [
            "Class",
            "Customers",
            "Action",
            "Owner",
            "Per order",
            "Worth (low)",
            "Worth (high)",
            "Break-even response",
            "By the assumptions",
        ],
    };
    page.texts(Style::Header, &columns);
    page.freeze();
    for card in &report.cards {
        page.cells(vec![
            (CellKind::Text, card.name.as_str().into()),
            (CellKind::People, card.customers.into()),
            (CellKind::Text, card.action.as_str().into()),
            (CellKind::Text, card.owner.into()),
            (CellKind::Money, card.order_value.into()),
            (CellKind::Money, card.value_low.into()),
            (CellKind::Money, card.value_high.into()),
            (CellKind::Rate, card.break_even.into()),
            (CellKind::Text, card.sum.as_str().into()),
        ]);
    }
    page
}

/// A sheet for each analysis, its tables one below the other.
fn analyses(report: &Report) -> Vec<Page> {
    let mut pages: Vec<(&str, Page)> = Vec::new();
    for sheet in &report.sheets {
        if !pages.iter().any(|(name, _)| *name == sheet.analysis) {
            pages.push((sheet.analysis, Page::new(analysis_title(sheet.analysis, report.lang))));
        }
        if let Some((_, page)) = pages.iter_mut().find(|(name, _)| *name == sheet.analysis) {
            table(page, sheet, report);
        }
    }
    pages.into_iter().map(|(_, page)| page).collect()
}

fn table(page: &mut Page, sheet: &Sheet, report: &Report) {
    page.texts(Style::Title, &[sheet.title.as_str()]);
    page.texts(Style::Note, &[sheet.note.as_str()]);
    page.texts(Style::Header, &sheet.columns.iter().map(|c| c.title.as_str()).collect::<Vec<_>>());
    for row in &sheet.rows {
        page.cells(sheet.columns.iter().zip(row).map(|(column, cell)| (column.kind, cell.clone())).collect());
    }
    if let Some(text) = hidden(sheet, report) {
        page.texts(Style::Note, &[text.as_str()]);
    }
    page.gap();
}

fn channels(report: &Report) -> Page {
    let mut page = headed(Template::Channels, report.lang);
    let Some(sheet) = report.sheets.iter().find(|s| s.code == "channels") else {
        page.texts(
            Style::Note,
            &[report.lang.pick("数据里没有渠道表，此表留空。", "The data have no table of channels; this one is left empty.")],
        );
        return page;
    };
    let columns = Template::Channels.columns();
    let places = columns.iter().map(|c| (c.name, sheet.columns.iter().position(|own| own.code == c.name)));
    let places: Vec<(&str, Option<usize>)> = places.collect();
    for row in &sheet.rows {
        page.cells(
            places
                .iter()
                .map(|(name, place)| {
                    let cell = place.and_then(|at| row.get(at)).unwrap_or(&Cell::Empty);
                    let kind = place.and_then(|at| sheet.columns.get(at)).map_or(CellKind::Text, |c| c.kind);
                    match (*name, number(cell)) {
                        // The template wants 15.0 for 15 %, and 3.2 for a return of 3.2 times the cost.
                        ("conversion_rate", Some(rate)) => (CellKind::Number, ((rate * 1e6).round() / 1e4).into()),
                        ("roi", Some(_)) => (CellKind::Number, cell.clone()),
                        _ => (kind, cell.clone()),
                    }
                })
                .collect(),
        );
    }
    page
}

/// A template to fill in: the report has no rows of customers.
fn empty(template: Template, lang: Lang) -> Page {
    let mut page = headed(template, lang);
    let why = lang.pick(
        "本报告只含汇总数据，不含单个客户；此表为空模板，可自行填写。",
        "This report holds aggregates and no single customers; the table is an empty template to fill in.",
    );
    page.texts(Style::Note, &[why]);
    page
}

fn notes(report: &Report) -> Page {
    let lang = report.lang;
    let mut page = Page::new(lang.pick("说明", "Notes"));
    page.texts(Style::Title, &[report.title]);
    page.texts(Style::Note, &[watermark(report).as_str()]);
    for (name, text) in facts(report) {
        page.cells(texts(&[name, &text]));
    }
    for chip in &report.filter {
        page.cells(texts(&[lang.pick("筛选", "Filter"), chip]));
    }
    page.gap();
    page.texts(Style::Header, &file_columns(lang));
    for file in &report.files {
        page.cells(vec![
            (CellKind::Text, file.name.as_str().into()),
            (CellKind::Count, file.rows.map(|n| n as f64).into()),
            (CellKind::Count, file.rejected.map(|n| n as f64).into()),
            (CellKind::Text, file.fingerprint.as_str().into()),
        ]);
    }
    page.gap();
    for note in &report.notes {
        page.cells(texts(&[note.as_str()]));
    }
    let gaps: Vec<(&str, &str)> = report.gaps.iter().map(|gap| (gap.title, gap.why.as_str())).collect();
    let defined = definitions(report);
    let defined: Vec<(&str, &str)> = defined.iter().map(|(title, text)| (*title, text.as_str())).collect();
    for (title, pairs) in [
        (lang.pick("数据不足以分析的", "Not enough data for"), gaps),
        (lang.pick("各项分析的定义", "What each analysis computes"), defined),
    ] {
        if !pairs.is_empty() {
            page.gap();
            page.texts(Style::Header, &[title]);
            for (name, text) in pairs {
                page.cells(texts(&[name, text]));
            }
        }
    }
    page
}
