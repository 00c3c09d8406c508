//! Rows of totals and subtotals among the data: by their words and their empty cells, or by their sums.

use super::words::Words;
use crate::clean::amount::units;
use crate::fields::{Field, MappedTable, TableKind, half_width, simplified};
use crate::table::{Column, Kind, each_code};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};
use std::ops::Range;

/// Words for a total, folded: small half-width letters without blanks.
const WORDS: &str = "合计 总计 小计 汇总 总和 共计 总合计 本页合计 本页小计 本月合计 全部合计 合计数 金额合计 合计金额 合计行 total totals grandtotal grandtotals subtotal subtotals sum overall overalltotal pagetotal reporttotal";
/// Ends of what names a subtotal: `一店小计`.
const ENDS: &[&str] = &["合计", "小计", "总计", "subtotal"];

/// Longest cell that can be one, in bytes.
const LONGEST: usize = 60;
/// Cells of a column without a dictionary that are read from its start, and from the end of each file.
const READ: usize = 5_000;
const LAST: usize = 8;
/// Numbers below the sum that is compared.
const FEWEST: usize = 2;
/// The same where no word says so.
const MANY: usize = 5;

/// How surely a cell names a total.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Word {
    No,
    /// It ends like one.
    Ends,
    /// It is one.
    Whole,
    /// It is one, and no name of anybody.
    Sure,
}

fn word(cell: &[u8]) -> Word {
    // Most cells hold none of the letters, few of these any, and the folding is dear.
    if !cell.iter().any(|b| matches!(b, b't' | b'T' | b's' | b'S' | b'o' | b'O' | 0xE5..=0xE8)) {
        return Word::No;
    }
    let has = |bytes: &[u8]| cell.windows(3).any(|w| w.eq_ignore_ascii_case(bytes));
    if cell.len() > LONGEST || !["tot", "sum", "ove", "计", "計", "总", "總", "汇", "匯", "和"].iter().any(|w| has(w.as_bytes()))
    {
        return Word::No;
    }
    let Ok(text) = std::str::from_utf8(cell) else { return Word::No };
    let plain = |c: char| match c {
        '計' => '计',
        '匯' | '彙' => '汇',
        c => simplified(half_width(c)),
    };
    let flat: String = text.chars().map(plain).flat_map(char::to_lowercase).collect();
    let head = flat.split([':', '(']).next().unwrap_or_default();
    let head: String =
        head.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '*' | '=' | '[' | ']' | '【' | '】')).collect();
    if WORDS.split(' ').any(|w| w == head) {
        return if head.is_ascii() { Word::Whole } else { Word::Sure };
    }
    if ENDS.iter().any(|end| head.len() > end.len() && head.ends_with(end)) { Word::Ends } else { Word::No }
}

/// The rows of totals of a table.
pub(super) fn rows(mapped: &MappedTable) -> BooleanBuffer {
    let raw = mapped.raw();
    let words = Words::new(None);
    let rows = raw.rows;
    let mut found = super::alike::unset(rows);
    if raw.columns.len() < 2 {
        return found.build();
    }
    let mut named = vec![Word::No; rows];
    let mut any = false;
    let mut put = |row: usize, word: Word| {
        if let Some(slot) = named.get_mut(row).filter(|_| word != Word::No) {
            *slot = word.max(*slot);
            any = true;
        }
    };
    let ends: Vec<Range<usize>> = raw.parts().map(|part| part.rows.clone()).collect();
    for column in raw.columns.iter().filter(|c| c.kind() == Kind::Text) {
        if column.is_coded() {
            let by_code: Vec<Word> = column.dictionary().iter().map(word).collect();
            if by_code.iter().any(|w| *w != Word::No) {
                each_code(column, |row, code| put(row, code.and_then(|c| by_code.get(c as usize).copied()).unwrap_or(Word::No)));
            }
            continue;
        }
        let tails = ends.iter().flat_map(|part| part.end.saturating_sub(LAST).max(part.start)..part.end);
        for row in (0..rows.min(READ)).chain(tails.filter(|&row| row >= READ)) {
            put(row, column.text_at(row).map_or(Word::No, |text| word(text.as_bytes())));
        }
    }
    let is_last = |row: usize| ends.iter().any(|part| part.contains(&row) && row + 3 >= part.end);
    let labels: Vec<&Column> = raw.columns.iter().filter(|c| is_label(c)).collect();
    let is_blank = |column: &Column, row: usize| match column.kind() {
        Kind::Text => column.text_at(row).is_none_or(|text| words.has(text.as_bytes())),
        _ => column.int_at(row).is_none() && column.number_at(row).is_none(),
    };
    let tails = ends.iter().flat_map(|part| part.end.saturating_sub(3).max(part.start)..part.end);
    let candidates: Vec<usize> =
        if any { (0..rows).filter(|&row| named.get(row) != Some(&Word::No) || is_last(row)).collect() } else { tails.collect() };
    let is_of_orders = mapped.mapping().kind().0 == TableKind::Orders;
    let mut sums: Option<Sums> = None;
    for &row in &candidates {
        let word = named.get(row).copied().unwrap_or(Word::No);
        let blank = labels.iter().filter(|c| is_blank(c, row)).count();
        let is_sparse = is_sparse(blank, word, labels.len());
        let mut adds_up = || {
            let sums = sums.get_or_insert_with(|| Sums::new(mapped, &ends, &named, &candidates, &labels, &is_blank));
            sums.has(row, word)
        };
        let is_total = match word {
            Word::Sure => is_sparse || adds_up() || names_key(mapped, row),
            // In a table of orders somebody may be called so, and two amounts make a third by chance.
            Word::Whole | Word::Ends => is_sparse || ((blank > 0 || !is_of_orders) && adds_up()),
            Word::No => is_sparse && adds_up(),
        };
        found.set_bit(row, is_total);
    }
    found.build()
}

