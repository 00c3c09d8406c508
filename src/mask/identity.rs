//! Customers as numbers: which key is which customer, in an order that no masking and no row order changes.

use super::redaction::{keep_ends, redact};
use super::{Key, PiiType, cell};
use crate::fields::half_width;
use crate::stats::order;
use crate::table::date::time_text;
use crate::table::{Codes, Column, Interner, Invalid, Kind, Segment, Spec, each_code, is_missing, unguarded, walk_codes};
use arrow_buffer::BooleanBuffer;
use std::borrow::Cow;

/// The number in [`Identity::customer_of_code`] of a key that names nobody.
pub const NOBODY: u32 = u32::MAX;

/// Domain of the pseudonyms of customers.
const DOMAIN: &str = "user_id";

/// The customers of a table, numbered in bytewise order of their normalised keys.
#[derive(Clone)]
pub struct Identity {
    keys: Column,
    customer: Vec<u32>,
    spelling: Vec<u32>,
    merged: u64,
    kind: Option<PiiType>,
    /// Where a person took customers for one: the codes of all their keys.
    members: Vec<u32>,
}

/// A customer key in one form: trimmed, full-width letters and digits as half-width, marks that nobody sees and `.0` behind
/// digits dropped, and without what keeps a spreadsheet from reading it as a number. Codes of letters before digits are in
/// capitals, addresses for mail in small letters, Chinese mobile numbers without country code; other letters keep their case,
/// since in random keys it tells two apart.
///
/// ```
/// use insitu::mask::normalise_id;
/// assert_eq!(normalise_id(" Ａ１７ "), "A17");
/// assert_eq!(normalise_id("17850.0"), "17850");
/// assert_eq!(normalise_id("a17"), "A17");
/// assert_eq!(normalise_id("oQ1x8Zb"), "oQ1x8Zb");
/// assert_eq!(normalise_id("Wang@Example.com"), "wang@example.com");
/// assert_eq!(normalise_id("+86 137-2000-0000"), "13720000000");
/// assert_eq!(normalise_id("=\"0017\""), "0017");
/// assert_eq!(normalise_id("'0017"), "0017");
/// ```
#[must_use]
pub fn normalise_id(raw: &str) -> Cow<'_, str> {
    let text: Cow<'_, str> = if raw.is_ascii() {
        Cow::Borrowed(without_guard(raw.trim()))
    } else {
        let folded: String = raw.chars().filter(|&c| !is_unseen(c)).map(half_width).collect();
        let bare = without_guard(folded.trim());
        if folded == raw { Cow::Borrowed(without_guard(raw.trim())) } else { Cow::Owned(bare.to_owned()) }
    };
    let digits = without_zero_fraction(&text).map(str::len);
    let text = match (text, digits) {
        (text, None) => text,
        (Cow::Borrowed(t), Some(digits)) => Cow::Borrowed(t.get(..digits).unwrap_or(t)),
        (Cow::Owned(mut t), Some(digits)) => {
            t.truncate(digits);
            Cow::Owned(t)
        }
    };
    in_one_spelling(&text).map_or(text, Cow::Owned)
}

/// Marks of no width: exports leave them behind keys, and nobody sees them.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Another spelling of the same key; `None` where it stays as it is.
fn in_one_spelling(text: &str) -> Option<String> {
    if text.len() > 64 || text.bytes().all(|b| b.is_ascii_digit()) && !(text.len() == 13 && text.starts_with("86")) {
        return None;
    }
    if text.contains('@') {
        return text.bytes().any(|b| b.is_ascii_uppercase()).then(|| text.to_lowercase());
    }
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    let digits = digits.strip_prefix(['-', '_']).unwrap_or(digits);
    if letters > 0 {
        let is_code = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        return (is_code && text.bytes().any(|b| b.is_ascii_lowercase())).then(|| text.to_uppercase());
    }
    let is_mark = |b: u8| matches!(b, b'+' | b'-' | b' ' | b'(' | b')');
    if !text.bytes().all(|b| b.is_ascii_digit() || is_mark(b)) {
        return None;
    }
    let number: String = text.chars().filter(char::is_ascii_digit).collect();
    let own = ["0086", "86", ""].iter().find_map(|code| number.strip_prefix(code).filter(|own| own.len() == 11))?;
    (own.starts_with('1') && !matches!(own.as_bytes().get(1), Some(b'0'..=b'2')) && own.len() < text.len())
        .then(|| own.to_owned())
}

