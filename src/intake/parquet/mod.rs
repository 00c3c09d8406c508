//! Parquet → records: row groups one after the other, pages read and unpacked as they are needed.
//!
//! The library decodes values; what reads the file, checks lengths and unpacks pages is ours, so that no number stated in a
//! file decides how much memory is taken, and all codecs but LZO are read, in Rust alone.

mod codec;
mod pages;
mod slot;
mod thrift;

pub(super) use codec::unpack_frame;

use super::arrow::Batches;
use super::limits;
use super::read::Source;
use super::stream::{Extent, Opened};
use crate::error::{Error, ErrorKind, Result};
use arrow_schema::{DataType, Field, TimeUnit};
use pages::Pages;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, RowGroups};
use parquet::arrow::{FieldLevels, ProjectionMask, parquet_to_arrow_field_levels};
use parquet::basic::Type;
use parquet::column::page::{PageIterator, PageReader};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader, RowGroupMetaData};
use parquet::schema::types::SchemaDescriptor;
use slot::Slot;
use std::rc::Rc;
use std::sync::Arc;

/// First and last bytes of a file.
pub const MAGIC: &[u8] = b"PAR1";
/// Last bytes where the footer is encrypted.
const ENCRYPTED: &[u8] = b"PARE";
/// Longest footer.
const FOOTER: u64 = 64 << 20;
/// Rows decoded at once.
const ROWS: usize = 2_048;
/// Bytes read ahead over all columns.
const AHEAD: usize = 8 << 20;

/// Opens a Parquet file. The first record of the stream is the header.
///
/// # Errors
/// `E_DAMAGED` where the file is cut short or broken, `E_CODEC` for encryption, `E_LIMIT` (columns, footer), `E_NO_ROWS`,
/// and those of the source. Damage inside a row group is met when the stream reaches it.
pub fn open(source: Rc<dyn Source>) -> Result<Opened> {
    super::arrow::guarded(|| opened(source))
}

fn opened(source: Rc<dyn Source>) -> Result<Opened> {
    let metadata = footer(source.as_ref())?;
    let schema = metadata.file_metadata().schema_descr();
    if schema.num_columns() > limits::COLUMNS {
        return Err(ErrorKind::Limit.into());
    }
    if schema.num_columns() == 0 || metadata.row_groups().iter().all(|g| g.num_rows() <= 0) {
        return Err(ErrorKind::NoRows.into());
    }
    let rows = metadata.row_groups().iter().filter_map(|g| u64::try_from(g.num_rows()).ok()).fold(0, u64::saturating_add);
    let levels = levels(schema).map_err(|e| inner(&e))?;
    let window = (AHEAD / schema.num_columns()).clamp(16 << 10, 256 << 10);
    let groups =
        Groups { metadata: Arc::new(metadata), levels, slot: Arc::new(Slot::new(source)), window, next: 0, reader: None };
    let stream = Box::new(Batches::new(groups));
    Ok(Opened { members: Vec::new(), hidden: Vec::new(), chosen: 0, extent: Extent::Rows(rows), stream })
}

fn footer(source: &dyn Source) -> Result<ParquetMetaData> {
    let damaged = || Error::new(ErrorKind::Damaged);
    let mut tail = [0; 8];
    let at = source.size().checked_sub(12).ok_or_else(damaged)? + 4;
    source.read_at(at, &mut tail)?;
    let [a, b, c, d, magic @ ..] = tail;
    if magic == ENCRYPTED {
        return Err(ErrorKind::Codec.into());
    }
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    if magic != MAGIC || length + 4 > at {
        return Err(damaged());
    }
    if length > FOOTER {
        return Err(ErrorKind::Limit.into());
    }
    let mut bytes = vec![0; length as usize];
    source.read_at(at - length, &mut bytes)?;
    let nodes = thrift::check_footer(&bytes).ok().ok_or_else(damaged)?;
    if nodes > 2 * limits::COLUMNS as u64 {
        return Err(ErrorKind::Limit.into());
    }
    ParquetMetaDataReader::decode_metadata(&bytes).map_err(|e| inner(&e))
}

