//! One column of a batch, cell by cell as text.

use super::plain::{bytes, date, decimal, json_string, put, time, timestamp};
use crate::error::{ErrorKind, Result};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, DurationMicrosecondType,
    DurationMillisecondType, DurationNanosecondType, DurationSecondType, Float16Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, PrimitiveArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{DataType, TimeUnit};

/// Reads the cells of one array.
pub struct Cells<'a> {
    array: &'a dyn Array,
    values: Values<'a>,
}

/// How a value of an array becomes text.
type Write<'a> = Box<dyn Fn(usize, &mut Vec<u8>) + 'a>;

enum Values<'a> {
    Null,
    /// Numbers and words, which JSON writes without quotes.
    Bare(Write<'a>),
    /// Everything that is text.
    Text(Write<'a>),
    /// The array of all values, and where those of a row lie.
    List(Box<Cells<'a>>, Box<dyn Fn(usize) -> [usize; 2] + 'a>),
    Struct(Vec<(&'a str, Cells<'a>)>),
    /// Each row stands for a row of another array.
    Other(Box<Cells<'a>>, Box<dyn Fn(usize) -> Option<usize> + 'a>),
    /// Each row stands for a row of one of several arrays.
    Union(Vec<(i8, Cells<'a>)>, Box<dyn Fn(usize) -> (i8, usize) + 'a>),
}

impl<'a> Cells<'a> {
    /// # Errors
    /// `E_CODEC` for types without a text form.
    pub fn new(array: &'a dyn Array) -> Result<Self> {
        Ok(Self { array, values: values(array)? })
    }

    /// Appends a cell: nested values as JSON, a missing one as nothing.
    pub fn write(&self, row: usize, out: &mut Vec<u8>) {
        if self.array.is_null(row) {
            return;
        }
        match &self.values {
            Values::Null => {}
            Values::Bare(write) | Values::Text(write) => write(row, out),
            Values::List(..) | Values::Struct(_) => self.json(row, out),
            Values::Other(cells, at) => {
                if let Some(row) = at(row) {
                    cells.write(row, out);
                }
            }
            Values::Union(arrays, at) => {
                let (id, row) = at(row);
                if let Some((_, cells)) = arrays.iter().find(|(other, _)| *other == id) {
                    cells.write(row, out);
                }
            }
        }
    }

    fn json(&self, row: usize, out: &mut Vec<u8>) {
        if self.array.is_null(row) {
            return out.extend_from_slice(b"null");
        }
        match &self.values {
            Values::Null => out.extend_from_slice(b"null"),
            Values::Bare(write) => write(row, out),
            Values::Text(write) => {
                let mut text = Vec::new();
                write(row, &mut text);
                json_string(&text, out);
            }
            Values::List(cells, range) => {
                out.push(b'[');
                let [start, end] = range(row);
                for item in start..end {
                    if item > start {
                        out.push(b',');
                    }
                    cells.json(item, out);
                }
                out.push(b']');
            }
            Values::Struct(fields) => {
                out.push(b'{');
                for (index, (name, cells)) in fields.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    json_string(name.as_bytes(), out);
                    out.push(b':');
                    cells.json(row, out);
                }
                out.push(b'}');
            }
            Values::Other(cells, at) => match at(row) {
                Some(row) => cells.json(row, out),
                None => out.extend_from_slice(b"null"),
            },
            Values::Union(arrays, at) => {
                let (id, row) = at(row);
                match arrays.iter().find(|(other, _)| *other == id) {
                    Some((_, cells)) => cells.json(row, out),
                    None => out.extend_from_slice(b"null"),
                }
            }
        }
    }
}

fn primitive<'a, T: ArrowPrimitiveType>(array: &'a dyn Array, write: impl Fn(T::Native, &mut Vec<u8>) + 'a) -> Write<'a> {
    let array: &PrimitiveArray<T> = array.as_primitive();
    Box::new(move |row, out| write(array.value(row), out))
}

macro_rules! numbers {
    ($array:expr, $kind:ty) => {
        Values::Bare(primitive::<$kind>($array, |v, out| put(out, format_args!("{v}"))))
    };
}

fn decimals<'a, T: ArrowPrimitiveType>(array: &'a dyn Array, scale: i8) -> Values<'a>
where
    T::Native: std::fmt::Display,
{
    Values::Bare(primitive::<T>(array, move |v, out| decimal(&v.to_string(), scale, out)))
}

