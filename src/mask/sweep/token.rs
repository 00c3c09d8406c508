//! Words of letters and digits inside text: credit codes, addresses of machines, accounts, documents.

use super::{Found, char_at, is_called, near};
use crate::mask::compact::Compact;
use crate::mask::redaction::keep_ends;
use crate::mask::{PiiType, birthday, network, passport, social, uscc};

/// Longest word that is looked at, in bytes.
const LONGEST: usize = 40;

/// Names of accounts, as people shorten them.
const QQ: &[&str] = &["QQ", "qq", "扣扣", "企鹅"];
const ACCOUNTS: &[&str] = &[
    "微信",
    "wechat",
    "WeChat",
    "Wechat",
    "weixin",
    "V信",
    "v信",
    "薇信",
    "威信",
    "VX",
    "vx",
    "Vx",
    "wx",
    "WX",
    "加V",
    "加v",
    "加微",
    "支付宝",
    "抖音",
    "快手",
    "小红书",
    "旺旺",
];
const DOCUMENTS: &[&str] = &["护照", "通行证", "回乡证", "台胞证", "passport", "Passport"];
const RECORDS: &[&str] = &[
    "会员号",
    "客户号",
    "用户号",
    "会员ID",
    "客户ID",
    "用户ID",
    "会员编号",
    "客户编号",
    "用户编号",
    "会员卡号",
    "user_id",
    "customer_id",
    "uid",
];
const SECRETS: &[&str] = &["密码", "口令", "password", "Password", "passwd", "pwd"];
const BIRTHS: &[&str] = &["生日", "出生日期", "出生年月", "出生年月日", "出生", "生于", "birthday", "Birthday", "dob", "DOB"];

/// What the word that begins here names; `previous` is the character before it, `beside` whether it stands directly behind
/// something of a person.
pub(super) fn at(text: &str, start: usize, previous: char, beside: &dyn Fn() -> bool) -> Option<Found> {
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
            let is_ip = network::is_clear_ipv4(address)
                || (network::ipv4(address).is_some() && is_called(text, start, &["IP", "ip", "Ip", "地址"]));
            if is_ip && ends_at(text, start + dotted) {
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
    named(text, start, word).or_else(|| {
        let is_passport = (8..=9).contains(&length) && Compact::new(word).is_some_and(|c| passport::is_passport(&c));
        if is_passport && beside() { Found::of(text, PiiType::Passport, start, start + length) } else { None }
    })
}

/// Words whose form proves little, behind one that names them.
fn named(text: &str, start: usize, word: &str) -> Option<Found> {
    let rest = text.as_bytes().get(start..)?;
    let is_named = |names: &[&str]| is_called(text, start, names);
    if word.len() >= 4 && word.bytes().next()?.is_ascii_digit() && is_named(BIRTHS) {
        return born(text, start);
    }
    let secret = rest.iter().take(40).take_while(|b| b.is_ascii_graphic() && !b",;\"'".contains(b)).count();
    if secret >= 4 && text.get(start..start + secret)?.bytes().any(|b| b.is_ascii_digit()) && is_named(SECRETS) {
        return Found::of(text, PiiType::Secret, start, start + secret);
    }
    let length = rest.iter().take(21).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    let account = text.get(start..start + length)?;
    if !(5..=20).contains(&length) {
        return None;
    }
    if social::is_qq(word) && word.len() < 11 && is_named(QQ) {
        return Found::of(text, PiiType::Social, start, start + word.len());
    }
    let is_account = social::is_wechat(account) || (social::is_qq(account) && length < 11);
    if is_account && is_named(ACCOUNTS) {
        return Found::of(text, PiiType::Social, start, start + length);
    }
    let is_document = || Compact::new(word).is_some_and(|c| passport::is_passport(&c) || passport::is_permit(&c));
    // The key of a customer would undo the name that stands for it.
    let before = near(text, start).trim_end_matches([' ', ':', '：', '是', '为', '(', '（']);
    if RECORDS.iter().any(|name| before.ends_with(name)) {
        return Some(Found { start, end: start + length, kind: PiiType::RecordId, masked: keep_ends(account), has_gaps: false });
    }
    if is_named(DOCUMENTS) && is_document() {
        return Found::of(text, PiiType::Passport, start, start + word.len());
    }
    None
}

/// The date of birth that begins here.
fn born(text: &str, start: usize) -> Option<Found> {
    let is_part = |c: char| c.is_ascii_digit() || "-/.年月日".contains(c);
    let rest = text.get(start..)?;
    let end = start + rest.chars().take(11).take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    let own = text.get(start..end)?.trim_end_matches(['-', '/', '.']);
    birthday::parts(own).and_then(|_| Found::of(text, PiiType::Birthday, start, start + own.len()))
}

/// Whether no word goes on at this byte.
fn ends_at(text: &str, at: usize) -> bool {
    char_at(text, at).is_none_or(|(c, _)| !c.is_ascii_alphanumeric() && !matches!(c, ':' | '_'))
}
