//! The notices of the works of others that the built files hold: their names, versions, licences and licence texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Error};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::{wasm, workspace};

/// Name of the file in `dist/`.
pub const NAME: &str = "THIRD-PARTY-NOTICES.txt";

const RULE: &str = "--------------------------------------------------------------------------------";

const HEAD: &str = "THIRD-PARTY NOTICES

insitu is licensed under MIT or Apache-2.0. The files beside this one hold the works of others listed here, in parts and
compiled or minified, under the licences that follow.
";

/// The standard library comes with the compiler, not as a package.
const STANDARD_LIBRARY: &str = "Copyright (c) The Rust Project Contributors

The Rust standard library and the crates it is built from (among them compiler_builtins, dlmalloc, hashbrown) are
licensed under MIT or Apache-2.0, at your option. The text of Apache-2.0 stands elsewhere in this file. MIT:

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
";

/// One work, with the texts that its package brings.
#[derive(Debug)]
struct Work {
    /// Name and version.
    name: String,
    licence: String,
    source: String,
    texts: Vec<String>,
}

/// The whole file.
///
/// # Errors
/// When a package that is in the built files cannot be found or read.
pub fn text() -> io::Result<String> {
    let scripts = scripts()?;
    let mut crates = crates()?;
    crates.push(Work {
        name: "Rust standard library".to_owned(),
        licence: "MIT OR Apache-2.0".to_owned(),
        source: "https://github.com/rust-lang/rust".to_owned(),
        texts: vec![STANDARD_LIBRARY.to_owned()],
    });
    Ok(written(&[("In the scripts of the page", scripts), ("In core.wasm, reader.wasm, formats.wasm and their glue", crates)]))
}

fn written(parts: &[(&str, Vec<Work>)]) -> String {
    let mut out = HEAD.to_owned();
    for (heading, works) in parts {
        out.push_str(&format!("\n{heading}\n\n"));
        for work in works {
            let without = if work.texts.is_empty() { " (its package holds no licence text)" } else { "" };
            out.push_str(&format!("  {}, {}, {}{without}\n", work.name, work.licence, work.source));
        }
    }
    // Many packages bring the same text, at times broken into other lines; it stands here once.
    let mut groups: BTreeMap<String, (Vec<&str>, &str)> = BTreeMap::new();
    for work in parts.iter().flat_map(|(_, works)| works) {
        for text in &work.texts {
            let key: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (names, _) = groups.entry(key).or_insert_with(|| (Vec::new(), text));
            if names.last() != Some(&work.name.as_str()) {
                names.push(&work.name);
            }
        }
    }
    let mut groups: Vec<(Vec<&str>, &str)> = groups.into_values().collect();
    groups.sort();
    for (names, text) in groups {
        out.push_str(&format!("\n{RULE}\n{}\n{RULE}\n\n{text}", names.join("\n")));
    }
    out
}

/// The npm packages of which Vite put something into a script.
fn scripts() -> io::Result<Vec<Work>> {
    let mut names = BTreeSet::new();
    for script in ["app", "lock", "prove", "shell", "worker"] {
        let list = read_json(&workspace::generated().join("bundle").join(format!("{script}.packages.json")))?;
        names.extend(list.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned));
    }
    names.into_iter().map(|name| npm_package(&name)).collect()
}

fn npm_package(name: &str) -> io::Result<Work> {
    let folder = workspace::root().join("node_modules").join(name);
    let about = read_json(&folder.join("package.json"))?;
    let field = |key: &str| about.get(key).and_then(Value::as_str).unwrap_or_default();
    Ok(Work {
        name: format!("{name} {}", field("version")),
        licence: field("license").to_owned(),
        source: format!("https://www.npmjs.com/package/{name}"),
        texts: texts(&folder)?,
    })
}