/// Timestamps, times of day or durations in one of four units.
macro_rules! by_unit {
    ($unit:expr, $array:expr, $second:ty, $milli:ty, $micro:ty, $nano:ty, $write:expr) => {
        match $unit {
            TimeUnit::Second => primitive::<$second>($array, move |v, out| $write(v, 1, out)),
            TimeUnit::Millisecond => primitive::<$milli>($array, move |v, out| $write(v, 1_000, out)),
            TimeUnit::Microsecond => primitive::<$micro>($array, move |v, out| $write(v, 1_000_000, out)),
            TimeUnit::Nanosecond => primitive::<$nano>($array, move |v, out| $write(v, 1_000_000_000, out)),
        }
    };
}

fn values(array: &dyn Array) -> Result<Values<'_>> {
    Ok(match array.data_type() {
        DataType::Null => Values::Null,
        DataType::Boolean => {
            let array = array.as_boolean();
            Values::Bare(Box::new(move |row, out| out.extend_from_slice(if array.value(row) { b"true" } else { b"false" })))
        }
        DataType::Int8 => numbers!(array, Int8Type),
        DataType::Int16 => numbers!(array, Int16Type),
        DataType::Int32 => numbers!(array, Int32Type),
        DataType::Int64 => numbers!(array, Int64Type),
        DataType::UInt8 => numbers!(array, UInt8Type),
        DataType::UInt16 => numbers!(array, UInt16Type),
        DataType::UInt32 => numbers!(array, UInt32Type),
        DataType::UInt64 => numbers!(array, UInt64Type),
        DataType::Float16 => numbers!(array, Float16Type),
        DataType::Float32 => numbers!(array, Float32Type),
        DataType::Float64 => numbers!(array, Float64Type),
        DataType::Decimal32(_, scale) => decimals::<Decimal32Type>(array, *scale),
        DataType::Decimal64(_, scale) => decimals::<Decimal64Type>(array, *scale),
        DataType::Decimal128(_, scale) => decimals::<Decimal128Type>(array, *scale),
        DataType::Decimal256(_, scale) => decimals::<Decimal256Type>(array, *scale),
        DataType::Date32 => Values::Text(primitive::<Date32Type>(array, |v, out| date(v.into(), out))),
        DataType::Date64 => Values::Text(primitive::<Date64Type>(array, |v, out| date(v.div_euclid(86_400_000), out))),
        DataType::Time32(TimeUnit::Second) => Values::Text(primitive::<Time32SecondType>(array, |v, o| time(v.into(), 1, o))),
        DataType::Time32(_) => Values::Text(primitive::<Time32MillisecondType>(array, |v, o| time(v.into(), 1_000, o))),
        DataType::Time64(TimeUnit::Nanosecond) => {
            Values::Text(primitive::<Time64NanosecondType>(array, |v, o| time(v, 1_000_000_000, o)))
        }
        DataType::Time64(_) => Values::Text(primitive::<Time64MicrosecondType>(array, |v, o| time(v, 1_000_000, o))),
        DataType::Timestamp(unit, zone) => {
            let universal = zone.is_some();
            let write = move |v, per, out: &mut Vec<u8>| timestamp(v, per, universal, out);
            Values::Text(by_unit!(
                unit,
                array,
                TimestampSecondType,
                TimestampMillisecondType,
                TimestampMicrosecondType,
                TimestampNanosecondType,
                write
            ))
        }
        DataType::Duration(unit) => {
            let write = |v: i64, per: i64, out: &mut Vec<u8>| seconds(v, per, out);
            Values::Bare(by_unit!(
                unit,
                array,
                DurationSecondType,
                DurationMillisecondType,
                DurationMicrosecondType,
                DurationNanosecondType,
                write
            ))
        }
        DataType::Utf8 => {
            let array = array.as_string::<i32>();
            Values::Text(Box::new(move |row, out| out.extend_from_slice(array.value(row).as_bytes())))
        }
        DataType::LargeUtf8 => {
            let array = array.as_string::<i64>();
            Values::Text(Box::new(move |row, out| out.extend_from_slice(array.value(row).as_bytes())))
        }
        DataType::Utf8View => {
            let array = array.as_string_view();
            Values::Text(Box::new(move |row, out| out.extend_from_slice(array.value(row).as_bytes())))
        }
        DataType::Binary => {
            let array = array.as_binary::<i32>();
            Values::Text(Box::new(move |row, out| bytes(array.value(row), out)))
        }
        DataType::LargeBinary => {
            let array = array.as_binary::<i64>();
            Values::Text(Box::new(move |row, out| bytes(array.value(row), out)))
        }
        DataType::BinaryView => {
            let array = array.as_binary_view();
            Values::Text(Box::new(move |row, out| bytes(array.value(row), out)))
        }
        DataType::FixedSizeBinary(_) => {
            let array = array.as_fixed_size_binary();
            Values::Text(Box::new(move |row, out| bytes(array.value(row), out)))
        }
        _ => return nested(array),
    })
}

