//! The table itself: as it was read, as it is after cleaning, as it may leave.

use super::{Output, files, reading as how, recipe, say_notices, session, written};
use crate::Stopped;
use crate::arguments::{Arguments, usage};
use crate::reading;
use arrow_array::{ArrayRef, Decimal128Array, Float64Array, RecordBatch, StringArray, TimestampSecondArray};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Field as ArrowField, Schema};
use insitu::clean::CleanTable;
use insitu::error::{Error, ErrorKind, Result};
use insitu::intake::RawTable;
use insitu::mask::MaskedTable;
use insitu::report::CsvTable;
use insitu::table::date::time_text;
use insitu::table::{Column, Kind, Money};
use parquet::arrow::ArrowWriter;
use std::sync::Arc;

/// Digits of an amount in a Parquet or Arrow file, and those behind the point.
const DIGITS: (u8, i8) = (19, 4);

/// Which table is wanted.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Raw,
    Clean,
    Masked,
}

/// Which form.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Csv,
    Parquet,
    Arrow,
}

impl Form {
    fn file(self) -> &'static str {
        match self {
            Self::Csv => "table.csv",
            Self::Parquet => "table.parquet",
            Self::Arrow => "table.arrow",
        }
    }
}

pub(super) fn convert(a: &Arguments) -> Output {
    let form = match a.to.as_deref() {
        None | Some("csv") => Form::Csv,
        Some("parquet") => Form::Parquet,
        Some("arrow") => Form::Arrow,
        Some(_) => return Err(usage("--to is csv, parquet or arrow.")),
    };
    let stage = match a.stage.as_deref() {
        Some("raw") => Stage::Raw,
        Some("clean") => Stage::Clean,
        None | Some("masked") => Stage::Masked,
        Some(_) => return Err(usage("--stage is raw, clean or masked.")),
    };
    let bytes = if stage == Stage::Raw { raw(a, form)? } else { behind(a, stage, form)? };
    written(a, form.file(), bytes)
}

fn raw(a: &Arguments, form: Form) -> Output {
    let paths = files(a)?;
    // Text shows cells as they were written; the other forms have kinds.
    let how = how(a, &recipe(a)?, form == Form::Csv);
    match reading::read(paths, &how) {
        Ok(tables) => match tables.as_slice() {
            [table] if form == Form::Csv => Ok(raw_csv(table)?),
            [table] => Ok(packed(&typed(&table.columns.iter().map(|c| (c.name(), c)).collect::<Vec<_>>(), None)?, form)?),
            _ => Err(several()),
        },
        // A header is all there is to write.
        Err(Stopped::Failure(error)) if error.kind() == ErrorKind::HeaderOnly && form == Form::Csv => {
            let Some(first) = paths.first() else { return Err(error.into()) };
            Ok(names_csv(&reading::plan(first, &how)?.columns)?)
        }
        Err(stopped) => Err(stopped),
    }
}

/// A table that went through the stages.
fn behind(a: &Arguments, stage: Stage, form: Form) -> Output {
    let mut session = session(a)?;
    if session.tables() != 1 {
        return Err(several());
    }
    let bytes = if stage == Stage::Clean {
        let table = session.clean_table(0)?;
        if form == Form::Csv { clean_csv(&table)? } else { packed(&clean(&table)?, form)? }
    } else {
        let table = session.masked_table(0)?;
        if form == Form::Csv { masked_csv(&table)? } else { packed(&masked(&table)?, form)? }
    };
    say_notices(a, &session);
    Ok(bytes)
}

fn several() -> Stopped {
    usage("convert writes one table; these files make several.")
}

fn internal() -> Error {
    Error::new(ErrorKind::Internal)
}

fn names_csv(columns: &[insitu::table::Spec]) -> Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(columns.iter().map(|c| c.name.as_str())).or(Err(internal()))?;
    csv.into_inner().or(Err(internal()))
}

/// What the reader understood, cell by cell as written: RFC 4180, UTF-8, no byte-order mark, nothing made safe. Cells
/// beyond the last column stand behind their row.
fn raw_csv(table: &RawTable) -> Result<Vec<u8>> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    csv.write_record(table.columns.iter().map(Column::name)).or(Err(internal()))?;
    for row in 0..table.rows {
        let cells = table.columns.iter().map(|c| c.text_at(row).unwrap_or_default());
        csv.write_record(cells.map(|c| c.into_owned().into_bytes()).chain(table.surplus.of(row).map(Into::into)))
            .or(Err(internal()))?;
    }
    csv.into_inner().or(Err(internal()))
}

/// The columns after cleaning, under their headers.
fn clean_columns(table: &CleanTable) -> Vec<(&str, &Column)> {
    let raw = table.mapped().raw().columns.iter().enumerate();
    raw.map(|(index, column)| (column.name(), table.column(index).unwrap_or(column))).collect()
}

