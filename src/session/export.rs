//! Files that leave the engine: small cells hidden, customers under keyed names, original ids only where confirmed.

use super::{InGroup, ReportOrder, Session};
use crate::analysis::rfm::RfmOutcome;
use crate::analysis::rfm::output::{ClassRow, SegmentRow};
use crate::analysis::{ANALYSES, Outcome};
use crate::error::{Error, ErrorKind, Result};
use crate::fields::Template;
use crate::mask::{Shown, suppress};
use crate::report::labels::{class_name, segment_name};
use crate::report::text::reject_text;
use crate::report::{CsvTable, Lang, Report, document, workbook};
use serde::Deserialize;

/// What to export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum What {
    /// The table of the eight classes.
    Classes,
    /// The table of the named segments.
    Segments,
    /// The list of customers.
    Customers,
    /// All results as JSON, as the command line prints them.
    Results,
    /// Rows set aside in reading: where and why, not what they hold.
    Rejects,
    /// The report as a page that needs no network.
    Report,
    /// The report as a workbook: summary, findings, the tables of each analysis.
    Workbook,
    /// The seven fields of the report's summary.
    Summary,
}

/// Form of the list of customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Form {
    /// Keyed names, measures, scores, classes.
    #[default]
    Shareable,
    /// Original ids with class and segment and nothing else, for the user's own customer system; must be confirmed.
    Crm,
}

/// An order for an export.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Export {
    /// What.
    pub what: What,
    /// The analysis whose customers are listed.
    #[serde(default = "rfm")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<String>"))]
    pub analysis: String,
    /// Groups that the listed customers are in: of several of one grouping in any, of several groupings in all.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Vec<InGroup>>"))]
    pub filter: Vec<InGroup>,
    /// In which form, for the list of customers.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<Form>"))]
    pub form: Form,
    /// The user's word: that original ids may leave; of anything else, that it may leave although earlier exports are told apart from
    /// it by few customers.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub confirmed: bool,
    /// Language of headers and names.
    #[serde(default)]
    pub lang: Lang,
    /// Who a report is for, when it is made, and what the user wrote into its summary.
    #[serde(default)]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<ReportOrder>"))]
    pub report: ReportOrder,
}

impl Export {
    /// An order for a form of the report.
    #[must_use]
    pub fn of_report(what: What, report: ReportOrder) -> Self {
        Self { what, analysis: rfm(), filter: Vec::new(), form: Form::Shareable, confirmed: false, lang: report.lang, report }
    }
}

fn rfm() -> String {
    "rfm".to_owned()
}

/// A file.
pub struct Exported {
    /// Suggested name.
    pub name: String,
    /// Media type.
    pub media_type: &'static str,
    /// Content.
    pub bytes: Vec<u8>,
}

const CSV: &str = "text/csv;charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What a table leaves as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum FileForm {
    /// Text with commas.
    #[default]
    Csv,
    /// A workbook.
    Xlsx,
}

/// An empty table to fill in, by its name.
///
/// # Errors
/// `E_PARAM` for an unknown name.
pub fn template(name: &str, lang: Lang, form: FileForm) -> Result<Exported> {
    let template = Template::from_code(name).ok_or_else(|| Error::new(ErrorKind::Param).of_setting("template"))?;
    let stem = ["template-", name].concat();
    Ok(match form {
        FileForm::Csv => csv_file(&stem, template.csv(lang == Lang::En)),
        FileForm::Xlsx => {
            Exported { name: ["insitu-", &stem, ".xlsx"].concat(), media_type: XLSX, bytes: workbook::template(template, lang)? }
        }
    })
}

/// A table as a file.
pub(super) fn csv_file(name: &str, bytes: Vec<u8>) -> Exported {
    Exported { name: format!("insitu-{name}.csv"), media_type: CSV, bytes }
}

