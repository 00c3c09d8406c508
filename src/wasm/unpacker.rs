//! The reader of files that are no plain text: workbooks, archives, other table formats.

use super::codec::{JsResult, decode, encode, fail};
use super::parser::words_as_bytes;
use crate::error::{Error, ErrorKind, Result};
use crate::intake::{self, Overrides, Plan, Source};
use js_sys::{Function, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// A file of the page: `read(from, to)` returns its bytes.
struct File {
    size: u64,
    read: Function,
}

impl Source for File {
    fn size(&self) -> u64 {
        self.size
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<()> {
        let end = (at + into.len() as u64) as f64;
        let bytes = self.read.call2(&JsValue::NULL, &(at as f64).into(), &end.into()).ok();
        match bytes.map(|b| Uint8Array::new(&b)).filter(|b| b.length() as usize == into.len()) {
            Some(bytes) => {
                bytes.copy_to(into);
                Ok(())
            }
            None => Err(Error::new(ErrorKind::Io)),
        }
    }
}

/// Reads a file from its start, chunk by chunk.
///
/// ```js
/// const file = new Unpacker(blob.size, (from, to) => bytes(blob.slice(from, to)), container(head), undefined);
/// file.begin(file.plan({}));
/// for (let chunk; (chunk = file.next()); ) port.postMessage(chunk);
/// ```
#[wasm_bindgen]
pub struct Unpacker(intake::Unpacker);

#[wasm_bindgen]
impl Unpacker {
    /// Opens a file; `container` is what [`container`](super::parser::container) said of its head, `member` the sheet of a
    /// workbook or the file of an archive, if the user chose one.
    #[expect(clippy::needless_pass_by_value, reason = "a string comes over the border by value")]
    #[wasm_bindgen(constructor)]
    pub fn new(size: f64, read: Function, container: JsValue, member: Option<String>) -> JsResult<Unpacker> {
        let source = Rc::new(File { size: size as u64, read });
        intake::Unpacker::open(source, decode(container)?, member.as_deref()).map(Self).map_err(fail)
    }

    /// Decides how the file is read.
    pub fn plan(&mut self, overrides: JsValue) -> JsResult<JsValue> {
        let overrides: Overrides = if overrides.is_undefined() { Overrides::default() } else { decode(overrides)? };
        encode(&self.0.plan(&overrides).map_err(fail)?)
    }

    /// Starts reading by a plan.
    pub fn begin(&mut self, plan: JsValue) -> JsResult<()> {
        let plan: Plan = decode(plan)?;
        self.0.begin(&plan).map_err(fail)
    }

    /// The next chunk, `undefined` behind the last.
    pub fn next(&mut self) -> JsResult<Option<Uint8Array>> {
        Ok(self.0.next_chunk().map_err(fail)?.map(|words| Uint8Array::from(words_as_bytes(&words))))
    }
}
