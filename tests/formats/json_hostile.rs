//! JSON made to hurt: each is read or refused in time that grows with its size alone.

use crate::json::opened;
use crate::{drain, table};

fn read(text: &[u8]) -> (Vec<u8>, Result<(), &'static str>) {
    match opened(text, 64 << 10) {
        Ok(mut json) => {
            let (out, end) = drain(json.opened.stream.as_mut());
            (out, end.map_err(|e| e.code()))
        }
        Err(error) => (Vec::new(), Err(error.code())),
    }
}

#[test]
fn deep_nesting_is_set_aside_or_refused() {
    let deep = "[".repeat(1_000_000) + &"]".repeat(1_000_000);
    let (out, end) = read(format!("[{{\"a\":1}},{{\"a\":{deep}}},{{\"a\":2}}]").as_bytes());
    assert_eq!(end, Ok(()));
    let table = table(&out).unwrap();
    assert_eq!((table.rows, table.rejects.len()), (2, 1));
    assert_eq!(serde_json::to_value(table.rejects[0].reason).unwrap(), "R_LIMIT");
    assert!(read(deep.as_bytes()).1.is_err());
    assert!(read("{\"a\":".repeat(1_000_000).as_bytes()).1.is_err());
    assert!(read("[".repeat(10_000_000).as_bytes()).1.is_err());
}

#[test]
fn long_strings_and_records_have_their_limits() {
    let text = format!("[{{\"a\":1}},{{\"a\":\"{}\"}},{{\"a\":\"{}\"}},{{\"a\":2}}]", "x".repeat(7 << 20), "y".repeat(20 << 20));
    let (out, end) = read(text.as_bytes());
    assert_eq!(end, Ok(()));
    let table = table(&out).unwrap();
    assert_eq!((table.rows, table.rejects.len(), table.rejects[0].row), (3, 1, 4));
    let lines = text.trim_matches(['[', ']']).replace("},{", "}\n{");
    assert_eq!(read(lines.as_bytes()), (out, Ok(())));
    assert_eq!(read(format!("[\"{}", "z".repeat(40 << 20)).as_bytes()).1, Err("E_JSON"));
}

#[test]
fn a_million_keys_are_refused() {
    let keys = |n: usize| (0..n).map(|i| format!("\"k{i}\":1")).collect::<Vec<_>>().join(",");
    assert_eq!(read(format!("[{{{}}}]", keys(1_000_000)).as_bytes()).1, Err("E_LIMIT"));
    assert_eq!(read(format!("{{{}}}", keys(1_000_000)).as_bytes()).1, Err("E_LIMIT"));
    assert_eq!(read(format!("[[{}1]]", "1,".repeat(1_000_000)).as_bytes()).1, Err("E_LIMIT"));
    let (out, end) = read(format!("[{{\"id\":1,\"map\":{{{}}}}},{{\"id\":2}}]", keys(100_000)).as_bytes());
    assert_eq!((end, &out[..8]), (Ok(()), &b"id,map\n1"[..]));
}

#[test]
fn many_broken_lines_cost_no_more_than_many_good_ones() {
    let text = "{\"a\":1}\n".to_owned() + &"{\"a\":[\"\n".repeat(300_000) + "{\"a\":2}\n";
    let table = table(&read(text.as_bytes()).0).unwrap();
    assert_eq!((table.rows, table.rejects.len()), (2, 300_000));
}
