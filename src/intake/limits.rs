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
