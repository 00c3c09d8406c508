//! The example: its planted stories counted plainly from the texts of its files, and what the engine says of the same files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod plain;
mod quiet;
mod report;
mod stories;

use insitu::intake::{Overrides, read};
use insitu::mask::Key;
use insitu::session::Session;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// All five files in one session, read as the page reads them.
fn session() -> Session {
    let mut session = Session::new(Key::from_hex(&"0f".repeat(32)).unwrap());
    for file in insitu::demo::files() {
        session.open_beside(read(file.name, &file.bytes, &Overrides::default(), 1 << 18).unwrap());
    }
    session
}

/// What an analysis finds with these settings and its defaults.
fn found(session: &mut Session, name: &str, params: &Value) -> Value {
    let found = session.found(name, params).unwrap();
    let mut value = serde_json::to_value(&found.finding).unwrap();
    assert!(value["outcome"].is_object(), "{name}: {}", value["not_enough_data"]);
    value["outcome"].take()
}

fn share(ratio: &Value) -> f64 {
    ratio["num"].as_f64().unwrap() / ratio["den"].as_f64().unwrap()
}

/// The page makes the same bytes: `tests/boundary/wasm.test.ts` reads the same sum.
#[test]
fn the_bytes_are_the_same_on_every_machine() {
    let mut hash = Sha256::new();
    insitu::demo::files().iter().for_each(|file| hash.update(&file.bytes));
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, include_str!("sha256.txt").trim());
}

#[test]
fn every_column_is_known_without_a_hand() {
    let mut session = session();
    let inspect = serde_json::to_value(session.inspect().unwrap()).unwrap();
    let files = inspect["files"].as_array().unwrap();
    let kinds: Vec<&str> = files.iter().map(|file| file["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["customers", "orders", "events", "channels", "feedback"]);
    for file in files {
        assert_eq!(file["missing"], json!([]), "{}", file["name"]);
        for column in file["columns"].as_array().unwrap() {
            assert!(column["field"].is_string(), "{}: {}", file["name"], column["name"]);
        }
    }
    let personal = files[0]["columns"].as_array().unwrap().iter().filter_map(|column| column["pii"].as_str());
    assert_eq!(personal.collect::<Vec<_>>(), ["name", "phone"]);
}

/// Of what cleaning is for there is some, and little.
#[test]
fn flaws_are_there_to_be_cleaned() {
    let mut session = session();
    let results: Value = serde_json::from_str(&session.results(&["rfm"], &[]).unwrap()).unwrap();
    let count = |code: &str| -> u64 {
        let notices = results["notices"].as_array().unwrap().iter().filter(|notice| notice["code"] == code);
        notices.map(|notice| notice["count"].as_u64().unwrap()).sum()
    };
    let orders = plain::table("示例订单.csv");
    assert_eq!(count("N_SHORT_ROWS"), 5);
    assert_eq!(count("N_LONG_ROWS"), orders.long);
    assert_eq!(count("N_IDENTICAL_ROWS"), orders.repeats);
    assert!(orders.repeats > 5 && orders.long > 0);
    let nobody = orders.rows.iter().filter(|row| row["客户ID"].is_empty()).count() as u64;
    assert!(nobody > 0 && nobody == count("N_NO_USER_ID"));
    // Below 5 % missing is filled, from 5 % on marked.
    let missing = |file: &str, column: &str| {
        let rows = plain::table(file).rows;
        rows.iter().filter(|row| row[column].is_empty()).count() as f64 / rows.len() as f64
    };
    assert!(
        (0.005..0.05).contains(&missing("示例客户.csv", "性别"))
            && (0.02..0.05).contains(&missing("示例行为.csv", "停留时长(秒)"))
    );
    assert!(
        (0.05..0.15).contains(&missing("示例客户.csv", "年龄")) && (0.05..0.15).contains(&missing("示例反馈.csv", "满意度评分"))
    );
    let times = plain::table("示例行为.csv").rows;
    assert_eq!(times.iter().filter(|row| row["停留时长(秒)"].starts_with('-')).count(), 1);
}

/// No number of a telephone can be anybody's: no network has the prefix.
#[test]
fn telephones_are_nobodys() {
    for row in plain::table("示例客户.csv").rows {
        let phone = &row["手机号"];
        assert!(phone.is_empty() || phone.len() == 11 && phone.starts_with("154"), "{phone}");
    }
}
