//! The file format of Arrow (Feather 2) and its stream format: message by message, in the order of the file.

use super::{Batches, Reader, guarded, inner};
use crate::error::{Error, ErrorKind, Result};
use crate::intake::limits;
use crate::intake::parquet::unpack_frame;
use crate::intake::read::Source;
use crate::intake::stream::{Extent, Opened};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::{Buffer, MutableBuffer};
use arrow_ipc::reader::{RecordBatchDecoder, read_dictionary};
use arrow_ipc::{
    Buffer as Place, CompressionType, DictionaryBatch, DictionaryBatchArgs, Message, MessageHeader, MetadataVersion,
    RecordBatch as Batch, RecordBatchArgs, root_as_message,
};
use arrow_schema::SchemaRef;
use flatbuffers::FlatBufferBuilder;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// First and last bytes of a file.
pub const MAGIC: &[u8] = b"ARROW1";
/// First bytes of a message, but in files of before 2019.
const MARK: [u8; 4] = [0xFF; 4];
/// Longest head of a message.
const HEAD: u64 = 64 << 20;
/// Longest body of a message, unpacked.
const BODY: u64 = (1 << 31) - 1;

/// Opens an Arrow file or stream. The first record of the stream is the header.
///
/// # Errors
/// `E_DAMAGED` where it is cut short or broken, `E_CODEC` for what is not read (Feather 1, views of lists), `E_LIMIT`
/// (columns, length of a message), and those of the source. Damage behind the schema is met when the stream reaches it.
pub fn open(source: Rc<dyn Source>) -> Result<Opened> {
    guarded(|| opened(source))
}

fn opened(source: Rc<dyn Source>) -> Result<Opened> {
    let mut messages = Messages::new(source)?;
    let head = messages.head()?.ok_or(Error::new(ErrorKind::Damaged))?;
    let message = parsed(&head)?;
    let schema = message.header_as_schema().ok_or(Error::new(ErrorKind::Damaged))?;
    if schema.fields().is_some_and(|f| f.len() > limits::COLUMNS) {
        return Err(ErrorKind::Limit.into());
    }
    if schema.endianness() != arrow_ipc::Endianness::Little {
        return Err(ErrorKind::Codec.into());
    }
    let schema = arrow_ipc::convert::try_fb_to_schema(schema).map_err(|e| inner(&e))?;
    if schema.fields().is_empty() {
        return Err(ErrorKind::NoRows.into());
    }
    messages.at += length(&message)?;
    let table = Table { messages, schema: Arc::new(schema), dictionaries: HashMap::new() };
    Ok(Opened {
        members: Vec::new(),
        hidden: Vec::new(),
        chosen: 0,
        extent: Extent::Unknown,
        stream: Box::new(Batches::new(table)),
    })
}

/// Whether a file is Arrow, from its head.
#[must_use]
pub fn looks_like(head: &[u8]) -> bool {
    if head.starts_with(MAGIC) {
        return true;
    }
    let Some((size, rest)) = head.strip_prefix(&MARK).and_then(<[u8]>::split_first_chunk::<4>) else { return false };
    let schema = rest.get(..u32::from_le_bytes(*size) as usize).and_then(|m| root_as_message(m).ok());
    schema.is_some_and(|m| m.header_type() == MessageHeader::Schema)
}

fn parsed(head: &[u8]) -> Result<Message<'_>> {
    root_as_message(head).ok().ok_or(ErrorKind::Damaged.into())
}

fn length(message: &Message<'_>) -> Result<u64> {
    u64::try_from(message.bodyLength()).ok().ok_or(ErrorKind::Damaged.into())
}

/// The messages of a file.
struct Messages {
    source: Rc<dyn Source>,
    at: u64,
    end: u64,
}

