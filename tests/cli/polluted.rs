//! Files that can be read in spite of what is in them: what comes out, cell by cell, and what is said of it.

use super::{file, insitu};
use serde_json::Value;

/// Cells as written, header first.
fn raw(name: &str, bytes: impl AsRef<[u8]>) -> Vec<Vec<String>> {
    let call = insitu(&["convert", "--stage", "raw", "--to", "csv", &file(name, bytes)]);
    assert_eq!(call.exit, 0, "{name}: {}", call.err);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(call.out.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// What is said of the file, and the notices' codes.
fn inspected(name: &str, bytes: impl AsRef<[u8]>) -> (Value, Vec<String>) {
    let call = insitu(&["inspect", &file(name, bytes)]);
    assert_eq!(call.exit, 0, "{name}: {}", call.err);
    let mut value: Value = serde_json::from_str(&call.out).unwrap();
    let codes = value["notices"].as_array().unwrap().iter().map(|n| n["code"].as_str().unwrap().to_owned()).collect();
    let file = value["files"][0].take();
    let rows = &file["rows"];
    let [read, accepted, rejected] = ["read", "accepted", "rejected"].map(|k| rows[k].as_u64().unwrap());
    assert_eq!(read, accepted + rejected, "{name}");
    (file, codes)
}

#[test]
fn delimiters_are_found_whatever_they_are() {
    for (i, mark) in [",", ";", "\t", "|", "^", "·", "，", "||", "~"].into_iter().enumerate() {
        let line = |cells: [&str; 3]| cells.join(mark) + "\n";
        let mut text = line(["id", "name", "sum"]);
        (0..250).for_each(|n| text += &line([&format!("u{n}"), "ann", &format!("{n}.5")]));
        let rows = raw(&format!("delimiter_{i}.csv"), text);
        assert_eq!(
            (rows.len(), rows[0].join(" ").as_str(), rows[250].join(" ").as_str()),
            (251, "id name sum", "u249 ann 249.5"),
            "{mark}"
        );
    }
}

#[test]
fn line_ends_of_all_kinds_in_one_file() {
    let rows = raw("ends.csv", "a,b\r\n1,2\n3,4\r5,6\u{2028}7,8\n9,0\n");
    assert_eq!(rows, [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"], ["9", "0"]]);
}

#[test]
fn ragged_rows_are_filled_kept_counted_and_listed() {
    let text = "a,b,c\n1,2,3\n4,5\n6,7,8,9\n0,1,2\n";
    assert_eq!(raw("ragged.csv", text)[2..4], [vec!["4", "5", ""], vec!["6", "7", "8", "9"]]);
    let (found, codes) = inspected("ragged.csv", text);
    assert_eq!(found["rows"]["accepted"], 4);
    assert_eq!(codes, ["N_SHORT_ROWS", "N_LONG_ROWS"]);
}

#[test]
fn a_quote_that_is_never_closed_costs_its_line_alone() {
    let mut text = "a,b\n1,\"open\n".to_owned();
    (0..100_000).for_each(|i| text += &format!("{i},x\n"));
    let rows = raw("quote.csv", &text);
    assert_eq!((rows.len(), rows[1][1].as_str()), (100_002, "\"open"));
    assert_eq!(inspected("quote.csv", &text).1, ["N_QUOTE_REPAIRED"]);
}

#[test]
fn headers_are_made_unique_and_objects_names_are_names() {
    let rows = raw("headers.csv", "__proto__,constructor,toString,金额,金额,\n1,2,3,4,5,6\n7,8,9,0,1,2\n");
    assert_eq!(rows[0], ["__proto__", "constructor", "toString", "金额", "金额_2", "列6"]);
    assert_eq!(rows[1], ["1", "2", "3", "4", "5", "6"]);
    let (_, codes) = inspected("headers.csv", "__proto__,constructor,toString,金额,金额,\n1,2,3,4,5,6\n7,8,9,0,1,2\n");
    assert!(codes.iter().any(|c| c.contains("HEADER")), "{codes:?}");
}

#[test]
fn lines_above_and_totals_below_are_said_and_kept() {
    let text = "2024 orders\nby sales\nid,who,sum\n1,ann,5\n2,bob,6\n3,cid,7\n合计,,18\n";
    let (found, codes) = inspected("titles.csv", text);
    assert_eq!((&found["rows"]["accepted"], &found["dialect"]["header_row"]), (&4.into(), &3.into()));
    assert!(codes.contains(&"N_PREAMBLE".to_owned()) && codes.contains(&"N_FOOTER".to_owned()), "{codes:?}");
    assert_eq!(raw("titles.csv", text)[4][0], "合计");
}

#[test]
fn nul_bytes_and_control_characters_are_text() {
    let text = "a,b\nx\0y,1\n\u{1}\u{7F},2\n\0,3\n".to_owned() + &"last,4\n".repeat(100);
    let rows = raw("nul.csv", text);
    assert_eq!(rows[1][0], "x\0y");
    assert_eq!((rows[2][0].as_str(), rows[3][0].as_str(), rows[4][0].as_str()), ("\u{1}\u{7F}", "\0", "last"));
}

#[test]
fn bytes_that_are_no_text_are_set_aside_with_their_place() {
    let mut bytes = b"a,b\n".to_vec();
    (0..500).for_each(|i| bytes.extend(format!("{i},客户{i}\n").as_bytes()));
    let at = bytes.len();
    bytes.extend(b"x,\xFF\n\xED\xA0\x80,y\nlast,z\n");
    let (found, _) = inspected("surrogate.csv", &bytes);
    assert_eq!(found["rows"], serde_json::json!({ "read": 503, "accepted": 501, "rejected": 2 }));
    assert_eq!(found["rejects"][0], serde_json::json!({ "row": 502, "offset": at, "length": 3, "code": "R_UNDECODABLE" }));
    assert_eq!(raw("surrogate.csv", &bytes).last().unwrap()[0], "last");
}

#[test]
fn marks_that_turn_or_hide_text_keep_their_bytes() {
    let cells = ["\u{202E}abc\u{202C}", "a\u{200B}b", "\u{2066}x\u{2069}", "e\u{301}"];
    let text = format!("a,b\n{}", cells.map(|c| format!("{c},1\n")).concat());
    let rows = raw("bidi.csv", text);
    assert_eq!(rows[1..].iter().map(|r| r[0].as_str()).collect::<Vec<_>>(), cells);
}

#[test]
fn a_header_with_damage_or_in_another_encoding_loses_no_row() {
    // The text of a damaged line is longer than the line.
    for header in [&b"id,\x9C\x9C\x9C\x9C name,sum\n"[..], b"id,\xBF\xCD\xBB\xA7\xC3\xFB\xB3\xC6,sum\n"] {
        let mut bytes = header.to_vec();
        (0..40).for_each(|i| bytes.extend(format!("{i},客户{i},{i}.5\n").as_bytes()));
        let (found, _) = inspected("header.csv", &bytes);
        assert_eq!(found["rows"], serde_json::json!({ "read": 40, "accepted": 40, "rejected": 0 }));
        assert_eq!(raw("header.csv", &bytes)[1], ["0", "客户0", "0.5"]);
    }
}

#[test]
fn what_is_no_number_is_counted_and_never_summed() {
    let mut text = "id,sum\n".to_owned();
    (0..40).for_each(|i| text += &format!("u{i},10.50\n"));
    ["1e400", "NaN", "inf", "-inf"].into_iter().for_each(|cell| text += &format!("v,{cell}\n"));
    let (found, _) = inspected("sums.csv", text);
    let sum = &found["columns"][1];
    // `NaN` is a word for nothing.
    assert_eq!((&sum["type"], &sum["invalid"], &sum["nulls"]), (&"money".into(), &3.into(), &4.into()), "{sum}");
    assert_eq!((&sum["min"], &sum["max"]), (&10.5.into(), &10.5.into()));
}

#[test]
fn a_file_cut_short_gives_its_rows_and_says_where_it_ends() {
    let mut text = "[".to_owned();
    (0..3_000).for_each(|i| text += &format!("{{\"id\":\"u{i}\",\"sum\":{i}.5}},"));
    let (found, codes) = inspected("cut.json", format!("{text}{{\"id\":\"u3"));
    assert_eq!((&found["rows"]["accepted"], codes.as_slice()), (&3_000.into(), &["N_CUT_SHORT".to_owned()][..]));
    let parquet = include_bytes!("../fixtures/tables/uncompressed.arrows");
    let whole = raw("whole.arrows", parquet).len();
    let cut = raw("cut.arrows", &parquet[..parquet.len() * 3 / 4]).len();
    assert!((2..whole).contains(&cut), "{cut} of {whole}");
    // Nothing before the damage: the damage is what is said.
    let call = insitu(&["inspect", &file("nothing.json", "[{\"id\":\"u3")]);
    assert_eq!((call.exit, &call.failure()["code"]), (1, &"E_JSON".into()));
}
