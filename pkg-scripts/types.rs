//! Prints the TypeScript types of what crosses to the page. Add a type to the list in `main`; `pkg-scripts types`
//! writes the file.
#![allow(clippy::print_stdout)]

use ts_rs::{Config, TS};

/// Prints one exported type with its documentation.
#[allow(dead_code)]
fn print<T: TS>(config: &Config) {
    if let Some(docs) = T::docs() {
        print!("{docs}");
    }
    println!("export {}\n", T::decl(config));
}

fn main() {
    let _config = Config::default();
}
