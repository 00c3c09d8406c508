//! What people write in a column that says whether a line is a refund.

use super::vocabulary::Standing;
use crate::fields::half_width;
use crate::table::{Column, Kind};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flag {
    Yes,
    No,
    /// A word that is on neither list; it counts as no, and is counted.
    Unknown,
}

const YES: &[&str] = &[
    "是",
    "有",
    "y",
    "yes",
    "1",
    "1.0",
    "true",
    "t",
    "√",
    "✓",
    "✔",
    "对",
    "真",
    "退款",
    "已退款",
    "退货",
    "已退货",
    "退款成功",
    "全额退款",
    "退货退款",
    "退货退款成功",
    "refund",
    "refunded",
    "return",
    "returned",
    "full refund",
    "refund success",
    "success",
    "成功",
];

const NO: &[&str] = &[
    "否",
    "无",
    "没有",
    "n",
    "no",
    "0",
    "0.0",
    "false",
    "f",
    "×",
    "✗",
    "✘",
    "x",
    "错",
    "假",
    "未退款",
    "未退货",
    "无退款",
    "没有申请退款",
    "未申请退款",
    "正常",
    "-",
    "—",
    "none",
    "not refunded",
    "normal",
    "无售后",
    "无售后或售后取消",
    "未发起售后",
    "未申请售后",
    "暂无售后",
    "售后关闭",
    "售后取消",
    "已取消售后",
    "退款关闭",
    "退款取消",
    "退款失败",
    "退款拒绝",
    "已拒绝退款",
    "--",
    "refund closed",
    "null",
    "nan",
    "n/a",
    "na",
];

impl Flag {
    pub(crate) fn of(cell: &str) -> Self {
        let word: String = cell.trim().chars().map(half_width).flat_map(char::to_lowercase).collect();
        match word.as_str() {
            w if YES.contains(&w) => Self::Yes,
            w if w.is_empty() || NO.contains(&w) => Self::No,
            w if Standing::of(w) == Some(Standing::Refunded) => Self::Yes,
            w if super::unmade::is_closed(w) => Self::No,
            _ => Self::Unknown,
        }
    }
}

/// What each row of a flag column says, in row order; an empty cell says no.
pub(crate) fn flags(column: &Column) -> Box<dyn Iterator<Item = Flag> + '_> {
    match column.kind() {
        Kind::Text if column.is_coded() => {
            let text = |value| std::str::from_utf8(value).map_or(Flag::Unknown, Flag::of);
            let by_code: Vec<Flag> = column.dictionary().iter().map(text).collect();
            Box::new(column.codes().map(move |code| match code {
                Some(code) => by_code.get(code as usize).copied().unwrap_or(Flag::Unknown),
                None => Flag::No,
            }))
        }
        Kind::Text => Box::new((0..column.len()).map(|row| column.text_at(row).map_or(Flag::No, |text| Flag::of(&text)))),
        Kind::Number | Kind::Money | Kind::Time => {
            let yes = |is_set: bool| if is_set { Flag::Yes } else { Flag::No };
            let ints = column.ints().map(move |v| yes(v.is_some_and(|v| v != 0)));
            Box::new(ints.chain(column.numbers().map(move |v| yes(v.is_some_and(|v| v != 0.0)))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_yes_and_no_in_both_languages() {
        for yes in ["是", "Y", " yes", "１", "TRUE", "已退款", "Refunded"] {
            assert_eq!(Flag::of(yes), Flag::Yes, "{yes}");
        }
        for no in ["否", "n", "", "0", "没有申请退款", "NULL"] {
            assert_eq!(Flag::of(no), Flag::No, "{no}");
        }
        assert_eq!(Flag::of("部分退款"), Flag::Unknown);
        let column = Column::of_numbers("f", [Some(1.0), Some(0.0), None]);
        assert_eq!(flags(&column).collect::<Vec<_>>(), [Flag::Yes, Flag::No, Flag::No]);
        let column = Column::of_text("f", [Some("是"), None, Some("?")]);
        assert_eq!(flags(&column).collect::<Vec<_>>(), [Flag::Yes, Flag::No, Flag::Unknown]);
    }
}