impl Session {
    /// Makes a file of the current results.
    ///
    /// # Errors
    /// `E_NO_DATA` before a run; without the user's word `E_NOT_CONFIRMED` for original ids and `E_DIFFERENCE` for what tells, beside
    /// earlier exports, of a few customers; `E_EXPORTS` after too many different ones.
    pub fn export(&mut self, order: &Export) -> Result<Exported> {
        let (lang, k) = (order.lang, self.recipe.smallest_group);
        let made = match (order.what, order.form) {
            (What::Results, _) => {
                let names: Vec<_> = ANALYSES.iter().map(|a| a.name).collect();
                let text = self.results(&names, &[])?;
                Exported { name: "results.json".to_owned(), media_type: "application/json", bytes: text.into_bytes() }
            }
            (What::Report, _) => report_page(&self.report_of(order)?),
            (What::Workbook, _) => report_workbook(&self.report_of(order)?)?,
            (What::Summary, _) => report_summary(&self.report_of(order)?)?,
            (What::Rejects, _) => csv_file("rejects", self.rejects_csv(lang)?),
            (What::Classes, _) => csv_file("rfm-classes", class_csv(&self.outcome()?, lang, k)?),
            (What::Segments, _) => csv_file("rfm-segments", segment_csv(&self.outcome()?, lang, k)?),
            (What::Customers, Form::Shareable) => csv_file(&[&order.analysis, "-customers"].concat(), self.shareable_csv(order)?),
            (What::Customers, Form::Crm) if order.confirmed => {
                csv_file(&[&order.analysis, "-crm"].concat(), self.crm_csv(order)?)
            }
            (What::Customers, Form::Crm) => return Err(ErrorKind::NotConfirmed.into()),
        };
        self.enter_export(order, &made.name)?;
        Ok(made)
    }

    fn report_of(&mut self, order: &Export) -> Result<Report> {
        self.report(&ReportOrder { lang: order.lang, ..order.report.clone() })
    }

    fn outcome(&self) -> Result<RfmOutcome> {
        match self.scored()?.finding.outcome {
            Outcome::Found(outcome) => Ok(outcome),
            Outcome::NotEnoughData(_) => Err(ErrorKind::NoData.into()),
        }
    }

    fn rejects_csv(&self, lang: Lang) -> Result<Vec<u8>> {
        // Of several files each row says in which it stands.
        let several = self.tables.iter().map(|t| t.raw.parts().count()).sum::<usize>() > 1;
        let file = |name| Some(name).filter(|_| several);
        let header = [lang.pick("行号", "row"), lang.pick("字节位置", "byte_offset"), lang.pick("字节数", "bytes")];
        let header = header.into_iter().chain([lang.pick("原因", "reason")]);
        let mut csv = CsvTable::new(file(lang.pick("文件", "file")).into_iter().chain(header))?;
        for table in &self.tables {
            let names: Vec<&str> = table.raw.parts().map(|part| part.name.as_str()).collect();
            for reject in &table.raw.rejects {
                let text = reject_text(reject.reason);
                let numbers = [reject.row, reject.offset, reject.length].map(|n| n.to_string());
                let cells = numbers.iter().map(String::as_str).chain([lang.pick(&text.zh, &text.en)]);
                csv.row(names.get(reject.file).copied().and_then(file).into_iter().chain(cells))?;
            }
        }
        csv.finish()
    }
}

/// A report as a page that needs no network.
#[must_use]
pub fn report_page(report: &Report) -> Exported {
    let name = ["insitu-report-", report.role.name(), ".html"].concat();
    // Not as a page: a document in the tab would be one outside the seal.
    Exported { name, media_type: "application/octet-stream", bytes: document::html(report).into_bytes() }
}

/// A report as a workbook.
///
/// # Errors
/// Those of [`workbook::xlsx`].
pub fn report_workbook(report: &Report) -> Result<Exported> {
    let name = ["insitu-report-", report.role.name(), ".xlsx"].concat();
    Ok(Exported { name, media_type: XLSX, bytes: workbook::xlsx(report)? })
}

/// The summary of a report as the template has it: a header and one row.
///
/// # Errors
/// `E_INTERNAL`.
pub fn report_summary(report: &Report) -> Result<Exported> {
    let columns = Template::Summary.columns();
    let mut csv = CsvTable::new(columns.iter().map(|c| report.lang.pick(c.zh, c.name)))?;
    csv.row(report.summary.texts())?;
    Ok(csv_file("summary", csv.finish()?))
}

/// Places of the shares among the figures of a group.
const SHARE: usize = 0;
const REVENUE_SHARE: usize = 3;
/// Places of what tells of money.
const MONEY: [usize; 4] = [2, REVENUE_SHARE, 4, 7];

