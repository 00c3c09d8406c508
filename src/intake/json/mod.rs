//! JSON that holds a table → records: an array of objects or of arrays, a list inside an object, one record per line or
//! one after the other, an object of columns.
//!
//! The text is read twice: once for the columns, since any record may have keys that none before had, once for the
//! records. Objects inside records become columns named `a.b`, arrays stay JSON; null is an empty cell, numbers stay as
//! written. A record that is no JSON is set aside where its end is certain; where it is not, reading ends with `E_JSON`.

mod columns;
mod feed;
mod items;
mod probe;
mod shape;
mod table;
mod text;

use super::stream::{Extent, Opened, Stream};
use crate::error::{Error, ErrorKind, Result};
use columns::Columns;
use feed::Feed;
use items::Items;
use probe::{Form, probe};
use shape::Kind;
use table::Table;
use text::{Fault, Text};

/// Deepest nesting of one record.
const DEPTH: u32 = 64;
/// Levels of objects that become columns; what lies deeper stays JSON.
const FLAT: usize = 8;

/// A JSON text that holds a table.
pub struct Json {
    /// The lists of records inside an object, if the text is one, by the keys that lead to them; the records as text.
    pub opened: Opened,
    /// Whether the first record of the stream is a header; if not, nobody knows.
    pub header: bool,
}

/// Why a record is not read.
enum Stop {
    Fault(Fault),
    /// More columns than a table may have.
    Columns,
}

/// Opens a JSON text. `again` gives its UTF-8 from the start each time it is called (two or three times); `member` is the
/// list to read, the one with most records if `None`.
///
/// # Errors
/// `E_EMPTY`, `E_JSON` with row and byte where no record can be read, `E_NO_ROWS`, `E_LIMIT` (number of columns) and those of
/// the stream.
pub fn open(again: &mut dyn FnMut() -> Result<Box<dyn Stream>>, member: Option<usize>) -> Result<Json> {
    let mut feed = Feed::new(again()?);
    if feed.peek().is_none() {
        return Err(feed.failure().unwrap_or(ErrorKind::Empty.into()));
    }
    let Some(found) = probe(&mut feed) else {
        return Err(feed.failure().unwrap_or(Error::new(ErrorKind::Json).at_byte(feed.offset())));
    };
    drop(feed);
    if found.form == Form::Columns {
        let stream = Columns::read(&mut Feed::new(again()?))?;
        return Ok(Json {
            opened: Opened {
                members: Vec::new(),
                hidden: Vec::new(),
                chosen: 0,
                extent: Extent::Unknown,
                stream: Box::new(stream),
            },
            header: true,
        });
    }
    let mut form = found.form;
    let at = |list: &probe::List| Form::Array(list.at);
    let chosen = member.filter(|m| *m < found.lists.len()).or(found.lists.iter().position(|l| at(l) == form)).unwrap_or(0);
    if let Some(list) = found.lists.get(chosen) {
        form = at(list);
    }
    let inside = !found.lists.is_empty();
    let items = |again: &mut dyn FnMut() -> Result<Box<dyn Stream>>| -> Result<Items> {
        Ok(Items::new(Feed::new(again()?), form, inside))
    };
    let shape = match table::learn(&mut items(again)?, FLAT) {
        // Objects whose keys are data: they stay JSON.
        Err(error) if matches!(error.kind(), ErrorKind::Limit | ErrorKind::Depth) => table::learn(&mut items(again)?, 1),
        other => other,
    }?;
    let header = shape.kind != Kind::Rows;
    let stream = Box::new(Table::new(items(again)?, shape));
    Ok(Json {
        opened: Opened {
            members: found.lists.into_iter().map(|l| l.name).collect(),
            hidden: Vec::new(),
            chosen,
            extent: Extent::Unknown,
            stream,
        },
        header,
    })
}

/// Whether a file is JSON, from its head: not only the first byte, but all of the first value, as far as it is there, must be
/// JSON, with nothing but the next record behind it.
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut text = Text::new(head);
    if !matches!(text.peek(), Some(b'{' | b'[')) {
        return false;
    }
    let start = text.at();
    match text.value(None) {
        Ok(()) => matches!(text.peek(), None | Some(b'{' | b'[')),
        Err(fault) if fault.deep => true,
        Err(fault) => fault.at >= head.len() && begun(head.get(start..).unwrap_or_default()),
    }
}

/// Whether a text that ends too early holds a first key or value.
fn begun(head: &[u8]) -> bool {
    let mut text = Text::new(head.get(1..).unwrap_or_default());
    match (head.first(), text.peek()) {
        (Some(b'{'), Some(b'"')) => text.raw().is_ok() && text.take(b':').is_ok(),
        (Some(b'['), Some(b'{' | b'[')) => true,
        (Some(b'['), Some(_)) => text.value(None).is_ok() && text.peek() == Some(b','),
        _ => false,
    }
}