/// The crates that the wasm modules are compiled from, without those that only run in the build.
fn crates() -> io::Result<Vec<Work>> {
    let mut used = BTreeSet::new();
    for module in wasm::MODULES {
        let tree = workspace::finish(
            Command::new("cargo")
                .args(["tree", "-p", "insitu", "--locked", "--target", "wasm32-unknown-unknown"])
                .args(["-e", "normal,no-proc-macro", "--prefix", "none", "-f", "{p}"])
                .args(module.features)
                .current_dir(workspace::root()),
        )?;
        for line in String::from_utf8_lossy(&tree.stdout).lines() {
            let mut words = line.split(' ');
            if let (Some(name), Some(version)) = (words.next(), words.next().and_then(|v| v.strip_prefix('v')))
                && name != "insitu"
            {
                used.insert((name.to_owned(), version.to_owned()));
            }
        }
    }
    let metadata = workspace::finish(
        Command::new("cargo")
            .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
            .current_dir(workspace::root()),
    )?;
    let metadata: Value = serde_json::from_slice(&metadata.stdout)?;
    let mut works = BTreeMap::new();
    for package in metadata.get("packages").and_then(Value::as_array).into_iter().flatten() {
        let field = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
        let key = (field("name").to_owned(), field("version").to_owned());
        if !used.remove(&key) {
            continue;
        }
        let folder = Path::new(field("manifest_path")).parent().map(PathBuf::from).unwrap_or_default();
        let (name, version) = &key;
        let work = Work {
            name: format!("{name} {version}"),
            licence: field("license").replace('/', " OR "),
            source: format!("https://crates.io/crates/{name}"),
            texts: texts(&folder)?,
        };
        works.insert(key, work);
    }
    match used.first() {
        Some((name, version)) => Err(Error::other(format!("cargo metadata knows no {name} {version}"))),
        None => Ok(works.into_values().collect()),
    }
}

/// The licence texts and notices at the top of a package or in its folder for them, in the order of their file names.
fn texts(folder: &Path) -> io::Result<Vec<String>> {
    let mut files = BTreeMap::new();
    let own = fs::read_dir(folder)?;
    let inner = ["licenses", "LICENSES"].into_iter().filter_map(|name| fs::read_dir(folder.join(name)).ok()).flatten();
    for entry in own.chain(inner) {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_ascii_uppercase();
        let wanted = ["LICENSE", "LICENCE", "NOTICE", "COPYING", "COPYRIGHT", "UNLICENSE"].iter().any(|n| name.starts_with(n));
        if wanted && entry.path().is_file() {
            files.insert(name, lines(&fs::read_to_string(entry.path())?));
        }
    }
    Ok(files.into_values().collect())
}

/// The text with line feeds only, nothing at the ends of lines, and one line feed at its end.
fn lines(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\u{c}', "");
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n").trim_matches('\n'))
}

fn read_json(path: &Path) -> io::Result<Value> {
    let text = fs::read(path).map_err(|error| Error::other(format!("{}: {error}", path.display())))?;
    Ok(serde_json::from_slice(&text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(name: &str, texts: &[&str]) -> Work {
        Work {
            name: name.to_owned(),
            licence: "MIT".to_owned(),
            source: "https://example.org".to_owned(),
            texts: texts.iter().map(|t| lines(t)).collect(),
        }
    }

    #[test]
    fn a_text_that_two_packages_bring_stands_once() {
        let out = written(&[
            ("A", vec![work("one 1.0.0", &["Permission is\r\n  granted.  \r\n"])]),
            ("B", vec![work("two 2.0.0", &["Permission\nis granted.", "Other."]), work("three 3.0.0", &[])]),
        ]);
        assert_eq!(out.matches("granted").count(), 1);
        assert!(out.contains("one 1.0.0\ntwo 2.0.0\n"), "{out}");
        assert!(out.contains("three 3.0.0, MIT, https://example.org (its package holds no licence text)"), "{out}");
        assert!(!out.contains('\r'));
    }
}
