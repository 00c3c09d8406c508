//! The sentences for people, in both languages: what happened, where, what to do. No sentence holds a cell's content.

use super::{channels, days, groups, lifetime, mapping, orders, trouble, value};
use crate::error::{ErrorKind, Place};
use crate::intake::RejectReason;
use crate::notice::Notice;
use serde::Serialize;

#[cfg(feature = "engine")]
use crate::fields::Field;

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Texts {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Texts {
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

/// The sentence for an error, with its place in front and the names that would do behind.
#[must_use]
pub fn error_text(kind: ErrorKind, place: &Place) -> Texts {
    let (zh, en) = trouble::sentence(kind);
    let (zh_place, en_place) = place_text(place);
    let (zh_known, en_known) = match place.known.as_slice() {
        [] => (String::new(), String::new()),
        #[cfg(feature = "engine")]
        missing if kind == ErrorKind::FieldMissing => {
            let fields: Vec<Field> = missing.iter().filter_map(|code| Field::from_code(code)).collect();
            let names = |name: fn(Field) -> &'static str| fields.iter().map(|&field| name(field)).collect::<Vec<_>>();
            (
                format!("还缺：{}。", names(Field::zh).join("、")),
                format!(" Missing: {}.", names(Field::en).join(", ").to_lowercase()),
            )
        }
        known => (format!("可以用的有：{}。", known.join("、")), format!(" Known are: {}.", known.join(", "))),
    };
    #[cfg(feature = "engine")]
    let least = place.least.unwrap_or(crate::mask::K).to_string();
    #[cfg(feature = "engine")]
    let [zh, en] = [zh, en].map(|text| text.replace("{k}", &least));
    Texts::new(format!("{zh_place}{zh}{zh_known}"), format!("{en_place}{en}{en_known}"))
}

fn place_text(place: &Place) -> (String, String) {
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    if let Some(file) = &place.file {
        zh.push(file.clone());
        en.push(file.clone());
    }
    if let Some(row) = place.row {
        zh.push(format!("第 {row} 行"));
        en.push(format!("row {row}"));
    }
    if let Some(column) = place.column {
        zh.push(format!("第 {column} 列"));
        en.push(format!("column {column}"));
    }
    if let Some(byte) = place.byte {
        zh.push(format!("第 {byte} 字节"));
        en.push(format!("byte {byte}"));
    }
    if let Some(setting) = &place.setting {
        zh.push(format!("设置 {setting}"));
        en.push(format!("setting {setting}"));
    }
    if let Some(name) = &place.name {
        zh.push(format!("“{name}”"));
        en.push(format!("\"{name}\""));
    }
    if zh.is_empty() {
        return (String::new(), String::new());
    }
    (zh.join("，") + "：", capital(&en.join(", "), place.file.is_none()) + ": ")
}

fn capital(text: &str, wanted: bool) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if wanted => first.to_uppercase().collect::<String>() + chars.as_str(),
        _ => text.to_owned(),
    }
}

/// The sentence for a file that may need more memory than there is, both in bytes.
#[cfg(feature = "cli")]
#[must_use]
pub fn room_text(needed: u64, free: u64) -> Texts {
    let gigabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e9);
    let (needed, free) = (gigabytes(needed), gigabytes(free));
    Texts::new(
        format!(
            "读这个文件大约需要 {needed} GB 内存，现在空闲 {free} GB。内存不够时，可用 --columns 只读需要的列，或用 --first-rows 只读前几行。"
        ),
        format!(
            "This file may need about {needed} GB of memory; {free} GB are free. If that is too much, read some columns with --columns or the first rows with --first-rows."
        ),
    )
}

/// The sentence for fields that an analysis needs and no column gives.
#[cfg(feature = "engine")]
#[must_use]
pub fn missing_text(fields: &[Field]) -> Texts {
    let names = |label: fn(Field) -> &'static str| fields.iter().map(|&f| label(f)).collect::<Vec<_>>();
    Texts::new(
        format!("还缺少：{}。请指定它们所在的列。", names(Field::zh).join("、")),
        format!("Still missing: {}. Choose their columns.", names(Field::en).join(", ")),
    )
}

