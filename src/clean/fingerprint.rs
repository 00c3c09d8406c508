//! One form for texts that differ only in how they are written.

use crate::fields::half_width;

/// The words of a text in half width and small letters, without marks, each once and in order: the fingerprint by which
/// OpenRefine clusters values (fingerprint keying, without its transliteration). Empty where the text has no word.
///
/// ```
/// use insitu::clean::fingerprint;
/// assert_eq!(fingerprint("Smith,  JOHN"), fingerprint("john smith"));
/// assert_eq!(fingerprint("（张三）"), "张三");
/// assert_eq!(fingerprint(" —— "), "");
/// ```
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let folded: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}
