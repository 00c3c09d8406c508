//! Headers in one form, so that `客户ID`, `客户_id` and `CustomerID`, `customer id` meet their synonyms.

use super::script::simplified;
use super::{half_width, is_han};
use crate::table::is_money_unit;

/// How well a header fits a synonym.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Its last words are the synonym.
    Ends,
    /// It is the synonym.
    Exact,
}

/// A header as words: width, case and script unified, camelCase and `_ - .` split, remarks in brackets and units dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    words: Vec<String>,
    joined: String,
}

impl Header {
    /// The words of a header.
    pub(crate) fn new(name: &str) -> Self {
        let flat: Vec<char> = name.trim().trim_start_matches('\u{FEFF}').chars().map(half_width).map(simplified).collect();
        // Properties that a tracker sets itself are written `$url`.
        let flat = match flat.as_slice() {
            ['$', rest @ ..] if rest.first().is_some_and(|c| c.is_alphabetic()) => rest,
            whole => whole,
        };
        let flat = without_question(flat);
        let bare = without_brackets(flat);
        let mut words = split(if bare.iter().any(|c| c.is_alphanumeric()) { &bare } else { flat });
        while words.len() > 1 && words.last().is_some_and(|w| is_money_unit(w)) {
            words.pop();
        }
        let joined = words.concat();
        Self { words, joined }
    }

    /// How the header fits a synonym that went through [`Header::new`]. Words are matched whole and the last word is
    /// what a header is about, in both languages: `收货人手机` ends with `手机`, `手机壳` does not.
    pub(crate) fn fit(&self, synonym: &Self) -> Option<Fit> {
        if self.joined == synonym.joined {
            return Some(Fit::Exact);
        }
        let (first, rest) = synonym.words.split_first()?;
        let tail = self.words.len().checked_sub(rest.len())?;
        let (front, back) = self.words.split_at_checked(tail)?;
        let last = front.last()?;
        let starts_well = last == first || (first.chars().all(is_han) && last.ends_with(first.as_str()));
        (back == rest && starts_well).then_some(Fit::Ends)
    }

    /// All words in one, without spaces.
    pub(crate) fn joined(&self) -> &str {
        &self.joined
    }

    /// What the header ends with: its last words, or any characters before them of a word in Han. The whole is not among them.
    pub(super) fn endings(&self, each: &mut dyn FnMut(&str)) {
        let mut start = 0;
        for word in &self.words {
            let inside = word.char_indices().filter(|&(at, c)| at == 0 || is_han(c));
            for at in inside.map(|(at, _)| start + at).filter(|&at| at > 0) {
                each(self.joined.get(at..).unwrap_or_default());
            }
            start += word.len();
        }
    }

    /// Whether any word is `word`, or a run of Han characters holds it.
    pub(crate) fn has(&self, word: &str) -> bool {
        let han = word.chars().all(is_han);
        self.words.iter().any(|w| w == word || (han && w.contains(word)))
    }

    /// Whether the header says nothing: empty, or a made-up name such as `列3`, `Column 3`, `Unnamed: 3`.
    pub(crate) fn is_anonymous(&self) -> bool {
        let stem: String = self.joined.chars().filter(|c| !c.is_ascii_digit()).collect();
        let numbered = stem.len() < self.joined.len();
        match stem.as_str() {
            "" | "列" | "第列" | "字段" | "column" | "col" | "field" | "unnamed" => true,
            "var" | "v" | "f" | "c" | "x" => numbered,
            _ => false,
        }
    }
}

/// The words of a question in a survey: `3、您的手机号是？` asks for 手机号.
fn without_question(chars: &[char]) -> &[char] {
    let digits = chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let rest = match chars.get(digits..) {
        Some(['、' | '.', rest @ ..]) if digits > 0 => rest,
        _ => chars,
    };
    let rest = match rest {
        ['您' | '你', '的', rest @ ..] => rest,
        rest => rest,
    };
    match rest {
        [rest @ .., '是', '?'] | [rest @ .., '?' | ':'] if !rest.is_empty() => rest,
        rest => rest,
    }
}

