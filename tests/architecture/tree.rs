//! Files of the source tree.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the tree.
pub struct Source {
    /// Path from the root of the repository.
    pub path: String,
    /// Content.
    pub text: String,
}

impl Source {
    /// Numbered lines without those that are comments alone.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(i, line)| (i + 1, line));
        lines.filter(|(_, line)| !["//", "/*", "* ", "*/"].iter().any(|start| line.trim_start().starts_with(start)))
    }
}

/// Root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files with one of the endings below some folders, in order of their paths.
pub fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // Packages that the bench installs beside itself are not ours.
                if !path.ends_with("node_modules") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|e| endings.iter().any(|ending| e == *ending)) {
                let text = fs::read_to_string(&path).unwrap();
                found.push(Source { path: path.strip_prefix(root()).unwrap().to_string_lossy().into_owned(), text });
            }
        }
    }
    assert!(!found.is_empty(), "{folders:?} hold files");
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}
