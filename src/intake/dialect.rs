//! How a text is cut into fields: every candidate is tried on the sample and scored by how regular its rows are and how
//! plausible their cells.

use super::clues::{backslashes, edges, is_padded, only_pads, pairs, repeats, starts_lines};
use super::grammar::Grammar;
use super::limits;
use super::plan::{Dialect, DialectReason, DialectReasons, LineEnd, Overrides};
use super::rows::{Rows, SIDE};
use crate::error::{Error, ErrorKind, Result};
use crate::table::{is_missing, number};

/// Delimiters tried, in order of preference where scores are equal.
const USUAL: [&str; 5] = [",", "\t", ";", "|", " "];
/// Delimiters that must give almost the same cells in every row.
const UNUSUAL: [&str; 12] = ["^", "~", "·", "，", "；", "、", "¦", "¬", "\u{1}", "\u{1f}", "::", "\u{2}"];
/// Characters that also stand for a delimiter when there are always two, three or four of them.
const REPEATED: [char; 5] = ['|', '^', '~', ':', ';'];
/// Marks of comments tried.
const COMMENTS: [&str; 4] = ["#", "//", "--", "%"];
/// Records looked at.
const RECORDS: usize = 400;
/// Bytes looked at.
const BYTES: usize = 128 << 10;

/// The best parse of a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The dialect; header and preamble are still open.
    pub dialect: Dialect,
    /// The usual number of fields.
    pub width: usize,
}

/// How regular a parse is.
#[derive(Clone, Copy, Default)]
struct Parse {
    score: f64,
    regular: f64,
    width: usize,
    /// Rows with a quote that does not close.
    repaired: usize,
    rows: usize,
}

/// The part of a sample that is scored.
struct Text<'a> {
    bytes: &'a [u8],
    whole: bool,
}

/// What the user said, checked.
struct Given<'a> {
    delimiter: Option<&'a str>,
    quote: Option<Option<char>>,
    escape: Option<Option<char>>,
    comment: Option<Option<&'a str>>,
}

impl<'a> Given<'a> {
    fn of(overrides: &'a Overrides) -> Result<Self> {
        let wrong = |setting| Error::new(ErrorKind::Param).of_setting(setting);
        let line_end = |c: char| matches!(c, '\n' | '\r' | '\u{2028}');
        let one = |text: &Option<String>, setting| match text.as_deref() {
            None => Ok(None),
            Some("") => Ok(Some(None)),
            Some(text) => match text.as_bytes() {
                [byte] if byte.is_ascii_graphic() => Ok(Some(Some(char::from(*byte)))),
                _ => Err(wrong(setting)),
            },
        };
        let delimiter = overrides.delimiter.as_deref();
        if delimiter.is_some_and(|d| !(1..=limits::DELIMITER).contains(&d.chars().count()) || d.contains(line_end)) {
            return Err(wrong("delimiter"));
        }
        let comment = overrides.comment.as_deref();
        if comment.is_some_and(|c| c.chars().count() > limits::DELIMITER || c.contains(line_end)) {
            return Err(wrong("comment"));
        }
        let given = Self {
            delimiter,
            quote: one(&overrides.quote, "quote")?,
            escape: one(&overrides.escape, "escape")?,
            comment: comment.map(|c| (!c.is_empty()).then_some(c)),
        };
        let quote = given.quote.flatten().map(String::from);
        if quote.is_some() && quote.as_deref() == delimiter {
            return Err(wrong("quote"));
        }
        Ok(given)
    }
}

