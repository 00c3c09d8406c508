//! Rows at the end of a table that are no data: totals and notes. They are pointed out, never dropped.

use super::raw::RawTable;
use crate::notice::Notice;
use crate::table::Column;
use std::ops::Range;

/// Words with which a row of totals begins.
const TOTALS: [&str; 10] = ["合计", "总计", "小计", "累计", "汇总", "total", "grand total", "subtotal", "sum", "totals"];
/// Words with which a note begins.
const NOTES: [&str; 8] = ["注", "备注：", "说明", "数据来源", "制表", "note", "source", "printed"];
/// Rows looked at.
const LAST: usize = 5;

/// The rows at the end of a file, whose rows of the table these are, that look like totals or notes.
#[must_use]
pub fn notice(table: &RawTable, Range { start, end }: Range<usize>) -> Option<Notice> {
    if end < start + 4 || table.columns.len() < 2 {
        return None;
    }
    let filled = |row: usize| table.columns.iter().filter(|c| has_value(c, row)).count();
    let before = end.saturating_sub(LAST).max(start);
    let usual = (before.saturating_sub(20).max(start)..before).map(filled).max().unwrap_or(0);
    let is_footer = |row: usize| {
        let text = table.columns.iter().find_map(|c| c.text_at(row).filter(|t| !t.is_empty())).unwrap_or_default();
        let text = text.trim().to_lowercase();
        let word = text.trim_end_matches([':', '：', ' ']);
        let sparse = filled(row) * 3 <= usual;
        TOTALS.contains(&word) || (sparse && usual >= 3) || (filled(row) < usual && NOTES.iter().any(|n| text.starts_with(n)))
    };
    let count = (before..end).rev().take_while(|&row| is_footer(row)).count();
    let rows: Vec<u64> = (end - count..end).map(|row| row as u64).collect();
    (count > 0 && count < LAST).then(|| table.pointed(Notice::warning("N_FOOTER", count as u64), &rows))
}

fn has_value(column: &Column, row: usize) -> bool {
    column.text_at(row).is_some_and(|t| !t.is_empty()) || column.int_at(row).is_some() || column.number_at(row).is_some()
}