fn without_guard(text: &str) -> &str {
    std::str::from_utf8(unguarded(text.as_bytes())).unwrap_or(text).trim()
}

fn without_zero_fraction(text: &str) -> Option<&str> {
    let (whole, fraction) = text.split_once('.')?;
    let digits = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    (digits && !fraction.is_empty() && fraction.bytes().all(|b| b == b'0')).then_some(whole)
}

impl Identity {
    /// Numbers the customers of a key column; `kind` is what the keys are, if they are personal data.
    pub(super) fn new(column: &Column, kind: Option<PiiType>) -> Self {
        let keys = column.coded().unwrap_or_else(|| coded_values(column));
        let dictionary = keys.dictionary();
        let mut normal: Vec<Cow<'_, str>> = Vec::with_capacity(dictionary.len());
        for value in dictionary.iter() {
            let text = std::str::from_utf8(value).unwrap_or_default();
            normal.push(if is_missing(text) { Cow::Borrowed("") } else { normalise_id(text) });
        }
        let full = |code: u32| normal.get(code as usize).map_or("", |n| n.as_ref());
        let raw = |code: u32| dictionary.get(code).unwrap_or_default();
        let shared = shared_bytes(normal.iter().map(|n| n.as_bytes()).filter(|n| !n.is_empty()));
        let mut sorted: Vec<(u64, u32)> = Vec::with_capacity(normal.len());
        sorted.extend((0..normal.len() as u32).filter(|&c| !full(c).is_empty()).map(|c| (eight_bytes(full(c), shared), c)));
        // Equal keys stand by their spelling, so that the one shown does not depend on the order of rows.
        sorted.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| full(a.1).cmp(full(b.1))).then_with(|| raw(a.1).cmp(raw(b.1))));
        let mut customer = vec![NOBODY; normal.len()];
        let mut spelling: Vec<u32> = Vec::with_capacity(sorted.len());
        for &(_, code) in &sorted {
            if spelling.last().is_none_or(|&last| full(last) != full(code)) {
                spelling.push(code);
            }
            if let Some(slot) = customer.get_mut(code as usize) {
                *slot = spelling.len() as u32 - 1;
            }
        }
        let merged = (sorted.len() - spelling.len()) as u64;
        drop(normal);
        Self { keys, customer, spelling, merged, kind, members: Vec::new() }
    }

    /// The same customers without those that only these rows name.
    pub(super) fn without(mut self, rows: &BooleanBuffer) -> Self {
        let mut used = vec![false; self.spelling.len()];
        for (code, _) in self.keys.codes().zip(rows).filter(|(_, is_left_out)| !is_left_out) {
            let customer = code.and_then(|c| self.customer.get(c as usize));
            if let Some(slot) = customer.and_then(|&c| used.get_mut(c as usize)) {
                *slot = true;
            }
        }
        let mut numbers = Vec::with_capacity(used.len());
        let mut spelling = Vec::with_capacity(used.len());
        for (&used, &code) in used.iter().zip(&self.spelling) {
            numbers.push(if used { spelling.len() as u32 } else { NOBODY });
            spelling.extend(used.then_some(code));
        }
        for slot in &mut self.customer {
            *slot = numbers.get(*slot as usize).copied().unwrap_or(NOBODY);
        }
        self.spelling = spelling;
        self
    }

    /// The same customers where those whose keyed names stand in one group are one: the first of them in bytewise order.
    pub(super) fn merged_by(mut self, key: &Key, groups: &[Vec<String>]) -> Self {
        let named: Vec<String> = self.pseudonyms(key);
        let places = order(named.len(), &|a, b| named.get(a).cmp(&named.get(b)));
        let find = |name: &String| {
            let at = places.binary_search_by(|&place| named.get(place).cmp(&Some(name))).ok()?;
            places.get(at).map(|&place| place as u32)
        };
        let mut first: Vec<u32> = (0..self.customers() as u32).collect();
        for group in groups {
            let members: Vec<u32> = group.iter().filter_map(find).collect();
            let Some(&survivor) = members.iter().min() else { continue };
            for &member in &members {
                if let Some(slot) = first.get_mut(member as usize) {
                    *slot = survivor;
                }
            }
        }
        let mut numbers = Vec::with_capacity(first.len());
        let mut spelling = Vec::new();
        for (customer, (&survivor, &code)) in first.iter().zip(&self.spelling).enumerate() {
            // Survivors stand before those that they stand for.
            let number = if survivor as usize == customer {
                spelling.push(code);
                spelling.len() as u32 - 1
            } else {
                numbers.get(survivor as usize).copied().unwrap_or(NOBODY)
            };
            numbers.push(number);
        }
        for slot in self.customer.iter_mut().filter(|c| **c != NOBODY) {
            *slot = numbers.get(*slot as usize).copied().unwrap_or(NOBODY);
        }
        self.members = std::mem::replace(&mut self.spelling, spelling);
        self
    }

    /// For each row what stands at the place of the customer that it names; [`NOBODY`] where it names none.
    pub(crate) fn by_row(&self, places: &[u32]) -> Vec<u32> {
        let place = |customer: &u32| places.get(*customer as usize).copied().unwrap_or(NOBODY);
        let by_code: Vec<u32> = self.customer.iter().map(place).collect();
        let mut by_row = Vec::with_capacity(self.keys.len());
        each_code(&self.keys, |_, code| by_row.push(code.and_then(|c| by_code.get(c as usize)).copied().unwrap_or(NOBODY)));
        by_row
    }

    /// The rows of a customer.
    pub(crate) fn rows_of(&self, customer: usize) -> Vec<usize> {
        let mut rows = Vec::new();
        walk_codes(&self.keys, &mut |row, code| {
            let own = code.and_then(|code| self.customer.get(code as usize)).is_some_and(|&c| c as usize == customer);
            if own {
                rows.push(row);
            }
        });
        rows
    }

    /// Every key, in one spelling, with its customer; of customers who were taken for one all keys.
    pub(crate) fn all_keys(&self) -> impl Iterator<Item = (&str, u32)> {
        let codes = if self.members.is_empty() { &self.spelling } else { &self.members };
        codes.iter().filter_map(|&code| {
            let key = std::str::from_utf8(self.keys.dictionary().get(code)?).ok()?;
            Some((key, *self.customer.get(code as usize)?))
        })
    }

    /// How many customers.
    #[must_use]
    pub fn customers(&self) -> usize {
        self.spelling.len()
    }

    /// How many spellings were found to be another spelling's customer.
    #[must_use]
    pub fn merged(&self) -> u64 {
        self.merged
    }

    /// The key column in coded form.
    pub(crate) fn keys(&self) -> &Column {
        &self.keys
    }

    /// The customer of each code of [`Identity::keys`]; [`NOBODY`] where the key names nobody.
    pub(crate) fn customer_of_code(&self) -> &[u32] {
        &self.customer
    }

    /// The key as the file has it. Only the customer list for the user's own CRM, which the user confirms, may hold
    /// it; everything else shows [`Identity::masked_id`] or [`Identity::pseudonym`]. Of several spellings of one key it is
    /// the first in bytewise order. `None` for a number that is no customer.
    #[must_use]
    pub fn reveal(&self, customer: usize) -> Option<&str> {
        let code = *self.spelling.get(customer)?;
        std::str::from_utf8(self.keys.dictionary().get(code)?).ok()
    }

    /// The key with its middle masked; a key that is a name, number or address of a person is masked as such.
    #[must_use]
    pub fn masked_id(&self, customer: usize) -> Option<String> {
        Some(mask_key(self.kind, self.reveal(customer)?))
    }

    /// The key in small letters, to see which keys differ in the case of their letters alone.
    pub(crate) fn folded(&self, customer: usize) -> Option<String> {
        Some(normalise_id(self.reveal(customer)?).to_lowercase())
    }

    /// The keyed name of a customer.
    #[must_use]
    pub fn pseudonym(&self, key: &Key, customer: usize) -> Option<String> {
        Some(key.pseudonym(DOMAIN, &normalise_id(self.reveal(customer)?)))
    }

    /// The keyed names of all customers, in their order; no two are equal.
    #[must_use]
    pub fn pseudonyms(&self, key: &Key) -> Vec<String> {
        let normal: Vec<Cow<'_, str>> = (0..self.customers()).map(|c| normalise_id(self.reveal(c).unwrap_or_default())).collect();
        key.pseudonyms(DOMAIN, normal.iter().map(AsRef::as_ref))
    }
}