/// Scores every candidate on the sample (UTF-8, starting at a record) and returns the most regular one. `utf8` says that
/// the bytes of the file are this text, so that line ends may be mixed.
///
/// # Errors
/// `E_PARAM` if the user's word cannot be a delimiter, quote, escape or comment mark.
pub fn find(sample: &[u8], whole: bool, utf8: bool, overrides: &Overrides) -> Result<Found> {
    let given = Given::of(overrides)?;
    let bytes = sample.get(..BYTES).unwrap_or(sample);
    let text = Text { bytes, whole: whole && bytes.len() == sample.len() };
    let feeds = memchr::memchr(b'\n', bytes).is_some();
    let alone = |at: usize| !matches!(bytes.get(at + 1), Some(b'\n') | None);
    let lone = memchr::memchr_iter(b'\r', bytes).any(alone);
    let separators = memchr::memmem::find(bytes, "\u{2028}".as_bytes()).is_some();
    let line_end = if !feeds && memchr::memchr(b'\r', bytes).is_some() { LineEnd::Cr } else { LineEnd::Lf };
    let said = given.comment.flatten();
    let mut best = with_line_end(&text, line_end, said, &given);
    if utf8 && ((feeds && lone) || separators) {
        let mixed = with_line_end(&text, LineEnd::Any, said, &given);
        // A file of the old line ends with a stray new one in it has one wide row by line feeds; regular rows tell.
        let returns = || memchr::memchr_iter(b'\r', bytes).filter(|&at| alone(at)).count();
        let many = || returns() > memchr::memchr_iter(b'\n', bytes).count();
        let regular = mixed.1.regular >= 0.9 && mixed.1.rows > best.1.rows;
        if mixed.1.score > best.1.score || (regular && many()) {
            best = mixed;
        }
    }
    if given.comment.is_none() {
        comments(&text, &given, &mut best);
    } else {
        best.0.reasons.comment = DialectReason::Given;
    }
    let (mut dialect, mut parse) = best;
    if dialect.comment.is_some() {
        let trial = Dialect { comment_in_line: true, ..dialect.clone() };
        let new = text.score(&trial);
        if new.regular > parse.regular || (new.score > parse.score && new.width == parse.width) {
            (dialect, parse) = (trial, new);
        }
    }
    Ok(Found { dialect, width: parse.width.max(1) })
}

/// The best dialect of one kind of line ends and comments.
fn with_line_end(text: &Text<'_>, line_end: LineEnd, comment: Option<&str>, given: &Given<'_>) -> (Dialect, Parse) {
    let comment = comment.map(str::to_owned);
    let base = Dialect {
        delimiter: given.delimiter.unwrap_or(",").to_owned(),
        quote: None,
        escape: None,
        header_row: None,
        comment,
        comment_in_line: false,
        line_end,
        preamble: 0,
        reasons: DialectReasons::default(),
    };
    let mut best: Option<(Dialect, Parse)> = None;
    let delimiters = match given.delimiter {
        Some(one) => vec![one.to_owned()],
        None => candidates(text.bytes),
    };
    for delimiter in delimiters {
        let usual = USUAL.contains(&delimiter.as_str()) || given.delimiter.is_some();
        let (dialect, parse) = with_delimiter(text, Dialect { delimiter, ..base.clone() }, given);
        // Punctuation of sentences gives regular rows by chance only.
        if !usual && (parse.regular < 0.9 || parse.width < 2) {
            continue;
        }
        if best.as_ref().is_none_or(|b| parse.score > b.1.score) {
            best = Some((dialect, parse));
        }
    }
    let (mut dialect, parse) = best.unwrap_or_else(|| with_delimiter(text, base, given));
    dialect.reasons.delimiter = match given.delimiter {
        Some(_) => DialectReason::Given,
        None if parse.width > 1 => DialectReason::Regular,
        None => DialectReason::Usual,
    };
    (dialect, parse)
}

/// The best quote and escape for a delimiter.
fn with_delimiter(text: &Text<'_>, base: Dialect, given: &Given<'_>) -> (Dialect, Parse) {
    let quotes = match given.quote {
        Some(quote) => vec![quote],
        None if edges(text.bytes, &base.delimiter, b'\'') > 1 => vec![Some('"'), Some('\'')],
        None => vec![Some('"')],
    };
    let mut best: Option<(Dialect, Parse)> = None;
    let mut consider = |dialect: Dialect, better: &dyn Fn(f64, f64) -> bool| {
        let parse = text.score(&dialect);
        if best.as_ref().is_none_or(|b| better(parse.score, b.1.score)) {
            best = Some((dialect, parse));
        }
        parse
    };
    let more: &dyn Fn(f64, f64) -> bool = &|new, old| new > old;
    let as_much: &dyn Fn(f64, f64) -> bool = &|new, old| new >= old;
    for quote in quotes {
        let seen = quote.is_some_and(|q| memchr::memchr(q as u8, text.bytes).is_some());
        let reason = match given.quote {
            Some(_) => DialectReason::Given,
            None if quote == Some('\'') => DialectReason::Regular,
            None if seen => DialectReason::Seen,
            None => DialectReason::Usual,
        };
        let with = |escape, why| Dialect {
            quote,
            escape,
            reasons: DialectReasons { quote: reason, escape: why, ..base.reasons },
            ..base.clone()
        };
        if let Some(escape) = given.escape {
            consider(with(escape, DialectReason::Given), more);
            continue;
        }
        let doubled = consider(with(quote, if seen { DialectReason::Regular } else { DialectReason::Usual }), more);
        let (open, structural) = backslashes(text.bytes, quote, &base.delimiter);
        if open > 0 || structural > 0 {
            // A backslash before a quote inside a field says what it is for; elsewhere only better rows do.
            let evident = open > 0 && quote.is_some_and(|q| !pairs(text.bytes, q as u8));
            consider(with(Some('\\'), DialectReason::Seen), if evident { as_much } else { more });
        }
        if let Some(q) = quote
            && seen
            && (doubled.repaired > 0 || doubled.regular < 1.0)
        {
            if pairs(text.bytes, q as u8) {
                consider(with(None, DialectReason::Regular), more);
            }
            // Quotes that close are quotes; only where many do not may they be plain text.
            if doubled.repaired > 2 && doubled.repaired * 4 > doubled.rows && given.quote.is_none() {
                let reasons = DialectReasons { quote: DialectReason::Regular, ..base.reasons };
                consider(Dialect { quote: None, escape: None, reasons, ..base.clone() }, more);
            }
        }
    }
    best.unwrap_or((base, Parse::default()))
}

