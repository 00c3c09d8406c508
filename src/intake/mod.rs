//! Bytes → [`RawTable`]: encoding, dialect, records, typed columns, and the rows that could not be read.
//!
//! In: a sample, then byte ranges of a file. Out: a [`Plan`], [`chunks`](crate::table::chunk), a [`RawTable`].
//! Never here: what a column means, whole files in memory, a cell's content in a message.

mod agreement;
#[cfg(feature = "formats")]
mod archive;
#[cfg(feature = "formats")]
pub mod arrow;
mod assemble;
mod careful;
mod clues;
mod container;
mod decode;
mod dialect;
mod encoding;
mod estimate;
mod evidence;
mod footer;
mod forms;
mod grammar;
mod header;
mod input;
pub mod json;
mod kinds;
mod limits;
#[cfg(feature = "formats")]
pub mod parquet;
mod parse;
mod plan;
mod raw;
mod read;
mod record;
mod rows;
mod scan;
mod short_years;
mod sniff;
mod stream;
#[cfg(feature = "formats")]
mod unpack;
mod values;
#[cfg(feature = "formats")]
pub mod workbook;

pub use crate::table::Reason;
pub use agreement::{agree, group};
pub use assemble::{Appended, Assembler, Finished, ranges};
pub use container::Container;
#[cfg(feature = "formats")]
pub use decode::preview;
pub use encoding::{Detected, detect};
pub use estimate::Estimate;
pub use input::{Input, assemble, plan_all, read, read_all, read_as_one};
pub use kinds::words;
pub use limits::{ENGINE, SLICE};
pub use parse::{Range, RangeParser};
pub use plan::{
    Candidate, ColumnReading, Dialect, DialectReason, DialectReasons, Encoding, EncodingReason, LeftOut, LineEnd, Overrides, Plan,
};
pub use raw::{Part, RawTable, Reject, RejectReason, Surplus};
pub use read::{Source, parse, plan};
pub use sniff::{Sample, sniff, wanted};
pub use stream::{Cursor, Extent, Handover, Opened, Records, Stream};
#[cfg(feature = "formats")]
pub use {input::Packed, input::unpack, stream::Inflow, unpack::Unpacker, workbook::Ahead};
