//! Where things stand in the repository, and how its tools are started.

use std::io::{self, Error};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

/// The root of the repository: of the one that cargo runs in, since checkouts may share a target directory.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let here =
            std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        here.parent().map_or(here.clone(), Path::to_path_buf)
    });
    &ROOT
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What the build makes for the page's sources: wasm, its glue, and the bundled scripts.
pub fn generated() -> PathBuf {
    root().join("www/generated")
}

/// Where cargo puts its output: `CARGO_TARGET_DIR`, or `target` in the repository.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A tool that npm installed. Its script is run by the Node on the path, which also works where links cannot be run.
pub fn node_tool(name: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(root().join("node_modules/.bin").join(name)).current_dir(root());
    command
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started or fails; the text holds what it wrote.
pub fn finish(command: &mut Command) -> io::Result<Output> {
    let name = format!("{command:?}");
    let output = command.stdin(Stdio::null()).output().map_err(|error| Error::other(format!("{name}: {error}")))?;
    if output.status.success() {
        return Ok(output);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let more = String::from_utf8_lossy(&output.stdout);
    Err(Error::other(format!("{name} failed\n{more}{text}")))
}