/// Takes a comment mark where the lines that start with it are no rows and the others then fit together better.
fn comments(text: &Text<'_>, given: &Given<'_>, best: &mut (Dialect, Parse)) {
    for mark in COMMENTS.into_iter().filter(|c| starts_lines(text.bytes, c)) {
        let (mut dialect, parse) = with_line_end(text, best.0.line_end, Some(mark), given);
        let wider = parse.width > 1 && best.1.width <= 1;
        let better = parse.width >= best.1.width && parse.score > best.1.score;
        if !wider && !better {
            continue;
        }
        dialect.comment = None;
        if text.stand_alone(&dialect, mark, parse.width) {
            dialect.comment = Some(mark.to_owned());
            dialect.reasons.comment = DialectReason::Seen;
            *best = (dialect, parse);
        }
    }
}

/// Delimiters that stand in a text, the usual ones first.
fn candidates(text: &[u8]) -> Vec<String> {
    let stands = |d: &str| memchr::memmem::find(text, d.as_bytes()).is_some();
    let mut found: Vec<String> = Vec::new();
    for delimiter in USUAL.into_iter().chain(UNUSUAL) {
        if delimiter != "," && !stands(delimiter) {
            continue;
        }
        let single = delimiter.chars().next().filter(|_| delimiter.chars().count() == 1);
        let times = single.filter(|c| REPEATED.contains(c)).map_or(1, |c| repeats(text, c as u8));
        found.push(delimiter.repeat(times));
        if matches!(delimiter, "," | ";") {
            let spaced = format!("{delimiter} ");
            if memchr::memmem::find_iter(text, spaced.as_bytes()).count() * 2 > memchr::memmem::find_iter(text, delimiter).count()
            {
                found.push(spaced);
            }
        }
    }
    found
}

impl Text<'_> {
    fn rows(&self, dialect: &Dialect) -> (Rows, Grammar) {
        let grammar = Grammar::new(dialect, 0);
        let mut rows = Rows::default();
        grammar.split(self.bytes, 0, self.bytes.len(), self.whole, RECORDS, &mut rows);
        if rows.widths.is_empty() && !self.whole {
            // One record longer than the sample: its beginning is all there is to judge by.
            grammar.split(self.bytes, 0, self.bytes.len(), true, RECORDS, &mut rows);
        }
        (rows, grammar)
    }

    /// Whether most rows that start with the mark are not of the usual width.
    fn stand_alone(&self, dialect: &Dialect, mark: &str, width: usize) -> bool {
        let (rows, _) = self.rows(dialect);
        let starts = |span: &[u32; 2]| {
            let text = self.bytes.get(span[0] as usize..span[1] as usize).unwrap_or_default();
            text.trim_ascii_start().starts_with(mark.as_bytes())
        };
        let mut marked: Vec<bool> =
            rows.spans.iter().zip(&rows.widths).filter(|r| starts(r.0)).map(|r| *r.1 as usize == width).collect();
        let all = marked.len();
        marked.retain(|alike| *alike);
        width == 1 || marked.len() * 2 < all
    }

    /// Share of records of the usual width, weighted by how many fields there are and how many of them look like values.
    fn score(&self, dialect: &Dialect) -> Parse {
        let (rows, grammar) = self.rows(dialect);
        let mut widths = rows.widths.clone();
        widths.sort_unstable();
        let usual = widths.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
        let repaired = rows.repaired.len();
        let Some(width) = usual.and_then(|run| run.first()).copied() else { return Parse { repaired, ..Parse::default() } };
        let regular = usual.map_or(0, <[u32]>::len) as f64 / widths.len() as f64;
        let parse = Parse { score: 0.001 * regular, regular, width: width as usize, repaired, rows: widths.len() };
        if width < 2 {
            return parse;
        }
        let delimiter = dialect.delimiter.as_bytes();
        let padded = delimiter != b"\t" && is_padded(self.bytes, &rows);
        let judge = Judge { quote: dialect.quote.map(|q| q as u8), delimiter, padded };
        // Words are set apart by blanks too; only perfect rows or many quoted fields say that it is columns.
        let quoted = || rows.fields.iter().filter(|f| judge.quoted(self.bytes, **f)).count();
        if grammar.collapse && (width < 3 || widths.len() < 3 || (regular < 1.0 && quoted() < widths.len())) {
            return Parse { score: 0.0, width: 1, ..parse };
        }
        let plausible = |f: &[u32; 2]| judge.plausible(self.bytes, &rows, *f);
        let known = rows.fields.iter().filter(|f| plausible(f)).count();
        let typed = known as f64 / rows.fields.len().max(1) as f64;
        let size = f64::from(width - 1) / f64::from(width);
        let quotes = 1.0 - 0.03 * repaired as f64 / widths.len() as f64;
        let pads = matches!(delimiter, b"\t" | b" ") && only_pads(self.bytes, &rows);
        let blanks = if pads { 0.1 } else { 1.0 } * if grammar.collapse { 0.5 } else { 1.0 };
        let score = regular * size * typed * quotes * blanks;
        Parse { score, ..parse }
    }
}

