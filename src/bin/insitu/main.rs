//! The command line `insitu`: a thin reader of arguments over the session.
//!
//! Standard output is the JSON (or CSV) alone; notices and errors go to standard error. Exit 0 is done, 1 a typed
//! failure, 2 wrong usage.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "reading and writing files is what this program is for")]

mod arguments;
mod commands;
mod reading;

use arguments::Arguments;
use std::io::Write;
use std::process::ExitCode;

/// Why a command ended without its result.
pub enum Stopped {
    /// The words of the call are wrong; the sentence says how.
    Usage(String),
    /// The engine refused.
    Failure(insitu::error::Error),
}

impl From<insitu::error::Error> for Stopped {
    fn from(error: insitu::error::Error) -> Self {
        Self::Failure(error)
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let run = Arguments::read(&words).and_then(|a| commands::run(&a));
    let mut err = std::io::stderr().lock();
    match run {
        Ok(output) => {
            let mut out = std::io::stdout().lock();
            match out.write_all(&output).and_then(|()| out.flush()) {
                Ok(()) => ExitCode::SUCCESS,
                Err(_) => ExitCode::FAILURE,
            }
        }
        Err(Stopped::Usage(sentence)) => {
            let _ = writeln!(err, "{sentence}\n\n{}", arguments::USAGE);
            ExitCode::from(2)
        }
        Err(Stopped::Failure(error)) => {
            let _ = writeln!(err, "{}", commands::failure_line(&error));
            ExitCode::FAILURE
        }
    }
}