/// Whether a row with so many empty labels of so many, besides the one that holds the word, names nothing.
fn is_sparse(blank: usize, word: Word, labels: usize) -> bool {
    let nothing = blank + usize::from(word != Word::No);
    blank >= 1 && nothing >= 2 && nothing * 2 >= labels
}

/// Whether a column names or dates rows: texts and times that are mostly there.
fn is_label(column: &Column) -> bool {
    let labels = matches!(column.kind(), Kind::Text | Kind::Time);
    labels && !column.is_empty() && column.nulls() * 2 < column.len() as u64
}

/// Whether the word stands where the table names its rows.
fn names_key(mapped: &MappedTable, row: usize) -> bool {
    let keys = [Field::Channel, Field::UserId, Field::Date, Field::OrderId];
    keys.iter()
        .filter_map(|&f| mapped.column(f))
        .any(|(_, c)| c.text_at(row).is_some_and(|text| word(text.as_bytes()) == Word::Sure))
}

/// Sums of the columns of numbers, row by row where a total may stand.
struct Sums {
    rows: Vec<usize>,
    /// Those of which the numbers above are many and of one sign, so that it is no chance.
    firm: Vec<usize>,
}

/// Numbers above a total so far.
#[derive(Clone, Copy, Default)]
struct Above {
    sum: i128,
    count: usize,
    is_mixed: bool,
}

impl Above {
    fn add(&mut self, value: i128) {
        (self.sum, self.count) = (self.sum + value, self.count + usize::from(value != 0));
        self.is_mixed |= value < 0;
    }

    fn is(&self, total: i128, fewest: usize) -> bool {
        // A total may be printed with fewer decimals than what it adds up.
        self.count >= fewest && total != 0 && (total - self.sum).abs() <= (total.abs() / 1000).min(100)
    }
}

impl Sums {
    /// The candidates of which a number is the sum of all numbers of their file above them that are no candidate's, or of those since the candidate before.
    fn new(
        mapped: &MappedTable,
        ends: &[Range<usize>],
        named: &[Word],
        candidates: &[usize],
        labels: &[&Column],
        is_blank: &dyn Fn(&Column, usize) -> bool,
    ) -> Self {
        let is_word = |row: usize| named.get(row).is_some_and(|w| *w != Word::No);
        let bare = |row: usize| is_sparse(labels.iter().filter(|c| is_blank(c, row)).count(), Word::No, labels.len());
        let mut skipped = BooleanBufferBuilder::new(mapped.rows());
        skipped.append_n(mapped.rows(), false);
        for &row in candidates.iter().filter(|&&row| is_word(row) || bare(row)) {
            skipped.set_bit(row, true);
        }
        let skipped = skipped.build();
        let (mut found, mut firm) = (Vec::new(), Vec::new());
        for column in mapped.raw().columns.iter().filter(|c| matches!(c.kind(), Kind::Number | Kind::Money)) {
            let mut part = ends.iter();
            let mut end = 0;
            let (mut all, mut since) = (Above::default(), Above::default());
            for (row, cell) in units(column).enumerate() {
                if row >= end {
                    end = part.next().map_or(usize::MAX, |p| p.end);
                    (all, since) = (Above::default(), Above::default());
                }
                let Some(value) = cell.flatten().map(|u| i128::from(u.value)) else { continue };
                if skipped.value(row) {
                    if all.is(value, FEWEST) || since.is(value, FEWEST) {
                        found.push(row);
                    }
                    if all.is(value, MANY) && !all.is_mixed {
                        firm.push(row);
                    }
                    since = Above::default();
                } else {
                    all.add(value);
                    since.add(value);
                }
            }
        }
        found.sort_unstable();
        firm.sort_unstable();
        Self { rows: found, firm }
    }

    fn has(&self, row: usize, word: Word) -> bool {
        let rows = if word == Word::No { &self.firm } else { &self.rows };
        rows.binary_search(&row).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_totals() {
        for sure in ["合计", "总计：", "总 计", "合計", "小计(3)", "本页合计"] {
            assert!(word(sure.as_bytes()) == Word::Sure, "{sure}");
        }
        for whole in ["Total", "Total: Campaigns", "GRAND TOTAL", "Grand Totals (160 records)", "Sub-total"] {
            assert!(word(whole.as_bytes()) == Word::Whole, "{whole}");
        }
        assert!(word("一店小计".as_bytes()) == Word::Ends);
        for none in ["", "合计划", "Totally", "小计划", "TotalEnergies", "总计算机"] {
            assert!(word(none.as_bytes()) == Word::No, "{none}");
        }
    }
}
