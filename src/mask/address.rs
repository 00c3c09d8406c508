//! Postal addresses in Chinese: an administrative division followed by a street, house or room.

use super::places;
use crate::fields::is_han;

const DIVISIONS: &[char] = &['省', '市', '区', '县', '旗', '州', '盟'];
const STREETS: &[char] = &['路', '街', '道', '村', '号', '栋', '单', '室', '镇', '乡', '弄', '幢', '座', '巷', '楼'];

/// Longest part of a cell that is looked at, in characters.
const LONGEST: usize = 200;

/// Whether the text names a division and, after it, a street or house.
pub(super) fn is_address(text: &str) -> bool {
    division_end(text).is_some_and(|end| {
        let after = text.get(end..).unwrap_or_default();
        after.chars().take(LONGEST).any(|c| STREETS.contains(&c))
    })
}

/// `广东省深圳市南山区****`: the divisions that the list of them knows, and nothing of what stands before or behind them, where
/// names and telephone numbers of receivers are often written. `None` for what is no address.
pub(super) fn mask(text: &str) -> Option<String> {
    if !is_address(text) {
        return None;
    }
    let kept = places(text).unwrap_or_default();
    let before = text.get(..kept.start).unwrap_or_default();
    let hidden = if kept.is_empty() || !before.contains(char::is_alphanumeric) { "" } else { "****" };
    Some(format!("{hidden}{}****", text.get(kept)?))
}

/// Byte position after the last division name that stands before the street.
fn division_end(text: &str) -> Option<usize> {
    let mut end = None;
    let mut run = 0;
    for (at, c) in text.char_indices().take(LONGEST) {
        if run > 0 && DIVISIONS.contains(&c) {
            end = Some(at + c.len_utf8());
            run = 0;
            continue;
        }
        if end.is_some() && STREETS.contains(&c) {
            break;
        }
        run = if is_han(c) { run + 1 } else { 0 };
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_street_makes_a_place_an_address() {
        assert!(is_address("广东省深圳市南山区科技园路1号") && is_address("甘肃省慧市浔阳张街L座 297957"));
        for place in ["广东省深圳市", "北京", "南山区", "WHITE METAL LANTERN", "号", ""] {
            assert!(!is_address(place), "{place}");
        }
    }

    #[test]
    fn divisions_are_all_that_is_left() {
        for (text, masked) in [
            ("广东省深圳市南山区科技园路1号", "广东省深圳市南山区****"),
            ("陈娜军 13000051940 广东省深圳市南山区科技园路1号", "****广东省深圳市南山区****"),
            ("陈娜军13000051940广东省深圳市南山区科技园路1号", "****广东省深圳市南山区****"),
            ("广东省 深圳市 南山区 科技园路1号 陈娜军", "广东省 深圳市 南山区****"),
            ("广东深圳南山区科技园路1号", "广东深圳南山区****"),
            ("【北京市】朝阳区建国路88号", "北京市】朝阳区****"),
            ("王海南，北京市朝阳区建国路88号", "****北京市朝阳区****"),
            ("张市长住王家县李村3号", "****"),
            ("甘肃省慧市浔阳张街L座 297957", "甘肃省****"),
        ] {
            assert_eq!(mask(text).as_deref(), Some(masked), "{text}");
        }
        assert_eq!(mask("广东省深圳市"), None);
    }
}
