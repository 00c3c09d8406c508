//! `types`: the TypeScript types of what crosses to the page, written by Rust.

use std::fs;
use std::io::{self, Error};
use std::process::Command;

use crate::workspace;

const HEAD: &str = "// Written by `pkg-scripts types` from the Rust types; do not edit.\n\n";

/// Writes `www/src/engine/types.ts`, or with `--check` only compares it.
///
/// # Errors
/// When the types do not build, or `--check` finds a difference.
pub fn run(args: &[String]) -> io::Result<()> {
    let output = workspace::finish(
        Command::new("cargo")
            .args(["run", "--quiet", "--locked", "-p", "insitu"])
            .args(["--features", "types", "--example", "types"])
            .current_dir(workspace::root()),
    )?;
    let text = format!("{HEAD}{}", String::from_utf8_lossy(&output.stdout));
    let path = workspace::root().join("www/src/engine/types.ts");
    let found = fs::read_to_string(&path).unwrap_or_default();
    if args.iter().any(|word| word == "--check") {
        return if found == text {
            println!("www/src/engine/types.ts is what Rust says");
            Ok(())
        } else {
            Err(Error::other("www/src/engine/types.ts differs from the Rust types: run `cargo run -p pkg-scripts -- types`"))
        };
    }
    if found != text {
        fs::write(&path, text)?;
        println!("wrote www/src/engine/types.ts");
    }
    Ok(())
}
