//! Files of a report in one.

use insitu::session::{Exported, pack, unpack};

fn file(name: &str, bytes: &[u8]) -> Exported {
    Exported { name: name.to_owned(), media_type: "", bytes: bytes.to_vec() }
}

#[test]
fn files_come_back_and_what_is_not_whole_or_names_a_path_is_refused() {
    let content = pack(&[file("报告.html", b"<p>"), file("b.xlsx", &[0, 1, 2]), file("c.csv", b"")]).unwrap();
    assert!(content[4..].starts_with(br#"{"pack":1,"#));
    let files = unpack(&content).unwrap();
    assert_eq!(files, [("报告.html".to_owned(), &b"<p>"[..]), ("b.xlsx".to_owned(), &[0, 1, 2]), ("c.csv".to_owned(), b"")]);
    for end in 0..content.len() {
        assert!(unpack(&content[..end]).is_err(), "{end}");
    }
    assert!(unpack(&[&content[..], b"x"].concat()).is_err());
    for name in ["", "../a", "a/b", "a\\b", "C:a", ".profile", "a\nb"] {
        assert_eq!(unpack(&pack(&[file(name, b"x")]).unwrap()).unwrap_err().code(), "E_PROJECT", "{name:?}");
    }
    let newer = String::from_utf8(content[4..].to_vec()).unwrap_or_default();
    let head = newer.replace(r#""pack":1"#, r#""pack":2"#);
    let newer = [&content[..4], head.as_bytes()].concat();
    assert_eq!(unpack(&newer).unwrap_err().code(), "E_NEWER");
}
