//! The command line as people call it: words in, exit code, standard output and standard error out.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "starts the program, writes the files it reads, takes the time"
)]

mod calls;
mod convert;
mod hostile;
mod polluted;
mod pack;
mod project;
mod report;
mod templates;
mod zones;

use std::path::PathBuf;
use std::process::Command;

/// What a call left behind.
struct Call {
    exit: i32,
    out: String,
    err: String,
}

impl Call {
    /// The last line of standard error, as programs read it.
    fn failure(&self) -> serde_json::Value {
        serde_json::from_str(self.err.lines().last().unwrap()).unwrap()
    }
}

fn insitu(words: &[&str]) -> Call {
    let output = Command::new(env!("CARGO_BIN_EXE_insitu")).args(words).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Call { exit: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// A file of its own for each name.
fn file(name: &str, text: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text.as_ref()).unwrap();
    path.to_str().unwrap().to_owned()
}
