//! The wasm modules: compiled by cargo, bound by wasm-bindgen, optimised by wasm-opt.

use std::fs;
use std::io::{self, Error};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

use crate::{digest, likeness, workspace};

/// One wasm module of the crate: its name in the page and the features that make it.
pub struct Module {
    name: &'static str,
    /// Words for cargo.
    pub features: &'static [&'static str],
    /// What the compiler optimises for. Measured: 3 reads text in 0.88 of the time, 11 % larger; workbooks gain nothing.
    level: &'static str,
}

/// All of them.
pub const MODULES: [Module; 3] = [
    Module { name: "core", features: &[], level: "s" },
    Module { name: "reader", features: &["--no-default-features", "--features", "reader"], level: "3" },
    Module { name: "formats", features: &["--no-default-features", "--features", "formats"], level: "s" },
];

/// Part of the cache key: raise it when the steps below change.
const STEPS: &str = "bindgen 0.2.130 web, wasm-opt 132 -O3 -ocimfs=1, like functions side by side";

/// Builds all modules into `www/generated/`.
///
/// # Errors
/// The output of the step that failed.
pub fn build() -> io::Result<()> {
    // Each module has a target directory of its own: cargo gives a cdylib the same file name under all features, so
    // in one directory they would overwrite each other; and apart they compile at the same time, which pays since
    // whole-program optimisation uses one core.
    thread::scope(|scope| {
        let jobs = MODULES.map(|module| scope.spawn(move || module.build()));
        jobs.into_iter()
            .try_for_each(|job| job.join().unwrap_or_else(|_panic| Err(Error::other("the build of a wasm module stopped"))))
    })
}

impl Module {
    fn build(&self) -> io::Result<()> {
        let raw = self.compile()?;
        let out = workspace::generated();
        fs::create_dir_all(&out)?;
        let key = format!("{STEPS} {}", digest::hex(&fs::read(&raw)?));
        let stamp = out.join(format!("{}.stamp", self.name));
        let wasm = out.join(format!("{}_bg.wasm", self.name));
        if wasm.is_file() && fs::read_to_string(&stamp).is_ok_and(|found| found == key) {
            return Ok(());
        }
        self.bind(&raw, &out)?;
        optimise(&wasm)?;
        fs::write(stamp, key)
    }

    fn compile(&self) -> io::Result<PathBuf> {
        let target = workspace::target().join("page").join(self.name);
        workspace::finish(
            Command::new("cargo")
                .args(["build", "--profile", "wasm", "--lib", "--locked"])
                .args(["-p", "insitu", "--target", "wasm32-unknown-unknown"])
                .args(self.features)
                .env("CARGO_TARGET_DIR", &target)
                .env("CARGO_PROFILE_WASM_OPT_LEVEL", self.level)
                .env_remove("RUSTFLAGS")
                .env("CARGO_ENCODED_RUSTFLAGS", rust_flags())
                // A hash function among the dependencies draws its keys at compile time from this, or from chance.
                .env("CONST_RANDOM_SEED", "insitu")
                .current_dir(workspace::root()),
        )?;
        Ok(target.join("wasm32-unknown-unknown/wasm/insitu.wasm"))
    }

    fn bind(&self, raw: &Path, out: &Path) -> io::Result<()> {
        // No default path: the page hands a compiled module to `initSync`; glue that fetches would be refused.
        Bindgen::new()
            .input_path(raw)
            .web(true)
            .and_then(|bindgen| bindgen.typescript(true).omit_default_module_path(true).out_name(self.name).generate(out))
            .map_err(|error| Error::other(format!("wasm-bindgen, {}: {error:#}", self.name)))
    }
}

/// Places of files in messages of panics stand without the folders of the machine, so that two machines build the same bytes.
fn rust_flags() -> String {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo = cargo.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    // Each registry has a folder of its own there, named after its address.
    let sources = cargo.and_then(|home| fs::read_dir(home.join("registry/src")).ok()).into_iter().flatten().flatten();
    let places = sources.map(|folder| (folder.path(), "crates"));
    for (place, name) in places.chain([(workspace::root().to_path_buf(), "insitu")]) {
        flags.push(format!("--remap-path-prefix={}={name}", place.display()));
    }
    flags.join("\u{1f}")
}

/// What the compiler and wasm-bindgen use. `--all-features` would also write encodings that browsers do not read yet.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

fn optimise(wasm: &Path) -> io::Result<()> {
    let run = |passes: &[&str]| {
        workspace::finish(workspace::node_tool("wasm-opt").args(passes).args(FEATURES).arg(wasm).arg("-o").arg(wasm))
    };
    // Functions that the compiler was told to leave apart have one caller each, and stay apart.
    run(&["-O3", "--one-caller-inline-max-function-size=1"])?;
    // The names are written for this one pass, which leaves them out again.
    fs::write(wasm, likeness::named(&fs::read(wasm)?)?)?;
    run(&["--reorder-functions-by-name"]).map(drop)
}