impl Messages {
    fn new(source: Rc<dyn Source>) -> Result<Self> {
        let mut messages = Self { at: 0, end: source.size(), source };
        let size = messages.end;
        if size < 8 {
            return Err(ErrorKind::Damaged.into());
        }
        let [start @ .., _, _] = messages.bytes::<8>(0)?;
        if start != MAGIC {
            return Ok(messages);
        }
        messages.at = 8;
        // Some writers fill up to 64 bytes.
        while messages.at < 64 && messages.bytes::<4>(messages.at)? == [0; 4] {
            messages.at += 4;
        }
        // A file cut short has no footer: it is read as far as it goes.
        if let Some([a, b, c, d, magic @ ..]) = size.checked_sub(10).map(|at| messages.bytes::<10>(at)).transpose()?
            && magic == MAGIC
        {
            let footer = u64::from(u32::from_le_bytes([a, b, c, d]));
            messages.end = (size - 10).checked_sub(footer).filter(|end| *end >= 8).ok_or(Error::new(ErrorKind::Damaged))?;
        }
        Ok(messages)
    }

    fn bytes<const N: usize>(&self, at: u64) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        if at + N as u64 > self.source.size() {
            return Err(ErrorKind::Damaged.into());
        }
        self.source.read_at(at, &mut bytes)?;
        Ok(bytes)
    }

    fn left(&self) -> u64 {
        self.end.saturating_sub(self.at)
    }

    /// The head of the next message; `None` at the end.
    fn head(&mut self) -> Result<Option<Vec<u8>>> {
        if self.left() < 4 {
            return if self.left() == 0 { Ok(None) } else { Err(ErrorKind::Damaged.into()) };
        }
        let mut size = self.bytes::<4>(self.at)?;
        self.at += 4;
        if size == MARK {
            size = self.bytes(self.at)?;
            self.at += 4;
        }
        let size = u64::from(u32::from_le_bytes(size));
        if size == 0 {
            return Ok(None);
        }
        if size > self.left() {
            return Err(ErrorKind::Damaged.into());
        }
        if size > HEAD {
            return Err(ErrorKind::Limit.into());
        }
        let mut head = vec![0; size as usize];
        self.source.read_at(self.at, &mut head)?;
        self.at += size;
        Ok(Some(head))
    }

    fn body(&mut self, length: u64) -> Result<Buffer> {
        if length > self.left() {
            return Err(ErrorKind::Damaged.into());
        }
        if length > BODY {
            return Err(ErrorKind::Limit.into());
        }
        let memory = |_| Error::new(ErrorKind::Memory);
        let mut body = MutableBuffer::try_from_len_zeroed(length as usize).map_err(memory)?;
        self.source.read_at(self.at, body.as_slice_mut())?;
        self.at += length;
        Ok(body.into())
    }
}

/// A table whose schema is known.
struct Table {
    messages: Messages,
    schema: SchemaRef,
    dictionaries: HashMap<i64, ArrayRef>,
}

impl Reader for Table {
    fn names(&mut self) -> Result<Vec<String>> {
        Ok(self.schema.fields().iter().map(|f| f.name().clone()).collect())
    }

    fn batch(&mut self) -> Result<Option<RecordBatch>> {
        while let Some(head) = self.messages.head()? {
            let message = parsed(&head)?;
            let body = self.messages.body(length(&message)?)?;
            let version = message.version();
            match message.header_type() {
                MessageHeader::RecordBatch => {
                    let batch = message.header_as_record_batch().ok_or(Error::new(ErrorKind::Damaged))?;
                    return unpacked(batch, &body, |batch, body| self.decode(batch, body, version)).map(Some);
                }
                MessageHeader::DictionaryBatch => {
                    let dictionary = message.header_as_dictionary_batch().ok_or(Error::new(ErrorKind::Damaged))?;
                    self.dictionary(dictionary, &body, version)?;
                }
                _ => {}
            }
        }
        Ok(None)
    }
}

impl Table {
    fn decode(&self, batch: Batch<'_>, body: &Buffer, version: MetadataVersion) -> Result<RecordBatch> {
        let decoder = RecordBatchDecoder::try_new(body, batch, self.schema.clone(), &self.dictionaries, &version);
        decoder.and_then(RecordBatchDecoder::read_record_batch).map_err(|e| inner(&e))
    }