/// Types of the columns. Old timestamps of 96 bits are read in microseconds: nanoseconds end in the year 2262.
fn levels(schema: &SchemaDescriptor) -> std::result::Result<FieldLevels, ParquetError> {
    let plain = parquet::arrow::parquet_to_arrow_schema(schema, None)?;
    let old = |index: usize| {
        let field = schema.root_schema().get_fields().get(index);
        field.is_some_and(|f| f.is_primitive() && f.get_physical_type() == Type::INT96)
    };
    let wide = |(index, field): (usize, &Arc<Field>)| {
        let time = DataType::Timestamp(TimeUnit::Microsecond, None);
        if old(index) { Arc::new(field.as_ref().clone().with_data_type(time)) } else { field.clone() }
    };
    let fields = plain.fields().iter().enumerate().map(wide).collect();
    parquet_to_arrow_field_levels(schema, ProjectionMask::all(), Some(&fields))
}

/// What an error of the library means.
fn inner(error: &ParquetError) -> Error {
    match error {
        ParquetError::NYI(_) => ErrorKind::Codec.into(),
        _ => ErrorKind::Damaged.into(),
    }
}

/// The row groups of a file, from first to last.
struct Groups {
    metadata: Arc<ParquetMetaData>,
    levels: FieldLevels,
    slot: Arc<Slot>,
    window: usize,
    next: usize,
    reader: Option<ParquetRecordBatchReader>,
}

impl super::arrow::Reader for Groups {
    fn names(&mut self) -> Result<Vec<String>> {
        let fields = self.metadata.file_metadata().schema_descr().root_schema().get_fields();
        Ok(fields.iter().map(|f| f.name().to_owned()).collect())
    }

    fn batch(&mut self) -> Result<Option<arrow_array::RecordBatch>> {
        loop {
            if let Some(batch) = self.reader.as_mut().and_then(Iterator::next) {
                return match batch {
                    Ok(batch) => Ok(Some(batch)),
                    Err(error) => Err(self.slot.failure().unwrap_or_else(|| super::arrow::inner(&error))),
                };
            }
            if self.next >= self.metadata.num_row_groups() {
                return Ok(None);
            }
            let group = Group { metadata: self.metadata.clone(), index: self.next, slot: self.slot.clone(), window: self.window };
            self.next += 1;
            let reader = ParquetRecordBatchReader::try_new_with_row_groups(&self.levels, &group, ROWS, None);
            self.reader = Some(reader.map_err(|e| self.slot.failure().unwrap_or_else(|| inner(&e)))?);
        }
    }
}

struct Group {
    metadata: Arc<ParquetMetaData>,
    index: usize,
    slot: Arc<Slot>,
    window: usize,
}

impl Group {
    fn group(&self) -> Option<&RowGroupMetaData> {
        self.metadata.row_groups().get(self.index)
    }
}

impl RowGroups for Group {
    fn num_rows(&self) -> usize {
        self.group().map_or(0, |g| usize::try_from(g.num_rows()).unwrap_or_default())
    }

    fn column_chunks(&self, index: usize) -> std::result::Result<Box<dyn PageIterator>, ParquetError> {
        let column =
            self.group().and_then(|g| g.columns().get(index)).ok_or_else(|| self.slot.fail(ErrorKind::Damaged.into()))?;
        if column.file_path().is_some_and(|p| !p.is_empty()) {
            return Err(self.slot.fail(ErrorKind::Codec.into()));
        }
        let first = column.dictionary_page_offset().filter(|at| *at > 0).unwrap_or(i64::MAX).min(column.data_page_offset());
        let range = u64::try_from(first).ok().zip(u64::try_from(column.compressed_size()).ok());
        let (start, length) = range.ok_or_else(|| self.slot.fail(ErrorKind::Damaged.into()))?;
        let pages = Pages::new(self.slot.clone(), column.compression(), [start, start.saturating_add(length)], self.window);
        Ok(Box::new(Chunk(Some(pages))))
    }

    fn row_groups(&self) -> Box<dyn Iterator<Item = &RowGroupMetaData> + '_> {
        Box::new(self.group().into_iter())
    }

    fn metadata(&self) -> &ParquetMetaData {
        &self.metadata
    }
}

/// The one chunk of a column in a row group.
struct Chunk(Option<Pages>);

impl Iterator for Chunk {
    type Item = std::result::Result<Box<dyn PageReader>, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(Ok(Box::new(self.0.take()?)))
    }
}

impl PageIterator for Chunk {}