/// Which cells look like values.
struct Judge<'a> {
    quote: Option<u8>,
    delimiter: &'a [u8],
    /// Whether a tab at the edge of a cell is no part of it.
    padded: bool,
}

impl Judge<'_> {
    /// Whether a field stands between quotes, or holds what was escaped.
    fn quoted(&self, text: &[u8], field: [u32; 2]) -> bool {
        let before = (field[0] as usize).checked_sub(1).and_then(|b| text.get(b));
        field[0] & SIDE != 0 || (self.quote.is_some() && before == self.quote.as_ref())
    }

    /// A number, a date, nothing, a quoted text, or text without the marks of another delimiter or quote.
    fn plausible(&self, text: &[u8], rows: &Rows, field: [u32; 2]) -> bool {
        let cell = rows.bytes(text, field);
        let cell = if self.padded { cell.trim_ascii() } else { cell };
        if is_missing(cell) || number::is_number(cell) {
            return true;
        }
        if self.quoted(text, field) {
            return true;
        }
        let edge = |q: u8| cell.len() > 1 && cell.first() == Some(&q) && cell.last() == Some(&q);
        cell.len() < 512
            && !edge(b'"')
            && !edge(b'\'')
            && !cell.iter().any(|b| matches!(b, b'\t' | b';' | b'|' | b'"' | b'\n') && !self.delimiter.contains(b))
            && !joined(cell)
    }
}

