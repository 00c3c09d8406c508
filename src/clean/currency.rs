//! Amounts in more than one currency, as a currency column says. They are added up as they are, which is reported.

use crate::fields::{Fit, Header, MappedTable, half_width};
use crate::notice::Notice;
use crate::stats::distinct;
use crate::table::Column;
use crate::table::is_missing;
use arrow_buffer::BooleanBuffer;

/// Headers of the currency of an amount.
const HEADERS: &[&str] = &["币种", "货币", "货币代码", "货币类型", "货币单位", "currency", "currency code", "ccy"];

/// More different values than this are no currencies.
const MOST: usize = 200;

/// Names of one currency.
const NAMES: &[(&str, &[&str])] = &[
    ("cny", &["rmb", "人民币", "人民币元", "元", "¥", "cnh", "yuan"]),
    ("usd", &["美元", "美金", "$", "us$", "dollar", "us dollar"]),
    ("eur", &["欧元", "€", "euro"]),
    ("gbp", &["英镑", "£", "pound"]),
    ("hkd", &["港币", "港元", "hk$"]),
    ("jpy", &["日元", "日圆", "yen"]),
];

/// The remark on kept rows in more than one currency; its count is that of the currencies.
pub(super) fn notices(mapped: &MappedTable, kept: &BooleanBuffer) -> Vec<Notice> {
    let headers: Vec<Header> = HEADERS.iter().map(|h| Header::new(h)).collect();
    let is_currency = |name: &str| {
        let header = Header::new(name);
        headers.iter().any(|known| header.fit(known) >= Some(Fit::Ends))
    };
    let columns = mapped.raw().columns.iter().enumerate();
    let currencies = columns.filter(|(_, c)| c.is_coded() && (2..=MOST).contains(&c.dictionary().len()) && is_currency(c.name()));
    currencies
        .filter_map(|(index, column)| {
            let count = currencies_in(column, kept);
            (count > 1).then(|| Notice::warning("N_CURRENCIES_MIXED", count).in_column(index))
        })
        .collect()
}

fn currencies_in(column: &Column, kept: &BooleanBuffer) -> u64 {
    let mut used = vec![false; column.dictionary().len()];
    let mut unseen = used.len();
    for (code, kept) in column.codes().zip(kept) {
        if let Some(slot) = code.filter(|_| kept).and_then(|code| used.get_mut(code as usize)) {
            unseen -= usize::from(!*slot);
            *slot = true;
            if unseen == 0 {
                break;
            }
        }
    }
    let values = column.dictionary().iter().zip(used).filter(|(_, used)| *used);
    let names: Vec<String> = values.filter_map(|(value, _)| name(std::str::from_utf8(value).ok()?)).collect();
    distinct(&names).len() as u64
}

/// One name for all spellings of a currency; `None` for an empty cell.
fn name(value: &str) -> Option<String> {
    if is_missing(value) {
        return None;
    }
    let folded: String = value.trim().chars().map(half_width).flat_map(char::to_lowercase).collect();
    let known = NAMES.iter().find(|(_, names)| names.contains(&folded.as_str()));
    Some(known.map_or(folded, |(code, _)| (*code).to_owned()))
}
