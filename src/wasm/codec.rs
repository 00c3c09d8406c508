//! One way in and one way out for every value that crosses the border: as a JSON tree, so that each type is spelled out
//! once for the page and the command line and not a second time for JavaScript.

use crate::error::Error;
use crate::error::ErrorKind;
use crate::report::text;
use crate::tree;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// What an exported method returns.
pub type JsResult<T> = Result<T, JsValue>;

/// A Rust value as plain JavaScript data. Keys are names of our own fields only: what comes from files stands in lists,
/// so that no header can become a key.
pub fn encode(value: &impl Serialize) -> JsResult<JsValue> {
    shown(&tree::write(value))
}

/// A tree as plain JavaScript data.
pub fn shown(tree: &serde_json::Value) -> JsResult<JsValue> {
    tree.serialize(&SERIALIZER).or(Err(fail(Error::new(ErrorKind::Internal))))
}

const SERIALIZER: Serializer = Serializer::new().serialize_maps_as_objects(true).serialize_missing_as_null(true);

/// JavaScript data as a Rust value; anything that does not fit is `E_PARAM`.
pub fn decode<T: DeserializeOwned>(value: JsValue) -> JsResult<T> {
    let tree: Option<serde_json::Value> = serde_wasm_bindgen::from_value(value).ok();
    tree.and_then(|tree| tree::read(&tree)).ok_or_else(|| fail(Error::new(ErrorKind::Param)))
}

/// An error as `{code, texts: {zh, en}, file?, row?, column?}`.
#[expect(clippy::needless_pass_by_value, reason = "the end of every `map_err`")]
pub fn fail(error: Error) -> JsValue {
    #[derive(Serialize)]
    struct Out<'a> {
        code: &'static str,
        texts: text::Texts,
        #[serde(flatten)]
        place: &'a crate::error::Place,
    }
    let out = Out { code: error.code(), texts: text::error_text(error.kind(), error.place()), place: error.place() };
    tree::write(&out).serialize(&SERIALIZER).unwrap_or(JsValue::NULL)
}
