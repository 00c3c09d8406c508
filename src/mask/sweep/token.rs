//! Words of letters and digits inside text: credit codes, addresses of machines, accounts, documents.

use super::{Found, char_at};
use crate::mask::compact::Compact;
use crate::mask::{PiiType, network, passport, social, uscc};

/// Longest word that is looked at, in bytes.
const LONGEST: usize = 40;

/// What the word that begins here names; `previous` is the character before it.
pub(super) fn at(text: &str, start: usize, previous: char) -> Option<Found> {
    let rest = text.as_bytes().get(start..)?;
    let length = rest.iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    let word = text.get(start..start + length)?;
    match length {
        18 if word.bytes().any(|b| b.is_ascii_uppercase()) && uscc::is_uscc(word.as_bytes()) => {
            return Found::of(text, PiiType::Uscc, start, start + 18);
        }
        2 if text.get(start..start + 17).is_some_and(network::is_mac) && ends_at(text, start + 17) => {
            return Found::of(text, PiiType::Mac, start, start + 17);
        }
        1..=3 if previous != '.' && rest.get(length) == Some(&b'.') => {
            let dotted = rest.iter().take(16).take_while(|b| b.is_ascii_digit() || **b == b'.').count();
            let address = text.get(start..start + dotted)?.trim_end_matches('.');
            if network::is_clear_ipv4(address) && ends_at(text, start + dotted) {
                return Found::of(text, PiiType::Ip, start, start + address.len());
            }
        }
        4 if word == "wxid" => {
            let own = 4 + rest.iter().skip(4).take(25).take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
            if text.get(start..start + own).is_some_and(social::is_wxid) {
                return Found::of(text, PiiType::Social, start, start + own);
            }
        }
        _ => {}
    }
    named(text, start, word)
}

/// Words whose form proves little, behind one that names them.
fn named(text: &str, start: usize, word: &str) -> Option<Found> {
    /// Bytes before the word in which its name may stand.
    const NEAR: usize = 24;
    let rest = text.as_bytes().get(start..)?;
    let length = rest.iter().take(21).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let account = text.get(start..start + length)?;
    if !(5..=20).contains(&length) {
        return None;
    }
    let mut from = start.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..start)?.trim_end_matches([' ', ':', '：', '号', '码', '是', '为', '加']);
    let is_named = |names: &[&str]| names.iter().any(|n| before.ends_with(n));
    if social::is_qq(word) && word.len() < 11 && is_named(&["QQ", "qq", "扣扣", "企鹅"]) {
        return Found::of(text, PiiType::Social, start, start + word.len());
    }
    if social::is_wechat(account) && is_named(&["微信", "wechat", "WeChat", "weixin", "V信"]) {
        return Found::of(text, PiiType::Social, start, start + length);
    }
    let is_document = || Compact::new(word).is_some_and(|c| passport::is_passport(&c) || passport::is_permit(&c));
    if is_named(&["护照", "通行证", "回乡证", "台胞证", "passport", "Passport"]) && is_document() {
        return Found::of(text, PiiType::Passport, start, start + word.len());
    }
    None
}

/// Whether no word goes on at this byte.
fn ends_at(text: &str, at: usize) -> bool {
    char_at(text, at).is_none_or(|(c, _)| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '_'))
}
