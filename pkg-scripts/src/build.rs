//! `build`: everything from the sources to the folder `dist/`.

use std::fs;
use std::io;

use serde_json::{Map, Value, json};

use crate::bundle::Script;
use crate::page::{Inner, Scripts};
use crate::policy::Policies;
use crate::{digest, headers, notices, page, wasm, workspace};

/// What the page does without when there is no network.
const APART: [&str; 3] = ["insitu.html", "scripts.txt", notices::NAME];

/// Builds the site in both forms with its header files.
///
/// # Errors
/// The output of the step that failed.
pub fn run() -> io::Result<()> {
    wasm::build()?;
    let generated = workspace::generated();
    let core = fs::read(generated.join("core_bg.wasm"))?;
    let reader = fs::read(generated.join("reader_bg.wasm"))?;
    let formats = fs::read(generated.join("formats_bg.wasm"))?;
    let (lock, worker) = Script::bundle_both(Script::Lock, Script::Worker)?;
    let hashes = json!({
        "core": digest::hex(&core),
        "reader": digest::hex(&reader),
        "formats": digest::hex(&formats),
        "worker": digest::hex(worker.as_bytes()),
    });
    let app = Script::App.bundle(&hashes)?;

    let policies = Policies::read()?;
    let scripts = Scripts::new(&lock, &app)?;
    let inner = Inner::new(&policies, &scripts)?;
    let text = inner.apart();
    let shell = Script::Shell.bundle(&json!({ "inner": digest::hex(text.as_bytes()), "file": "inner.txt" }))?;
    let shell = page::script_text(&shell)?;
    let paint = fs::read_to_string(workspace::root().join("www/first-paint.html"))?;
    let index = page::shell(&policies, &scripts, &shell, &paint)?;
    let single = page::single(
        &policies,
        &scripts,
        &inner.whole(&[("core", &core), ("reader", &reader), ("formats", &formats), ("worker", worker.as_bytes())]),
        &paint,
    )?;

    let proof = Proof::build(&policies, &lock, hashes.clone())?;
    let inline = inline_scripts(&[
        ("lock", scripts.lock()),
        ("app", scripts.app()),
        ("shell", &shell),
        ("prove", proof.scripts.app()),
        ("prove-shell", &proof.shell),
    ]);

    let notices = notices::text()?;
    let dist = workspace::dist();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;
    let files: [(&str, &[u8]); 11] = [
        ("index.html", index.as_bytes()),
        ("inner.txt", text.as_bytes()),
        ("worker.js", worker.as_bytes()),
        ("core.wasm", &core),
        ("reader.wasm", &reader),
        ("formats.wasm", &formats),
        ("insitu.html", single.as_bytes()),
        ("prove.html", proof.page.as_bytes()),
        ("prove.txt", proof.inner.as_bytes()),
        ("scripts.txt", inline.as_bytes()),
        (notices::NAME, notices.as_bytes()),
    ];
    let kept: Map<String, Value> = files
        .iter()
        .filter(|(name, _)| !APART.contains(name))
        .map(|(name, bytes)| ((*name).to_owned(), digest::hex(bytes).into()))
        .collect();
    let offline = Script::Offline.bundle(&Value::Object(kept))?;
    let mut sums = String::new();
    for (name, bytes) in files.into_iter().chain([("sw.js", offline.as_bytes())]) {
        fs::write(dist.join(name), bytes)?;
        sums.push_str(&format!("{}  {name}\n", digest::hex(bytes)));
    }
    fs::write(dist.join("SHA256SUMS"), &sums)?;
    let mut sources = scripts.sources_with(&shell);
    sources.extend(proof.scripts.sources_with(&proof.shell).into_iter().filter(|source| !scripts.sources().contains(source)));
    headers::write(&policies, &sources, &dist)?;
    print_sums(&sums, &hashes);
    Ok(())
}

/// The page that proves the seal: the same lock, policies and bytes, with a script of its own instead of the app.
struct Proof {
    scripts: Scripts,
    inner: String,
    shell: String,
    page: String,
}

impl Proof {
    /// `hashes` are those of the bytes.
    fn build(policies: &Policies, lock: &str, mut hashes: Value) -> io::Result<Self> {
        let lock_text = page::script_text(lock)?;
        if let Some(known) = hashes.as_object_mut() {
            known.insert("lock".to_owned(), json!(digest::hex(lock_text.as_bytes())));
        }
        let scripts = Scripts::new(lock, &Script::Prove.bundle(&hashes)?)?;
        let inner = Inner::new(policies, &scripts)?.apart();
        let about = json!({ "inner": digest::hex(inner.as_bytes()), "file": "prove.txt" });
        let shell = page::script_text(&Script::Shell.bundle(&about)?)?;
        let paint = fs::read_to_string(workspace::root().join("www/prove-paint.html"))?;
        let page = page::shell(policies, &scripts, &shell, &paint)?;
        Ok(Self { scripts, inner, shell, page })
    }
}

/// The SHA-256 of each script that stands inside a page, in the form of `SHA256SUMS`.
fn inline_scripts(scripts: &[(&str, &str)]) -> String {
    scripts.iter().map(|(name, text)| format!("{}  {name}\n", digest::hex(text.as_bytes()))).collect()
}

fn print_sums(sums: &str, hashes: &Value) {
    print!("{sums}");
    if let Some(worker) = hashes.get("worker").and_then(Value::as_str) {
        println!("built dist/ (worker {})", worker.get(..12).unwrap_or(worker));
    }
}
