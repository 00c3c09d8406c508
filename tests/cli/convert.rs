//! The table itself, as the reader understood it and as it may leave.

use super::{file, insitu};

const RISKY: &str = "id,note\n1,=1+1\n2,'=1\n3,@x\n4,-5\n5,\"a,\"\"b\"\"\nc\"\n";

#[test]
fn a_raw_table_is_what_was_read_and_nothing_else() {
    let call = insitu(&["convert", "--stage", "raw", "--to", "csv", &file("raw.csv", RISKY)]);
    assert_eq!((call.exit, call.out), (0, "id,note\r\n1,=1+1\r\n2,'=1\r\n3,@x\r\n4,-5\r\n5,\"a,\"\"b\"\"\nc\"\r\n".to_owned()));
}

#[test]
fn a_part_of_a_table_is_read_alone() {
    let parted = file("part.csv", RISKY);
    let raw = |words: &[&str]| insitu(&[&["convert", "--stage", "raw", "--to", "csv", &parted], words].concat());
    assert_eq!(raw(&["--first-rows", "2"]).out, "id,note\r\n1,=1+1\r\n2,'=1\r\n");
    assert_eq!(raw(&["--columns", "note", "--first-rows=1"]).out, "note\r\n=1+1\r\n");
    assert_eq!(raw(&["--set", "reading.first_rows=1"]).out, "id,note\r\n1,=1+1\r\n");
    let unknown = raw(&["--columns", "id,notes"]);
    assert_eq!(
        (unknown.exit, &unknown.failure()["code"], &unknown.failure()["name"]),
        (1, &"E_UNKNOWN_COLUMN".into(), &"notes".into())
    );
    assert_eq!(raw(&["--first-rows", "0"]).failure()["code"], "E_PARAM");
    let inspect: serde_json::Value =
        serde_json::from_str(&insitu(&["inspect", "--columns", "id", "--first-rows", "3", &parted]).out).unwrap();
    assert_eq!((&inspect["files"][0]["left_out"][0], &inspect["files"][0]["rows"]["read"]), (&"note".into(), &3.into()));
}

#[test]
fn a_masked_table_runs_nothing_and_is_guarded_once() {
    let call = insitu(&["convert", "--to", "csv", &file("masked.csv", RISKY)]);
    let notes: Vec<&str> = call.out.lines().skip(1).filter_map(|l| l.split_once(',')).map(|(_, note)| note).collect();
    assert_eq!(notes[..4], ["'=1+1", "'=1", "'@x", "-5"]);
}
