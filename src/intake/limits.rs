//! What one file may ask of the reader (robustness limits; every one has a test).

/// Longest record in bytes of UTF-8.
pub const LINE: usize = 16 << 20;
/// Longest field, and the distance within which an opened quote must close.
pub const FIELD: usize = 8 << 20;
/// Most columns.
pub const COLUMNS: usize = 16_384;
/// Longest header record.
pub const HEADER: usize = 1 << 20;
/// Most bytes read at once.
pub const SLICE: usize = 4 << 20;
/// Rows whose number is kept for each kind of remark.
pub const LISTED: usize = 100;
/// Longest delimiter, in characters.
pub const DELIMITER: usize = 4;
/// Most bytes that cells beyond the last column may take in memory, their places included.
pub const SURPLUS: u64 = 16 << 20;

/// Most bytes of wasm memory that a table may take with all that is made of it: a memory of 32 bits ends at 4 GiB, and what
/// is not foreseen needs room as well.
pub const ENGINE: u64 = 3 << 30;

#[cfg(feature = "formats")]
pub use packed::*;

/// Files that are no plain text.
#[cfg(feature = "formats")]
mod packed {
    /// Most files in an archive.
    pub const ARCHIVE_FILES: usize = 1_000;
    /// Bytes that may be unpacked whatever they took …
    pub const UNPACKED_FREE: u64 = 100 << 10;
    /// … and beyond them so many for each packed one.
    pub const UNPACKED_RATIO: u64 = 100;
    /// The same for cells, which may repeat a lot.
    pub const CELLS_RATIO: u64 = 200;
    /// Most bytes of text that a file may unpack to.
    pub const UNPACKED: u64 = 4 << 30;
    /// Most bytes that one part of a workbook may inflate to.
    pub const PART: u64 = 2 << 30;
    /// Most bytes that all its parts may inflate to.
    pub const WORKBOOK: u64 = 4 << 30;
    /// Most parts of a workbook.
    pub const PARTS: usize = 10_000;
    /// Most sheets of a workbook.
    pub const SHEETS: usize = 10_000;
    /// Most rows of a sheet.
    pub const SHEET_ROWS: u32 = 1 << 20;
}
