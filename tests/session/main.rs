//! Files through the whole engine, as the page and the command line drive it: bytes → session → results.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../data/mod.rs"]
mod data;
mod append;
mod chance;
mod claims;
mod describe;
mod clusters;
mod days;
mod doubts;
mod exports;
mod follows;
mod groups;
mod held;
mod guarded;
mod ledger;
mod mended;
mod pack;
mod part;
mod paths;
mod projects;
mod recipes;
#[cfg(feature = "formats")]
mod encodings;
mod real;
mod report;
mod rows;
mod same;
mod sentences;
mod simplex;
mod smallest;
mod solved;
mod sales;
mod standing;
mod tables;
mod truth;

use insitu::intake::{Overrides, RawTable, read};
use insitu::mask::Key;
use insitu::session::Session;
use serde_json::Value;

/// Reads bytes in ranges of a mebibyte.
fn table(name: &str, bytes: &[u8], overrides: &Overrides) -> RawTable {
    read(name, bytes, overrides, 1 << 20).unwrap()
}

/// Reads a file that is no plain text.
#[cfg(feature = "formats")]
fn unpacked(name: &str, bytes: &[u8], overrides: &Overrides) -> insitu::error::Result<RawTable> {
    let container = insitu::intake::Container::of(bytes);
    insitu::intake::unpack(name, &(std::rc::Rc::new(bytes.to_vec()) as _), container, overrides)
}

/// A session with a file open, as after a drop on the page.
fn open(name: &str, bytes: &[u8]) -> Session {
    session(table(name, bytes, &Overrides::default()))
}

fn session(table: RawTable) -> Session {
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    session.open(table);
    session
}

/// results.json of RFM.
fn results(session: &mut Session) -> Value {
    serde_json::from_str(&session.results(&["rfm"], &[]).unwrap()).unwrap()
}
