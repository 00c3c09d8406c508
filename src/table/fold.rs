//! Text as it is compared: half-width, lower case, one kind of blank, dash and apostrophe.

/// Longest cell in bytes that is read as a number or a time.
const LONGEST: usize = 64;

/// A short cell, folded; it stands on the stack, since whole columns go through it.
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// Folds a cell; `None` if it is longer than any number or time, or no UTF-8.
    pub(super) fn new(cell: &[u8]) -> Option<Self> {
        let cell = super::unguarded(cell);
        let mut folded = Self { bytes: [0; LONGEST], length: cell.len() };
        let room = folded.bytes.get_mut(..cell.len())?;
        if cell.is_ascii() {
            for (to, from) in room.iter_mut().zip(cell) {
                *to = if from.is_ascii_whitespace() { b' ' } else { from.to_ascii_lowercase() };
            }
            return Some(folded);
        }
        folded.length = 0;
        for c in std::str::from_utf8(cell).ok()?.chars() {
            let Some(c) = fold(c) else { continue };
            let end = folded.length + c.len_utf8();
            c.encode_utf8(folded.bytes.get_mut(folded.length..end)?);
            folded.length = end;
        }
        Some(folded)
    }

    /// The text, without blanks around it.
    pub(super) fn text(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default().trim_matches(' ')
    }
}

/// The folded form of a character, never longer than it; `None` for marks that take no room.
fn fold(c: char) -> Option<char> {
    Some(match half_width(c) {
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => return None,
        '’' | '‘' | '´' => '\'',
        '﹣' => '-',
        '￡' => '£',
        '￦' => '₩',
        '圆' | '圓' | '円' => '元',
        '萬' => '万',
        '億' => '亿',
        '時' => '时',
        '點' => '点',
        '號' => '号',
        '週' => '周',
        c if c.is_whitespace() => ' ',
        c => c.to_ascii_lowercase(),
    })
}

/// The half-width form of a full-width character, and one kind of blank and dash; any other character as it is.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ffe5}' => '¥',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_and_blanks_are_one() {
        let text = |t: &str| Folded::new(t.as_bytes()).map(|f| f.text().to_owned());
        assert_eq!(text("　１２，３４５．６０ ").as_deref(), Some("12,345.60"));
        assert_eq!(text("1\u{a0}234\u{202f}567").as_deref(), Some("1 234 567"));
        assert_eq!(text("\u{200e}2024–03−05 PM").as_deref(), Some("2024-03-05 pm"));
        assert_eq!(text(&"1".repeat(65)), None);
    }

    #[test]
    fn no_character_grows() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            assert!(fold(c).is_none_or(|f| f.len_utf8() <= c.len_utf8()), "{c:?}");
        }
    }
}