fn without_brackets(chars: &[char]) -> Vec<char> {
    let mut depth = 0_u32;
    let mut out = Vec::with_capacity(chars.len());
    for &c in chars {
        match c {
            '(' | '[' | '【' | '{' => depth += 1,
            ')' | ']' | '】' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Han,
    Upper,
    Lower,
    Digit,
    Other,
}

fn class(c: char) -> Class {
    match c {
        _ if is_han(c) => Class::Han,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_alphabetic() => Class::Lower,
        _ if c.is_ascii_digit() => Class::Digit,
        '¥' | '$' => Class::Lower,
        _ => Class::Other,
    }
}

fn split(chars: &[char]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut previous = Class::Other;
    for (i, &c) in chars.iter().enumerate() {
        let this = class(c);
        let next = chars.get(i + 1).map_or(Class::Other, |&n| class(n));
        let breaks = match (previous, this) {
            (_, Class::Other) | (Class::Other, _) | (Class::Lower | Class::Digit, Class::Upper) => true,
            (Class::Upper, Class::Upper) => next == Class::Lower,
            (Class::Han, t) => t != Class::Han && t != Class::Digit,
            (_, Class::Han) => true,
            _ => false,
        };
        if breaks && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if this != Class::Other {
            word.extend(c.to_lowercase());
        }
        previous = this;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        Header::new(name).words
    }

    #[test]
    fn spellings_of_one_header_are_one() {
        for name in
            ["CustomerID", "customer_id", "Customer Id", "customer-id", "ＣＵＳＴＯＭＥＲ ＩＤ", "customerId", "CUSTOMER.ID"]
        {
            assert_eq!(words(name), ["customer", "id"], "{name}");
        }
        assert_eq!(words("客户ID"), words("客户_id"));
        assert_eq!(words("累计消费(元)"), ["累计消费"]);
        assert_eq!(words("订单金额 元"), ["订单金额"]);
        assert_eq!(words("IDCardNo"), ["id", "card", "no"]);
        assert_eq!(words("(手机号)"), ["手机号"]);
    }

    #[test]
    fn only_the_last_words_make_a_fit() {
        let fit = |name: &str, synonym: &str| Header::new(name).fit(&Header::new(synonym));
        assert_eq!(fit("手机", "手机"), Some(Fit::Exact));
        assert_eq!(fit("orderid", "order id"), Some(Fit::Exact));
        assert_eq!(fit("收货人手机", "手机"), Some(Fit::Ends));
        assert_eq!(fit("Billing E-mail", "e-mail"), Some(Fit::Ends));
        for (name, synonym) in [
            ("手机壳", "手机"),
            ("银行卡数量", "银行卡"),
            ("地址数", "地址"),
            ("姓名长度", "姓名"),
            ("duplicate", "cate"),
            ("email_opt_in", "email"),
        ] {
            assert_eq!(fit(name, synonym), None, "{name}");
        }
    }

    #[test]
    fn endings_start_at_words_and_han() {
        let endings = |name: &str| {
            let mut all = Vec::new();
            Header::new(name).endings(&mut |e| all.push(e.to_owned()));
            all
        };
        assert_eq!(endings("Billing E-mail"), ["email", "mail"]);
        assert_eq!(endings("买家手机no"), ["家手机no", "手机no", "机no", "no"]);
        assert!(endings("uid").is_empty());
    }

    #[test]
    fn made_up_names_say_nothing() {
        assert!(["", "列3", "Column 3", "Unnamed: 0", "12", "字段1"].iter().all(|n| Header::new(n).is_anonymous()));
        assert!(["V1", "x2"].iter().all(|n| Header::new(n).is_anonymous()));
        assert!(["date", "x", "列表"].iter().all(|n| !Header::new(n).is_anonymous()));
    }
}
