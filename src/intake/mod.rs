//! Bytes → [`RawTable`]: encoding, dialect, records, typed columns, and the rows that could not be read.
//!
//! In: a sample, then byte ranges of a file. Out: a [`Plan`], [`chunks`](crate::table::chunk), a [`RawTable`].
//! Never here: what a column means, whole files in memory, a cell's content in a message.

mod assemble;
mod careful;
mod decode;
mod dialect;
mod encoding;
mod footer;
mod grammar;
mod header;
mod kinds;
mod limits;
mod parse;
mod plan;
mod raw;
mod read;
mod record;
mod rows;
mod scan;
mod sniff;
mod stream;

pub use assemble::{Appended, Assembler, Finished, ranges};
pub use encoding::detect;
pub use kinds::words;
pub use limits::SLICE;
pub use parse::{Range, RangeParser};
pub use plan::{Dialect, Encoding, LineEnd, Overrides, Plan, Reason, Reasons};
pub use raw::{RawTable, Reject, RejectReason, Surplus};
pub use read::{Source, parse, plan, read};
pub use sniff::{Sample, sniff, wanted};
pub use stream::{Cursor, Opened, Records, Stream};
