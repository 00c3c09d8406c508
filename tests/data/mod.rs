//! Real files that are not in the repository: the folder `../shared/data` beside the checkout, or the one that `INSITU_DATA`
//! names. A test that needs one passes without it, and says so; with `INSITU_DATA_REQUIRED=1` it fails.
#![allow(
    dead_code,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "tests read files and say what they skip"
)]

use std::path::{Path, PathBuf};

/// The folder of the real files, if it is there.
pub fn folder() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("INSITU_DATA").map_or(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// Whether a test may not pass without its files.
fn is_required() -> bool {
    std::env::var_os("INSITU_DATA_REQUIRED").is_some_and(|value| value == "1")
}

/// A real file, if it is there.
///
/// # Panics
/// With `INSITU_DATA_REQUIRED=1` when it is not.
pub fn bytes_of(path: &str) -> Option<Vec<u8>> {
    let bytes = folder().and_then(|folder| std::fs::read(folder.join(path)).ok());
    if bytes.is_none() {
        assert!(!is_required(), "{path} is not here, and INSITU_DATA_REQUIRED is set");
        eprintln!("skipped: {path} is not here (set INSITU_DATA to the folder of the real files)");
    }
    bytes
}

/// A real JSON file of expected numbers, if it is there.
pub fn json_of(path: &str) -> Option<serde_json::Value> {
    bytes_of(path).and_then(|bytes| serde_json::from_slice(&bytes).ok())
}
