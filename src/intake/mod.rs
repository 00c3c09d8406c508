//! Bytes → [`RawTable`]: encoding, dialect, records, typed columns, and the rows that could not be read.

mod raw;

pub use raw::{RawTable, Reject, RejectReason};
