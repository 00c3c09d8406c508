//! The one layout in which parsed rows travel from a parse worker to the engine.
//!
//! Little-endian 64-bit words. Header, list sections, then for each column its header, validity bitmap and data, each padded
//! to a word, so that the engine's arrays are slices of the message itself; behind all columns the local dictionaries, which
//! the engine reads once and does not keep.
//!
//! ```text
//! 0 magic   1 version  2 index    3 start   4 end      5 first     6 next       7 records
//! 8 rows    9 hash     10 columns 11 skips  12 short   13 listed   14 repaired  15 listed   16 undecodable  17 kept words
//! 18 last  19 gb18030  20 foreign  21 listed
//! 22 surplus rows   23 their cells   24 their bytes   25 comments   26 quotes inside   27 listed   28 notices
//! then: skips (record, offset, length, reason) · short rows · repaired rows · foreign rows · rows with quotes inside · surplus rows
//! (row, offset, cells), ends of their cells, their bytes · notices (code, severity, count, column, listed, rows) · columns · dictionaries
//! column: kind, width, invalid, changed, other form, impossible, listed, has validity, values, value bytes, data bytes, counts of evidence ·
//! listed rows · evidence · validity · data
//! whole numbers: width 1, 2, 4 or 8, values = the base they are counted from; texts that are one prefix and digits: numbers,
//! value bytes = length of the prefix | digits << 32, and the prefix behind the data
//! dictionary: value ends · value bytes
//! ```

mod vocabulary;
mod read;
mod write;

pub use read::Chunk;
pub use vocabulary::Vocabulary;
pub use write::{Cells, ColumnBuilder, SerialCells, Validity, write};

use super::numeral::CURRENCIES;
use crate::notice::Notice;

use super::{Codes, Interner, Kind, Segment, Store};

const MAGIC: u64 = u64::from_le_bytes(*b"insituCK");
/// Version of the layout; both sides refuse another.
pub const VERSION: u64 = 10;
/// Offset that stands for "none".
pub const NONE: u64 = u64::MAX;
const HEADER: usize = 29;
/// Bytes of the header.
pub const HEADER_BYTES: usize = HEADER * 8;
/// Word of the header that says how many words the engine keeps.
const KEPT: usize = 17;

/// A record set aside within a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SkipEntry {
    /// Record number within the chunk.
    pub record: u64,
    /// Byte offset in the file.
    pub offset: u64,
    /// Length in bytes; of blank lines, how many follow each other.
    pub length: u64,
    /// Code of the reason; 0 is a blank line.
    pub reason: u64,
}

/// What a chunk says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Position of the range among all ranges of the file.
    pub index: u64,
    /// First byte of the range.
    pub start: u64,
    /// Byte behind the range.
    pub end: u64,
    /// Offset of the first record that starts in the range, [`NONE`] if there is none.
    pub first: u64,
    /// Offset behind the last record read.
    pub next: u64,
    /// Records, blank and rejected ones included.
    pub records: u64,
    /// Accepted rows.
    pub rows: u64,
    /// Hash of the records in their order (see [`combine_hashes`]).
    pub hash: u64,
    /// Records set aside and blank lines.
    pub skips: Vec<SkipEntry>,
    /// Rows with too few fields.
    pub short: u64,
    /// The first of them, counted from the chunk's first row.
    pub short_rows: Vec<u64>,
    /// Rows whose quotes were repaired.
    pub repaired: u64,
    /// The first of them.
    pub repaired_rows: Vec<u64>,
    /// Rows with quotes inside a field that are not escaped.
    pub inside: u64,
    /// The first of them.
    pub inside_rows: Vec<u64>,
    /// Records set aside because they are not text in the file's encoding.
    pub undecodable: u64,
    /// Whether the file ends with this chunk; said only where a file is read from its start.
    pub last: bool,
    /// What the format counted; complete in the last chunk.
    pub notices: Vec<Notice>,
    /// Those of them that would be plausible GB18030.
    pub gb18030: u64,
    /// Rows with lines that were read by the plan's fallback encoding.
    pub foreign: u64,
    /// The first of them.
    pub foreign_rows: Vec<u64>,
    /// Cells beyond the last column.
    pub surplus: SurplusCells,
    /// Lines that are only a comment.
    pub comments: u64,
}

/// Counts of cells that are worth a word, by the column's kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    /// Read as something a little else: amounts rounded to a ten-thousandth, leap seconds read as the second before, long
    /// numbers that a spreadsheet has rounded.
    pub changed: u64,
    /// Unreadable in the column's decimal mark or order of day and month, and readable in another.
    pub other_form: u64,
    /// Serial numbers of 29 February 1900, which never was; unreadable.
    pub impossible: u64,
    /// Amounts beside which a currency stands, by currency.
    pub currencies: [u64; CURRENCIES],
}

impl std::ops::AddAssign for Met {
    fn add_assign(&mut self, more: Self) {
        self.changed += more.changed;
        self.other_form += more.other_form;
        self.impossible += more.impossible;
        self.currencies.iter_mut().zip(more.currencies).for_each(|(sum, count)| *sum = sum.saturating_add(count));
    }
}

/// Adds the counts of one part of a column to those of the parts before.
pub fn add_counts(sums: &mut Vec<u64>, counts: &[u64]) {
    sums.resize(counts.len().max(sums.len()), 0);
    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
}

/// A row with cells beyond the last column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SurplusRow {
    /// Row, counted from the chunk's first.
    pub row: u64,
    /// Where its record starts in the file.
    pub offset: u64,
    /// How many cells there are too many.
    pub cells: u64,
}

/// Cells beyond the last column: of each row that has any.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SurplusCells {
    /// The rows.
    pub rows: Vec<SurplusRow>,
    /// Ends of the cells in the bytes, row by row.
    pub ends: Vec<u64>,
    /// Their text.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for SurplusCells {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(&self.rows).finish()
    }
}

/// Factor of the polynomial over record hashes: odd, so that no record is lost modulo 2⁶⁴.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Hash of a record's bytes, eight at a time; the same on machines of any word size.
#[inline]
#[must_use]
pub fn record_hash(record: &[u8]) -> u64 {
    let mix = |hash: u64, word: u64| (hash.rotate_left(29) ^ word).wrapping_mul(FACTOR);
    let (words, rest) = record.as_chunks::<8>();
    let hash = words.iter().fold(record.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let hash = mix(hash, rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    hash ^ hash >> 32
}

/// Appends one record's hash.
#[inline]
#[must_use]
pub fn add_hash(sum: u64, record: u64) -> u64 {
    sum.wrapping_mul(FACTOR).wrapping_add(record)
}

/// Hash of two runs of records in order, from the hash of each and the number of records in the second. Cutting a file
/// elsewhere gives the same.
#[must_use]
pub fn combine_hashes(before: u64, after: u64, records: u64) -> u64 {
    let (mut power, mut base, mut n) = (1_u64, FACTOR, records);
    while n > 0 {
        if n & 1 == 1 {
            power = power.wrapping_mul(base);
        }
        base = base.wrapping_mul(base);
        n >>= 1;
    }
    before.wrapping_mul(power).wrapping_add(after)
}
