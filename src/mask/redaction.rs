//! What may be shown of a personal value.

use super::compact::Compact;
use super::{
    PiiType, address, bank_card, birthday, email, geo, id_card, landline, name, network, passport, phone, plate, social,
};
use super::{sweep, uscc};
use crate::fields::is_han;

/// Kinds by whose rules a value is masked that is not of the kind of its column.
const CERTAIN: &[PiiType] = &[
    PiiType::IdCard,
    PiiType::Uscc,
    PiiType::Phone,
    PiiType::Landline,
    PiiType::Email,
    PiiType::BankCard,
    PiiType::Ip,
    PiiType::Mac,
    PiiType::Plate,
    PiiType::Address,
];

/// A value of a personal column, masked by the default mask of its kind: `138****1234`, `0755-****5678`, `110105********002X`,
/// `z***@163.com`, `6222 **** **** 0018`, `91350100********43`, `张**`, `B***`, `广东省深圳市南山区****`, `粤B***12`, `E****5678`,
/// `1990-**-**`, `10.1.*.*`, `w****8`, coordinates to two decimals. A value that is not of its column's kind is masked as what it
/// is. Of one in which several things stand, each that is known shows its own mask and all other words are hidden; any other
/// shows its ends by [`keep_ends`], a name or an address its first sign alone.
///
/// ```
/// use insitu::mask::{PiiType, redact};
/// assert_eq!(redact(PiiType::Address, "陈娜 13800131234 广东省深圳市南山区科技园路1号"), "****广东省深圳市南山区****");
/// assert_eq!(redact(PiiType::Name, "陈娜（急）13800131234"), "***（***）138****1234");
/// ```
#[must_use]
pub fn redact(kind: PiiType, text: &str) -> String {
    let text = text.trim();
    masked_as(kind, text)
        .or_else(|| CERTAIN.iter().find_map(|&k| masked_as(k, text)))
        .or_else(|| sweep::closely(text))
        .unwrap_or_else(|| if matches!(kind, PiiType::Name | PiiType::Address) { first_sign(text) } else { keep_ends(text) })
}

/// A value of a column without a kind, so that hardly anything of it is left.
pub(super) fn hide(text: &str) -> String {
    sweep::closely(text).unwrap_or_else(|| keep_ends(text))
}

fn first_sign(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().filter(|c| c.is_alphanumeric() && chars.next().is_some());
    first.map_or_else(|| "***".to_owned(), |c| format!("{c}***"))
}

fn masked_as(kind: PiiType, text: &str) -> Option<String> {
    if kind == PiiType::FreeText {
        return Some(sweep(text).into_owned());
    }
    if kind == PiiType::Secret {
        return Some("****".to_owned());
    }
    if text.len() > 400 {
        return None;
    }
    let compact = || Compact::new(text);
    match kind {
        PiiType::Phone => phone::mobile(&compact()?).map(|n| ends(n, 3, 4, "****")),
        PiiType::Landline => landline::mask(text),
        PiiType::IdCard => {
            let compact = compact().filter(|c| id_card::is_id_card(c) || id_card::is_old_id_card(c))?;
            let number = compact.as_str();
            Some(if number.len() == 18 { ends(number, 6, 4, "********") } else { ends(number, 4, 3, "********") })
        }
        PiiType::Uscc => compact().filter(|c| uscc::is_uscc(c.as_bytes())).map(|c| ends(c.as_str(), 8, 2, "********")),
        PiiType::BankCard => {
            let compact = compact().filter(bank_card::is_bank_card)?;
            let number = compact.as_str();
            Some(if number.len() >= 16 { ends(number, 4, 4, " **** **** ") } else { ends(number, 4, 2, " **** **** ") })
        }
        PiiType::Email => {
            let (local, domain) = email::parts(text)?;
            let first = if local.chars().count() > 1 { local.chars().next() } else { None };
            // A number of a person can stand in the domain, too.
            Some(format!("{}***@{}", first.map(String::from).unwrap_or_default(), sweep(domain)))
        }
        PiiType::Ip => network::mask_ips(text),
        PiiType::Mac => network::mask_mac(text),
        PiiType::Plate => plate::mask(text),
        PiiType::Passport => compact().and_then(|c| passport::mask(&c)),
        PiiType::Document if text.chars().count() >= 4 && !has_rule(text) => {
            let mut last: Vec<char> = text.chars().rev().take_while(|&c| !is_word(c) || c == '号').take(2).collect();
            last.reverse();
            Some(format!("****{}", last.into_iter().collect::<String>()))
        }
        PiiType::Address => address::mask(text),
        PiiType::Name => {
            let first = text.chars().next().filter(|_| name::looks_like_name(text) && text.chars().count() > 1)?;
            Some(format!("{first}{}", if is_han(first) { "**" } else { "***" }))
        }
        PiiType::Birthday => birthday::mask(text),
        PiiType::Social if !has_rule(text) => social::mask(text),
        PiiType::Geo => geo::mask(text),
        // Two digits of each end: a hash with eight of them shown has hardly a second number.
        PiiType::Hash => text.is_ascii().then(|| ends(text, 2, 2, "****")).filter(|_| text.len() > 8),
        PiiType::Document | PiiType::Social | PiiType::Device | PiiType::Secret | PiiType::FreeText | PiiType::RecordId => None,
    }
}

/// Whether the value is of a kind that a rule tells without a header, so that its own mask is the right one.
fn has_rule(text: &str) -> bool {
    CERTAIN.iter().any(|&k| masked_as(k, text).is_some())
}

