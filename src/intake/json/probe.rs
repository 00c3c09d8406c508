//! Which of the forms of JSON a text has, and where in it the records are.

use super::feed::{Feed, Piece};
use super::text::Text;

/// Levels of objects in which a list of records is looked for.
const LEVELS: usize = 8;
/// Lists that are offered.
const LISTS: usize = 1_000;

/// How the records follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One per line.
    Lines,
    /// One after the other, each over several lines.
    Series,
    /// In the array that starts at this place.
    Array(u64),
    /// An object of columns, each an array of cells or an object of numbered cells.
    Columns,
}

/// A list of records inside an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Keys that lead to it, joined with points.
    pub name: String,
    pub at: u64,
    /// How many records it holds, as far as the text goes.
    pub records: u64,
}

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    pub form: Form,
    /// Lists to choose from, where the text is an object that holds some.
    pub lists: Vec<List>,
}

/// Looks at a text from its start; reads as far as it must.
pub fn probe(feed: &mut Feed) -> Option<Probe> {
    let of = |form| Some(Probe { form, lists: Vec::new() });
    match feed.peek()? {
        b'[' => {
            let at = feed.offset();
            feed.bump();
            if matches!(feed.peek(), None | Some(b'[' | b'{' | b']')) {
                return of(Form::Array(at));
            }
            let closed = skip_array(feed).is_some();
            of(if closed && feed.peek().is_some() { Form::Lines } else { Form::Array(at) })
        }
        b'{' => {
            if by_lines(feed.head(1 << 20)) {
                return of(Form::Lines);
            }
            let mut walk = Walk { feed, lists: Vec::new(), columns: true, keys: 0, cells: None };
            let whole = walk.object();
            let (mut lists, columns) = (walk.lists, walk.columns && walk.keys > 0);
            lists.retain(|l| l.records > 0);
            if whole.is_some() && feed.peek().is_some() {
                return of(Form::Series);
            }
            let form = match lists.iter().max_by(|a, b| a.records.cmp(&b.records).then(b.at.cmp(&a.at))) {
                Some(list) => Form::Array(list.at),
                None if columns && whole.is_some() => Form::Columns,
                None => Form::Series,
            };
            Some(Probe { form, lists })
        }
        _ => None,
    }
}

/// Whether one of the first two lines is a record and another line follows.
fn by_lines(head: &[u8]) -> bool {
    let lines: Vec<&[u8]> = head.splitn(4, |b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty()).collect();
    let record = |line: &&[u8]| {
        let mut text = Text::new(line);
        line.starts_with(b"{") && text.value(None).is_ok()
    };
    lines.len() > 1 && lines.iter().take(2).any(record) && lines.get(1).is_some_and(|l| l.starts_with(b"{"))
}

/// Passes over the rest of an array: how many objects and arrays, and how many plain values it holds.
fn skip_array(feed: &mut Feed) -> Option<[u64; 2]> {
    let mut counts = [0, 0];
    skip_array_into(feed, &mut counts).map(|()| counts)
}

fn skip_array_into(feed: &mut Feed, [nested, plain]: &mut [u64; 2]) -> Option<()> {
    loop {
        match feed.peek()? {
            b']' => {
                feed.bump();
                return Some(());
            }
            b',' => feed.bump(),
            first => {
                match feed.value() {
                    Piece::Cut => return None,
                    Piece::Whole(range) if range.is_empty() => return None,
                    _ => {}
                }
                *(if matches!(first, b'{' | b'[') { &mut *nested } else { &mut *plain }) += 1;
            }
        }
    }
}

struct Walk<'a> {
    feed: &'a mut Feed,
    lists: Vec<List>,
    /// Whether all values seen so far are columns of equal length.
    columns: bool,
    keys: u64,
    cells: Option<u64>,
}

impl Walk<'_> {
    /// Walks the object at the next byte; `None` if it is not whole.
    fn object(&mut self) -> Option<()> {
        self.feed.bump();
        let mut path: Vec<String> = Vec::new();
        // Cells of the object below the root that is open, while its keys are 0, 1, 2, …
        let mut numbered: Option<u64> = None;
        loop {
            match self.feed.peek()? {
                b',' => self.feed.bump(),
                b'}' => {
                    self.feed.bump();
                    if path.len() == 1 {
                        self.column(numbered);
                    }
                    if path.pop().is_none() {
                        return Some(());
                    }
                }
                b'"' => {
                    let key = self.key()?;
                    let first = self.feed.peek()?;
                    self.keys += u64::from(path.is_empty());
                    if path.len() == 1 {
                        numbered = numbered.filter(|n| key == n.to_string() && !matches!(first, b'{' | b'[')).map(|n| n + 1);
                    }
                    match first {
                        b'{' if path.len() < LEVELS => {
                            numbered = path.is_empty().then_some(0);
                            path.push(key);
                            self.feed.bump();
                        }
                        b'[' => {
                            let at = self.feed.offset();
                            self.feed.bump();
                            let mut counts = [0, 0];
                            let whole = skip_array_into(self.feed, &mut counts);
                            if path.is_empty() {
                                self.column((counts[0] == 0).then_some(counts[1]));
                            }
                            if self.lists.len() < LISTS {
                                path.push(key);
                                self.lists.push(List { name: path.join("."), at, records: counts[0] });
                                path.pop();
                            }
                            whole?;
                        }
                        _ => {
                            self.columns &= !path.is_empty();
                            match self.feed.value() {
                                Piece::Cut => return None,
                                Piece::Whole(range) if range.is_empty() => return None,
                                _ => {}
                            }
                        }
                    }
                }
                _ => return None,
            }
        }
    }

    fn key(&mut self) -> Option<String> {
        let Piece::Whole(range) = self.feed.value() else { return None };
        let mut name = Vec::new();
        let mut text = Text::new(self.feed.slice(range));
        let raw = text.raw().ok()?;
        text.unescape(raw, &mut name).ok()?;
        if self.feed.peek()? != b':' {
            return None;
        }
        self.feed.bump();
        Some(String::from_utf8_lossy(&name).into_owned())
    }

    /// Notes the length of a value of the root, `None` where it is no column.
    fn column(&mut self, cells: Option<u64>) {
        let expected = *self.cells.get_or_insert(cells.unwrap_or_default());
        self.columns &= expected > 0 && cells == Some(expected);
    }
}
