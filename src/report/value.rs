//! Words for what was decided of a column's values, and for what was met in them.

use super::text::Texts;
use crate::intake::Reason;

/// The sentence for a notice about values; `None` if the code is not one of them.
pub(super) fn sentence(code: &str, n: u64) -> Option<(String, String)> {
    let cells = if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
    let whole = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    Some(match code {
        "N_DECIMAL_POINT_OPEN" => whole(
            "看不出逗号和点哪个是小数点，已把点当作小数点、逗号当作千位分隔读入，请核对。",
            "The marks in the numbers can be read in two ways; the point was taken for the decimal mark and the comma for groups of thousands. Please check.",
        ),
        "N_DECIMAL_COMMA_OPEN" => whole(
            "看不出逗号和点哪个是小数点，已把逗号当作小数点、点当作千位分隔读入，请核对。",
            "The marks in the numbers can be read in two ways; the comma was taken for the decimal mark and the point for groups of thousands. Please check.",
        ),
        "N_PERCENT_HEADER" => whole(
            "标题写明是百分数，数字按原样保留：15 就是 15%，不是 0.15。",
            "The header says per cent; the numbers are kept as written: 15 is 15 %, not 0.15.",
        ),
        "N_PERCENT_MIXED" => whole(
            "有的数带百分号，有的不带；带的已除以 100，请核对不带的是不是也是百分数。",
            "Some numbers have a per cent sign and others have none; those that have it were divided by 100. Please check the others.",
        ),
        "N_DIGITS_LOST" => (
            format!(
                "有 {n} 格的长号码被表格软件改写过（如 6.22202E+18，或末尾成了零），后几位已经丢失，只能从原来的系统重新导出。"
            ),
            format!(
                "{cells} hold a long number that a spreadsheet has rounded (6.22202E+18, or zeros at the end); its last digits are lost. Only a new export from the source brings them back."
            ),
        ),
        "N_TEXT_MARK" => (
            format!("有 {n} 格的值前后有防改写的符号（如 `0017、=\"0017\"），读入时去掉了符号。"),
            format!(
                "{cells} with a mark that keeps spreadsheets from changing the value (`0017, =\"0017\"); the mark is left out."
            ),
        ),
        "N_PHONE_WRITTEN_OUT" => (
            format!("有 {n} 格的电话号码写成了 1.38E+10 这样的形式，已还原成数字；没写出来的位数是零，可能不对。"),
            format!(
                "{cells} hold a phone number like 1.38E+10; it was written out. Digits it did not show are zeros and may be wrong."
            ),
        ),
        "N_LEAP_SECOND" => (
            format!("有 {n} 格的时间是闰秒（第 60 秒），已按第 59 秒读入。"),
            format!("{cells} hold a leap second (:60), which was read as :59."),
        ),
        "N_PHANTOM_DAY" => (
            format!("有 {n} 格是表格里的 1900 年 2 月 29 日（序号 60），这一天并不存在，按空处理。"),
            format!("{cells} hold serial number 60, a spreadsheet's 29 February 1900, which never was; they count as empty."),
        ),
        "N_CURRENCY_CELLS" => (
            format!(
                "这一列的金额带着不止一种币种的符号或名称，有 {n} 格与最多的那一种不同。结果没有换算，直接相加，合计不可信。请按币种分成几个文件，或先换算成同一币种。"
            ),
            format!(
                "The amounts of this column stand beside signs or names of more than one currency; {cells} differ from the most frequent one. They are added up without conversion, so no sum can be trusted. Split the file by currency, or convert the amounts first."
            ),
        ),
        "N_PLACEHOLDER_IDS" => (
            format!(
                "有 {n} 行的客户编号不是某一位客户（如“游客”、guest、0、-1），按没有客户处理，不计入。若是真的编号，请在清洗中改为保留。"
            ),
            format!(
                "{rows} a customer ID that stands for nobody (such as guest, 0 or -1): taken as without a customer and not counted. If it is a real ID, cleaning can keep them.",
                rows = if n == 1 { "1 row has".to_owned() } else { format!("{n} rows have") }
            ),
        ),
        "N_PLACEHOLDER_KEPT" => (
            format!("有 {n} 行的客户编号不像某一位客户（如“游客”、guest、0、-1），清洗方案保留了它们，同一编号算作一位客户。"),
            format!(
                "{rows} a customer ID that seems to stand for nobody (such as guest, 0 or -1); the cleaning plan keeps them, and each such ID counts as one customer.",
                rows = if n == 1 { "1 row has".to_owned() } else { format!("{n} rows have") }
            ),
        ),
        _ => return None,
    })
}

/// Why something was decided of a column, in words.
#[must_use]
pub fn reason_text(reason: Reason) -> Texts {
    let (zh, en) = match reason {
        Reason::User => ("由您指定", "You said so"),
        Reason::Empty => ("样例里没有内容", "No cell of the sample holds anything"),
        Reason::Header => ("由标题判断", "The header says so"),
        Reason::Values => ("由格子的内容判断", "The cells say so"),
        Reason::Currency => ("格子里有货币符号", "The cells name a currency"),
        Reason::TwoDecimals => ("几乎都是两位小数", "Nearly all numbers have two decimals"),
        Reason::LongDigits => ("有前导零或超过 15 位的数字，是编号", "Leading zeros or more than 15 digits: an identifier"),
        Reason::Codes => ("字母和数字连写，是编号", "Letters and digits in one word: an identifier"),
        Reason::YesNo => ("都是“是”“否”一类的词", "Words for yes and no"),
        Reason::Delimiter => ("由文件的分隔符推断", "The delimiter of the file suggests it"),
        Reason::Grouping => ("小于一千的数都没有分隔", "Numbers below 1000 have no mark, larger ones do"),
        Reason::Unreadable => {
            ("整个文件里有太多格子读不成别的类型", "Too many cells of the whole file cannot be read as anything else")
        }
        Reason::OtherFiles => ("与一起打开的其他文件一致", "It is so in the other files of the table"),
        Reason::OtherColumns => ("由同一文件的其他列推断", "Other columns of the file leave no doubt"),
        Reason::Point => ("用点分隔的日期通常日在前", "Where points stand between the parts, the day usually comes first"),
        Reason::Open => ("看不出来，按常见的写法", "Nothing says so; the usual form was taken"),
    };
    Texts::new(zh, en)
}