/// The rows that count after cleaning, as values: numbers, amounts and times in one form each. Nothing is made safe for spreadsheets.
fn clean_csv(table: &CleanTable) -> Result<Vec<u8>> {
    let columns = clean_columns(table);
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    csv.write_record(columns.iter().map(|(name, _)| *name)).or(Err(internal()))?;
    for row in kept(table) {
        csv.write_record(columns.iter().map(|(_, column)| text(column, row).unwrap_or_default())).or(Err(internal()))?;
    }
    csv.into_inner().or(Err(internal()))
}

fn clean(table: &CleanTable) -> Result<RecordBatch> {
    typed(&clean_columns(table), Some(&kept(table)))
}

fn kept(table: &CleanTable) -> Vec<usize> {
    table.kept().iter().enumerate().filter(|(_, kept)| *kept).map(|(row, _)| row).collect()
}

/// A cell as text; `None` where it is empty.
fn text(column: &Column, row: usize) -> Option<String> {
    match column.kind() {
        Kind::Text => column.text_at(row).map(std::borrow::Cow::into_owned),
        Kind::Number => column.number_at(row).map(|n| (n + 0.0).to_string()),
        Kind::Money => column.int_at(row).map(|units| Money(units.into()).to_string()),
        Kind::Time => column.int_at(row).map(time_text),
    }
}

fn masked_csv(table: &MaskedTable) -> Result<Vec<u8>> {
    let raw = table.mapped().raw();
    // Where the header was set on a row of data, names are somebody's cells.
    let names: Vec<_> = raw.columns.iter().map(|c| insitu::mask::sweep(c.name())).collect();
    let mut csv = CsvTable::new(names.iter().map(AsRef::as_ref))?;
    let mut columns: Vec<_> = (0..raw.columns.len()).filter_map(|i| table.masked_column(i)).collect();
    for row in 0..raw.rows {
        let cells: Vec<_> = columns.iter_mut().map(|c| c.text(row).unwrap_or_default()).collect();
        csv.row(&cells)?;
    }
    csv.finish()
}

/// Every column as it may leave: text, because a mask has no kind.
fn masked(table: &MaskedTable) -> Result<RecordBatch> {
    let raw = table.mapped().raw();
    let names = raw.columns.iter().map(|c| insitu::mask::sweep(c.name()).into_owned());
    let columns = (0..raw.columns.len()).map(|index| {
        let mut column = table.masked_column(index);
        let cells = (0..raw.rows).map(|row| column.as_mut().and_then(|c| c.text(row)).map(std::borrow::Cow::into_owned));
        let cells: Vec<Option<String>> = cells.collect();
        (DataType::Utf8, Arc::new(StringArray::from(cells)) as ArrayRef)
    });
    batch(names.zip(columns))
}

/// Columns with their kinds; all rows, or those of a list.
fn typed(columns: &[(&str, &Column)], rows: Option<&[usize]>) -> Result<RecordBatch> {
    let array = |column: &Column| -> Result<(DataType, ArrayRef)> {
        let all: Vec<usize>;
        let rows = match rows {
            Some(rows) => rows,
            None => {
                all = (0..column.len()).collect();
                &all
            }
        };
        let ints = || rows.iter().map(|&row| column.int_at(row));
        let array: ArrayRef = match column.kind() {
            Kind::Text => Arc::new(rows.iter().map(|&row| column.text_at(row)).collect::<StringArray>()),
            Kind::Number => Arc::new(rows.iter().map(|&row| column.number_at(row)).collect::<Float64Array>()),
            Kind::Money => {
                let amounts: Decimal128Array = ints().map(|v| v.map(i128::from)).collect();
                Arc::new(amounts.with_precision_and_scale(DIGITS.0, DIGITS.1).or(Err(internal()))?)
            }
            Kind::Time => Arc::new(ints().collect::<TimestampSecondArray>()),
        };
        Ok((array.data_type().clone(), array))
    };
    batch(columns.iter().map(|(name, column)| Ok(((*name).to_owned(), array(column)?))).collect::<Result<Vec<_>>>()?.into_iter())
}

fn batch(columns: impl Iterator<Item = (String, (DataType, ArrayRef))>) -> Result<RecordBatch> {
    let (fields, arrays): (Vec<ArrowField>, Vec<ArrayRef>) =
        columns.map(|(name, (kind, array))| (ArrowField::new(name, kind, true), array)).unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).or(Err(internal()))
}

fn packed(batch: &RecordBatch, form: Form) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if form == Form::Parquet {
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).or(Err(internal()))?;
        writer.write(batch).or(Err(internal()))?;
        writer.close().or(Err(internal()))?;
    } else {
        let mut writer = FileWriter::try_new(&mut bytes, &batch.schema()).or(Err(internal()))?;
        writer.write(batch).or(Err(internal()))?;
        writer.finish().or(Err(internal()))?;
        drop(writer);
    }
    Ok(bytes)
}
