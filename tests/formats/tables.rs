//! Parquet and Arrow as other programs write them, and as their own writers do.

use crate::{drain, records, table};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use insitu::error::Result;
use insitu::intake::{Opened, Source, arrow, parquet};
use proptest::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// Folder of the files written by pyarrow.
pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tables");

#[expect(clippy::disallowed_methods, reason = "reads fixtures")]
pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{FOLDER}/{name}")).unwrap()
}

pub struct Bytes(pub Vec<u8>);

impl Source for Bytes {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, at: u64, into: &mut [u8]) -> Result<()> {
        into.copy_from_slice(&self.0[at as usize..at as usize + into.len()]);
        Ok(())
    }
}

pub fn open(name: &str, bytes: Vec<u8>) -> Result<Opened> {
    let source = Rc::new(Bytes(bytes));
    if name.ends_with("parquet") { parquet::open(source) } else { arrow::open(source) }
}

fn rows(name: &str, bytes: Vec<u8>) -> Vec<Vec<String>> {
    let (text, end) = drain(open(name, bytes).unwrap().stream.as_mut());
    end.unwrap();
    records(&text)
}

/// Every file holds columns of the one table; their cells are as expected.
#[test]
fn files_of_pyarrow_are_read_to_the_letter() {
    let expected = records(&fixture("expected.csv"));
    for name in [
        "none.parquet",
        "snappy.parquet",
        "gzip.parquet",
        "brotli.parquet",
        "lz4.parquet",
        "zstd.parquet",
        "v2_snappy.parquet",
        "v2_zstd.parquet",
        "delta.parquet",
        "int96.parquet",
        "uncompressed.feather",
        "lz4.feather",
        "zstd.feather",
        "uncompressed.arrows",
        "lz4.arrows",
        "zstd.arrows",
        "views.feather",
        "large.feather",
    ] {
        let read = rows(name, fixture(name));
        assert_eq!(read.len(), expected.len(), "{name}");
        for (column, head) in read[0].iter().enumerate() {
            let at = expected[0].iter().position(|h| h == head).unwrap();
            for (row, cells) in expected.iter().enumerate() {
                assert_eq!(read[row][column], cells[at], "{name}, {head}, row {row}");
            }
        }
        assert!(name.ends_with("parquet") || arrow::looks_like(&fixture(name)), "{name}");
    }
}

#[test]
fn the_reader_finds_kinds_in_them() {
    let (text, _) = drain(open("x.parquet", fixture("snappy.parquet")).unwrap().stream.as_mut());
    let table = table(&text).unwrap();
    let kind = |name: &str| table.columns.iter().find(|c| c.name() == name).unwrap().kind();
    use insitu::table::Kind;
    assert_eq!((kind("day"), kind("s"), kind("客户"), kind("f64")), (Kind::Time, Kind::Time, Kind::Text, Kind::Number));
    assert_eq!((table.rows, table.rejects.len()), (60, 0));
}

#[test]
fn a_part_of_them_is_the_same_part_of_the_table() {
    use insitu::intake::{Container, Overrides, unpack};
    for name in ["snappy.parquet", "lz4.feather"] {
        let read = |first_rows, only: &[&str]| {
            let only_columns = only.iter().map(|c| (*c).to_owned()).collect();
            let bytes = fixture(name);
            let container = Container::of(&bytes);
            unpack(
                name,
                &(Rc::new(bytes) as Rc<dyn Source>),
                container,
                &Overrides { first_rows, only_columns, ..Overrides::default() },
            )
            .unwrap()
        };
        let (whole, part) = (read(None, &[]), read(Some(25), &["day", "客户"]));
        assert_eq!((part.rows, part.columns.len(), part.first.plan.left_out.len()), (25, 2, whole.columns.len() - 2));
        for column in &part.columns {
            let same = whole.columns.iter().find(|c| c.name() == column.name()).unwrap();
            assert!((0..25).all(|r| column.text_at(r) == same.text_at(r) && column.int_at(r) == same.int_at(r)), "{name}");
        }
        let told: Vec<_> = part.notices.iter().map(|n| (n.code, n.count)).filter(|n| n.0 != "N_COLUMNS_LEFT_OUT").collect();
        assert_eq!(told, [("N_FIRST_ROWS", 25)]);
        let estimate = whole.first.plan.estimate.unwrap();
        assert_eq!((estimate.rows, part.first.plan.estimate.unwrap().rows), (60, 25));
        assert!(read(Some(60), &[]).notices.iter().all(|n| n.code != "N_FIRST_ROWS"));
    }
}

#[test]
fn what_is_not_read_is_said() {
    let code = |name: &str, bytes: &[u8]| open(name, bytes.to_vec()).map(|_| ()).unwrap_err().code();
    assert_eq!(code("x.parquet", b"PAR1"), "E_DAMAGED");
    assert_eq!(code("x.parquet", b"PAR1\0\0\0\0PARE"), "E_CODEC");
    assert_eq!(code("x.parquet", b"PAR1\xFF\xFF\xFF\x7FPAR1"), "E_DAMAGED");
    assert_eq!(code("x.arrow", b"ARROW1\0\0"), "E_DAMAGED");
    assert_eq!(code("x.arrow", b""), "E_DAMAGED");
}

#[test]
fn a_file_cut_short_gives_what_it_holds() {
    let whole = fixture("uncompressed.feather");
    let all = rows("x.feather", whole.clone());
    let (text, end) = drain(open("x.feather", whole[..whole.len() / 2].to_vec()).unwrap().stream.as_mut());
    let error = end.unwrap_err();
    let read = records(&text);
    assert_eq!(read, all[..26]);
    assert_eq!((error.code(), error.place().row), ("E_DAMAGED", Some(27)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_is_written_is_read(
        cells in prop::collection::vec((prop::option::of("[a-z,\"\n客]{0,5}"), prop::option::of(any::<i64>())), 1..200),
        group in 1_usize..90,
    ) {
        let names: ArrayRef = Arc::new(cells.iter().map(|c| c.0.clone()).collect::<StringArray>());
        let numbers: ArrayRef = Arc::new(cells.iter().map(|c| c.1).collect::<Int64Array>());
        let batch = RecordBatch::try_from_iter([("name, \"x\"", names), ("n", numbers)]).unwrap();
        let mut expected = vec![vec!["name, \"x\"".to_owned(), "n".to_owned()]];
        expected.extend(cells.iter().map(|(a, b)| vec![a.clone().unwrap_or_default(), b.map(|n| n.to_string()).unwrap_or_default()]));
        let properties = ::parquet::file::properties::WriterProperties::builder().set_max_row_group_row_count(Some(group)).build();
        let mut file = Vec::new();
        let mut writer = ::parquet::arrow::ArrowWriter::try_new(&mut file, batch.schema(), Some(properties)).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        prop_assert_eq!(rows("x.parquet", file), expected.clone());
        let mut file = Vec::new();
        let mut writer = arrow_ipc::writer::FileWriter::try_new(&mut file, &batch.schema()).unwrap();
        for start in (0..batch.num_rows()).step_by(group) {
            writer.write(&batch.slice(start, group.min(batch.num_rows() - start))).unwrap();
        }
        writer.finish().unwrap();
        drop(writer);
        prop_assert_eq!(rows("x.arrow", file), expected);
    }
}