/// A customer key, masked.
pub(super) fn mask_key(kind: Option<PiiType>, raw: &str) -> String {
    match kind {
        Some(kind) => redact(kind, raw),
        None => keep_ends(&normalise_id(raw)),
    }
}

/// How many bytes all keys begin with alike.
fn shared_bytes<'a>(mut keys: impl Iterator<Item = &'a [u8]>) -> usize {
    let first = keys.next().unwrap_or_default();
    keys.fold(first.len(), |shared, key| first.iter().zip(key).take(shared).take_while(|(a, b)| a == b).count())
}

/// Eight bytes behind the first ones, in an order that compares like the bytes.
fn eight_bytes(text: &str, behind: usize) -> u64 {
    let mut bytes = [0; 8];
    for (slot, byte) in bytes.iter_mut().zip(text.bytes().skip(behind)) {
        *slot = byte;
    }
    u64::from_be_bytes(bytes)
}

/// A column of numbers, amounts or times as codes of their text.
pub(super) fn coded_values(column: &Column) -> Column {
    let mut bits = Interner::default();
    let mut segments = Vec::with_capacity(column.segments().len());
    for segment in column.segments() {
        let codes = match segment {
            // Adding zero turns −0 into 0, which is the same key.
            Segment::Number(a) => Codes::of_cells(a.iter().map(|v| v.map(|v| bits.intern(&(v + 0.0).to_bits().to_le_bytes())))),
            Segment::Money(a) | Segment::Time(a) => Codes::of_cells(a.iter().map(|v| v.map(|v| bits.intern(&v.to_le_bytes())))),
            Segment::Codes(_) | Segment::Text(_) => continue,
        };
        segments.push(Segment::Codes(codes));
    }
    let mut texts = Interner::default();
    for value in bits.finish().iter() {
        let word = value.first_chunk().copied().map(u64::from_le_bytes).unwrap_or_default();
        let text = match column.kind() {
            Kind::Number | Kind::Text => cell::number_text(f64::from_bits(word)),
            Kind::Money => cell::money_text(word as i64),
            Kind::Time => time_text(word as i64),
        };
        texts.intern(text.as_bytes());
    }
    let spec = Spec::new(column.name(), Kind::Text);
    Column::new(spec, segments, texts.finish(), Invalid::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(cells: &[&str]) -> Identity {
        Identity::new(&Column::of_text("u", cells.iter().map(|c| Some(*c))), None)
    }

    #[test]
    fn customers_stand_in_bytewise_order_of_the_normalised_key() {
        let id = identity(&["b", "a", "B", "10", "9", "a-very-long-key-that-is-2", "a-very-long-key-that-is-1"]);
        let order: Vec<&str> = (0..id.customers()).filter_map(|c| id.reveal(c)).collect();
        assert_eq!(order, ["10", "9", "B", "a", "a-very-long-key-that-is-1", "a-very-long-key-that-is-2", "b"]);
        assert_eq!(id.customer_of_code(), [6, 3, 2, 0, 1, 5, 4]);
    }

    #[test]
    fn spellings_of_one_key_are_one_customer_and_counted() {
        let id = identity(&["17850.0", "17850", " 17850", "１７８５０", "17851", "NULL", ""]);
        assert_eq!((id.customers(), id.merged()), (2, 3));
        assert_eq!(id.customer_of_code(), [0, 0, 0, 0, 1, NOBODY, NOBODY]);
        assert_eq!(id.reveal(0), Some(" 17850"));
        assert_eq!(id.masked_id(0).as_deref(), Some("1***0"));
        assert_eq!(id.reveal(2), None);
    }

    #[test]
    fn numbers_are_keys_like_their_text() {
        let numbers = Identity::new(&Column::of_numbers("u", [Some(17850.0), None, Some(-0.0), Some(0.0)]), None);
        assert_eq!((numbers.customers(), numbers.reveal(1)), (2, Some("17850")));
        assert_eq!(numbers.keys().codes().collect::<Vec<_>>(), [Some(0), None, Some(1), Some(1)]);
    }

    #[test]
    fn names_as_keys_are_masked_as_names() {
        let id = Identity::new(&Column::of_text("u", [Some("Brion Stark")]), Some(PiiType::Name));
        assert_eq!(id.masked_id(0).as_deref(), Some("B***"));
    }

    #[test]
    fn pseudonyms_follow_the_normalised_key() {
        let key = Key::random().unwrap();
        let (a, b) = (identity(&["17850.0", "x"]), identity(&["17850"]));
        assert_eq!(a.pseudonym(&key, 0), b.pseudonym(&key, 0));
        assert_eq!(a.pseudonyms(&key).first().cloned(), b.pseudonym(&key, 0));
    }
}
