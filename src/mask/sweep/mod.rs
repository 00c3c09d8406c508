//! What of persons stands inside longer text, and the text with it masked.

mod number;
mod person;
mod place;
mod token;

use super::redaction::redact;
use super::{PiiType, name};
use crate::fields::{half_width, is_han};
use std::borrow::Cow;
use std::ops::Range;

/// What of a person stands in a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The kind.
    pub kind: PiiType,
    /// Its bytes.
    pub bytes: Range<usize>,
    /// Its characters (code points).
    pub chars: Range<usize>,
}

/// What of persons stands in a text, in order and apart: identity, telephone and card numbers, credit codes, e-mail addresses,
/// plates, addresses of machines and accounts by their form; names and postal addresses by their form and the words
/// around them. A number never begins or ends inside a longer run of digits. One pass with a bounded look ahead.
///
/// ```
/// use insitu::mask::{PiiType, spans};
/// let found = spans("请联系 苗俊（13800131234）");
/// assert_eq!((found[0].kind, found[0].chars.clone()), (PiiType::Name, 4..6));
/// assert_eq!((found[1].kind, found[1].bytes.clone()), (PiiType::Phone, 19..30));
/// ```
#[must_use]
pub fn spans(text: &str) -> Vec<Span> {
    let (mut at, mut count) = (0, 0);
    let mut chars_until = |end: usize| {
        count += text.get(at..end).map_or(0, |t| t.chars().count());
        at = end;
        count
    };
    scan(text)
        .into_iter()
        .map(|f| Span { kind: f.kind, bytes: f.start..f.end, chars: chars_until(f.start)..chars_until(f.end) })
        .collect()
}

/// A cell of a column without a verdict, with each of its [`spans`] masked in place by the mask of its kind. Text without
/// any is borrowed as it is.
#[must_use]
pub fn sweep(text: &str) -> Cow<'_, str> {
    let found = scan(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut masked = String::with_capacity(text.len());
    let mut done = 0;
    for span in found {
        masked.push_str(text.get(done..span.start).unwrap_or_default());
        masked.push_str(&span.masked);
        done = span.end;
    }
    masked.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(masked)
}

/// A cell of a column in which numbers of persons stand in so many cells that one which is a name is taken for theirs.
pub(super) fn among_numbers(text: &str) -> Cow<'_, str> {
    let bare = name::without_mark(text);
    let is_name = (name::is_chinese_name(bare) && !person::is_word(bare)) || name::is_latin_name(bare);
    if is_name { Cow::Owned(redact(PiiType::Name, text)) } else { sweep(text) }
}

/// A value of a personal column in which several things stand: each that is known is masked in place, and of all other words, of
/// which any can be a name, nothing is left. `None` where nothing is known.
pub(super) fn closely(text: &str) -> Option<String> {
    let found = scan(text);
    let mut masked = String::new();
    let mut done = 0;
    for span in &found {
        hide_words(text.get(done..span.start)?, &mut masked);
        masked.push_str(&span.masked);
        done = span.end;
    }
    hide_words(text.get(done..)?, &mut masked);
    (!found.is_empty()).then_some(masked)
}

fn hide_words(text: &str, out: &mut String) {
    let mut inside = false;
    for c in text.chars() {
        let goes_on = c.is_alphanumeric();
        if !goes_on {
            out.push(c);
        } else if !inside {
            out.push_str("***");
        }
        inside = goes_on;
    }
}

/// Whether a number or e-mail address of a person stands in the text.
pub(super) fn holds_number(text: &str) -> bool {
    let (digits, at) =
        text.bytes().fold((0, false), |(digits, at), b| (digits + usize::from(b.is_ascii_digit()), at | (b == b'@')));
    // A run of digits alone is no longer than the longest number and no shorter than a telephone number.
    let fits = digits < text.len() || (11..=19).contains(&digits);
    ((digits >= 7 && fits) || at) && scan(text).iter().any(|f| is_number(f.kind))
}

fn is_number(kind: PiiType) -> bool {
    use PiiType::{BankCard, Email, IdCard, Landline, Phone, Uscc};
    matches!(kind, IdCard | Uscc | Phone | Landline | Email | BankCard)
}

