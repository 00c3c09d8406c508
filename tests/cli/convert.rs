//! The table itself, as the reader understood it and as it may leave.

use super::{file, insitu};

const RISKY: &str = "id,note\n1,=1+1\n2,'=1\n3,@x\n4,-5\n5,\"a,\"\"b\"\"\nc\"\n";

#[test]
fn a_raw_table_is_what_was_read_and_nothing_else() {
    let call = insitu(&["convert", "--stage", "raw", "--to", "csv", &file("raw.csv", RISKY)]);
    assert_eq!((call.exit, call.out), (0, "id,note\r\n1,=1+1\r\n2,'=1\r\n3,@x\r\n4,-5\r\n5,\"a,\"\"b\"\"\nc\"\r\n".to_owned()));
}

#[test]
fn a_masked_table_runs_nothing_and_is_guarded_once() {
    let call = insitu(&["convert", "--to", "csv", &file("masked.csv", RISKY)]);
    let notes: Vec<&str> = call.out.lines().skip(1).filter_map(|l| l.split_once(',')).map(|(_, note)| note).collect();
    assert_eq!(notes[..4], ["'=1+1", "'=1", "'@x", "-5"]);
}
