//! Refunds that were asked for and not made: closed, failed, withdrawn or still under way; and lists of refunds, which are no sales.

use super::repeats::is_key;
use super::status::{is_named, rows_of};
use super::words::flat;
use crate::clean::amount::units;
use crate::fields::{Field, Header, MappedTable};
use crate::table::Column;
use arrow_buffer::BooleanBuffer;

/// Parts of a word for a refund that came to nothing, and for one that is not made yet.
const CLOSED: &[&str] = &[
    "关闭",
    "失败",
    "撤销",
    "撤回",
    "取消",
    "拒绝",
    "驳回",
    "closed",
    "failed",
    "rejected",
    "declined",
    "cancel",
    "denied",
    "withdrawn",
];
const PENDING: &[&str] = &[
    "退款中",
    "退货中",
    "售后中",
    "处理中",
    "审核中",
    "待",
    "申请",
    "pending",
    "processing",
    "requested",
    "in progress",
    "open",
    "review",
];
/// What says that it was made all the same: `已取消，退款成功`.
const MADE: &[&str] = &["成功", "完成", "已退", "success", "succeeded", "completed", "refunded"];

/// Whose state a header names, and the words for a state.
const OF_REFUNDS: &[&str] = &["退款", "退货", "售后", "refund", "return"];
const STATES: &[&str] = &["状态", "进度", "结果", "status", "state"];

/// Headers of the number of a refund.
const NUMBERS: &[&str] = &[
    "退款编号",
    "退款单号",
    "退款单编号",
    "售后编号",
    "售后单号",
    "售后单编号",
    "退货单号",
    "退款id",
    "refund id",
    "refund no",
    "refund number",
    "return id",
];

fn says(cell: &str, parts: &[&str]) -> bool {
    let flat = flat(cell);
    let has = |parts: &[&str]| parts.iter().any(|part| flat.contains(part));
    has(parts) && !has(MADE)
}

/// Whether a cell calls a refund closed, failed or withdrawn.
pub(super) fn is_closed(cell: &str) -> bool {
    says(cell, CLOSED)
}

/// The column of refunded amounts, and the rows of it whose refund another column calls not made.
pub(super) fn rows(mapped: &MappedTable) -> Option<(usize, BooleanBuffer)> {
    let index = mapped.numeric(Field::Refund)?;
    let amounts = mapped.raw().columns.get(index)?;
    let is_state = |(i, c): &(usize, &Column)| {
        let header = Header::new(c.name());
        let named = OF_REFUNDS.iter().any(|word| header.has(word)) && is_named(&header, STATES);
        let is_flag = mapped.mapping().field(*i) == Some(Field::IsRefund);
        c.is_coded() && (is_flag || (named && mapped.mapping().field(*i).is_none()))
    };
    let mut states = mapped.raw().columns.iter().enumerate().filter(is_state);
    let found = states.find_map(|(_, column)| {
        let unmade = |value: &[u8]| std::str::from_utf8(value).is_ok_and(|cell| is_closed(cell) || says(cell, PENDING));
        let values: Vec<bool> = column.dictionary().iter().map(unmade).collect();
        Some(rows_of(column, &values, |unmade| *unmade)).filter(|rows| rows.count_set_bits() > 0)
    })?;
    let some: BooleanBuffer = units(amounts).map(|cell| cell.flatten().is_some_and(|u| u.value != 0)).collect();
    let found = &found & &some;
    (found.count_set_bits() > 0).then_some((index, found))
}

/// The column that numbers the refunds of a list of nothing else: each has a number of its own, and an amount.
pub(super) fn list(mapped: &MappedTable) -> Option<usize> {
    let refund = mapped.raw().columns.get(mapped.numeric(Field::Refund)?)?;
    let index = mapped.raw().columns.iter().position(|c| is_named(&Header::new(c.name()), NUMBERS) && is_key(c))?;
    let some = units(refund).filter(|cell| cell.flatten().is_some_and(|u| u.value != 0)).count();
    (some > 0 && some * 20 >= refund.len() * 19).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_refunds_that_were_not_made() {
        for word in ["退款关闭", "退款失败", "已撤销退款", "商家拒绝退款", "Refund closed", "Declined", "售后已取消"]
        {
            assert!(is_closed(word), "{word}");
        }
        for word in ["退款中", "平台处理，退款中", "申请退款", "待商家处理", "Pending"] {
            assert!(!is_closed(word) && says(word, PENDING), "{word}");
        }
        for word in ["退款成功", "部分退款", "已取消，退款成功", "已退款", "Refunded", "是", ""] {
            assert!(!is_closed(word) && !says(word, PENDING), "{word}");
        }
    }
}
