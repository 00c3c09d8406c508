//! The reader of one file: sample, plan, ranges, chunks.

use super::codec::{JsResult, decode, encode, fail};
use crate::error::Error;
use crate::intake::{self, Extent, Overrides, Plan, Range, RangeParser, Sample};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// Byte ranges of the sample that [`sniff`] wants: `[[start, end], …]`, the head first.
///
/// ```js
/// const [head, ...pieces] = wanted(file.size).map(([a, b]) => bytes(file.slice(a, b)));
/// ```
#[wasm_bindgen]
pub fn wanted(size: f64) -> JsResult<JsValue> {
    encode(&intake::wanted(size as u64))
}

/// What a file is by its head: `"text"`, which [`sniff`] and [`Parser`] read, or something for the module `formats`.
///
/// ```js
/// if (container(head) !== "text") new Unpacker(file.size, read, container(head), undefined);
/// ```
#[wasm_bindgen]
pub fn container(head: &Uint8Array) -> JsResult<JsValue> {
    encode(&intake::Container::of(&head.to_vec()))
}

/// Encoding of a file by its name in the WHATWG standard. Only the module `formats` reads others than `"utf-8"`, and only its
/// `sniff` tells them apart: of what is neither UTF-8 nor in wide units, `core` says `"gb18030"`.
///
/// ```js
/// const module = detect(head, pieces) === "utf-8" ? core : formats;
/// ```
#[wasm_bindgen]
pub fn detect(head: &Uint8Array, pieces: &Array) -> JsResult<JsValue> {
    let pieces: Vec<_> = pieces.iter().map(|p| Uint8Array::new(&p).to_vec()).collect();
    encode(&intake::detect(&head.to_vec(), &pieces).map_err(fail)?.encoding)
}

/// Decides how a file is read: encoding, dialect, header, columns and their kinds.
///
/// ```js
/// const plan = sniff(file.size, head, pieces, { delimiter: ";" });
/// ```
#[wasm_bindgen]
pub fn sniff(size: f64, head: &Uint8Array, pieces: &Array, overrides: JsValue) -> JsResult<JsValue> {
    let overrides: Overrides = if overrides.is_undefined() { Overrides::default() } else { decode(overrides)? };
    let pieces = pieces.iter().map(|p| Uint8Array::new(&p).to_vec()).collect();
    let size = size as u64;
    let sample = Sample { size, head: head.to_vec(), pieces, extent: Extent::Bytes(size) };
    encode(&intake::sniff(&sample, &overrides).map_err(fail)?)
}

/// The plans of files that are to be one table, each column of one kind in all of them; throws `E_COLUMNS_DIFFER` at the file
/// whose columns are not those of the first.
///
/// ```js
/// const plans = agree([sniff(…), sniff(…)], files.map((file) => file.name));
/// ```
#[wasm_bindgen]
pub fn agree(plans: JsValue, names: JsValue) -> JsResult<JsValue> {
    let (mut plans, names): (Vec<Plan>, Vec<String>) = (decode(plans)?, decode(names)?);
    let located = |(file, error): (usize, Error)| fail(names.get(file).map_or(error.clone(), |name| error.in_file(name)));
    intake::agree(&mut plans).map_err(located)?;
    encode(&plans)
}

/// The byte ranges in which a file is parsed, each about `range_size` bytes: `[{index, start, end, exact}, …]`.
///
/// ```js
/// for (const range of ranges(plan, file.size, 8 << 20)) queue.push(range);
/// ```
#[wasm_bindgen]
pub fn ranges(plan: JsValue, size: f64, range_size: f64) -> JsResult<JsValue> {
    let plan: Plan = decode(plan)?;
    encode(&intake::ranges(&plan, size as u64, range_size as u64))
}

/// Parses one range of a file, slice by slice, into one chunk.
///
/// ```js
/// const parser = new Parser(plan, range);
/// let at = parser.reads_from();
/// for (let done = false; !done; ) {
///   const slice = bytes(file.slice(at, at + (4 << 20)));
///   at += slice.length;
///   done = parser.push(slice, at >= file.size);
/// }
/// port.postMessage(parser.finish());
/// ```
#[wasm_bindgen]
pub struct Parser(RangeParser);

#[wasm_bindgen]
impl Parser {
    /// A parser for one range of the file that the plan is for.
    #[wasm_bindgen(constructor)]
    pub fn new(plan: JsValue, range: JsValue) -> JsResult<Parser> {
        let plan: Plan = decode(plan)?;
        let range: Range = decode(range)?;
        RangeParser::new(&plan, range).map(Self).map_err(fail)
    }

    /// Byte of the file at which the first slice must start.
    #[must_use]
    pub fn reads_from(&self) -> f64 {
        self.0.reads_from() as f64
    }

    /// Reads the next slice; `eof` says that the file ends with it. Returns whether the range is done.
    pub fn push(&mut self, bytes: &Uint8Array, eof: bool) -> JsResult<bool> {
        bytes.copy_to(self.0.room(bytes.length() as usize));
        self.0.advance(eof).map_err(fail)
    }

    /// The chunk, in the layout that `Engine.chunk` reads.
    #[must_use]
    pub fn finish(self) -> Uint8Array {
        Uint8Array::from(words_as_bytes(&self.0.finish()))
    }
}

pub(super) fn words_as_bytes(words: &[u64]) -> &[u8] {
    arrow_buffer::ToByteSlice::to_byte_slice(words)
}
