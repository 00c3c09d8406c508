//! The scripts of the page, each bundled by Vite into one classic script.

use std::io;
use std::{fs, thread};

use crate::workspace;

/// The scripts, named as the modes of `vite.config.ts`.
#[derive(Clone, Copy)]
pub enum Script {
    /// First script of the inner page.
    Lock,
    /// The service worker.
    Offline,
    /// The element for portals, a module.
    Insitu,
    /// The engine without the page, a module.
    Engine,
    /// The one worker source.
    Worker,
    /// The page itself.
    App,
    /// The outer page of form A3.
    Shell,
    /// The page that proves the seal.
    Prove,
}

impl Script {
    fn name(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Offline => "offline",
            Self::Insitu => "insitu",
            Self::Engine => "engine",
            Self::Worker => "worker",
            Self::App => "app",
            Self::Shell => "shell",
            Self::Prove => "prove",
        }
    }

    /// Bundles the script and returns its text. `hashes` is what it finds as `__HASHES__`.
    ///
    /// # Errors
    /// What Vite wrote, or an error of reading its output.
    pub fn bundle(self, hashes: &serde_json::Value) -> io::Result<String> {
        workspace::finish(
            workspace::node_tool("vite")
                .args(["build", "--logLevel", "warn", "--mode", self.name()])
                .env("INSITU_HASHES", hashes.to_string())
                .env("NODE_ENV", "production"),
        )?;
        fs::read_to_string(workspace::generated().join("bundle").join(format!("{}.js", self.name())))
    }

    /// Bundles two scripts at the same time.
    ///
    /// # Errors
    /// As [`Script::bundle`].
    pub fn bundle_both(one: Self, other: Self) -> io::Result<(String, String)> {
        let nothing = serde_json::Value::Null;
        thread::scope(|scope| {
            let job = scope.spawn(|| one.bundle(&nothing));
            let second = other.bundle(&nothing);
            let first = job.join().unwrap_or_else(|_panic| Err(io::Error::other("a bundle stopped")));
            Ok((first?, second?))
        })
    }
}