/// Commas with no blank behind them join fields rather than words.
fn joined(cell: &[u8]) -> bool {
    cell.windows(2).filter(|w| matches!(w, [b',', c] if *c != b' ')).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        find(text.as_bytes(), true, true, &Overrides::default()).unwrap()
    }

    fn delimiter(text: &str) -> (String, usize) {
        let found = found(text);
        (found.dialect.delimiter, found.width)
    }

    fn is(text: &str, delimiter: &str, width: usize) {
        let found = found(text);
        assert_eq!((found.dialect.delimiter.as_str(), found.width), (delimiter, width), "{text}");
    }

    #[test]
    fn the_most_regular_parse_wins() {
        is("a,b,c\n1,2,3\n4,5,6\n", ",", 3);
        is("a;b\n1,5;2,5\n3,5;4,5\n", ";", 2);
        is("a\tb\nx, y\tz\nu\tv, w\n", "\t", 2);
        is("a|b|c\n1|x,y|2\n3|z|4\n", "|", 3);
        is(" 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2   29.73\n 00021 0002 19970101  1    9.00\n", " ", 5);
        is("name\nalpha beta\ngamma delta\n", ",", 1);
        is("a,b\n\"x;y;z\",1\n\"u;v;w\",2\n", ",", 2);
    }

    #[test]
    fn any_character_and_up_to_four_may_delimit() {
        is("客户，金额，日期\n甲，5，2024-01-01\n乙，6，2024-01-02\n", "，", 3);
        is("a·b·c\n1·2·3\n4·5·6\n", "·", 3);
        is("a^b\n1^2\n3^4\n", "^", 2);
        is("a||b||c\n1||||3\n4||5||6\n", "||", 3);
        is("a, b\n1, \"x, y\"\n2, \"z, w\"\n", ", ", 2);
        is("time\n05:40\n21:30\n17:45\n", ",", 1);
        assert_eq!(delimiter("a, b, c\n1, 2, 3\n").0, ",");
    }

    /// As payment services write their cells, so that spreadsheets take no number for a number.
    #[test]
    fn a_tab_beside_each_delimiter_pads_the_cells() {
        let rows =
            ["交易号,交易对方,金额（元）,收/支", "20261001,刘英,6.00,支出", "20261002,朱军,,收入", "20261003,徐杰,264.00,支出"];
        for (mark, wanted) in [(",", ","), (";", ";"), ("|", "|")] {
            for between in ["\t,", ",\t", "\t,\t"] {
                let (front, behind) = between.split_once(',').unwrap();
                let padded = |row: &&str| format!("{behind}{}{front}\n", row.replace(',', &between.replace(',', mark)));
                is(&rows.iter().map(padded).collect::<String>(), wanted, 4);
            }
        }
        // A line may end with a delimiter, and titles may stand above.
        is("明细\n店铺：示例\na\t,b\t,c\t,\n1\t,x\t,3\t,\n2\t,y\t,4\t,\n", ",", 4);
        is("a ,b ,c\n1 ,2 ,3\n4 ,5 ,6\n", ",", 3);
        // Commas in the cells of a table of tabs.
        is("a\tb\n1,5\t2,5\n,5\t3\n", "\t", 2);
        is("name\tnote\nx, y\t\nz, w\t\nu, v\tq\n", "\t", 2);
    }

    #[test]
    fn quotes_and_escapes_are_told_by_their_use() {
        let of = |text: &str| {
            let d = found(text).dialect;
            (d.delimiter, d.quote, d.escape)
        };
        assert_eq!(of("1|T|a\n2|T|'b\\'2\\'c'\n'3'|T|d\n"), ("|".into(), Some('\''), Some('\\')));
        assert_eq!(of("1\tT\ta\n2\tT\t'b\tc'\n'3'\tT\td\n"), ("\t".into(), Some('\''), Some('\'')));
        assert_eq!(of("1|T|a\n2|T|\"b\\\"2\\\"\"\n3|T|d\n"), ("|".into(), Some('"'), Some('\\')));
        assert_eq!(of("a,b\n\"x \"\"y\"\" z\",1\n"), (",".into(), Some('"'), Some('"')));
        assert_eq!(of("a,b,c\n1,x\\, y,3\n2,z,4\n5,q\\, r,6\n"), (",".into(), Some('"'), Some('\\')));
        assert_eq!(of("a,b,c\n\"Round 48\"\",\"Made, here\",3\n\"x\",\"y, z\",4\n"), (",".into(), Some('"'), None));
        assert_eq!(of("a,b\n\"C:\\dir\\\",1\n\"D:\\x\\\",2\n").2, Some('"'));
    }

    #[test]
    fn comments_and_line_ends() {
        let d = found("# made today\na;b\n# note\n1;3#x;y\n6;\"7#t\"\n").dialect;
        assert_eq!((d.comment.as_deref(), d.comment_in_line, d.delimiter.as_str()), (Some("#"), true, ";"));
        assert_eq!(found("#id,name\n1,a\n2,b\n").dialect.comment, None);
        assert_eq!(found("a,b\n#1,x\n#2,y\n").dialect.comment, None);
        assert_eq!(found("a,b\r1,2\n3,4\r\n5,6\u{2028}7,8\r9,0\n").dialect.line_end, LineEnd::Any);
        assert_eq!(found("a,b\r1,2\r3,4\r").dialect.line_end, LineEnd::Cr);
        assert_eq!(found("a,b\n\"x\ry\",2\n3,4\n").dialect.line_end, LineEnd::Lf);
    }

    #[test]
    fn what_the_user_says_goes() {
        let given = Overrides { delimiter: Some("aa".into()), quote: Some(String::new()), ..Overrides::default() };
        let found = find(b"1aa\"2\n3aa4\n", true, true, &given).unwrap();
        assert_eq!((found.dialect.delimiter.as_str(), found.dialect.quote, found.width), ("aa", None, 2));
        assert_eq!(found.dialect.reasons.delimiter, DialectReason::Given);
        for wrong in ["", "\n", "abcde"] {
            let given = Overrides { delimiter: Some(wrong.into()), ..Overrides::default() };
            assert_eq!(find(b"a", true, true, &given).unwrap_err().code(), "E_PARAM");
        }
    }
}
