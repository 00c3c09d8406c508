//! Bytes → [`RawTable`]: encoding, dialect, records, typed columns, and the rows that could not be read.
//!
//! In: a sample, then byte ranges of a file. Out: a [`Plan`], [`chunks`](crate::table::chunk), a [`RawTable`].
//! Never here: what a column means, whole files in memory, a cell's content in a message.

mod assemble;
mod decode;
mod dialect;
mod encoding;
mod kinds;
mod limits;
mod parse;
mod plan;
mod raw;
mod read;
mod record;
mod scan;
mod sniff;
mod stream;

pub use assemble::{Appended, Assembler, Finished, ranges};
#[cfg(feature = "formats")]
pub use decode::preview;
pub use encoding::{Detected, detect};
pub use kinds::words;
pub use limits::SLICE;
pub use parse::{Range, RangeParser};
pub use plan::{Candidate, Dialect, Encoding, EncodingReason, Overrides, Plan};
pub use raw::{RawTable, Reject, RejectReason};
pub use read::{Source, parse, plan, read};
pub use sniff::{Sample, sniff, wanted};
pub use stream::{Cursor, Opened, Records, Stream};
