//! Ids that many who are not known share: words for a guest, and the numbers that systems write where nobody is logged in.

use super::words::folded;
use crate::table::{Column, is_missing, walk_codes};
use arrow_buffer::{BooleanBuffer, BooleanBufferBuilder};

/// Whole cells, without case, spaces and punctuation, that name nobody.
const WORDS: &[&str] = &[
    "游客",
    "匿名",
    "匿名用户",
    "匿名客户",
    "匿名游客",
    "未登录",
    "未登陆",
    "未登录用户",
    "未注册",
    "未注册用户",
    "散客",
    "普通客户",
    "零售客户",
    "过路客",
    "walkin",
    "walkincustomer",
    "未知用户",
    "未知客户",
    "guest",
    "guestuser",
    "guestcheckout",
    "anonymous",
    "anonymoususer",
    "anon",
    "visitor",
    "unknown",
    "unknownuser",
    "undefined",
    "notset",
    "notloggedin",
];

/// The longest of [`WORDS`] in bytes, with room for what stands around and between.
const LONGEST: usize = 40;

/// An id of nobody is shorter by so much, or has so many times the rows of any other, and rows enough to say so.
const SHORT: usize = 4;
const TIMES: u64 = 10;
const ROWS: u64 = 20;

/// The rows of a column of customers whose id is of nobody; `None` where there are none, and where all are.
///
/// A word is one whatever the others look like. `-1` is one where no other id begins with a minus; `0`, and zeros as many as
/// they may be, where the others are plainly not numbered from it: there is no `1`, and nearly all (99 %) have four characters or
/// more; or where it stands in more than ten times the rows of any other.
pub(super) fn placeholders(column: &Column) -> Option<BooleanBuffer> {
    if !column.is_coded() {
        return None;
    }
    let ids: Vec<&[u8]> = column.dictionary().iter().map(<[u8]>::trim_ascii).collect();
    let mut nobody: Vec<bool> = ids.iter().map(|id| is_word(id)).collect();
    let numbers: Vec<(usize, bool)> =
        ids.iter().enumerate().filter(|(_, id)| is_number(id)).map(|(at, id)| (at, id.first() == Some(&b'-'))).collect();
    if !numbers.is_empty() {
        let is_id = |id: &[u8], word: bool| !word && !is_number(id) && !is_missing(id);
        let others = || ids.iter().zip(&nobody).filter(|(id, word)| is_id(id, **word)).map(|(id, _)| *id);
        let (all, short) = others().fold((0_u64, 0_u64), |(all, short), id| (all + 1, short + u64::from(id.len() < SHORT)));
        let is_apart = all > 0 && short * 100 <= all && !others().any(is_one);
        let has_minus = others().any(|id| id.first() == Some(&b'-'));
        let mut rows = vec![0_u64; ids.len()];
        walk_codes(column, &mut |_, code| code.and_then(|code| rows.get_mut(code as usize)).into_iter().for_each(|n| *n += 1));
        let most = rows.iter().zip(ids.iter().zip(&nobody)).filter(|(_, (id, word))| is_id(id, **word)).map(|(n, _)| *n).max();
        let most = most.unwrap_or_default();
        for (at, is_minus) in numbers {
            let own = rows.get(at).copied().unwrap_or_default();
            let is_many = most > 0 && own >= ROWS && own > most * TIMES;
            if let Some(nobody) = nobody.get_mut(at) {
                *nobody = if is_minus { all > 0 && !has_minus } else { is_apart || is_many };
            }
        }
    }
    if !nobody.contains(&true) || !nobody.contains(&false) {
        return None;
    }
    let mut bits = BooleanBufferBuilder::new(column.len());
    walk_codes(column, &mut |_, code| bits.append(code.is_some_and(|code| nobody.get(code as usize) == Some(&true))));
    let bits = bits.build();
    (bits.count_set_bits() > 0).then_some(bits)
}

fn is_word(id: &[u8]) -> bool {
    // Nearly all ids hold a digit.
    if id.len() > LONGEST || id.iter().any(u8::is_ascii_digit) {
        return false;
    }
    let Ok(text) = std::str::from_utf8(id) else { return false };
    let word: String = folded(text).chars().filter(|c| c.is_alphanumeric()).collect();
    WORDS.contains(&word.as_str())
}

/// `0`, `000`, `0.0`, `-1`.
fn is_number(id: &[u8]) -> bool {
    let is_zero = id.first() == Some(&b'0') && id.iter().all(|b| matches!(b, b'0' | b'.'));
    is_zero || id == b"-1" || id == b"-1.0"
}

fn is_one(id: &[u8]) -> bool {
    id.strip_suffix(b".0").unwrap_or(id).iter().skip_while(|b| **b == b'0').eq(b"1")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many of these cells are of nobody.
    fn count(ids: &[String]) -> usize {
        let column = Column::of_text("u", ids.iter().map(|id| Some(id.as_str())));
        placeholders(&column).map_or(0, |bits| bits.count_set_bits())
    }

    fn with(ids: impl IntoIterator<Item = String>, more: &[&str]) -> Vec<String> {
        ids.into_iter().chain(more.iter().map(|id| (*id).to_owned())).collect()
    }

    fn numbered(from: u32, to: u32) -> Vec<String> {
        (from..to).map(|n| n.to_string()).collect()
    }

    #[test]
    fn words_for_nobody_are_found_whatever_the_others_look_like() {
        let words = ["游客", " Guest ", "ANONYMOUS", "未登录", "Not Logged-in", "匿名", "(not set)", "ｇｕｅｓｔ"];
        assert_eq!(count(&with(["a".into(), "张三".into()], &words)), words.len());
        for id in ["guest01", "游客1024", "匿名者", "Guestling", "无名", "visitor-7"] {
            assert_eq!(count(&with(["a".into()], &[id])), 0, "{id}");
        }
        // Of guests alone there is nobody to tell them from.
        assert_eq!(count(&with([], &["guest", "guest"])), 0);
    }

    #[test]
    fn a_zero_is_an_id_where_ids_are_numbered_from_it() {
        assert_eq!(count(&numbered(0, 30)), 0);
        assert_eq!(count(&numbered(0, 20_000)), 0);
        assert_eq!(count(&with((0..40).map(|n| format!("{n:06}")), &[])), 0);
        assert_eq!(count(&with(numbered(2, 9), &["0"])), 0);
        assert_eq!(count(&with(numbered(100_000, 100_030), &["0", "0"])), 2);
        assert_eq!(count(&with((0..40).map(|n| format!("C{:05}", n + 7)), &["0", "000000", "-1"])), 3);
        // Words for nothing are no ids to be compared with.
        assert_eq!(count(&with(numbered(100_000, 100_030), &["0", "无", "N/A", "null"])), 1);
    }

    #[test]
    fn a_zero_of_ten_times_the_rows_of_any_other_is_nobody() {
        let crowd = |rows: usize| with(numbered(1, 30), &vec!["0"; rows]);
        assert_eq!(count(&crowd(19)), 0);
        assert_eq!(count(&crowd(20)), 20);
        let even = with((1..30).flat_map(|n| vec![n.to_string(); 3]), &["0"; 30]);
        assert_eq!(count(&even), 0);
    }

    #[test]
    fn minus_one_is_nobody_where_no_other_id_has_a_minus() {
        assert_eq!(count(&with(numbered(0, 30), &["-1"])), 1);
        assert_eq!(count(&with(numbered(0, 30), &["-1", "-2", "-3"])), 0);
    }
}
