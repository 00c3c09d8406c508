//! Files in every encoding: told right, read right, whatever the cut.

use crate::data::{bytes_of, json_of};
use insitu::intake::{Encoding, detect, preview};

/// Cases of the suite that are told wrong, each with its reason in docs/conformance-encodings.md.
const MISSES: &[&str] = &[];

#[test]
fn texts_of_the_suite_are_told_and_read_right() {
    let Some(expected) = json_of("encodings/expected.json") else { return };
    let (mut readable, mut misses) = (0, Vec::new());
    for case in expected["cases"].as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let mut right: Vec<&str> = case["same_text_with"].as_array().into_iter().flatten().filter_map(|v| v.as_str()).collect();
        right.extend(match case["encoding"].as_str() {
            Some("utf-32-le") => Some("utf-32le"),
            Some("utf-32-be") => Some("utf-32be"),
            _ => None,
        });
        let Some(named) = right.first().and_then(|l| Encoding::of_label(l)) else { continue };
        readable += 1;
        let bytes = bytes_of(&format!("encodings/{file}")).unwrap();
        let (text, damaged) = preview(named, &bytes).unwrap();
        let start = case["text_start"].as_str().unwrap();
        assert!(text.replace('\r', "").starts_with(start) && damaged == 0, "{file}");
        let found = detect(&bytes, &[]).unwrap();
        if preview(found.encoding, &bytes).unwrap().0 != text {
            println!("{file} ({} bytes): taken for {}, {:?}", bytes.len(), found.encoding.label(), found.candidates);
            misses.push(file);
        }
    }
    println!("{} of {readable} texts are read right", readable - misses.len());
    assert_eq!(misses, MISSES);
}
