//! The corpus of every fuzz target, replayed without libFuzzer: seeds, and each input that once was a finding.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]
#![allow(
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "reads and times files of the corpus"
)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What one small file may take: libFuzzer's two seconds, and as much again for a build that is hardly optimised.
const LONGEST: Duration = Duration::from_secs(4);

/// Most bytes of all inputs.
const CORPUS: u64 = 300_000;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// One test: memory is counted for the whole process.
#[test]
fn every_input_of_the_corpus_is_survived() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut size = 0;
    for (name, body) in targets::TARGETS {
        let mut inputs = files(&tests.join("fuzz/corpus").join(name));
        assert!(!inputs.is_empty(), "{name} has no inputs");
        size += inputs.iter().map(|path| path.metadata().unwrap().len()).sum::<u64>();
        let endings: &[&str] = match name {
            "parquet" => &["parquet"],
            "arrow" => &["arrows", "feather"],
            _ => &[],
        };
        let fixture = |path: &PathBuf| endings.iter().any(|ending| path.extension().is_some_and(|e| e == *ending));
        inputs.extend(files(&tests.join("fixtures/tables")).into_iter().filter(fixture));
        for path in inputs {
            let bytes = std::fs::read(&path).unwrap();
            let began = Instant::now();
            let caught = std::panic::catch_unwind(|| targets::bounded(body, &bytes));
            assert!(caught.is_ok(), "{name}: {}", path.display());
            assert!(began.elapsed() < LONGEST, "{name}: {} took {:?}", path.display(), began.elapsed());
        }
    }
    assert!(size < CORPUS, "the corpus has {size} bytes");
}
