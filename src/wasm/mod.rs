//! The border to JavaScript: decode, call, encode. Nothing else in the crate knows that a browser exists.
//!
//! Two modules are built from here: `core` (feature `engine`: the session and a reader of UTF-8 files) and `formats`
//! (feature `formats`: a reader of legacy encodings). Both readers emit the same chunks.

mod codec;
#[cfg(feature = "engine")]
mod core;
mod panic;
mod parser;
#[cfg(feature = "formats")]
mod unpacker;
