//! One way in and one way out for every value that crosses the border.

use crate::error::Error;
use crate::error::ErrorKind;
use crate::report::text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

/// What an exported method returns.
pub type JsResult<T> = Result<T, JsValue>;

/// A Rust value as plain JavaScript data: structs as objects, maps as `Map`, so that no name from a file becomes a key.
pub fn encode(value: &impl Serialize) -> JsResult<JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::new()).map_err(|_| fail(Error::new(ErrorKind::Chunk)))
}

/// JavaScript data as a Rust value; anything that does not fit is `E_PARAM`.
pub fn decode<T: DeserializeOwned>(value: JsValue) -> JsResult<T> {
    serde_wasm_bindgen::from_value(value).map_err(|_| fail(Error::new(ErrorKind::Param)))
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
    out.serialize(&serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true)).unwrap_or(JsValue::NULL)
}
