//! The forms of JSON that hold tables.

use crate::{drain, pieces, records, table};
use insitu::error::Result;
use insitu::intake::json::{Json, looks_like, open};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

pub fn opened(text: &[u8], size: usize) -> Result<Json> {
    open(&mut || Ok(pieces(text, size)), None)
}

/// Records of a text, the same however it is cut.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let read = |size| drain(opened(text.as_bytes(), size).unwrap().opened.stream.as_mut());
    let (whole, end) = read(1 << 20);
    end.unwrap();
    for size in [1, 2, 7, 64] {
        assert_eq!(read(size).0, whole, "in pieces of {size}");
    }
    records(&whole)
}

#[test]
fn every_form_gives_the_same_table() {
    let expected = vec![vec!["id", "客户", "n"], vec!["1", "张三", "2.50"], vec!["2", "李, \"四\"", ""]];
    for text in [
        r#"[{"id":1,"客户":"张三","n":2.50},{"id":2,"客户":"李, \"四\"","n":null}]"#,
        "[\n {\"id\": 1, \"客户\": \"张三\", \"n\": 2.50},\r\n {\"客户\":\"李, \\\"四\\\"\",\"id\" : 2 }\n]\n",
        "{\"id\":1,\"客户\":\"张三\",\"n\":2.50}\n{\"id\":2,\"客户\":\"李, \\\"四\\\"\"}\n",
        "{\"id\":1,\"客户\":\"张三\",\"n\":2.50}\r\n\r\n{\"id\":2,\"客户\":\"李, \\\"四\\\"\",\"n\":null}",
        "\u{feff}{\"id\":1,\"客户\":\"张三\",\"n\":2.50}{\"id\":2,\"客户\":\"李, \\\"四\\\"\"}",
        "{\n \"id\":1,\"客户\":\"张三\",\n\"n\":2.50}\n{\"id\":2,\n\"客户\":\"李, \\\"四\\\"\"}",
        "\u{1e}{\"id\":1,\"客户\":\"张三\",\"n\":2.50}\n\u{1e}{\"id\":2,\"客户\":\"李, \\\"四\\\"\"}\n",
        r#"[["id","客户","n"],[1,"张三",2.50],[2,"李, \"四\"",null]]"#,
        "[\"id\",\"客户\",\"n\"]\n[1,\"张三\",2.50]\n[2,\"李, \\\"四\\\"\",null]\n",
        r#"{"code":0,"errors":[],"result":{"total":2,"data":[{"id":1,"客户":"张三","n":2.50},{"id":2,"客户":"李, \"四\"","n":null}]}}"#,
        r#"{"id":[1,2],"客户":["张三","李, \"四\""],"n":[2.50,null]}"#,
        r#"{"id":{"0":1,"1":2},"客户":{"0":"张三","1":"李, \"四\""},"n":{"0":2.50,"1":null}}"#,
        "[{\"id\":1,\"客户\":\"张三\",\"n\":2.50}]\n[{\"id\":2,\"客户\":\"李, \\\"四\\\"\"}]",
    ] {
        assert_eq!(rows(text), expected, "{text}");
        assert!(looks_like(text.as_bytes()), "{text}");
    }
}

