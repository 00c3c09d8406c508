//! The border to JavaScript: decode, call, encode. Nothing else in the crate knows that a browser exists.
//!
//! Three modules are built from here: `core` (feature `engine`: the session), `reader` (feature `reader`: text files in
//! Unicode) and `formats` (feature `formats`: all other files too). Both readers emit the same chunks.

mod codec;
#[cfg(feature = "engine")]
mod core;
mod panic;
#[cfg(feature = "engine")]
mod project;
#[cfg(feature = "reader")]
mod parser;
#[cfg(feature = "engine")]
mod report;
#[cfg(feature = "formats")]
mod unpacker;
