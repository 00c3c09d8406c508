//! The invariants of ARCHITECTURE.md that can be read off the source tree.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "these tests read the source tree")]

mod modules;
mod tree;

use insitu::analysis::ANALYSES;
use tree::{Source, root, sources};

/// What could put text on the page as markup.
const SINKS: [&str; 7] =
    ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "unsafeHTML", "setHTMLUnsafe", "createContextualFragment"];

/// Where the sinks are named because they are taken away, or tried in vain.
const SINKS_CLOSED_IN: [&str; 4] =
    ["www/src/boot/lock/elements.ts", "www/src/boot/lock/trusted.ts", "www/src/boot/self-test.ts", "www/src/prove/channels/"];

#[test]
fn the_border_to_javascript_is_named_in_wasm_alone() {
    for file in sources(&["src"], &["rs"]) {
        if file.path.starts_with("src/wasm/") {
            continue;
        }
        for (line, text) in file.code() {
            for word in ["wasm_bindgen", "js_sys", "JsValue"] {
                assert!(!text.contains(word), "{}:{line} names {word}", file.path);
            }
        }
    }
}

#[test]
fn the_page_has_no_markup_sinks() {
    for file in sources(&["www/src"], &["ts"]) {
        if SINKS_CLOSED_IN.iter().any(|place| file.path.starts_with(place)) {
            continue;
        }
        for (line, text) in file.code() {
            for sink in SINKS {
                assert!(!text.contains(sink), "{}:{line} uses {sink}", file.path);
            }
        }
    }
}

fn hand_written() -> impl Iterator<Item = Source> {
    let files = sources(&["src", "www/src", "pkg-scripts", "tests"], &["rs", "ts", "mjs", "sh"]);
    files.into_iter().filter(|file| file.path != "www/src/engine/types.ts")
}

#[test]
fn no_file_is_longer_than_500_lines() {
    for file in hand_written() {
        let lines = file.text.lines().count();
        assert!(lines <= 500, "{} has {lines} lines: make it a folder", file.path);
    }
}

#[test]
fn files_name_a_noun() {
    for file in hand_written() {
        for part in file.path.split('/') {
            let stem = part.split('.').next().unwrap();
            for word in ["util", "utils", "helper", "helpers", "common", "misc"] {
                assert_ne!(stem, word, "{}", file.path);
            }
        }
    }
}

#[test]
fn every_analysis_is_whole() {
    let mut names = std::collections::BTreeSet::new();
    for analysis in ANALYSES {
        let name = analysis.name;
        assert!(names.insert(name), "{name} stands twice in ANALYSES");
        let code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        assert!(!name.is_empty() && name.chars().all(code), "{name}");
        for text in [analysis.title, analysis.definition] {
            assert!(!text.zh.is_empty() && !text.en.is_empty(), "{name} lacks a text");
        }
        let defaults = (analysis.defaults)();
        assert_eq!((analysis.check)(&defaults).ok(), Some(defaults), "{name}: its defaults are its full settings");
        assert!(insitu::recipe::Recipe::default().analyses.contains_key(name), "{name} is not in the recipe");
        let filled = |folder: String| root().join(folder).read_dir().is_ok_and(|mut entries| entries.next().is_some());
        assert!(filled(format!("tests/golden/{name}")), "{name} has no golden case");
        assert!(filled(format!("www/src/analyses/{name}")), "{name} has no panel");
        for lang in ["zh", "en"] {
            assert!(root().join(format!("www/src/i18n/{name}/{lang}.ts")).is_file(), "{name} has no words in {lang}");
        }
    }
}

#[test]
fn every_dependency_is_pinned() {
    for manifest in ["Cargo.toml", "pkg-scripts/Cargo.toml", "tests/fuzz/Cargo.toml"] {
        let text = std::fs::read_to_string(root().join(manifest)).unwrap();
        let mut dependencies = false;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if line.starts_with('[') {
                dependencies = line.ends_with("dependencies]");
            } else if dependencies {
                let own = line.contains("path = ");
                assert!(own || line.contains("\"="), "{manifest}: {line}");
            }
        }
    }
    for manifest in ["package.json", "pkg-scripts/bench/package.json"] {
        let text = std::fs::read_to_string(root().join(manifest)).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        for kind in ["dependencies", "devDependencies"] {
            for (name, version) in json[kind].as_object().into_iter().flatten() {
                assert!(version.as_str().unwrap().starts_with(|c: char| c.is_ascii_digit()), "{manifest}: {name}");
            }
        }
    }
}
