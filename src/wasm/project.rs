//! Recipes, the way back and saved projects.

use super::codec::{JsResult, encode, fail};
use super::core::Engine;
use crate::mask::{VAULT_HEADER, Vault};
use crate::recipe::Recipe;
use crate::session::ProjectInfo;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// What can be taken back and made again: type `Steps`.
    ///
    /// ```js
    /// const { undo, redo } = engine.steps();
    /// ```
    pub fn steps(&self) -> JsResult<JsValue> {
        encode(&self.0.steps())
    }

    /// Settings that hold for all tables: type `Settings`.
    ///
    /// ```js
    /// const { as_of, filter, analyses } = engine.settings();
    /// ```
    pub fn settings(&self) -> JsResult<JsValue> {
        encode(&self.0.settings())
    }

    /// Puts the open tables under a recipe, given as JSON text; returns what did not fit: type `Applied`.
    ///
    /// ```js
    /// const { unused, columns } = engine.apply(await file.text());
    /// ```
    pub fn apply(&mut self, recipe: &str) -> JsResult<JsValue> {
        let recipe = Recipe::from_json(recipe).map_err(fail)?;
        encode(&self.0.apply(recipe).map_err(fail)?)
    }

    /// What is open as the content of a project, with what the named analyses (a list) found. To be sealed before it leaves.
    ///
    /// ```js
    /// const sealed = vault.seal(engine.project(["rfm"]), true);
    /// ```
    #[expect(clippy::needless_pass_by_value, reason = "the border hands over owned text")]
    pub fn project(&mut self, names: Vec<String>) -> JsResult<Uint8Array> {
        Ok(Uint8Array::from(self.0.project(&names).map_err(fail)?.as_slice()))
    }

    /// Puts the open tables under the content of a project: type `Applied`.
    ///
    /// ```js
    /// const { same } = engine.restore(bytes);
    /// ```
    pub fn restore(&mut self, project: &[u8]) -> JsResult<JsValue> {
        encode(&self.0.restore(project).map_err(fail)?)
    }
}

/// The settings of a recipe, given as JSON text, spelled out; refused where it is none.
///
/// ```js
/// const { reading } = read_recipe(await file.text());
/// ```
#[wasm_bindgen]
pub fn read_recipe(text: &str) -> JsResult<JsValue> {
    encode(&Recipe::from_json(text).map_err(fail)?)
}

/// What may be known of a project by its content: type `ProjectInfo`.
///
/// ```js
/// const { files, start } = read_project(bytes);
/// ```
#[wasm_bindgen]
pub fn read_project(bytes: &[u8]) -> JsResult<JsValue> {
    encode(&ProjectInfo::read(bytes).map_err(fail)?)
}

/// A container sealed by a passphrase while it is written or read, chunk by chunk.
#[wasm_bindgen]
pub struct Container {
    vault: Vault,
    header: [u8; VAULT_HEADER],
}

#[wasm_bindgen]
impl Container {
    /// A new container; with the start of a file the one that it begins.
    ///
    /// ```js
    /// const vault = new Container("correct horse battery", undefined);
    /// ```
    #[wasm_bindgen(constructor)]
    pub fn new(passphrase: &str, header: Option<Vec<u8>>) -> JsResult<Container> {
        let made = match header {
            None => Vault::new(passphrase),
            Some(bytes) => Vault::open(&bytes, passphrase).map(|vault| (vault, [0; VAULT_HEADER])),
        };
        made.map(|(vault, header)| Self { vault, header }).map_err(fail)
    }

    /// Its first bytes.
    ///
    /// ```js
    /// parts.push(vault.header());
    /// ```
    pub fn header(&self) -> Uint8Array {
        Uint8Array::from(&self.header[..])
    }

    /// Seals the next chunk.
    ///
    /// ```js
    /// parts.push(vault.seal(bytes, last));
    /// ```
    pub fn seal(&mut self, bytes: Vec<u8>, last: bool) -> JsResult<Uint8Array> {
        Ok(Uint8Array::from(self.vault.seal(bytes, last).map_err(fail)?.as_slice()))
    }

    /// Opens the next chunk.
    ///
    /// ```js
    /// parts.push(vault.unseal(bytes, last));
    /// ```
    pub fn unseal(&mut self, bytes: Vec<u8>, last: bool) -> JsResult<Uint8Array> {
        Ok(Uint8Array::from(self.vault.unseal(bytes, last).map_err(fail)?.as_slice()))
    }
}
