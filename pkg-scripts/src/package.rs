//! `package`: the folder `dist-npm/` with what others embed: the element, the engine without the page, their types, and the
//! built app beside them. `npm pack` makes the file of it.

use std::fs;
use std::io::{self, Error};
use std::path::Path;

use serde_json::{Value, json};

use crate::bundle::Script;
use crate::{schema, workspace};

/// Files of the package that stand in the sources as they are.
const ASIDE: [(&str, &str); 5] = [
    ("www/src/door/theme.css", "theme.css"),
    ("www/src/door/custom-elements.json", "custom-elements.json"),
    ("www/src/door/README.md", "README.md"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
];

/// Makes the package of what `build` has built.
///
/// # Errors
/// When nothing is built, and what the tools wrote when they failed.
pub fn run() -> io::Result<()> {
    let root = workspace::root();
    if !workspace::dist().join("index.html").is_file() {
        return Err(Error::other("dist/ holds no page: run `build` first"));
    }
    let folder = root.join("dist-npm");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(folder.join("dist"))?;
    for (script, name) in [(Script::Insitu, "insitu.js"), (Script::Engine, "engine.js")] {
        fs::write(folder.join("dist").join(name), script.bundle(&Value::Null)?)?;
    }
    types(&folder.join("dist/types"))?;
    copy(&workspace::dist(), &folder.join("app"))?;
    for (from, to) in ASIDE {
        fs::copy(root.join(from), folder.join(to))?;
    }
    write_json(&folder.join("recipe.schema.json"), &schema::recipe()?)?;
    write_json(&folder.join("package.json"), &manifest()?)?;
    println!("made dist-npm/");
    Ok(())
}

/// Writes the declarations of all that the two modules are made of, each beside those that it names.
fn types(folder: &Path) -> io::Result<()> {
    let tsc = ["--project", "www/src/door/tsconfig.json", "--outDir"];
    workspace::finish(workspace::node_tool("tsc").args(tsc).arg(folder))?;
    walk(folder, &mut |path| {
        let text = fs::read_to_string(path)?;
        // The declarations of a package may not name sources.
        fs::write(path, text.replace(".ts\";", ".js\";").replace(".ts\")", ".js\")"))
    })
}

fn walk(folder: &Path, each: &mut impl FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, each)? } else { each(&path)? }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

fn write_json(path: &Path, value: &Value) -> io::Result<()> {
    fs::write(path, serde_json::to_string_pretty(value)? + "\n")
}

fn manifest() -> io::Result<Value> {
    let own: Value = serde_json::from_str(&fs::read_to_string(workspace::root().join("package.json"))?)?;
    let typed = |name: &str| json!({ "types": format!("./dist/types/door/{name}.d.ts"), "default": format!("./dist/{name}.js") });
    Ok(json!({
        "name": own["name"],
        "version": own["version"],
        "description": own["description"],
        "license": own["license"],
        "type": "module",
        "sideEffects": ["./dist/insitu.js"],
        "customElements": "custom-elements.json",
        "types": "./dist/types/door/insitu.d.ts",
        "exports": {
            ".": typed("insitu"),
            "./engine": typed("engine"),
            "./core.wasm": "./app/core.wasm",
            "./recipe.schema.json": "./recipe.schema.json",
            "./theme.css": "./theme.css",
            "./custom-elements.json": "./custom-elements.json",
            "./app/*": "./app/*",
            "./package.json": "./package.json",
        },
        "files": ["app", "dist", "custom-elements.json", "recipe.schema.json", "theme.css"],
    }))
}
