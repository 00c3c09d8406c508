//! Text in units of two or four bytes without a byte-order mark, told by where its zero bytes stand.

use super::Encoding;

/// Bytes looked at.
const LOOK: usize = 64 << 10;

/// The encoding whose zero bytes a file's head shows: those of line ends, delimiters and digits, at least one in a hundred
/// units, and few where another order of bytes would have them.
#[must_use]
pub fn by_zeros(head: &[u8]) -> Option<Encoding> {
    let head = head.get(..head.len().min(LOOK)).unwrap_or_default();
    let mut zeros = [0_usize; 4];
    for unit in head.as_chunks::<4>().0 {
        for (count, byte) in zeros.iter_mut().zip(unit) {
            *count += usize::from(*byte == 0);
        }
    }
    let [a, b, c, d] = zeros;
    let units = head.len() / 4;
    if units == 0 {
        // One character and a line end still show the pattern.
        return match head {
            [0, 1..=0xFF, ..] => Some(Encoding::Utf16Be),
            [1..=0xFF, 0, ..] => Some(Encoding::Utf16Le),
            _ => None,
        };
    }
    // The highest byte of UTF-32 is always 0, the next at most 0x10.
    if a == units && b * 10 >= units * 9 && d < units {
        return Some(Encoding::Utf32Be);
    }
    if d == units && c * 10 >= units * 9 && a < units {
        return Some(Encoding::Utf32Le);
    }
    // A zero byte alone may also be the low one of a character as 一 (U+4E00), so line ends and delimiters are counted.
    let marks = |unit: fn([u8; 2]) -> u16| {
        let is_mark = |u: &&[u8; 2]| u8::try_from(unit(**u)).is_ok_and(|b| b"\n\r\t ,;|\"".contains(&b));
        head.as_chunks::<2>().0.iter().filter(is_mark).count()
    };
    let (big, little) = (marks(u16::from_be_bytes), marks(u16::from_le_bytes));
    let enough = |marks: usize, others: usize| marks * 50 >= units && others * 3 <= marks;
    match () {
        () if enough(big, little) && pairs(head, u16::from_be_bytes) => Some(Encoding::Utf16Be),
        () if enough(little, big) && pairs(head, u16::from_le_bytes) => Some(Encoding::Utf16Le),
        () => None,
    }
}

/// Whether surrogates come in pairs and control characters are rare; a pair cut off at the end counts as whole.
fn pairs(head: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let units = head.as_chunks::<2>().0;
    let mut all = char::decode_utf16(units.iter().map(|u| unit(*u)));
    let odd = all.by_ref().filter(|c| c.as_ref().map_or(true, |c| *c < ' ' && !matches!(c, '\t' | '\r' | '\n'))).count();
    odd <= units.len() / 100 + usize::from(head.len() == LOOK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str, encoding: Encoding) -> Vec<u8> {
        let units = |f: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(f).collect();
        match encoding {
            Encoding::Utf16Le => units(u16::to_le_bytes),
            Encoding::Utf16Be => units(u16::to_be_bytes),
            Encoding::Utf32Le => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
            _ => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        }
    }

    #[test]
    fn zero_bytes_tell_width_and_order() {
        for text in ["a\n", "id,amount\n1,2\n", "客户编号,金额\n张三,15\n李四,20\n", "客户编号\n张三丰\n", "一,一\n二,三\n"]
        {
            for encoding in [Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Utf32Le, Encoding::Utf32Be] {
                assert_eq!(by_zeros(&bytes(text, encoding)), Some(encoding), "{text} {encoding:?}");
            }
        }
        assert_eq!(by_zeros(b"id,amount\n1,2\n"), None);
        assert_eq!(by_zeros(b"a\0b\0\0c\0d plain text with stray zeros, and then more of it"), None);
    }
}
