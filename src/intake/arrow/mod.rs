//! Arrow tables → records; the file and the stream format of Arrow, Feather 2 included.

mod cell;
mod ipc;
mod plain;

pub use ipc::{MAGIC, looks_like, open};

use super::limits;
use super::stream::{Records, Stream};
use crate::error::{Error, ErrorKind, Result};
use arrow_array::RecordBatch;
use arrow_schema::ArrowError;
use cell::Cells;

/// Rows whose cells are prepared at once.
const PIECE: usize = 2_048;

/// What gives a table batch by batch.
pub(super) trait Reader {
    /// Names of the columns.
    fn names(&mut self) -> Result<Vec<String>>;

    /// The next batch; `None` at the end.
    fn batch(&mut self) -> Result<Option<RecordBatch>>;
}

/// What an error of the library means.
pub(super) fn inner(error: &ArrowError) -> Error {
    match error {
        ArrowError::NotYetImplemented(_) => ErrorKind::Codec.into(),
        ArrowError::MemoryError(_) => ErrorKind::Memory.into(),
        _ => ErrorKind::Damaged.into(),
    }
}

/// Batches as a stream of records, the header first.
pub(super) struct Batches<R> {
    reader: R,
    batch: Option<RecordBatch>,
    /// Next row of the batch.
    row: usize,
    /// Records so far, the header included.
    records: u64,
    /// Bytes of text so far.
    written: u64,
    /// Where the last whole record ends in the text under construction.
    whole: usize,
    done: bool,
}

impl<R: Reader> Batches<R> {
    pub fn new(reader: R) -> Self {
        Self { reader, batch: None, row: 0, records: 0, written: 0, whole: 0, done: false }
    }

    fn write(&mut self, enough: usize, out: &mut Vec<u8>) -> Result<bool> {
        if self.records == 0 {
            let names = self.reader.names()?;
            let mut records = Records::new(out);
            names.iter().for_each(|n| records.cell(n.as_bytes()));
            records.end();
            self.records = 1;
            self.whole = out.len();
        }
        while out.len() < enough {
            // In pieces, since each call prepares its columns anew.
            let piece = self.batch.as_ref().filter(|b| self.row < b.num_rows());
            let Some(batch) = piece.map(|b| b.slice(self.row, (b.num_rows() - self.row).min(PIECE))) else {
                self.batch = self.reader.batch()?;
                self.row = 0;
                if self.batch.is_none() {
                    return Ok(false);
                }
                continue;
            };
            let columns = batch.columns().iter().map(|c| Cells::new(c.as_ref())).collect::<Result<Vec<_>>>()?;
            let mut text = Vec::new();
            for row in 0..batch.num_rows() {
                if out.len() >= enough {
                    break;
                }
                let mut records = Records::new(out);
                for cells in &columns {
                    text.clear();
                    cells.write(row, &mut text);
                    records.cell(&text);
                }
                records.end();
                self.row += 1;
                self.records += 1;
                self.whole = out.len();
            }
        }
        Ok(true)
    }
}

impl<R: Reader> Stream for Batches<R> {
    fn next(&mut self, wanted: usize, out: &mut Vec<u8>) -> Result<bool> {
        if self.done {
            return Ok(false);
        }
        let before = out.len();
        self.whole = before;
        let mut more = guarded(|| self.write(out.len() + wanted, out));
        // A few bytes may say any number of equal rows.
        self.written += (out.len() - before) as u64;
        if self.written > limits::UNPACKED {
            more = Err(ErrorKind::Bomb.into());
        }
        if more.is_err() {
            out.truncate(self.whole);
        }
        let more = more.map_err(|e| e.at_row(self.records + 1));
        self.done = !matches!(more, Ok(true));
        more
    }
}

/// Damage that the libraries do not find but stumble over. In the browser it costs the worker instead.
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T>) -> Result<T> {
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    caught.unwrap_or_else(|_panic| Err(ErrorKind::Damaged.into()))
}