/// What a row of either table shows.
struct Group<'a> {
    name: &'a str,
    customers: u64,
    /// Whether two of them hold nearly all of its money.
    held: bool,
    figures: [String; 8],
}

fn percent(num: f64, den: f64) -> String {
    if den > 0.0 { format!("{:.1}%", 100.0 * num / den) } else { String::new() }
}

macro_rules! figures {
    ($row:expr) => {{
        let print = |e: Option<crate::stats::Exact>| e.map(|e| e.to_f64().to_string()).unwrap_or_default();
        [
            percent($row.share.num as f64, $row.share.den as f64),
            $row.orders.to_string(),
            $row.revenue.to_string(),
            $row.revenue_share.as_ref().map(|r| percent(r.num.to_f64(), r.den.to_f64())).unwrap_or_default(),
            $row.average_order_value.map(|m| m.to_string()).unwrap_or_default(),
            print($row.median_recency),
            print($row.median_frequency),
            print($row.median_monetary),
        ]
    }};
}

fn class_csv(outcome: &RfmOutcome, lang: Lang, k: u64) -> Result<Vec<u8>> {
    let group = |row: &ClassRow| Group {
        name: class_name(row.code, lang),
        customers: row.customers,
        held: row.dominated,
        figures: figures!(row),
    };
    groups_csv(lang.pick("类别", "class"), &outcome.classes.rows.iter().map(group).collect::<Vec<_>>(), lang, k)
}

fn segment_csv(outcome: &RfmOutcome, lang: Lang, k: u64) -> Result<Vec<u8>> {
    let segments = outcome.segments.as_ref().filter(|segments| !segments.rows.is_empty()).ok_or(ErrorKind::NoData)?;
    groups_csv(
        lang.pick("人群", "segment"),
        &segments.rows.iter().map(|row| segment_group(row, lang)).collect::<Vec<_>>(),
        lang,
        k,
    )
}

fn segment_group(row: &SegmentRow, lang: Lang) -> Group<'_> {
    Group { name: segment_name(&row.name, lang), customers: row.customers, held: row.dominated, figures: figures!(row) }
}

/// A table of groups under the name of what they are. Rows of fewer than `k` customers show `<k` and nothing else; what they could be worked out from is withheld.
fn groups_csv(name: &str, groups: &[Group<'_>], lang: Lang, k: u64) -> Result<Vec<u8>> {
    let header = match lang {
        Lang::Zh => {
            ["客户数", "客户占比", "订单数", "净收入", "收入占比", "客单价", "距今天数中位数", "购买次数中位数", "净消费中位数"]
        }
        Lang::En => [
            "customers",
            "share",
            "orders",
            "net_revenue",
            "revenue_share",
            "average_order_value",
            "median_recency_days",
            "median_frequency",
            "median_monetary",
        ],
    };
    let counts: Vec<u64> = groups.iter().map(|g| g.customers).collect();
    let shown = suppress(&counts, k);
    let mut csv = CsvTable::new(std::iter::once(name).chain(header))?;
    let hides = shown.cells.iter().any(|count| !count.is_open());
    let is_held = groups.iter().any(|group| group.held);
    for (group, count) in groups.iter().zip(&shown.cells) {
        let mut figures = if count.is_open() { group.figures.clone() } else { Default::default() };
        // A share tells the whole: of customers a withheld total, of revenue what the hidden groups have.
        if !shown.total.is_open() {
            figures[SHARE].clear();
        }
        if hides {
            figures[REVENUE_SHARE].clear();
        }
        // Where two hold nearly all of one group its money would follow from that of the others.
        if is_held {
            let money = figures.iter_mut().enumerate().filter(|(at, _)| MONEY.contains(at));
            money.for_each(|(_, figure)| figure.clear());
        }
        let start = [group.name.to_owned(), count.to_string()];
        csv.row(start.iter().chain(&figures))?;
    }
    let total = match shown.total {
        Shown::Count(n) => n.to_string(),
        other => other.to_string(),
    };
    csv.row([lang.pick("合计", "total"), &total, "", "", "", "", "", "", "", ""])?;
    csv.finish()
}