#[test]
fn nested_objects_become_columns_and_lists_stay_json() {
    let text =
        r#"[{"a":{"b":{"c":1},"d":"x"},"tags":[ "u", {"v" : "\n"} ],"e":{}},{"z":true,"a":null},{"a":{"b":{"c":2}},"e":5}]"#;
    assert_eq!(
        rows(text),
        [
            vec!["a.b.c", "a.d", "tags", "e", "z"],
            vec!["1", "x", r#"["u",{"v":"\n"}]"#, "", ""],
            vec!["", "", "", "", "true"],
            vec!["2", "", "", "5", ""]
        ]
    );
    let deep = format!("{}1{}", r#"{"k":"#.repeat(12), "}".repeat(12));
    let read = rows(&format!("[{deep},{deep}]"));
    assert_eq!(read[0], ["k.k.k.k.k.k.k.k"]);
    assert_eq!(read[1], [r#"{"k":{"k":{"k":{"k":1}}}}"#]);
}

#[test]
fn the_largest_list_is_read_and_the_others_can_be_chosen() {
    let text = br#"{"meta":{"pages":[{"p":1}]},"orders":[{"id":1},{"id":2}],"more":[{"x":9},{"x":8}]}"#;
    let json = opened(text, 5).unwrap();
    assert_eq!((json.opened.members, json.opened.chosen), (["meta.pages", "orders", "more"].map(str::to_owned).to_vec(), 1));
    let mut other = open(&mut || Ok(pieces(text, 9)), Some(2)).unwrap();
    assert_eq!(drain(other.opened.stream.as_mut()).0, b"x\n9\n8\n");
}

#[test]
fn names_and_numbers_are_kept_as_written() {
    let text = r#"[{"__proto__":"p","constructor":12345678901234567890123,"toString":1.10,"t":1e400,"":"blank","zero":007},{"NaN":NaN}]"#;
    assert_eq!(
        rows(text),
        [
            ["__proto__", "constructor", "toString", "t", "", "zero", "NaN"],
            ["p", "12345678901234567890123", "1.10", "1e400", "blank", "007", ""],
            ["", "", "", "", "", "", "NaN"]
        ]
    );
}

#[test]
fn a_key_that_stands_twice_and_half_a_character_are_said() {
    let mut json = opened(br#"[{"a":1,"a":2,"b":"\ud800"},{"a":3,"b":"\ud83d\ude00"}]"#, 64).unwrap();
    assert_eq!(drain(json.opened.stream.as_mut()).0, "a,b\n2,\u{fffd}\n3,😀\n".as_bytes());
    let remarks = json.opened.stream.notices();
    assert_eq!(
        remarks.iter().map(|n| (n.code, n.count)).collect::<Vec<_>>(),
        [("N_JSON_DUPLICATE_KEYS", 1), ("N_JSON_SURROGATES", 1)]
    );
}

#[test]
fn a_record_that_is_no_json_is_set_aside_and_counted() {
    for text in [
        "{\"a\":1,\"b\":2}\n{\"a\":1,,}\n{\"a\":\"open\n{\"a\":3,\"b\":4}\nnot json\n{\"a\":5",
        "[{\"a\":1,\"b\":2},{\"a\":1,,},{\"a\" 1},{\"a\":3,\"b\":4},{\"a\":tru},nope]",
        "{\"a\":1\n{\"a\":1,\"b\":2}\n{\"a\":3,\"b\":4}\n{]\n\"x\"\n5\n",
    ] {
        let (out, end) = drain(opened(text.as_bytes(), 11).unwrap().opened.stream.as_mut());
        end.unwrap();
        let table = table(&out).unwrap();
        assert_eq!((table.rows, table.rejects.len()), (2, 4), "{text}");
        for reject in &table.rejects {
            assert_eq!(serde_json::to_value(reject.reason).unwrap(), "R_MALFORMED");
        }
        assert!(table.notices.iter().any(|n| n.code == "N_REJECTED" && n.count == 4));
    }
}

#[test]
fn a_file_cut_short_gives_what_it_holds_and_says_where_it_ends() {
    let text = br#"[{"a":1,"b":"x"},{"a":2,"b":"y"},{"a":3,"b":"#;
    let (out, end) = drain(opened(text, 10).unwrap().opened.stream.as_mut());
    assert_eq!(out, b"a,b\n1,x\n2,y\n");
    let error = end.unwrap_err();
    assert_eq!((error.code(), error.place().row, error.place().byte), ("E_JSON", Some(4), Some(text.len() as u64)));
    let wrapped = br#"{"n":2,"data":[{"a":1},{"a":2},{"a"#;
    let (out, end) = drain(opened(wrapped, 10).unwrap().opened.stream.as_mut());
    assert_eq!((out.as_slice(), end.unwrap_err().code()), (&b"a\n1\n2\n"[..], "E_JSON"));
}

#[test]
fn delimited_text_is_not_taken_for_json() {
    for text in [
        "[id],[name]\n1,2\n",
        "{a},{b}\n1,2\n",
        "[1],[2]\n",
        "{\"a\":1},x\n",
        "[",
        "{",
        "{\"a\"",
        "id,n\n",
        "[x",
        "\"a\",1\n",
        "",
        "[]x",
    ] {
        assert!(!looks_like(text.as_bytes()), "{text}");
    }
    for text in ["[]", "{}", "[1,", "[{\"a", "{\"a\":", " \n[[", "{\"a\":1}\n{\"b"] {
        assert!(looks_like(text.as_bytes()), "{text}");
    }
}

#[test]
fn what_holds_no_record_is_said() {
    let code = |text: &str| opened(text.as_bytes(), 64).map(|_| ()).unwrap_err().code();
    assert_eq!(code(""), "E_EMPTY");
    assert_eq!(code(" \n"), "E_EMPTY");
    assert_eq!([code("[]"), code("{}"), code("[{},{}]"), code("[null]")], ["E_NO_ROWS"; 4]);
    assert_eq!([code("x"), code("[{\"a\":1"), code("[,"), code("{\"a\"")], ["E_JSON"; 4]);
}

fn cell() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<i64>().prop_map(|n| json!(n)),
        "[a-z,\"\n\r\\\\客😀\u{0}]{0,6}".prop_map(Value::String),
        any::<bool>().prop_map(Value::Bool),
        Just(Value::Null),
        prop::collection::vec(0..9_i32, 0..3).prop_map(|v| json!(v)),
    ]
}

fn as_text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(s)) => s.clone(),
        Some(other) => other.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn rows_come_back_as_they_went(
        table in prop::collection::vec(prop::collection::btree_map("[a-d]{1,2}", cell(), 1..5), 1..12),
        pretty in any::<bool>(), lines in any::<bool>(), size in 1_usize..40,
    ) {
        let rows: Vec<Map<String, Value>> = table.into_iter().map(|r| r.into_iter().collect()).collect();
        let write = |v: &Map<String, Value>| if pretty { serde_json::to_string_pretty(v) } else { serde_json::to_string(v) }.unwrap();
        let text = if lines {
            rows.iter().map(|r| write(r) + "\n").collect::<String>()
        } else {
            format!("[{}]", rows.iter().map(write).collect::<Vec<_>>().join(","))
        };
        // One record alone may as well be an object of columns.
        prop_assume!(!lines || rows.len() > 1);
        let (out, end) = drain(opened(text.as_bytes(), size).unwrap().opened.stream.as_mut());
        end.unwrap();
        let read = records(&out);
        let mut names: Vec<&String> = Vec::new();
        rows.iter().flat_map(Map::keys).for_each(|k| if !names.contains(&k) { names.push(k) });
        prop_assert_eq!(read[0].iter().collect::<Vec<_>>(), names.clone());
        prop_assert_eq!(read.len(), rows.len() + 1);
        for (back, row) in read[1..].iter().zip(&rows) {
            prop_assert_eq!(back, &names.iter().map(|n| as_text(row.get(*n))).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_bytes_stop_the_reader(text in "[\\[\\]{},:\" \n0-9a\\\\]{0,60}", size in 1_usize..9) {
        if let Ok(mut json) = opened(text.as_bytes(), size) {
            let (out, _) = drain(json.opened.stream.as_mut());
            let whole = drain(opened(text.as_bytes(), 1 << 20).unwrap().opened.stream.as_mut());
            prop_assert_eq!(out, whole.0);
        }
    }
}
