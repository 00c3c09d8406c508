//! Files that are no delimited text, from the user's side: what is in them is what is read, and what is broken is said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod json;
mod json_hostile;
#[cfg(feature = "formats")]
mod tables;
#[cfg(feature = "formats")]
mod tables_damaged;

use insitu::error::Result;
use insitu::intake::{Encoding, Overrides, RawTable, Stream, read};

/// Text that comes in pieces of a size.
struct Pieces {
    text: Vec<u8>,
    at: usize,
    size: usize,
}

/// A stream of a text in pieces of a size.
pub fn pieces(text: &[u8], size: usize) -> Box<dyn Stream> {
    Box::new(Pieces { text: text.to_vec(), at: 0, size })
}

impl Stream for Pieces {
    fn next(&mut self, _: usize, out: &mut Vec<u8>) -> Result<bool> {
        let end = (self.at + self.size).min(self.text.len());
        out.extend_from_slice(&self.text[self.at..end]);
        self.at = end;
        Ok(end < self.text.len())
    }
}

/// All of a stream, and what ended it.
pub fn drain(stream: &mut dyn Stream) -> (Vec<u8>, Result<()>) {
    let mut out = Vec::new();
    loop {
        match stream.next(1 << 16, &mut out) {
            Ok(true) => {}
            Ok(false) => return (out, Ok(())),
            Err(error) => return (out, Err(error)),
        }
    }
}

/// Records of a stream's text, cells as text.
pub fn records(text: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    reader.byte_records().map(|r| r.unwrap().iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect()).collect()
}

/// What the reader makes of a stream's text.
pub fn table(text: &[u8]) -> Result<RawTable> {
    let overrides =
        Overrides { encoding: Some(Encoding::Utf8), delimiter: Some(','), header_row: Some(1), ..Overrides::default() };
    read("t", text, &overrides, 1 << 20)
}
