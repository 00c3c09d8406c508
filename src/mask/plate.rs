//! Number plates of mainland China (GA 36): province, letter of the city, five signs, or six of a vehicle with a battery.

use crate::fields::half_width;

/// First characters of plates, in the order of [`CODES`].
const PROVINCES: &str = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";

/// The first two digits of the codes of these provinces (GB/T 2260).
const CODES: [u32; 31] =
    [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65];

/// Last characters that are no digit and no letter: trailers, learners, police, Hong Kong, Macao.
const LAST: &str = "挂学警港澳";

/// Whether the character is one with which a plate begins.
pub(super) fn is_province(c: char) -> bool {
    PROVINCES.contains(c)
}

/// Length in bytes of the plate with which the text begins, a middle dot or blank behind the letter included.
pub(super) fn length(text: &str) -> Option<usize> {
    let mut signs = 0;
    let mut end = None;
    for (at, c) in text.char_indices().take(11) {
        let sign = half_width(c).to_ascii_uppercase();
        let letter = sign.is_ascii_uppercase() && !matches!(sign, 'I' | 'O');
        match signs {
            0 if is_province(sign) => {}
            1 if letter => {}
            2 if matches!(sign, '·' | '•' | ' ' | '-') => continue,
            2..=5 if letter || sign.is_ascii_digit() => {}
            6..=7 if letter || sign.is_ascii_digit() || LAST.contains(sign) => end = Some(at + c.len_utf8()),
            8 if letter || sign.is_ascii_digit() => return None,
            _ => break,
        }
        signs += 1;
        if end.is_some() && LAST.contains(sign) {
            break;
        }
    }
    end
}

/// Whether the text is a plate.
pub(super) fn is_plate(text: &str) -> bool {
    let text = text.trim();
    (9..=24).contains(&text.len()) && length(text) == Some(text.len())
}

/// First two digits of the code of the province in which a car is registered; `None` for what is no plate.
pub(super) fn province(text: &str) -> Option<u32> {
    let sign = text.trim().chars().next().filter(|_| is_plate(text))?;
    CODES.get(PROVINCES.chars().position(|p| p == sign)?).copied()
}

/// `粤B***12`; `None` for what is no plate.
pub(super) fn mask(text: &str) -> Option<String> {
    let text = text.trim();
    if !is_plate(text) {
        return None;
    }
    let head: String = text.chars().take(2).collect();
    let tail = text.char_indices().nth_back(1)?.0;
    Some(format!("{head}***{}", text.get(tail..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plates_and_what_only_looks_like_one() {
        for (good, masked) in [
            ("粤B12312", "粤B***12"),
            ("京A·88888", "京A***88"),
            ("沪AD12345", "沪A***45"),
            ("粤Z1234港", "粤Z***4港"),
            ("川a 6f23k", "川a***3k"),
        ] {
            assert_eq!(mask(good).as_deref(), Some(masked), "{good}");
        }
        for bad in ["粤B1234", "粤B1234567", "粤I12345", "B12345", "粤12345", "京东A12345", "云A", "新品A12345", ""] {
            assert!(!is_plate(bad), "{bad}");
        }
    }
}
