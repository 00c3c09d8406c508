//! Customers with different keys that may be one person: the same telephone, e-mail or identity number, or the same name at
//! the same address. Values are compared here, behind the gate; what comes out are numbers of customers and the reason.

use super::compact::Compact;
use super::identity::NOBODY;
use super::{MaskedTable, People, email, id_card, phone};
use crate::fields::{Field, half_width};
use crate::stats::{distinct, order};
use crate::table::{Column, Interner, is_missing};
use serde::Serialize;

/// More customers than this with one value in common share a counter, a shop or a placeholder, not a person.
const SHARED: usize = 20;

/// What customers have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum InCommon {
    /// Identity number, with 15 or 18 digits.
    IdCard,
    /// Telephone number, without +86 and spaces.
    Phone,
    /// E-mail address, in small letters.
    Email,
    /// Name and address, their words in half width and small letters, whatever their order and marks.
    NameAddress,
    /// Name and date of birth.
    NameBirthday,
}

/// Customers that may be one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates {
    /// What they have in common: the strongest first.
    pub reasons: Vec<InCommon>,
    /// Their places in the list of [`People`], ascending; two at least.
    pub people: Vec<u32>,
    /// Whether so many have it in common that it says little.
    pub shared: bool,
}

/// The words of a text in half width and small letters, without marks, each once and in order: the fingerprint by which
/// `OpenRefine` clusters values (fingerprint keying, without its transliteration). Empty where the text has no word.
fn fingerprint(text: &str) -> String {
    let folded: String = text.chars().map(half_width).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    distinct(&words).join(" ")
}

/// Groups of customers with a value in common, in order of their first customer.
#[must_use]
pub fn duplicates(tables: &[&MaskedTable], people: &People) -> Vec<Candidates> {
    let mut found: Vec<(Vec<u32>, InCommon)> = Vec::new();
    for (number, table) in tables.iter().enumerate() {
        let Some(identity) = table.identity() else { continue };
        let persons = people.by_row(number, identity);
        let column = |field: Field| table.mapped().column(field).map(|(_, column)| column);
        let alone = [(Field::IdCard, InCommon::IdCard), (Field::Phone, InCommon::Phone), (Field::Email, InCommon::Email)];
        for (field, reason) in alone {
            if let Some(column) = column(field) {
                collect(&persons, &tokens(column, |text| normal(reason, text)), None, reason, &mut found);
            }
        }
        let Some(names) = column(Field::UserName).map(|c| tokens(c, named)) else { continue };
        for (field, reason) in [(Field::Address, InCommon::NameAddress), (Field::Birthday, InCommon::NameBirthday)] {
            if let Some(column) = column(field) {
                let second = tokens(column, |text| Some(fingerprint(text)).filter(|f| !f.is_empty()));
                collect(&persons, &names, Some(&second), reason, &mut found);
            }
        }
    }
    let mut groups: Vec<Candidates> = Vec::new();
    for place in order(found.len(), &|a, b| found.get(a).cmp(&found.get(b))) {
        let Some((people, reason)) = found.get_mut(place).map(|(people, reason)| (std::mem::take(people), *reason)) else {
            continue;
        };
        match groups.last_mut().filter(|last| last.people == people) {
            Some(last) => last.reasons.push(reason),
            None => groups.push(Candidates { reasons: vec![reason], shared: people.len() > SHARED, people }),
        }
    }
    groups.iter_mut().for_each(|group| group.reasons.dedup());
    groups
}

/// A number for each row's value in one form; the same for the same value, none where there is none.
fn tokens(column: &Column, form: impl Fn(&str) -> Option<String>) -> Vec<Option<u32>> {
    let mut interner = Interner::default();
    let mut token = |text: &str| {
        let value = Some(text).filter(|t| !is_missing(t)).and_then(&form)?;
        Some(interner.intern(value.as_bytes()))
    };
    match column.coded() {
        Some(coded) => {
            let of_code: Vec<Option<u32>> =
                coded.dictionary().iter().map(|value| token(std::str::from_utf8(value).ok()?)).collect();
            coded.codes().map(|code| of_code.get(code? as usize).copied().flatten()).collect()
        }
        None => (0..column.len()).map(|row| token(&super::cell::text(column, row)?)).collect(),
    }
}

fn normal(reason: InCommon, text: &str) -> Option<String> {
    match reason {
        InCommon::Phone => phone::mobile(&Compact::new(text)?).map(str::to_owned),
        InCommon::IdCard => id_card::long_form(&Compact::new(text)?),
        InCommon::Email => email::parts(text).map(|(local, domain)| format!("{local}@{domain}").to_lowercase()),
        InCommon::NameAddress | InCommon::NameBirthday => None,
    }
}

/// A name that was masked before it came here is nobody's.
fn named(text: &str) -> Option<String> {
    Some(fingerprint(text)).filter(|name| name.chars().count() > 1 && !text.contains('*'))
}

/// Adds the sets of customers whose rows have a token, or a pair of them, in common.
fn collect(
    persons: &[u32],
    first: &[Option<u32>],
    second: Option<&[Option<u32>]>,
    reason: InCommon,
    found: &mut Vec<(Vec<u32>, InCommon)>,
) {
    let mut rows: Vec<(u64, usize)> = Vec::new();
    for (row, (&person, token)) in persons.iter().zip(first).enumerate() {
        let other = second.map_or(Some(0), |tokens| tokens.get(row).copied().flatten());
        if let (true, Some(token), Some(other)) = (person != NOBODY, *token, other) {
            rows.push((u64::from(token) << 32 | u64::from(other), person as usize));
        }
    }
    rows.sort_unstable();
    rows.dedup();
    found.extend(
        rows.chunk_by(|a, b| a.0 == b.0)
            .filter(|same| same.len() > 1)
            .map(|same| (same.iter().map(|r| r.1 as u32).collect(), reason)),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_fingerprint_for_one_text() {
        assert_eq!(fingerprint("Smith,  JOHN"), fingerprint("john smith"));
        assert_eq!(fingerprint("（张三）"), "张三");
        assert_eq!(fingerprint("ＡＢ－１"), "1 ab");
        assert_eq!(fingerprint(" —— "), "");
    }
}
