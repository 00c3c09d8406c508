//! A report as one page that needs nothing else: no script, no request, its drawings and its style within.

use super::Lang;
use super::card::Card;
use super::drawing;
use super::imprint::{Places, analysis_title, definitions, facts, file_columns, hidden, in_full, reader, severity, watermark};
use super::markup::{Markup, breadth};
use super::paper::{Advice, Part, Report, Severity, Statement};
use super::sheet::{Cell, CellKind, Drawing, Sheet};
use crate::fields::Template;

const STYLE: &str = include_str!("document/style.css");

/// Nothing may be loaded, and nothing may run.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// Tables of more rows scroll on a screen.
const TALL: usize = 20;

/// The report as a file of HTML.
#[must_use]
pub fn html(report: &Report) -> String {
    let mut page = Page {
        report,
        lang: report.lang,
        out: Markup::default(),
        told: vec![false; report.findings.len()],
        drawn: vec![false; report.sheets.len()],
    };
    page.head();
    page.stamp();
    page.out.open("main");
    page.title();
    page.summary();
    for (place, part) in report.parts.iter().enumerate() {
        page.part(place, part);
    }
    page.ends();
    page.out.finish()
}

/// A page under construction.
struct Page<'a> {
    report: &'a Report,
    lang: Lang,
    out: Markup,
    /// Findings that were told in full.
    told: Vec<bool>,
    /// Tables that were shown.
    drawn: Vec<bool>,
}