pub(super) fn ends(text: &str, front: usize, back: usize, stars: &str) -> String {
    let head: String = text.chars().take(front).collect();
    let tail: String = text.chars().skip(text.chars().count().saturating_sub(back)).collect();
    format!("{head}{stars}{tail}")
}

/// The first and last quarter of a value at most (four characters each at most), stars between: never more than half. Of words in
/// other letters than Latin ones, of which one can be a name, no more than the first character.
///
/// ```
/// assert_eq!(insitu::mask::keep_ends("17850"), "1***0");
/// assert_eq!(insitu::mask::keep_ends("C100000"), "C*****0");
/// assert_eq!(insitu::mask::keep_ends("7"), "*");
/// assert_eq!(insitu::mask::keep_ends("会员欧阳修远的卡0017"), "会********017");
/// ```
#[must_use]
pub fn keep_ends(text: &str) -> String {
    let length = text.chars().count();
    let quarter = (length / 4).min(4);
    let front = if length < 2 { 0 } else { quarter.max(1) };
    let front = if text.chars().take(front).any(is_word) { front.min(1) } else { front };
    // A name goes on behind its first letter where several words stand in a value.
    let front = if text.contains(char::is_whitespace) { front.min(1) } else { front };
    let back = text.chars().rev().take(quarter).take_while(|&c| !is_word(c) && !c.is_whitespace()).count();
    let stars = "*".repeat((length - front - back).min(12));
    ends(text, front, back, &stars)
}

/// Whether a character is a letter or sign of a word that is not written in Latin letters.
fn is_word(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::sweep;
    use proptest::prelude::*;

    #[test]
    fn default_masks() {
        for (kind, raw, masked) in [
            (PiiType::Phone, "13800131234", "138****1234"),
            (PiiType::Phone, "+86 138-0013-1234", "138****1234"),
            (PiiType::Phone, "1.3800131234E+10", "138****1234"),
            (PiiType::IdCard, "11010519491231002x", "110105********002X"),
            (PiiType::Email, "zhang@163.com", "z***@163.com"),
            (PiiType::Email, "z@163.com", "***@163.com"),
            (PiiType::BankCard, "6222020000070018", "6222 **** **** 0018"),
            (PiiType::BankCard, "4012 8888 8888 1881", "4012 **** **** 1881"),
            (PiiType::Name, "张三丰", "张**"),
            (PiiType::Name, "Brion Stark", "B***"),
            (PiiType::Address, "广东省深圳市南山区科技园路1号", "广东省深圳市南山区****"),
            (PiiType::Phone, "zhang@163.com", "z***@163.com"),
            (PiiType::Phone, "0755-12345678", "0755-****5678"),
            (PiiType::Landline, "0755-12345678转8", "0755-****5678"),
            (PiiType::IdCard, "431389760616601", "4313********601"),
            (PiiType::Uscc, "91350100M000100Y43", "91350100********43"),
            (PiiType::Plate, "粤B12312", "粤B***12"),
            (PiiType::Passport, "E12345678", "E****5678"),
            (PiiType::Document, "南字第0123456号", "****6号"),
            (PiiType::Document, "11010519491231002X", "110105********002X"),
            (PiiType::Birthday, "1990-05-06", "1990-**-**"),
            (PiiType::Ip, "10.1.22.33", "10.1.*.*"),
            (PiiType::Mac, "3C:22:FB:12:34:56", "3C:22:FB:**:**:**"),
            (PiiType::Device, "356938035643809", "356*********809"),
            (PiiType::Social, "wang_xiao8", "w****8"),
            (PiiType::Social, "13800131234", "138****1234"),
            (PiiType::Geo, "39.904213", "39.90"),
            (PiiType::Hash, "7945bd83237335e5376ff44d62e4f0ae", "79****ae"),
            (PiiType::FreeText, "打13800131234", "打138****1234"),
        ] {
            assert_eq!(redact(kind, raw), masked);
        }
    }

    fn check_digit(body: &str) -> char {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
        "10X98765432".chars().nth((sum % 11) as usize).unwrap()
    }

    proptest! {
        #[test]
        fn no_full_identifier_is_left(phone in "1[3-9][0-9]{9}", serial in 0..1000_u32, day in 1..29_u32, note in "\\PC{0,20}") {
            let body = format!("110105194912{day:02}{serial:03}");
            let id = format!("{body}{}", check_digit(&body));
            for kind in PiiType::ALL {
                for value in [&phone, &id] {
                    let masked = redact(*kind, value);
                    prop_assert!(!masked.contains(value.as_str()) && masked.contains('*'));
                }
            }
            let swept = sweep(&format!("{note} {phone} {id}")).into_owned();
            prop_assert!(!swept.contains(&phone) && !swept.contains(&id));
        }

        #[test]
        fn keys_show_at_most_half(text in "\\PC{0,40}") {
            let masked = keep_ends(&text);
            let length = text.chars().count();
            let back = (length / 4).min(4);
            prop_assert!((back.max(usize::from(length > 1)) + back) * 2 <= length.max(2) || length == 0);
            prop_assert!(length == 0 || masked.contains('*'));
            prop_assert!(masked.chars().count() <= length);
        }

        #[test]
        fn any_text_can_be_swept_and_redacted(text in "\\PC{0,60}") {
            let _ = sweep(&text);
            for kind in PiiType::ALL {
                let masked = redact(*kind, &text);
                // Coordinates lose decimals only, and free text only what stands in it.
                prop_assert!(matches!(kind, PiiType::Geo | PiiType::FreeText) || text.trim().chars().count() < 2 || masked.contains('*'));
            }
        }
    }
}
