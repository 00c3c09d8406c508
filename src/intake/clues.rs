//! What stands around a mark in a text, as clues to what it is for.

use super::rows::Rows;

/// How many of a byte always stand together, at most four; 1 if there is no such number.
pub(super) fn repeats(text: &[u8], byte: u8) -> usize {
    let (mut shared, mut run) = (0_usize, 0_usize);
    for &b in text.iter().chain(&[!byte]) {
        if b == byte {
            run += 1;
        } else if run > 0 {
            let (mut a, mut b) = (shared, run);
            while b > 0 {
                (a, b) = (b, a % b);
            }
            (shared, run) = (a, 0);
            if shared == 1 {
                return 1;
            }
        }
    }
    if (2..=4).contains(&shared) { shared } else { 1 }
}

/// Times that a quote stands where a field starts or ends, at most 100.
pub(super) fn edges(text: &[u8], delimiter: &str, quote: u8) -> usize {
    let delimiter = delimiter.as_bytes();
    let edge = |at: &usize| {
        let (before, after) = (text.get(..*at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let line = |b: Option<&u8>| matches!(b, None | Some(b'\n' | b'\r'));
        line(before.last()) || line(after.first()) || before.ends_with(delimiter) || after.starts_with(delimiter)
    };
    memchr::memchr_iter(quote, text).filter(edge).take(100).count()
}

/// Whether two quotes stand together inside a text (an empty field apart).
pub(super) fn pairs(text: &[u8], quote: u8) -> bool {
    let inner = |at: usize| {
        let around = (at.checked_sub(1).and_then(|b| text.get(b)), text.get(at + 1), text.get(at + 2));
        let word = |b: Option<&u8>| b.is_some_and(|b| *b == quote || b.is_ascii_alphanumeric() || *b >= 0x80 || *b == b' ');
        around.1 == Some(&quote) && (word(around.0) || word(around.2))
    };
    memchr::memchr_iter(quote, text).any(inner)
}

/// Backslashes before a quote that no structure follows, and those before a delimiter or another structural character.
pub(super) fn backslashes(text: &[u8], quote: Option<char>, delimiter: &str) -> (usize, usize) {
    let (mut open, mut structural) = (0, 0);
    for at in memchr::memchr_iter(b'\\', text) {
        let rest = text.get(at + 1..).unwrap_or_default();
        let is_quote = quote.is_some_and(|q| rest.first() == Some(&(q as u8)));
        if is_quote {
            let behind = rest.get(1..).unwrap_or_default();
            let ends = behind.starts_with(delimiter.as_bytes()) || matches!(behind.first(), None | Some(b'\n' | b'\r'));
            if ends { structural += 1 } else { open += 1 }
        } else if rest.starts_with(delimiter.as_bytes()) {
            structural += 1;
        }
    }
    (open, structural)
}

pub(super) fn starts_lines(text: &[u8], mark: &str) -> bool {
    text.split(|&b| b == b'\n' || b == b'\r').any(|line| line.trim_ascii_start().starts_with(mark.as_bytes()))
}

/// Whether a blank that was tried as the delimiter only pads what another mark delimits: nearly all fields behind the first
/// of a row start with that mark, or nearly all before the last end with it.
pub(super) fn only_pads(text: &[u8], rows: &Rows) -> bool {
    const MARKS: [u8; 3] = [b',', b';', b'|'];
    let mut fields = rows.fields.iter();
    let (mut behind, mut before, mut alone) = ([0_usize; 4], [0_usize; 4], 0_usize);
    for &width in &rows.widths {
        for (at, field) in fields.by_ref().take(width as usize).enumerate() {
            let cell = rows.bytes(text, *field);
            let place = |byte: Option<&u8>| byte.and_then(|b| MARKS.iter().position(|m| m == b)).unwrap_or(MARKS.len());
            alone += usize::from(at > 0 && cell.len() == 1 && place(cell.first()) < MARKS.len());
            let seen = [(at > 0, place(cell.first()), &mut behind), (at + 1 < width as usize, place(cell.last()), &mut before)];
            for (_, place, counts) in seen.into_iter().filter(|s| s.0 && !cell.is_empty()) {
                counts.get_mut(place).into_iter().for_each(|count| *count += 1);
            }
        }
    }
    // Blanks on both sides leave the mark in cells of its own.
    let between = alone * 10 >= behind.iter().sum::<usize>() * 3 && alone * 2 >= rows.widths.len();
    (between && alone > 0)
        || [behind, before].iter().any(|counts| {
            let all = counts.iter().sum::<usize>();
            let most = counts.iter().take(MARKS.len()).max().copied().unwrap_or(0);
            most > 0 && most * 10 >= all * 9 && most * 2 >= rows.widths.len()
        })
}

/// Whether a tab stands at an edge of nearly every cell that holds something.
pub(super) fn is_padded(text: &[u8], rows: &Rows) -> bool {
    let cells = || rows.fields.iter().map(|field| rows.bytes(text, *field)).filter(|cell| !cell.is_empty());
    let padded = cells().filter(|cell| cell.first() == Some(&b'\t') || cell.last() == Some(&b'\t')).count();
    padded > 0 && padded * 5 >= cells().count() * 4
}