/// The sentence for a reason why a row was set aside in reading.
#[must_use]
pub fn reject_text(reason: RejectReason) -> Texts {
    match reason {
        RejectReason::TooManyFields => Texts::new("这一行的列数比标题行多", "The row has more cells than the header"),
        RejectReason::Undecodable => {
            Texts::new("这一行有无法识别的字符", "The row holds bytes that are not text in this encoding")
        }
        RejectReason::Quote => Texts::new("这一行的引号没有关闭", "A quote in the row is never closed"),
        RejectReason::Limit => Texts::new("这一行太长", "The row is too long"),
        RejectReason::Malformed => Texts::new("这条记录的格式不对", "The record is not what its format says"),
    }
}

/// Every notice code that has a sentence, for tests that walk them.
pub const NOTICES: &[&str] = &[
    "N_QUOTE_REPAIRED",
    "N_SHORT_ROWS",
    "N_QUOTE_INSIDE",
    "N_LONG_ROWS",
    "N_COMMENTS",
    "N_PREAMBLE",
    "N_FOOTER",
    "N_REJECTED",
    "N_FIRST_ROWS",
    "N_COLUMNS_LEFT_OUT",
    "N_INVALID_CELLS",
    "N_ENCODING_DOUBT",
    "N_OTHER_ENCODING",
    "N_DUPLICATE_HEADERS",
    "N_BLANK_HEADERS",
    "N_DATE_ORDER_OPEN",
    "N_MONTHS_ALONE",
    "N_DECIMAL_POINT_OPEN",
    "N_DECIMAL_COMMA_OPEN",
    "N_PERCENT_HEADER",
    "N_PERCENT_MIXED",
    "N_DIGITS_LOST",
    "N_PHONE_WRITTEN_OUT",
    "N_TEXT_MARK",
    "N_LEAP_SECOND",
    "N_PHANTOM_DAY",
    "N_ROUNDED",
    "N_FIELD_KIND",
    "N_AMOUNTS_OUT_OF_RANGE",
    "N_PHONE_AS_CUSTOMER",
    "N_EMAIL_AS_CUSTOMER",
    "N_KEY_AS_CUSTOMER",
    "N_NAME_AS_CUSTOMER",
    "N_OTHER_TABLES",
    "N_ALIKE_TABLES",
    "N_COLUMN_ABSENT",
    "N_NO_USER_ID",
    "N_NO_ORDER_TIME",
    "N_NO_AMOUNT",
    "N_IDENTICAL_ROWS",
    "N_IDENTICAL_KEPT",
    "N_ROWS_CLEANED",
    "N_TABLE_UNUSED",
    "N_FILLED",
    "N_MARKED_UNKNOWN",
    "N_PLAN_COLUMN_GONE",
    "N_CURRENCIES_MIXED",
    "N_CURRENCY_CELLS",
    "N_PLACEHOLDER_IDS",
    "N_PLACEHOLDER_KEPT",
    "N_IDS_MERGED",
    "N_AMOUNT_TOO_LARGE",
    "N_QUANTITY_ASSUMED",
    "N_LAST_DAY_FAR",
    "N_FIRST_DAY_FAR",
    "N_REGISTERED_FAR",
    "N_AS_OF_KNOWN",
    "N_NO_DATE",
    "N_NOT_JUDGED",
    "N_ENDS_EARLIER",
    "N_AFTER_AS_OF",
    "N_REFUND_FLAG_UNKNOWN",
    "N_ORDER_ID_EMPTY",
    "N_ORDERS_BY_TIME",
    "N_ORDER_PER_LINE",
    "N_CUT_SHORT",
    "N_SHEET_ERRORS",
    "N_SHEET_NO_VALUE",
    "N_SHEET_DATES",
    "N_SHEET_LONG_NUMBERS",
    "N_SHEET_HIDDEN_ROWS",
    "N_SHEET_MERGED",
    "N_RFM_WITHOUT_PURCHASE",
    "N_RFM_SPLITS_DIFFER",
    "N_RFM_SCORES_UNUSED",
    "N_CLUSTER_LEFT_OUT",
    "N_CLUSTER_CONSTANT",
    "N_CLUSTER_REFUSED",
    "N_CLUSTER_STARTS",
    "N_CLUSTER_TOLERANCE",
    "N_GROUPS_COLUMNS",
    "N_SMALLEST_GROUP",
    "N_CLV_CORRELATED",
    "N_CLV_FLAT",
    "N_CLV_INFINITE_MEAN",
    "N_CLV_NEWER",
    "N_CLV_NOT_CONVERGED",
    "N_CLV_NO_AMOUNTS",
    "N_CLV_NO_DROPOUT",
    "N_CLV_NO_HOLDOUT",
    "N_CLV_POPULATION_MEAN",
    "N_CLV_SHORT_HISTORY",
    "N_CLV_WITHOUT_PURCHASE",
];