impl<'a> Page<'a> {
    fn head(&mut self) {
        let lang = self.lang.pick("html lang=\"zh-CN\"", "html lang=\"en\"");
        self.out.raw("<!DOCTYPE html>\n").open(lang).open("head").raw("<meta charset=\"utf-8\"/>");
        self.out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(POLICY).raw("\"/>");
        self.out.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"/>");
        self.out.raw("<meta name=\"color-scheme\" content=\"light dark\"/><link rel=\"icon\" href=\"data:,\"/>");
        let title = [self.report.title, " · ", reader(self.report.role, self.lang), " · ", &self.report.date].concat();
        self.out.tag("title", &title).open("style").raw(STYLE).close().close();
        self.out.open("body");
    }

    /// The mark over the whole, again and again.
    fn stamp(&mut self) {
        let text = watermark(self.report);
        let wide = (breadth(&text) + 60.0).to_string();
        self.out.raw(
            "<svg class=\"stamp\" aria-hidden=\"true\"><pattern id=\"stamp\" height=\"150\" patternUnits=\"userSpaceOnUse\"",
        );
        self.out.raw(" patternTransform=\"rotate(-24)\" width=\"").raw(&wide).raw("\"><text y=\"40\">").text(&text);
        self.out.raw("</text></pattern><rect width=\"100%\" height=\"100%\" fill=\"url(#stamp)\"/></svg>");
    }

    fn title(&mut self) {
        let report = self.report;
        self.out.open("header").tag("h1", report.title).open("dl class=\"facts\"");
        for (name, text) in facts(report) {
            self.out.open("div").tag("dt", name).tag("dd", &text).close();
        }
        self.out.close();
        if !report.filter.is_empty() {
            self.out.tag("p class=\"quiet\"", self.lang.pick("只看满足以下条件的客户：", "Only of customers who are:"));
            self.out.open("ul class=\"chips\"");
            for chip in &report.filter {
                self.out.tag("li", chip);
            }
            self.out.close();
        }
        self.out.open("div class=\"wide\"").open("table").open("thead").open("tr");
        for (place, name) in file_columns(self.lang).into_iter().enumerate() {
            self.out.tag(if matches!(place, 1 | 2) { "th class=\"n\"" } else { "th" }, name);
        }
        self.out.close().close().open("tbody");
        let told = |rows: Option<u64>| rows.map_or_else(|| "–".to_owned(), super::figure::count);
        for file in &report.files {
            self.out.open("tr").tag("td", &file.name).tag("td class=\"n\"", &told(file.rows));
            self.out.tag("td class=\"n\"", &told(file.rejected)).tag("td", &file.fingerprint).close();
        }
        self.out.close().close().close().open("nav");
        for (place, part) in report.parts.iter().enumerate() {
            self.out
                .raw("<a href=\"#part")
                .raw(&place.to_string())
                .raw("\">")
                .text(&numbered(self.lang, place, part.title))
                .raw("</a>");
        }
        self.out.close().close();
    }

    fn summary(&mut self) {
        self.out.open("section").tag("h2", self.lang.pick("报告摘要", "Summary")).open("table class=\"summary\"").open("tbody");
        for (column, text) in Template::Summary.columns().iter().zip(self.report.summary.texts()) {
            let name = self.lang.pick(column.zh, column.about_en);
            self.out.open("tr").tag("th scope=\"row\"", name).prose("td", text).close();
        }
        self.out.close().close().close();
    }

    fn part(&mut self, place: usize, part: &Part) {
        self.out.raw("<section id=\"part").raw(&place.to_string()).raw("\">").tag("h2", &numbered(self.lang, place, part.title));
        if part.findings.is_empty() && part.sheets.is_empty() && (part.code != "actions" || self.report.cards.is_empty()) {
            self.out.tag("p class=\"quiet\"", self.lang.pick("没有可写的内容。", "Nothing to tell."));
        }
        if part.code == "dimensions" {
            for name in self.analyses(part) {
                self.out.tag("h3", analysis_title(name, self.lang));
                self.contents(part, Some(name));
            }
        } else {
            self.contents(part, None);
        }
        if part.code == "actions" {
            self.cards();
        }
        self.out.raw("</section>");
    }

    /// The analyses of a part, as they come.
    fn analyses(&self, part: &Part) -> Vec<&'static str> {
        let of_sheets = part.sheets.iter().filter_map(|at| self.report.sheets.get(*at)).map(|s| s.analysis);
        let of_findings = part.findings.iter().filter_map(|at| self.report.findings.get(*at)).map(|f| f.analysis);
        let mut names = Vec::new();
        for name in of_sheets.chain(of_findings) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Findings and tables of a part, of one analysis or of all.
    fn contents(&mut self, part: &Part, analysis: Option<&str>) {
        let report = self.report;
        let is_of = |name: &str| analysis.is_none_or(|a| a == name);
        for &at in &part.findings {
            if let Some(finding) = report.findings.get(at).filter(|f| is_of(f.analysis)) {
                self.finding(at, finding, part.code);
            }
        }
        for &at in &part.sheets {
            if let Some(sheet) = report.sheets.get(at).filter(|s| is_of(s.analysis)) {
                self.sheet(at, sheet);
            }
        }
    }

    /// In full where it stands first, and later what its part is about.
    fn finding(&mut self, at: usize, finding: &Statement, part: &str) {
        let first = self.told.get_mut(at).is_some_and(|told| !std::mem::replace(told, true));
        let (element, mark) = match finding.severity {
            Severity::Bad => ("article class=\"bad\"", "▲ "),
            Severity::Watch => ("article class=\"watch\"", "◆ "),
            Severity::Good => ("article class=\"good\"", "● "),
            Severity::Info => ("article class=\"info\"", "○ "),
        };
        self.out.open(element).open("h4").raw(mark).text(severity(finding.severity, self.lang));
        self.out.tag("span", analysis_title(finding.analysis, self.lang)).close().open("dl class=\"three\"");
        self.out.tag("dt", self.lang.pick("是什么", "What")).prose("dd class=\"what lines\"", &finding.what);
        if (first || part == "problems") && !finding.why.is_empty() {
            self.out.tag("dt", self.lang.pick("为什么", "Why")).prose("dd class=\"lines\"", &finding.why);
        }
        if let Some(advice) = finding.how.as_ref().filter(|_| first || part == "actions") {
            self.out.tag("dt", self.lang.pick("怎么办", "What to do")).open("dd").prose("div class=\"lines\"", &advice.text);
            self.advice(advice);
            self.out.close();
        }
        self.out.close();
        if first {
            self.evidence(finding);
        }
        self.out.close();
    }

    fn advice(&mut self, advice: &Advice) {
        self.out.open("div class=\"todo\"");
        for (name, text) in [
            (self.lang.pick("对象", "Whom"), &advice.target),
            (self.lang.pick("数量", "How much"), &advice.amount),
            (self.lang.pick("负责", "Owner"), &advice.owner),
            (self.lang.pick("截止", "By"), &advice.until),
        ] {
            if !text.is_empty() {
                self.out.open("span").tag("b", name).sentence(text).close();
            }
        }
        self.out.close();
    }

    fn evidence(&mut self, finding: &Statement) {
        if !finding.numbers.is_empty() {
            self.out.open("dl class=\"numbers\"");
            for number in &finding.numbers {
                self.out.open("div").tag("dt", &number.name).tag("dd", &number.value).close();
            }
            self.out.close();
        }
        if !finding.rule.is_empty() {
            self.out
                .open("details")
                .tag("summary", self.lang.pick("口径", "Rule"))
                .prose("div class=\"lines\"", &finding.rule)
                .close();
        }
    }

    /// A table with its title, and its drawing in front of it; shown once.
    fn sheet(&mut self, at: usize, sheet: &Sheet) {
        if self.drawn.get_mut(at).is_none_or(|drawn| std::mem::replace(drawn, true)) {
            let see = [self.lang.pick("见上文的表：", "See the table above: "), &sheet.title].concat();
            self.out.tag("p class=\"quiet\"", &see);
            return;
        }
        self.out.open("figure").open("div class=\"keep\"").open("figcaption").tag("b", &sheet.title);
        self.out.prose("span class=\"note\"", &sheet.note).close();
        if let Some(svg) = drawing::svg(sheet, self.lang) {
            if let Some(Drawing::Bars { column } | Drawing::Line { column } | Drawing::Pie { column }) = sheet.chart
                && let Some(column) = sheet.columns.get(column)
            {
                let shows = [self.lang.pick("图中为：", "Drawn: "), &column.title].concat();
                self.out.tag("div class=\"note\"", &shows);
            }
            self.out.open("div class=\"wide\"").raw(&svg).close();
        }
        self.out.close();
        let tall = if sheet.rows.len() > TALL { " tall" } else { "" };
        self.out
            .raw("<div role=\"region\" tabindex=\"0\" class=\"wide")
            .raw(tall)
            .raw("\" aria-label=\"")
            .text(&sheet.title)
            .raw("\">");
        self.out.open(if sheet.columns.len() > 8 { "table class=\"many\"" } else { "table" }).open("thead").open("tr");
        for column in &sheet.columns {
            self.out.tag(
                if column.kind == CellKind::Text { "th scope=\"col\"" } else { "th scope=\"col\" class=\"n\"" },
                &column.title,
            );
        }
        self.out.close().close().open("tbody");
        let places: Vec<Places> = (0..sheet.columns.len()).map(|column| Places::of(sheet, column)).collect();
        for row in &sheet.rows {
            self.out.open("tr");
            for ((cell, column), places) in row.iter().zip(&sheet.columns).zip(&places) {
                let element = match (cell, column.kind) {
                    (Cell::Hidden(_), _) => "td class=\"n gap\"",
                    (_, CellKind::Text) => "td",
                    _ => "td class=\"n\"",
                };
                self.out.tag(element, &in_full(cell, column.kind, places.at(cell)));
            }
            self.out.close();
        }
        self.out.close().close().raw("</div>");
        if let Some(text) = hidden(sheet, self.report) {
            self.out.tag("p class=\"quiet\"", &text);
        }
        self.out.close();
    }

    fn cards(&mut self) {
        if self.report.cards.is_empty() {
            return;
        }
        self.out.tag("h3", self.lang.pick("策略卡", "Strategy cards"));
        self.out.tag("p class=\"quiet\"", self.lang.pick(
            "响应率、毛利率和触达成本是使用者的假设，不在数据里；金额随假设而变，试验之前不能当作预测。",
            "Response, margin and cost of contact are assumptions of the user and not in the data; the sums change with them and are no forecast before a trial.",
        ));
        for card in &self.report.cards {
            self.card(card);
        }
    }

    fn card(&mut self, card: &Card) {
        let money = |value: f64| in_full(&value.into(), CellKind::Money, 2);
        self.out.open("article class=\"info\"").open("h4").text(&card.name).tag("span", card.owner).close();
        self.out.prose("p", &card.action).open("dl class=\"numbers\"");
        for (name, text) in [
            (self.lang.pick("客户数", "Customers"), super::figure::count(card.customers)),
            (self.lang.pick("客单价", "Per order"), money(card.order_value)),
            (
                self.lang.pick("预计净收益", "Worth"),
                [&money(card.value_low), self.lang.pick(" 至 ", " to "), &money(card.value_high)].concat(),
            ),
            (self.lang.pick("保本响应率", "Break-even response"), in_full(&card.break_even.into(), CellKind::Rate, 1)),
        ] {
            if !text.is_empty() {
                self.out.open("div").tag("dt", name).tag("dd", &text).close();
            }
        }
        self.out
            .close()
            .tag("p class=\"sum\"", &[self.lang.pick("按假设计算：", "By the assumptions: "), &card.sum].concat())
            .close();
    }

    fn ends(&mut self) {
        let report = self.report;
        if !report.gaps.is_empty() {
            self.out.open("section").tag("h2", self.lang.pick("数据不足以分析的", "Not enough data for")).open("ul");
            for gap in &report.gaps {
                self.out.open("li").tag("b", gap.title).text(self.lang.pick("：", ": ")).sentence(&gap.why).close();
            }
            self.out.close().close();
        }
        self.out.open("section").tag("h2", self.lang.pick("说明", "Notes")).open("ul");
        for note in &report.notes {
            self.out.prose("li", note);
        }
        self.out.close().tag("h3", self.lang.pick("各项分析的定义", "What each analysis computes")).open("ul class=\"note\"");
        for (title, text) in definitions(report) {
            self.out.open("li").tag("b", title).text(self.lang.pick("：", ": ")).text(&text).close();
        }
        self.out.close().close().tag("footer class=\"quiet\"", &watermark(report));
    }
}

/// A title with its number.
fn numbered(lang: Lang, place: usize, title: &str) -> String {
    match lang {
        Lang::Zh => [["一", "二", "三", "四", "五"].get(place).copied().unwrap_or("六"), "、", title].concat(),
        Lang::En => format!("{}. {title}", place + 1),
    }
}
