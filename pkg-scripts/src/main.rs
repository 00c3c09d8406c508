//! Build and development commands of the workspace.

mod build;
mod bundle;
mod demo;
mod digest;
mod headers;
mod likeness;
mod notices;
mod package;
mod page;
mod policy;
mod schema;
mod serve;
mod size;
mod types;
mod wasm;
mod workspace;

use std::process::ExitCode;

const USAGE: &str = "commands: build | package | serve [DIR…] | size | types [--check] | demo …";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = match args.split_first().map(|(name, rest)| (name.as_str(), rest)) {
        Some(("build", _)) => build::run(),
        Some(("package", _)) => package::run(),
        Some(("serve", rest)) => serve::run(rest),
        Some(("size", _)) => size::run(),
        Some(("types", rest)) => types::run(rest),
        Some(("demo", rest)) => demo::run(rest),
        _ => Err(demo::usage(USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