/// The character at a byte, half-width, and its length.
fn char_at(text: &str, at: usize) -> Option<(char, usize)> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some((char::from(*byte), 1)),
        _ => text.get(at..)?.chars().next().map(|c| (half_width(c), c.len_utf8())),
    }
}

fn char_before(text: &str, at: usize) -> Option<(char, usize)> {
    text.get(..at)?.chars().next_back().map(|c| (half_width(c), c.len_utf8()))
}

/// Whether a character may stand between a name and a number of the same person.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || "()<>[]{},;:|/_-~\"'、【】「」《》+&#*=—“”‘’".contains(c)
}

/// Most such characters between the two.
const GAPS: usize = 4;

/// Whether what begins at a byte stands directly behind something of a person that ends at another.
fn is_beside(text: &str, end: usize, start: usize) -> bool {
    let between = text.get(end..start).unwrap_or("?");
    between.chars().map(half_width).all(is_gap) && between.chars().take(GAPS + 1).count() <= GAPS
}

/// Where the text goes on behind a few such characters.
fn behind_gaps(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.chars().take(GAPS).take_while(|&c| is_gap(half_width(c))).map(char::len_utf8).sum::<usize>()
}

/// What of the text stands before a byte, as far as it can be a word for what begins there.
fn near(text: &str, start: usize) -> &str {
    /// Bytes in which the word stands.
    const NEAR: usize = 48;
    let mut from = start.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..start).unwrap_or_default()
}

/// Whether the text before a byte ends with one of some words, apart from gaps and words such as `号码是`.
fn is_called(text: &str, start: usize, names: &[&str]) -> bool {
    let before = near(text, start).trim_end_matches(|c| is_gap(half_width(c)) || "号码是为".contains(c));
    names.iter().any(|name| before.ends_with(name))
}

/// What was found at some bytes of a text, and its mask.
struct Found {
    start: usize,
    end: usize,
    kind: PiiType,
    masked: String,
    /// Whether it is of several groups, so that no local part of an address goes on through it.
    has_gaps: bool,
}

impl Found {
    fn of(text: &str, kind: PiiType, start: usize, end: usize) -> Option<Self> {
        let own = text.get(start..end)?;
        Some(Self { start, end, kind, masked: redact(kind, own), has_gaps: false })
    }
}

/// All spans with their masks.
fn scan(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    // Where the local part of an address may have begun.
    let mut local: Option<usize> = None;
    let mut previous = ' ';
    let mut at = 0;
    while let Some((c, width)) = char_at(text, at) {
        let next = at + width;
        if c == '@' {
            let end = local.take().and_then(|start| domain_end(text, next).map(|end| (start, end)));
            if let Some((start, end)) = end {
                // An address takes the place of any number in its local part.
                found.truncate(found.partition_point(|f| f.start < start));
                found.extend(address(text, start, at, end));
            }
            (at, previous) = (end.map_or(next, |(_, end)| end), c);
            continue;
        }
        if !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '%' | '+' | '-') {
            local = None;
        } else if local.is_none() && c.is_ascii_alphanumeric() {
            local = Some(at);
        }
        let beside = || {
            found
                .last()
                .is_some_and(|f| !matches!(f.kind, PiiType::Ip | PiiType::Mac | PiiType::Uscc) && is_beside(text, f.end, at))
        };
        let here = match c {
            _ if c.is_ascii_alphanumeric() => {
                let word = if previous.is_ascii_alphanumeric() { None } else { token::at(text, at, previous, &beside) };
                let begins = c.is_ascii_digit() && !previous.is_ascii_digit();
                let number = || if begins { number::number_at(text, at) } else { None };
                let house = || if begins { place::house_at(text, at, previous) } else { None };
                let is_word = c.is_ascii_uppercase() && !previous.is_alphanumeric();
                let name = || if is_word { person::latin_at(text, at, &beside) } else { None };
                word.or_else(number).or_else(house).or_else(name)
            }
            _ if is_han(c) => place::plate_at(text, at, c)
                .or_else(|| place::address_at(text, at, c, previous))
                .or_else(|| person::name_at(text, at, previous, &beside)),
            _ => None,
        };
        (at, previous) = (next, c);
        if let Some(here) = here.filter(|h| h.end >= next) {
            if here.has_gaps || !c.is_ascii_alphanumeric() {
                local = None;
            }
            at = here.end;
            previous = if here.kind == PiiType::Address { ' ' } else { 'a' };
            found.push(here);
        }
    }
    found
}

