//! How a text is cut into fields: every candidate is tried on the sample and scored by how regular its parse is.

use super::record::{Grammar, Rows};
use super::scan::Marks;
use crate::table::{is_missing, number};

/// Delimiters tried, in order of preference where scores are equal.
const CANDIDATES: [char; 5] = [',', '\t', ';', '|', ' '];
/// Records looked at.
const RECORDS: usize = 400;
/// Bytes looked at.
const BYTES: usize = 128 << 10;

/// Share of regular records above which lines are taken to end with a carriage return although a line feed is there too.
const REGULAR: f64 = 0.9;

/// A byte that no UTF-8 text holds: stands for "no quote".
const NEVER: u8 = 0xFF;

/// The best parse of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Between fields.
    pub delimiter: char,
    /// Whether quotes bound fields.
    pub quoted: bool,
    /// Whether lines end with a carriage return alone.
    pub carriage_return: bool,
    /// The usual number of fields.
    pub width: usize,
}

/// The grammar of a dialect.
#[must_use]
pub fn grammar(delimiter: char, quoted: bool, carriage_return: bool, columns: usize) -> Grammar {
    let marks = Marks {
        delimiter: delimiter as u8,
        newline: if carriage_return { b'\r' } else { b'\n' },
        quote: if quoted { b'"' } else { NEVER },
    };
    Grammar { marks, collapse: delimiter == ' ', columns }
}

/// Scores every candidate on the sample (UTF-8, starting at a record) and returns the most regular one.
#[must_use]
pub fn find(sample: &[u8], whole: bool, fixed: Option<char>) -> Found {
    let looked_at = sample.get(..BYTES).unwrap_or(sample);
    let whole = whole && looked_at.len() == sample.len();
    let lines = memchr::memchr_iter(b'\n', looked_at).count();
    let returns = memchr::memchr_iter(b'\r', looked_at).filter(|&at| looked_at.get(at + 1) != Some(&b'\n')).count();
    if returns <= lines {
        return best(looked_at, whole, fixed, false).0;
    }
    let (by_return, parse) = best(looked_at, whole, fixed, true);
    if lines == 0 {
        return by_return;
    }
    // A file of the old line ends with a stray new one in it, or cells that hold returns: regular records tell.
    let (by_line, other) = best(looked_at, whole, fixed, false);
    if parse.regular >= REGULAR && parse.records > other.records { by_return } else { by_line }
}

/// The most regular parse with one kind of line end.
fn best(looked_at: &[u8], whole: bool, fixed: Option<char>, carriage_return: bool) -> (Found, Parse) {
    let mut best_parse = Parse::default();
    let mut best = Found { delimiter: fixed.unwrap_or(','), quoted: true, carriage_return, width: 1 };
    for delimiter in
        CANDIDATES.into_iter().filter(|&c| fixed.is_none_or(|f| f == c)).chain(fixed.filter(|c| !CANDIDATES.contains(c)))
    {
        let parse = |quoted| score(looked_at, whole, &grammar(delimiter, quoted, carriage_return, 0));
        let mut keep = |parse: Parse, quoted| {
            if parse.score > best_parse.score {
                best = Found { delimiter, quoted, carriage_return, width: parse.width };
                best_parse = parse;
            }
        };
        let quoted = parse(true);
        keep(quoted, true);
        // Quotes that all close are quotes; only where some do not may they be plain text.
        if quoted.repaired {
            keep(parse(false), false);
        }
    }
    (best, best_parse)
}

/// How regular a parse is.
#[derive(Clone, Copy, Default)]
struct Parse {
    score: f64,
    width: usize,
    repaired: bool,
    records: usize,
    /// Share of records of the usual width.
    regular: f64,
}

/// Share of records of the usual width, weighted by how many fields there are and how many of them look like values.
fn score(sample: &[u8], whole: bool, grammar: &Grammar) -> Parse {
    let mut rows = Rows::default();
    grammar.split(sample, 0, sample.len(), whole, RECORDS, &mut rows);
    if rows.widths.is_empty() && !whole {
        // One record longer than the sample: its beginning is all there is to judge by.
        grammar.split(sample, 0, sample.len(), true, RECORDS, &mut rows);
    }
    let mut widths = rows.widths.clone();
    widths.sort_unstable();
    let usual = widths.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
    let regular = usual.map_or(0, <[u32]>::len) as f64 / widths.len().max(1) as f64;
    let parse = Parse { score: 0.0, width: 1, repaired: !rows.repaired.is_empty(), records: widths.len(), regular };
    let Some(width) = usual.and_then(|run| run.first()).copied() else { return parse };
    if width < 2 {
        return Parse { score: 0.001, ..parse };
    }
    if grammar.collapse && (regular < 1.0 || width < 3 || widths.len() < 3) {
        return parse;
    }
    let known = rows.fields.iter().filter(|f| looks_like_a_value(rows.bytes(sample, **f))).count();
    let typed = known as f64 / rows.fields.len().max(1) as f64;
    let size = f64::from(width - 1) / f64::from(width);
    let quotes = if parse.repaired { 0.9 } else { 1.0 };
    let score = regular * size * typed * quotes * if grammar.collapse { 0.5 } else { 1.0 };
    Parse { score, width: width as usize, ..parse }
}

/// A number, a date, nothing, or short text without the marks of another delimiter.
fn looks_like_a_value(cell: &[u8]) -> bool {
    is_missing(cell)
        || number::number(cell).is_some()
        || (cell.len() < 256 && !cell.iter().any(|b| matches!(b, b'\t' | b';' | b'|' | b'"' | b'\n')) && !joined(cell))
}

/// Commas with no blank behind them join fields rather than words.
fn joined(cell: &[u8]) -> bool {
    cell.windows(2).filter(|w| matches!(w, [b',', c] if *c != b' ')).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> (char, usize) {
        let found = find(text.as_bytes(), true, None);
        (found.delimiter, found.width)
    }

    #[test]
    fn the_most_regular_parse_wins() {
        assert_eq!(delimiter("a,b,c\n1,2,3\n4,5,6\n"), (',', 3));
        assert_eq!(delimiter("a;b\n1,5;2,5\n3,5;4,5\n"), (';', 2));
        assert_eq!(delimiter("a\tb\nx, y\tz\nu\tv, w\n"), ('\t', 2));
        assert_eq!(delimiter("a|b|c\n1|x,y|2\n3|z|4\n"), ('|', 3));
        assert_eq!(
            delimiter(" 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  1    9.00\n"),
            (' ', 5)
        );
        assert_eq!(delimiter("name\nalpha beta\ngamma delta\n"), (',', 1));
        assert_eq!(delimiter("a,b\n\"x;y;z\",1\n\"u;v;w\",2\n"), (',', 2));
    }
}
