//! What an amount or a text says of its row alone: an amount that is most of all sales, and words of a test.

use super::words::folded;
use crate::clean::amount::{Units, units};
use crate::fields::{AmountSource, Field, Header, MappedTable};
use crate::notice::Notice;
use crate::table::{Column, int_range, number_range};
use arrow_buffer::BooleanBuffer;

/// How many times the 99 % quantile an amount is that nobody meant, and the fewest amounts that tell.
const TIMES: i64 = 1_000;
const FEWEST: usize = 20;

/// Most different values that are read.
const MOST: usize = 50_000;

/// Words of a test: as the whole of a customer, product or remark, and within it.
const WHOLE: &[&str] = &[
    "测试",
    "测试用户",
    "测试客户",
    "测试商品",
    "测试产品",
    "测试账号",
    "test",
    "test user",
    "test customer",
    "test product",
    "test account",
];
const WITHIN: &[&str] = &["测试订单", "测试单", "测试数据", "测试勿", "test order"];
/// What customers say of real orders, too: a test only beside the word.
const BESIDE: &[&str] = &["勿发货", "不要发货", "别发货", "不发货", "do not ship", "don't ship"];
const FIELDS: &[Field] = &[Field::UserId, Field::UserName, Field::ProductName];
const REMARKS: &[&str] = &["备注", "留言", "remark", "remarks", "note", "notes", "memo", "comment", "comments"];
const NAMES: &[&str] = &["客户名", "姓名", "收货人", "商品", "商品名称", "customer name", "product"];

/// The remark on one amount that is more than half of all and thousands of times the others: its row, and its share in percent.
pub(super) fn notices(mapped: &MappedTable, kept: &BooleanBuffer) -> Option<Notice> {
    let Some(AmountSource::Amount(index)) = mapped.amount_source() else { return None };
    let column = mapped.raw().columns.get(index)?;
    // The first few rows mostly bring twice the largest amount of all, and no other needs a look.
    let largest = match int_range(column) {
        Some((_, largest)) => Some(largest),
        None => number_range(column).and_then(|(_, largest)| Units::of_number(largest)).map(|u| u.value),
    };
    let (mut sum, mut count, mut most) = (0_i128, 0, (0_i64, 0));
    for (row, cell) in units(column).enumerate() {
        if let Some(value) = cell.flatten().map(|u| u.value).filter(|&v| v > 0 && kept.value(row)) {
            (sum, count) = (sum + i128::from(value), count + 1);
            most = most.max((value, row));
            if largest.is_some_and(|largest| i128::from(largest) * 2 <= sum) {
                return None;
            }
        }
    }
    if count < FEWEST || i128::from(most.0) * 2 <= sum {
        return None;
    }
    let mut values: Vec<i64> = units(column)
        .enumerate()
        .filter_map(|(row, cell)| Some(cell.flatten()?.value).filter(|&v| v > 0 && kept.value(row)))
        .collect();
    let at = (count - 1) * 99 / 100;
    let (_, high, _) = values.select_nth_unstable(at);
    let share = (i128::from(most.0) * 100 / sum) as u64;
    let notice = Notice::warning("N_AMOUNT_EXTREME", share).in_column(index);
    (most.0 / TIMES > *high).then(|| mapped.raw().pointed(notice, &[most.1 as u64]))
}

/// The rows whose customer, product or remark says that they are tests.
pub(super) fn tests(mapped: &MappedTable) -> Option<BooleanBuffer> {
    let is_text = |(index, column): &(usize, &Column)| {
        let header = Header::new(column.name());
        let field = mapped.mapping().field(*index);
        let named = field.is_none() && (REMARKS.iter().any(|w| header.has(w)) || super::status::is_named(&header, NAMES));
        column.is_coded() && column.dictionary().len() <= MOST && (named || field.is_some_and(|f| FIELDS.contains(&f)))
    };
    let columns = mapped.raw().columns.iter().enumerate().filter(is_text).filter_map(|(_, column)| {
        let values: Vec<bool> = column.dictionary().iter().map(is_test).collect();
        values.contains(&true).then(|| super::status::rows_of(column, &values, |test| *test))
    });
    columns.reduce(|a, b| &a | &b)
}

fn is_test(cell: &[u8]) -> bool {
    // Most cells hold none of these, and the folding is dear.
    let marks = ["测试", "发货", "est", "EST", "hip", "HIP"];
    if !marks.iter().any(|mark| cell.windows(mark.len()).any(|w| w == mark.as_bytes())) {
        return false;
    }
    let text = std::str::from_utf8(cell).map(folded).unwrap_or_default();
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let named = || text.contains("测试") || text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == "test");
    WHOLE.contains(&text.as_str()) || has(WITHIN) || (has(BESIDE) && named())
}

#[cfg(test)]
mod tests_of_words {
    use super::*;

    #[test]
    fn words_of_tests() {
        for test in ["测试", "TEST", "Test order #3", "测试订单勿发货", "内部测试，请勿发货", "Test User", "test, do not ship"]
        {
            assert!(is_test(test.as_bytes()), "{test}");
        }
        for other in [
            "",
            "测试仪",
            "Testosterone",
            "latest",
            "Ernest",
            "尽快发货",
            "试用装",
            "Contest",
            "周末不要发货",
            "请勿发货，等通知",
            "latest news: do not ship on Sunday",
        ] {
            assert!(!is_test(other.as_bytes()), "{other}");
        }
    }
}