/// An e-mail address: its local part is masked, and a number in its domain.
fn address(text: &str, start: usize, at: usize, end: usize) -> Option<Found> {
    let mut chars = text.get(start..at)?.chars();
    let first = chars.next().filter(|_| chars.next().is_some());
    let domain = text.get(at..end)?;
    let inner = domain.find(|c: char| half_width(c).is_ascii_digit()).and_then(|i| number::number_at(domain, i));
    let domain = inner.map_or_else(
        || Cow::Borrowed(domain),
        |n| Cow::Owned([domain.get(..n.start).unwrap_or_default(), &n.masked, domain.get(n.end..).unwrap_or_default()].concat()),
    );
    let masked = [first.map(String::from).unwrap_or_default().as_str(), "***", &domain].concat();
    Some(Found { start, end, kind: PiiType::Email, masked, has_gaps: false })
}

/// End of the dotted domain that begins here: labels of letters, digits and `-`, a later one with two letters in front. Digits
/// that are glued to such a label are not of it.
fn domain_end(text: &str, from: usize) -> Option<usize> {
    let (mut at, mut label, mut letters, mut labels) = (from, 0, 0, 0);
    let mut end = None;
    while let Some((c, width)) = char_at(text, at) {
        let known = labels > 0 && letters >= 2;
        if c.is_ascii_alphanumeric() || (c == '-' && label > 0) {
            if known && letters == label && c.is_ascii_digit() {
                break;
            }
            letters += usize::from(c.is_ascii_alphabetic() && letters == label);
            label += 1;
        } else if c == '.' && label > 0 {
            (label, letters, labels) = (0, 0, labels + 1);
        } else {
            break;
        }
        at += width;
        if labels > 0 && letters >= 2 && c != '-' {
            end = Some(at);
        }
        if at - from > 255 || label > 63 {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_inside_text_are_masked_and_the_rest_is_left() {
        for (text, swept) in [
            ("请联系 苗俊（15349667622）核对", "请联系 苗**（153****7622）核对"),
            ("mail a.zhang@163.com.", "mail a***@163.com."),
            ("Tel13800131234", "Tel138****1234"),
            ("QQ13800131234", "QQ138****1234"),
            ("user_13800131234", "user_138****1234"),
            ("13800131234x", "138****1234x"),
            ("13800131234-13900131234", "138****1234-139****1234"),
            ("13800131234 13900131234", "138****1234 139****1234"),
            ("电１３８００１３１２３４话", "电138****1234话"),
            ("打138 0013 1234谢谢", "打138****1234谢谢"),
            ("138-0013-1234", "138****1234"),
            ("138.0013.1234", "138****1234"),
            ("１３８－００１３－１２３４", "138****1234"),
            ("13800 131234", "138****1234"),
            ("+8613800131234", "138****1234"),
            ("+86 138-0013-1234", "+86 138****1234"),
            ("8613800131234ok", "138****1234ok"),
            ("1.13800131234", "1.138****1234"),
            ("约1.3800131234E+10", "约138****1234"),
            ("2024-01-02 13800131234", "2024-01-02 138****1234"),
            ("身份证11010519491231002X请核对", "身份证110105********002X请核对"),
            ("ID11010519491231002xabc", "ID110105********002Xabc"),
            ("证110105 19491231 002X号", "证110105********002X号"),
            ("１１０１０５１９４９１２３１００２Ｘ", "110105********002X"),
            ("座机0755-12345678转1", "座机0755-****5678转1"),
            ("(0755)12345678", "0755-****5678"),
            ("010-8888 6666", "010-****6666"),
            ("卡6222020000070018号", "卡6222 **** **** 0018号"),
            ("卡6222 0200 0007 0018号", "卡6222 **** **** 0018号"),
            ("card4012-8888-8888-1881x", "card4012 **** **** 1881x"),
            ("邮箱zhang@163.com请回", "邮箱z***@163.com请回"),
            ("zhang＠１６３．ｃｏｍ", "z***＠１６３．ｃｏｍ"),
            ("13800131234@163.com", "1***@163.com"),
            ("zhang@163.com_13800131234", "z***@163.com_138****1234"),
            ("zhang@163.com13800131234", "z***@163.com138****1234"),
            ("a@13800131234.com", "***@138****1234.com"),
            ("138 0013 1234@163.com", "138****1234@163.com"),
            ("li@qq.com,wang@qq.com", "l***@qq.com,w***@qq.com"),
            ("登录192.168.100.200失败", "登录192.168.*.*失败"),
            ("设备3C:22:FB:12:34:56离线", "设备3C:22:FB:**:**:**离线"),
            ("税号91350100M000100Y43开票", "税号91350100********43开票"),
            ("车牌粤B12312进场", "车牌粤B***12进场"),
            ("护照号E12345678办理", "护照号E****5678办理"),
            ("加QQ：123456789", "加QQ：1****9"),
            ("微信号 wang_xiao8 已加", "微信号 w****8 已加"),
            ("wxid_a1b2c3d4e5f622", "w****2"),
            ("客户孙淑华来电", "客户孙**来电"),
            ("收货人：欧阳修", "收货人：欧**"),
            ("张三的手机号", "张**的手机号"),
            ("寄到广东省深圳市南山区科技园路1号", "寄到广东省深圳市南山区****"),
        ] {
            assert_eq!(sweep(text), swept);
        }
    }

    #[test]
    fn other_numbers_stay_as_they_are() {
        for text in [
            "",
            "WHITE METAL LANTERN",
            "订单 20240101 共 3 件",
            "202401011234560001",
            "订单202401011380013123",
            "913800131234000001",
            "1765432109876543210",
            "2401011200000009",
            "240101-120000-0009",
            "230101120101001",
            "2024-01-02 13:00:00",
            "2024-01-02T13:00:00.123",
            "1704160800",
            "1704160800000",
            "1704160800000000",
            "SKU-1380-0131",
            "SKU1234567890",
            "A-138-0013-12345",
            "4901234567894",
            "6901234567892",
            "13800131234.50",
            "0.13800131234",
            "¥1,380,013.12",
            "15000-180000",
            "1998-2005 500",
            "013800131234",
            "138001312345",
            "a@b",
            "@163.com",
            "a@1.2",
            "1.2.3.4",
            "版本10.0.19041.1",
            "客户满意",
            "客户经理",
            "联系方便面（5包）",
            "王者荣耀的皮肤",
            "北京市朝阳区的路况",
            "新品A12345",
            "货号E12345678",
            "12:30:45-12:31:00",
        ] {
            assert!(matches!(sweep(text), Cow::Borrowed(t) if t == text), "{text}: {}", sweep(text));
        }
    }

    #[test]
    #[expect(clippy::disallowed_types, clippy::print_stderr, reason = "says how long a hostile cell takes")]
    fn a_hostile_cell_costs_nothing() {
        for piece in [
            "a@",
            "1",
            "1 ",
            "4012 ",
            "1.1",
            "13800131234",
            "１",
            "a@1.",
            "a.",
            "138-",
            "王",
            "客户王",
            "广东",
            "广东省深圳市南山区",
            "京A",
            "1.1.",
            "QQ1",
            "3C:",
        ] {
            let cell = piece.repeat(10_000_000 / piece.len());
            let begun = std::time::Instant::now();
            assert_eq!(sweep(&cell), cell);
            eprintln!("{piece:?}: {:?}", begun.elapsed());
        }
        assert!(redact(PiiType::Email, &"a@".repeat(5_000_000)).len() < 40);
    }

    proptest! {
        #[test]
        fn no_number_survives_its_neighbours(
            phone in "1[3-9][0-9]{9}", before in "([^0-9０-９@.]{0,8}[a-zA-Z_ :：，张号-])?", after in "([a-zA-Z_ :：，张号-][^0-9０-９@]{0,8})?",
        ) {
            let spaced = format!("{} {} {}", &phone[..3], &phone[3..7], &phone[7..]);
            let wide: String = phone.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            for form in [&phone, &spaced, &wide] {
                let swept = sweep(&format!("{before}{form}{after}")).into_owned();
                prop_assert!(!swept.contains(form.as_str()), "{}", swept);
            }
        }

        #[test]
        fn longer_runs_are_left(front in "2[0-9]{6}", phone in "1[3-9][0-9]{9}") {
            let order = format!("20{front}{phone}");
            prop_assert_eq!(sweep(&order), order.as_str());
        }
    }
}
