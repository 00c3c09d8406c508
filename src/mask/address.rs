//! Postal addresses in Chinese: an administrative division followed by a street, house or room.

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

/// Byte position after the last division name that stands before the street.
pub(super) fn division_end(text: &str) -> Option<usize> {
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
        let text = "广东省深圳市南山区科技园路1号";
        assert_eq!(division_end(text).and_then(|e| text.get(..e)), Some("广东省深圳市南山区"));
    }
}