/// A span of time in seconds.
fn seconds(ticks: i64, per_second: i64, out: &mut Vec<u8>) {
    let digits = per_second.ilog10() as i8;
    let mut text = Vec::new();
    decimal(&ticks.to_string(), digits, &mut text);
    let trimmed = if digits > 0 { text.trim_ascii_end() } else { &text };
    let end = if digits > 0 { trimmed.iter().rposition(|b| *b != b'0').map_or(0, |p| p + 1) } else { trimmed.len() };
    let kept = trimmed.get(..end).unwrap_or_default();
    out.extend_from_slice(kept.strip_suffix(b".").unwrap_or(kept));
}

fn nested(array: &dyn Array) -> Result<Values<'_>> {
    let inside = |array| -> Result<Box<Cells<'_>>> { Ok(Box::new(Cells::new(array)?)) };
    Ok(match array.data_type() {
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            let offsets = list.value_offsets();
            Values::List(inside(list.values().as_ref())?, Box::new(move |row| span(offsets, row)))
        }
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            let offsets = list.value_offsets();
            Values::List(inside(list.values().as_ref())?, Box::new(move |row| span(offsets, row)))
        }
        DataType::Map(..) => {
            let map = array.as_map();
            let offsets = map.value_offsets();
            Values::List(inside(map.entries())?, Box::new(move |row| span(offsets, row)))
        }
        DataType::FixedSizeList(..) => {
            let list = array.as_fixed_size_list();
            let length = list.value_length() as usize;
            Values::List(inside(list.values().as_ref())?, Box::new(move |row| [row * length, (row + 1) * length]))
        }
        DataType::Struct(fields) => {
            let structure = array.as_struct();
            let columns = structure.columns().iter();
            Values::Struct(
                fields
                    .iter()
                    .zip(columns)
                    .map(|(field, column)| Ok((field.name().as_str(), Cells::new(column.as_ref())?)))
                    .collect::<Result<_>>()?,
            )
        }
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            let keys = dictionary.normalized_keys();
            let count = dictionary.values().len();
            let at = move |row: usize| keys.get(row).copied().filter(|k| *k < count);
            Values::Other(inside(dictionary.values().as_ref())?, Box::new(at))
        }
        DataType::RunEndEncoded(ends, _) => match ends.data_type() {
            DataType::Int16 => runs::<Int16Type>(array)?,
            DataType::Int32 => runs::<Int32Type>(array)?,
            DataType::Int64 => runs::<Int64Type>(array)?,
            _ => return Err(ErrorKind::Codec.into()),
        },
        DataType::Union(fields, _) => {
            let union = array.as_union();
            let arrays = fields.iter().map(|(id, _)| Ok((id, Cells::new(union.child(id).as_ref())?)));
            Values::Union(arrays.collect::<Result<_>>()?, Box::new(|row| (union.type_id(row), union.value_offset(row))))
        }
        // Views of lists and calendar intervals: no writer of customer data makes them.
        _ => return Err(ErrorKind::Codec.into()),
    })
}

fn runs<T: arrow_array::types::RunEndIndexType>(array: &dyn Array) -> Result<Values<'_>> {
    let runs = array.as_run::<T>();
    let values = Box::new(Cells::new(runs.values().as_ref())?);
    Ok(Values::Other(values, Box::new(|row| Some(runs.get_physical_index(row)))))
}

fn span<O: ArrowNativeType>(offsets: &[O], row: usize) -> [usize; 2] {
    let at = |index| offsets.get(index).map_or(0, |o: &O| o.as_usize());
    [at(row), at(row + 1)]
}
