//! The order of the modules: each uses only those above it in `lib.rs`, which is the order in which data flow.

use crate::tree::{Source, root, sources};

const ORDER: [&str; 16] = [
    "error",
    "notice",
    "tree",
    "table",
    "stats",
    "demo",
    "intake",
    "fields",
    "clean",
    "mask",
    "customers",
    "analysis",
    "recipe",
    "report",
    "session",
    "wasm",
];

fn lib() -> String {
    std::fs::read_to_string(root().join("src/lib.rs")).unwrap()
}

/// Modules of `lib.rs` from top to bottom.
fn declared() -> Vec<String> {
    let name = |line: &str| Some(line.trim_start_matches("pub ").strip_prefix("mod ")?.trim_end_matches(';').to_owned());
    lib().lines().filter_map(name).collect()
}

#[test]
fn lib_declares_the_modules_in_order_and_nothing_else() {
    assert_eq!(declared(), ORDER);
    for line in lib().lines() {
        let known = ["//!", "pub mod ", "mod ", "#[cfg(", "pub use "].iter().any(|start| line.starts_with(start));
        assert!(known || line.is_empty(), "lib.rs: {line}");
    }
}

/// Names that follow `crate::` in a line, those in braces one by one.
fn used(line: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        if line[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => names.extend(list.split(',').map(|item| word(item.trim()))),
            None => names.push(word(rest)),
        }
    }
    names
}

fn module_of(file: &Source) -> String {
    file.path.trim_start_matches("src/").split(['/', '.']).next().unwrap().to_owned()
}

#[test]
fn each_module_uses_only_modules_above_it() {
    let place = |name: &str| ORDER.iter().position(|module| *module == name);
    for file in sources(&["src"], &["rs"]) {
        if file.path == "src/lib.rs" || file.path.starts_with("src/bin/") {
            continue;
        }
        let module = module_of(&file);
        let own = place(&module).unwrap_or_else(|| panic!("{} belongs to no module of lib.rs", file.path));
        for (line, text) in file.code() {
            for name in used(text) {
                let other = place(&name).unwrap_or_else(|| panic!("{}:{line} uses crate::{name}", file.path));
                assert!(other <= own, "{}:{line}: {module} uses {name}, which stands below it", file.path);
            }
            // A path that climbs could leave the module unseen.
            let depth = file.path.matches('/').count();
            let top = depth == 1 || file.path == format!("src/{module}/mod.rs");
            let climbs = (top && text.starts_with("use super::")) || (depth < 3 && text.contains("super::super"));
            assert!(!climbs, "{}:{line} climbs out of {module}", file.path);
        }
    }
}

/// `report` reads what `report::text` has words for, and what it lists in tables.
#[test]
fn words_are_made_for_codes_and_never_from_tables() {
    for file in sources(&["src/report"], &["rs"]) {
        for (line, text) in file.code() {
            for name in used(text) {
                // Of the gate what hides small groups, of tables the calendar.
                let known =
                    ["error", "notice", "stats", "intake", "fields", "analysis", "recipe", "report"].contains(&name.as_str());
                let of_part = name == "mask" || (name == "table" && text.contains("table::date"));
                let of_part = of_part && !text.contains("MaskedTable");
                assert!(known || of_part, "{}:{line} uses {name}", file.path);
            }
        }
    }
}

#[test]
fn the_command_line_stands_on_public_modules() {
    for file in sources(&["src/bin"], &["rs"]) {
        for (line, text) in file.code() {
            assert!(!text.contains("insitu::wasm"), "{}:{line}", file.path);
        }
    }
}

#[test]
fn names_after_crate_are_found() {
    assert_eq!(used("use crate::{error::Error, mask};"), ["error", "mask"]);
    assert_eq!(used("pub(crate) fn f(x: crate::table::Column) -> insitu_crate::X"), ["table"]);
}

/// Every gap of a report's sentence has its value: one without would be an empty place.
#[test]
fn no_gap_of_a_sentence_is_left_empty() {
    let mut seen = 0;
    for file in sources(&["src/report/finder"], &["rs"]) {
        let text = std::fs::read_to_string(&file.path).unwrap();
        for call in text.split("say!(").skip(1) {
            let mut parts = call.split('"').skip(1).step_by(2);
            let [zh, en] = [parts.next().unwrap(), parts.next().unwrap()];
            let given = call.split('"').nth(4).unwrap().split(')').next().unwrap();
            let given: Vec<&str> = given.split(',').map(|g| g.split('=').next().unwrap().trim()).collect();
            for gap in [zh, en].iter().flat_map(|words| words.split('{').skip(1)) {
                let name = gap.split('}').next().unwrap();
                assert!(given.contains(&name), "{}: {name} in {zh}", file.path);
                seen += 1;
            }
        }
    }
    assert!(seen > 300, "{seen}");
}