    fn dictionary(&mut self, dictionary: DictionaryBatch<'_>, body: &Buffer, version: MetadataVersion) -> Result<()> {
        let data = dictionary.data().ok_or(Error::new(ErrorKind::Damaged))?;
        if data.compression().is_none() {
            within(data, body)?;
            return read_dictionary(body, dictionary, &self.schema, &mut self.dictionaries, &version).map_err(|e| inner(&e));
        }
        let (head, body) = rewritten(data, body, Some(dictionary))?;
        let dictionary = flatbuffers::root::<DictionaryBatch<'_>>(&head).ok().ok_or(Error::new(ErrorKind::Internal))?;
        read_dictionary(&body, dictionary, &self.schema, &mut self.dictionaries, &version).map_err(|e| inner(&e))
    }
}

/// Whether all buffers of a batch lie inside its body: the library takes that for granted.
fn within(batch: Batch<'_>, body: &Buffer) -> Result<()> {
    let inside = |place: &Place| {
        let end = u64::try_from(place.offset()).ok().zip(u64::try_from(place.length()).ok());
        end.and_then(|(at, length)| at.checked_add(length)).is_some_and(|end| end <= body.len() as u64)
    };
    if batch.buffers().iter().flatten().all(inside) { Ok(()) } else { Err(ErrorKind::Damaged.into()) }
}

/// Hands on a batch whose body is not packed.
fn unpacked<T>(batch: Batch<'_>, body: &Buffer, read: impl FnOnce(Batch<'_>, &Buffer) -> Result<T>) -> Result<T> {
    if batch.compression().is_none() {
        within(batch, body)?;
        return read(batch, body);
    }
    let (head, body) = rewritten(batch, body, None)?;
    read(flatbuffers::root::<Batch<'_>>(&head).ok().ok_or(Error::new(ErrorKind::Internal))?, &body)
}

/// A batch as if it had been written without compression: its head, in that of the dictionary it is of, and its body.
fn rewritten(batch: Batch<'_>, body: &Buffer, of: Option<DictionaryBatch<'_>>) -> Result<(Vec<u8>, Buffer)> {
    let damaged = || Error::new(ErrorKind::Damaged);
    let codec = batch.compression().map(|c| c.codec());
    let lz4 = match codec {
        Some(CompressionType::LZ4_FRAME) => true,
        Some(CompressionType::ZSTD) => false,
        _ => return Err(ErrorKind::Codec.into()),
    };
    let mut out: Vec<u8> = Vec::new();
    let mut places = Vec::new();
    for place in batch.buffers().iter().flatten() {
        let start = usize::try_from(place.offset()).ok().ok_or_else(damaged)?;
        let length = usize::try_from(place.length()).ok().ok_or_else(damaged)?;
        let packed = start.checked_add(length).and_then(|end| body.as_slice().get(start..end)).ok_or_else(damaged)?;
        let at = out.len();
        if let Some((size, packed)) = packed.split_first_chunk::<8>() {
            match i64::from_le_bytes(*size) {
                -1 => out.extend_from_slice(packed),
                size => unpack_frame(lz4, packed, usize::try_from(size).ok().ok_or_else(damaged)?, &mut out)?,
            }
        } else if !packed.is_empty() {
            return Err(damaged());
        }
        if out.len() as u64 > BODY {
            return Err(ErrorKind::Bomb.into());
        }
        places.push(Place::new(at as i64, (out.len() - at) as i64));
        out.resize(out.len().next_multiple_of(64), 0);
    }
    let mut builder = FlatBufferBuilder::new();
    let nodes: Vec<_> = batch.nodes().iter().flatten().copied().collect();
    let counts: Option<Vec<i64>> = batch.variadicBufferCounts().map(|c| c.iter().collect());
    let args = RecordBatchArgs {
        length: batch.length(),
        nodes: Some(builder.create_vector(&nodes)),
        buffers: Some(builder.create_vector(&places)),
        compression: None,
        variadicBufferCounts: counts.map(|c| builder.create_vector(&c)),
    };
    let plain = Batch::create(&mut builder, &args);
    match of {
        None => builder.finish(plain, None),
        Some(of) => {
            let args = DictionaryBatchArgs { id: of.id(), data: Some(plain), isDelta: of.isDelta() };
            let root = DictionaryBatch::create(&mut builder, &args);
            builder.finish(root, None);
        }
    }
    Ok((builder.finished_data().to_vec(), Buffer::from_slice_ref(&out)))
}