/// The sentence for a notice, with its count and column.
#[must_use]
pub fn notice_text(notice: &Notice) -> Texts {
    let count = notice.count;
    let (zh, en) = notice_sentence(notice.code, count)
        .unwrap_or_else(|| (format!("{count} 处：{}", notice.code), format!("{}: {count}", notice.code)));
    match (notice.file, notice.column) {
        (Some(file), Some(column)) => {
            Texts::new(format!("第 {column} 列（第 {file} 个文件）：{zh}"), format!("Column {column} (file {file}): {en}"))
        }
        (Some(file), None) => Texts::new(format!("第 {file} 个文件：{zh}"), format!("File {file}: {en}")),
        (None, Some(column)) => Texts::new(format!("第 {column} 列：{zh}"), format!("Column {column}: {en}")),
        (None, None) => Texts { zh, en },
    }
}

fn notice_sentence(code: &str, n: u64) -> Option<(String, String)> {
    let rows = if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
    let has = if n == 1 { "has" } else { "have" };
    let is = if n == 1 { "is" } else { "are" };
    let was = if n == 1 { "was" } else { "were" };
    let cells = if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    Some(match code {
        "N_QUOTE_REPAIRED" => (
            format!("有 {n} 行的引号没有关闭，已按普通文字读入。"),
            format!("{rows} {has} a quote that is never closed; it was read as plain text."),
        ),
        "N_SHORT_ROWS" => (
            format!("有 {n} 行的列数不够，缺的格子按空处理。"),
            format!("{rows} {has} fewer cells than the header; the missing ones count as empty."),
        ),
        "N_QUOTE_INSIDE" => (
            format!("有 {n} 行的格子里有未转义的引号，已按文字读入。"),
            format!("{rows} {has} a quote inside a cell that is not escaped; it was read as text."),
        ),
        "N_LONG_ROWS" => (
            format!("有 {n} 行比标题多出几格，多出的内容单独保留，不参与计算。"),
            format!("{rows} {has} more cells than the header; what is beyond is kept aside and not counted."),
        ),
        "N_COMMENTS" => (
            format!("有 {n} 行是注释，没有读入表格。"),
            if n == 1 { "1 line is a comment and no part of the table.".to_owned() } else { format!("{n} lines are comments and no part of the table.") },
        ),
        "N_PREAMBLE" => (
            format!("标题行上面的 {n} 行不属于表格，已略过。"),
            format!("{rows} above the header {is} no part of the table and left out."),
        ),
        "N_FOOTER" => (
            format!("最后 {n} 行像是合计或说明。合计行由清洗方案排除；其余的如不是数据，请在来源文件中删去。"),
            format!("The last {rows} look like totals or notes. The cleaning plan leaves totals out; remove the others from the file if they are no data."),
        ),
        "N_REJECTED" => (
            format!("有 {n} 行读不了，已放到一边，可以下载查看。"),
            format!("{rows} could not be read and {is} set aside; they can be downloaded."),
        ),
        "N_FIRST_ROWS" => (
            format!("按选择只读了前 {n} 行，文件后面的内容没有读。"),
            format!("Only the first {rows} {was} read, as chosen; the rest of the file was not."),
        ),
        "N_COLUMNS_LEFT_OUT" => (
            format!("按选择有 {n} 列没有读入。"),
            if n == 1 { "1 column was not read, as chosen.".to_owned() } else { format!("{n} columns were not read, as chosen.") },
        ),
        "N_INVALID_CELLS" => (
            format!("有 {n} 格不是这一列该有的数字或日期，按空处理。"),
            format!("{cells} hold no number or date as the column does; they count as empty."),
        ),
        "N_ENCODING_DOUBT" => (
            "文件编码不能完全确定，文字可能显示不对，请看一眼样例，不对就另选一种编码。".to_owned(),
            "The encoding is not certain. Look at the samples, and choose another encoding if they are wrong.".to_owned(),
        ),
        "N_OTHER_ENCODING" => (
            format!("有 {n} 行的编码和文件其余部分不同，已按另一种编码读入，请核对。"),
            format!("{rows} {is} in another encoding than the rest of the file and {was} read by that. Please check."),
        ),
        "N_DUPLICATE_HEADERS" => (
            "标题和前面的列重复，已在后面加上编号。".to_owned(),
            "The header is the same as an earlier one; a number was added to it.".to_owned(),
        ),
        "N_JSON_DUPLICATE_KEYS" => (
            format!("有 {n} 处同一条记录里键重复，以最后一个为准。"),
            format!("A key stands twice in one record in {n} places; the last value counts."),
        ),
        "N_JSON_SURROGATES" => (
            format!("有 {n} 处半个字符的转义，已换成“\u{fffd}”。"),
            format!("{n} escapes stand for half a character; each was replaced by \u{fffd}."),
        ),
        "N_BLANK_HEADERS" => {
            ("没有标题，已按位置取名。".to_owned(), "There is no header; the column was named by its position.".to_owned())
        }
        "N_DATE_ORDER_OPEN" => (
            "日期里日和月的先后看不出来，已按常见的写法读入，请指定顺序。".to_owned(),
            "Day and month cannot be told apart in the dates; they were read in the usual order. Please say which stands first.".to_owned(),
        ),
        "N_ROUNDED" => (
            format!("有 {n} 个数的小数超过四位，已四舍五入到四位。"),
            format!("{n} numbers had more than four decimals and were rounded to four."),
        ),
        "N_NO_USER_ID" => (
            format!("有 {n} 行没有客户编号，不计入客户分析。"),
            format!("{rows} {has} no customer ID and {is} left out of customer analyses."),
        ),
        "N_NO_ORDER_TIME" => (
            format!("有 {n} 行没有能读懂的下单时间，不计入客户分析。"),
            format!("{rows} {has} no readable order time and {is} left out of customer analyses."),
        ),
        "N_NO_AMOUNT" => (
            format!("有 {n} 行没有金额，不计入客户分析。"),
            format!("{rows} {has} no amount and {is} left out of customer analyses."),
        ),
        "N_IDENTICAL_ROWS" => (
            format!("有 {n} 行与前面的某一行完全相同，只计一次。"),
            format!("{rows} equal to an earlier row in every cell: counted once.", rows = if n == 1 { "1 row is".to_owned() } else { format!("{n} rows are") }),
        ),
        "N_IDENTICAL_KEPT" => (
            format!("有 {n} 行与前面的某一行完全相同，但可能是另一次购买，仍然计入。可在清洗中改为删除。"),
            format!("{rows} equal to an earlier row in every cell, but may be another purchase: counted. Cleaning can delete them.", rows = if n == 1 { "1 row is".to_owned() } else { format!("{n} rows are") }),
        ),
        "N_TABLE_UNUSED" => (
            format!("这张表的 {n} 行没有用到：已经有一张订单表，或看不出它是哪一种表。可在“字段”一步指定表的种类和各列。"),
            format!("{rows} of this table in no result: there is a table of orders already, or it is not clear what kind of table it is. Under Fields you can say so.", rows = if n == 1 { "1 row is".to_owned() } else { format!("{n} rows are") }),
        ),
        "N_ROWS_CLEANED" => (
            format!("按清洗方案或逐行决定，有 {n} 行不计入。"),
            format!("{rows} left out by the cleaning plan or by hand.", rows = if n == 1 { "1 row is".to_owned() } else { format!("{n} rows are") }),
        ),
        "N_FILLED" => (
            format!("缺失的 {n} 个单元格已用均值或众数填充。"),
            format!("{n} missing {} filled with the mean or the mode.", if n == 1 { "cell is" } else { "cells are" }),
        ),
        "N_MARKED_UNKNOWN" => (
            format!("缺失的 {n} 个单元格标记为“未知”。"),
            format!("{n} missing {} marked as unknown.", if n == 1 { "cell is" } else { "cells are" }),
        ),
        "N_PLAN_COLUMN_GONE" => (
            format!("清洗方案中有 {n} 条规则所指的列在这份数据里没有，未执行；其余规则照常执行。"),
            format!("{n} {} of the cleaning plan {} a column that this table does not have and {} not applied; all others are.", if n == 1 { "rule" } else { "rules" }, if n == 1 { "names" } else { "name" }, if n == 1 { "is" } else { "are" }),
        ),
        "N_CURRENCIES_MIXED" => (
            format!("金额用了 {n} 种币种，结果没有换算，直接相加。请按币种分成几个文件，或先换算成同一币种。"),
            format!(
                "The amounts are in {n} currencies and are added up without conversion. Split the file by currency, or convert the amounts first."
            ),
        ),
        "N_IDS_MERGED" => (
            format!("有 {n} 个客户编号只是写法不同（空格、全角、字母大小写、+86 或多了 .0），已并入同一位客户。"),
            format!(
                "{n} customer IDs differ from another only in spaces, width, case, +86 or a trailing .0; they count as the same customer."
            ),
        ),
        "N_AMOUNT_TOO_LARGE" => (
            format!("有 {n} 行的金额大得不合常理，不计入客户分析，请核对。"),
            format!("{rows} {has} an amount beyond all reason and {is} left out of customer analyses. Please check."),
        ),
        "N_QUANTITY_ASSUMED" => (
            format!("只有单价、没有数量，{n} 行都按 1 件计算金额。"),
            format!("There is a price but no quantity; {rows} count as one piece each."),
        ),
        "N_REFUND_FLAG_UNKNOWN" => (
            format!("有 {n} 行的退款标记看不懂，按没有退款计算。"),
            format!(
                "The refund flag of {rows} was not understood; {} not refunds.",
                if n == 1 { "it counts as" } else { "they count as" }
            ),
        ),
        "N_ORDER_ID_EMPTY" => (
            format!("有 {n} 行没有订单号，按下单时间区分订单。"),
            format!("{rows} {has} no order ID; their orders are told apart by time."),
        ),
        "N_ORDERS_BY_TIME" => (
            format!("没有订单号列：同一客户同一秒的行算一笔订单（共 {n} 行）。"),
            format!("There is no order ID: lines of one customer in the same second are one order ({rows} in all)."),
        ),
        "N_ORDER_PER_LINE" => (
            format!("没有订单号，时间只到日：每一行算一笔订单（共 {n} 行）。频次可以改为按天计算。"),
            format!(
                "There is no order ID and no time of day: each row is one order ({rows} in all). Frequency can be counted by day instead."
            ),
        ),
        "N_SHEET_ERRORS" => (
            format!("工作表里有 {n} 格是错误值（如 #DIV/0!），按空处理。"),
            format!("{cells} of the sheet {has} an error such as #DIV/0 in place of a value and {} as empty.", if n == 1 { "counts" } else { "count" }),
        ),
        "N_CUT_SHORT" => (
            "文件不完整或已损坏：只读到这里，后面的行不在表里。请重新下载或重新导出。".to_owned(),
            "The file is cut short or damaged: it was read up to here, and no later row is in the table. Download or export it again.".to_owned(),
        ),
        "N_SHEET_NO_VALUE" => (
            format!("有 {n} 格公式没有存下结果，按空处理。请用 Excel 或 WPS 打开、重算并保存。"),
            format!("{cells} {has} a formula without a stored result and {} as empty. Open the workbook in a spreadsheet program, let it compute and save it.", if n == 1 { "counts" } else { "count" }),
        ),
        "N_SHEET_DATES" => (
            format!("有 {n} 格日期是日历上没有的（如 1900-02-29 或负数），按原样读入，不算作日期。"),
            format!("{cells} {has} a date that no calendar has (1900-02-29, say, or a negative one); it is kept as it stands and is no date."),
        ),
        "N_SHEET_LONG_NUMBERS" => (
            format!("有 {n} 个超过 15 位的数字，末尾几位已被电子表格改成 0，可能不是原来的编号。"),
            format!("{n} numbers of more than 15 digits end in zeros that the spreadsheet put there; they may not be the original numbers."),
        ),
        "N_SHEET_HIDDEN_ROWS" => (
            format!("工作表里隐藏的 {n} 行也读入了。"),
            format!("{rows} that the sheet hides {is} read as well."),
        ),
        "N_SHEET_MERGED" => (
            format!("工作表里有 {n} 处合并单元格，值只在左上角那一格。"),
            format!("The sheet has merged cells in {n} places; the value is in the top left cell of each."),
        ),
        "N_RFM_WITHOUT_PURCHASE" => (
            format!("有 {n} 位客户没有购买（只有退款，或只在其他表里），不参与打分。"),
            format!("{n} customers have no purchase (refunds only, or rows in other tables alone) and are left out of scoring."),
        ),
        "N_RFM_SPLITS_DIFFER" => (
            format!("按平均数和按中位数分类，有 {n} 位客户（超过一成）的类别不同。"),
            format!(
                "{n} customers (more than one in ten) fall into another class when the split is the median instead of the mean, or the other way round."
            ),
        ),
        "N_RFM_SCORES_UNUSED" => (
            format!("有 {n} 项指标的取值太集中，没有用到全部分数。"),
            format!("{n} of the measures have so many equal values that not every score is used."),
        ),
        _ => {
            return groups::sentence(code, n)
                .or_else(|| channels::sentence(code, n))
                .or_else(|| lifetime::sentence(code, n))
                .or_else(|| value::sentence(code, n))
                .or_else(|| mapping::sentence(code, n))
                .or_else(|| days::sentence(code, n))
                .or_else(|| orders::sentence(code, n));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_has_a_sentence_in_both_languages() {
        for &kind in ErrorKind::ALL {
            let t = error_text(kind, &Place::default());
            assert!(t.zh.ends_with('。') && !t.zh.is_ascii(), "{kind:?}");
            assert!(t.en.ends_with('.') && t.en.is_ascii(), "{kind:?}");
            assert!(!t.zh.contains('！') && !t.en.contains('!'));
        }
    }

    #[test]
    fn the_place_stands_in_front() {
        let place = Place { file: Some("a.csv".into()), row: Some(3), column: Some(2), ..Place::default() };
        let t = error_text(ErrorKind::Quote, &place);
        assert!(t.zh.starts_with("a.csv，第 3 行，第 2 列：引号"));
        assert!(t.en.starts_with("a.csv, row 3, column 2: A quote"));
        let t = error_text(ErrorKind::Quote, &Place { row: Some(3), ..Place::default() });
        assert!(t.en.starts_with("Row 3: A quote"));
    }

    #[test]
    fn every_notice_has_a_sentence_in_both_languages() {
        for &code in NOTICES.iter().chain(channels::NOTICES).chain(orders::NOTICES) {
            for count in [1, 24] {
                let t = notice_text(&Notice::warning(code, count).in_column(0));
                assert!(!t.zh.contains(code) && !t.en.contains(code), "{code}");
                assert!(t.zh.starts_with("第 1 列：") && t.en.starts_with("Column 1: ") && t.en.is_ascii(), "{code}");
                assert!(!t.en.contains("1 rows") && (t.zh.ends_with('。')), "{}", t.en);
            }
        }
        assert_eq!(notice_text(&Notice::info("N_NEW", 2)).en, "N_NEW: 2");
    }
}
