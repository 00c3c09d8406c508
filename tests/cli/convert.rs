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

const ORDERS: &str =
    "客户ID,订单号,下单时间,金额\nU1,1,2024-03-05 10:00,¥1,234.5\nU1,1,2024-03-05 10:00,¥1,234.5\nU2,2,2024年3月6日,7\n";

#[test]
fn a_clean_table_holds_the_rows_that_count_in_one_form() {
    let path = file("clean.csv", ORDERS.replace("¥1,234.5", "\"¥1,234.5\""));
    let call = insitu(&["convert", "--stage", "clean", &path]);
    assert_eq!(call.out, "客户ID,订单号,下单时间,金额\r\nU1,1,2024-03-05 10:00:00,1234.5\r\nU2,2,2024-03-06,7\r\n");
    assert!(!call.err.is_empty(), "what was cleaned away is told");
    assert_eq!(insitu(&["convert", "--stage", "clean", "-q", &path]).err, "");
    assert_eq!(insitu(&["convert", "--stage", "none", &path]).exit, 2);
}

#[test]
fn a_table_is_written_as_parquet_and_arrow_and_read_back() {
    let path = file("typed.csv", ORDERS.replace("¥1,234.5", "\"¥1,234.5\""));
    let folder = path.replace("typed.csv", "typed");
    for form in ["parquet", "arrow"] {
        for stage in ["raw", "clean", "masked"] {
            let call = insitu(&["convert", "--stage", stage, "--to", form, "--out", &folder, "-q", &path]);
            assert_eq!((call.exit, call.out.as_str()), (0, ""), "{}", call.err);
            let back = insitu(&["convert", "--stage", "raw", &format!("{folder}/table.{form}")]);
            let rows: Vec<&str> = back.out.lines().collect();
            assert_eq!(rows.len(), if stage == "clean" { 3 } else { 4 }, "{stage} {form}: {}", back.out);
            assert!(rows[1].ends_with("1234.5") || rows[1].ends_with("1234.5000"), "{stage} {form}: {}", rows[1]);
            assert_eq!(rows[1].starts_with("U1,"), stage != "masked", "{stage} {form}: {}", rows[1]);
        }
    }
}
