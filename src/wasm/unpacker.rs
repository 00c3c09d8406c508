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

    /// Leaves inflating what follows to an [`Ahead`], which takes what this gives; `undefined` where that does not pay.
    pub fn hand_over(&mut self) -> JsResult<JsValue> {
        self.0.hand_over().map_or(Ok(JsValue::UNDEFINED), |handover| encode(&handover))
    }

    /// Takes a piece of an [`Ahead`]; without one there is no more, and the pieces were the `whole` of it or not.
    pub fn feed(&mut self, piece: Option<Uint8Array>, whole: bool) {
        self.0.feed(piece.map(|piece| piece.to_vec()), whole);
    }

    /// Whether the next chunk needs a piece that has not come.
    pub fn waits(&mut self) -> bool {
        self.0.waits()
    }

    /// The next chunk, `undefined` behind the last and where it waits.
    pub fn next(&mut self) -> JsResult<Option<Uint8Array>> {
        Ok(self.0.next_chunk().map_err(fail)?.map(|words| Uint8Array::from(words_as_bytes(&words))))
    }
}

/// Inflates a file ahead of an [`Unpacker`] in another worker.
///
/// ```js
/// const ahead = new Ahead(blob.size, (from, to) => bytes(blob.slice(from, to)), unpacker.hand_over());
/// for (let piece; (piece = ahead.next()); ) unpacker.feed(piece, false);
/// unpacker.feed(undefined, true);
/// ```
#[wasm_bindgen]
pub struct Ahead(intake::Ahead);

#[wasm_bindgen]
impl Ahead {
    /// Begins where the other has handed over.
    #[wasm_bindgen(constructor)]
    pub fn new(size: f64, read: Function, handover: JsValue) -> JsResult<Ahead> {
        let source = Rc::new(File { size: size as u64, read });
        Ok(Self(intake::Ahead::new(source, decode(handover)?)))
    }

    /// The next piece, `undefined` behind the last.
    pub fn next(&mut self) -> JsResult<Option<Uint8Array>> {
        Ok(self.0.next_piece().map_err(fail)?.map(|piece| Uint8Array::from(piece.as_slice())))
    }
}
