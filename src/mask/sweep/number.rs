//! Numbers of persons inside text: whole runs of digits, each one sign behind the other.

use super::{Found, char_at, char_before, is_called};
use crate::mask::compact::Compact;
use crate::mask::redaction::{ends, keep_ends, redact};
use crate::mask::{PiiType, bank_card, birthday, id_card, landline, phone};

/// Digits and groups looked at from one place: no number is longer.
const DIGITS: usize = 19;
const GROUPS: usize = 6;

/// What stands before a number whose form alone would not tell it: one with a wrong check digit, one of the place itself.
const CARDS_OF_PEOPLE: &[&str] = &["身份证", "证件", "idcard", "身份"];
const CARDS: &[&str] = &["银行卡", "卡", "账号", "账户", "帐号", "户头"];
const PHONES: &[&str] =
    &["电话", "座机", "固话", "手机", "联系方式", "传真", "tel", "Tel", "TEL", "phone", "Phone", "mobile", "Mobile"];

#[derive(Clone, Copy, Default)]
struct Group {
    /// What stands between this group and the one before it.
    gap: char,
    length: usize,
    /// Byte behind the group.
    end: usize,
}

/// Whole runs of digits, each one sign behind the other.
struct Groups {
    digits: [u8; DIGITS],
    groups: [Group; GROUPS],
    count: usize,
}

impl Groups {
    fn at(text: &str, start: usize) -> Self {
        let mut all = Self { digits: [0; DIGITS], groups: [Group::default(); GROUPS], count: 0 };
        let (mut at, mut used, mut gap) = (start, 0, '\0');
        // The code of a country is short.
        let least = if char_before(text, start).is_some_and(|(c, _)| c == '+') { 1 } else { 3 };
        while let Some(slot) = all.groups.get_mut(all.count) {
            let from = used;
            let mut after = None;
            while let Some((c, width)) = char_at(text, at) {
                if !c.is_ascii_digit() {
                    after = Some((c, width));
                    break;
                }
                let Some(digit) = all.digits.get_mut(used) else { return all };
                *digit = c as u8;
                (used, at) = (used + 1, at + width);
            }
            if used - from < if all.count == 0 { least } else { 1 } {
                return all;
            }
            *slot = Group { gap, length: used - from, end: at };
            all.count += 1;
            let Some((c @ (' ' | '\t' | '-' | '·' | '.' | ')'), width)) = after else { return all };
            (gap, at) = (c, at + width);
        }
        all
    }
}

/// The personal number whose first digit is here.
pub(super) fn number_at(text: &str, start: usize) -> Option<Found> {
    let all = Groups::at(text, start);
    let groups = all.groups.get(..all.count)?;
    (1..=groups.len())
        .rev()
        .find_map(|n| Candidate::new(text, start, groups.get(..n)?, &all.digits)?.found())
        .or_else(|| exponent_at(text, start))
}

/// A telephone number that a spreadsheet wrote as `1.3800131234E+10`.
fn exponent_at(text: &str, start: usize) -> Option<Found> {
    let rest = text.as_bytes().get(start..)?;
    if rest.get(1) != Some(&b'.') {
        return None;
    }
    let length = rest.iter().take(24).take_while(|b| b.is_ascii_digit() || b".eE+".contains(b)).count();
    let token = text.get(start..start + length)?;
    let compact = Compact::new(token).filter(|_| token.contains(['e', 'E']))?;
    let number = phone::mobile(&compact)?;
    let masked = redact(PiiType::Phone, number);
    Some(Found { start, end: start + length, kind: PiiType::Phone, masked, has_gaps: false })
}

struct Candidate<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    groups: &'a [Group],
    digits: &'a str,
}

impl<'a> Candidate<'a> {
    fn new(text: &'a str, start: usize, groups: &'a [Group], digits: &'a [u8]) -> Option<Self> {
        let length = groups.iter().map(|g| g.length).sum();
        let digits = std::str::from_utf8(digits.get(..length)?).ok()?;
        Some(Self { text, start, end: groups.last()?.end, groups, digits })
    }

    fn found(&self) -> Option<Found> {
        let has_gaps = self.groups.len() > 1;
        let found = |kind, start, end, masked| Some(Found { start, end, kind, masked, has_gaps });
        if let Some((number, end)) = self.id_card() {
            return found(PiiType::IdCard, self.start, end, redact(PiiType::IdCard, &number));
        }
        if self.is_landline() {
            let bracket = self.groups.get(1).filter(|g| g.gap == ')').and_then(|_| char_before(self.text, self.start));
            let start = self.start - bracket.filter(|&(c, _)| c == '(').map_or(0, |(_, width)| width);
            let masked = redact(PiiType::Landline, self.text.get(self.start..self.end)?.trim_end_matches(')'));
            return found(PiiType::Landline, start, self.end, masked);
        }
        let may_be_mobile = matches!(self.digits.len(), 11 | 13 | 15);
        let may_be_card = matches!(self.digits.len(), 13 | 15..=19) && self.is_grouped_as_card();
        if !may_be_mobile && !may_be_card {
            return self.international().or_else(|| self.called());
        }
        let compact = Compact::new(self.digits)?;
        if self.is_part_of_decimal() {
            return None;
        }
        if let Some(number) = phone::mobile(&compact).filter(|n| self.is_grouped_as_mobile(self.digits.len() - n.len())) {
            let plus = char_before(self.text, self.start).filter(|&(c, _)| c == '+' && self.digits.len() == 13);
            let start = self.start - plus.map_or(0, |(_, width)| width);
            return found(PiiType::Phone, start, self.end, ends(number, 3, 4, "****"));
        }
        let is_card = may_be_card && bank_card::is_bank_card(&compact) && !is_barcode(self.digits);
        if is_card && !is_clock(self.digits) {
            return found(PiiType::BankCard, self.start, self.end, redact(PiiType::BankCard, self.digits));
        }
        self.international().or_else(|| self.called())
    }

    /// A number of another country behind its `+`.
    fn international(&self) -> Option<Found> {
        let (_, plus) = char_before(self.text, self.start).filter(|&(c, _)| c == '+')?;
        if !(10..=15).contains(&self.digits.len())
            || self.digits.starts_with("86")
            || !self.has_plain_gaps()
            || self.is_part_of_decimal()
        {
            return None;
        }
        let masked = landline::mask(&format!("+{}", self.digits))?;
        Some(Found { start: self.start - plus, end: self.end, kind: PiiType::Landline, masked, has_gaps: self.groups.len() > 1 })
    }

    /// What the words before it say that it is, whatever its check digit.
    fn called(&self) -> Option<Found> {
        let all = self.groups.len() == 1 || self.has_plain_gaps();
        let goes_on = char_at(self.text, self.end).is_some_and(|(c, _)| c.is_ascii_digit());
        let whole = self.text.get(self.start..self.end)?;
        if !all
            || goes_on
            || self.is_part_of_decimal()
            || self.groups.iter().any(|g| g.length < 3)
            || birthday::parts(whole).is_some()
        {
            return None;
        }
        let before = |names| is_called(self.text, self.start, names);
        let (kind, masked) = match self.digits.len() {
            15 | 17 | 18 if before(CARDS_OF_PEOPLE) => (PiiType::IdCard, ends(self.digits, 4, 3, "********")),
            15..=19 if before(CARDS) => (PiiType::BankCard, ends(self.digits, 4, 4, " **** **** ")),
            7..=12 if before(PHONES) => (PiiType::Phone, keep_ends(self.digits)),
            _ => return None,
        };
        Some(Found { start: self.start, end: self.end, kind, masked, has_gaps: self.groups.len() > 1 })
    }

    /// Whether all gaps are ones that any number may have.
    fn has_plain_gaps(&self) -> bool {
        self.groups.iter().skip(1).all(|g| !matches!(g.gap, '.' | ')'))
    }

    fn id_card(&self) -> Option<(String, usize)> {
        let is_old = self.digits.len() == 15;
        if !self.has_plain_gaps() || !(is_old || matches!(self.digits.get(6..8), Some("19" | "20"))) {
            return None;
        }
        match self.digits.len() {
            17 => {
                let (_, width) = char_at(self.text, self.end).filter(|(c, _)| c.eq_ignore_ascii_case(&'x'))?;
                let number = format!("{}X", self.digits);
                Compact::new(&number).is_some_and(|c| id_card::is_id_card(&c)).then_some((number, self.end + width))
            }
            18 => Compact::new(self.digits).is_some_and(|c| id_card::is_id_card(&c)).then(|| (self.digits.to_owned(), self.end)),
            _ if is_old && self.groups.len() == 1 && !is_clock(self.digits) => {
                Compact::new(self.digits).is_some_and(|c| id_card::is_old_id_card(&c)).then(|| (self.digits.to_owned(), self.end))
            }
            _ => None,
        }
    }

    /// An area code (`010`, `02x`, `0xxx`), a gap, and seven or eight digits.
    fn is_landline(&self) -> bool {
        let [area, rest @ ..] = self.groups else { return false };
        let has_area = match self.digits.as_bytes() {
            [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => area.length == 3,
            [b'0', b'3'..=b'9', ..] => area.length == 4,
            _ => false,
        };
        has_area
            && (7..=8).contains(&(self.digits.len() - area.length))
            && rest.iter().all(|g| g.length >= 3 && g.gap != '.')
            && rest.iter().skip(1).all(|g| g.gap != ')')
    }

    /// Whether the groups can be those of a mobile number, `country` digits of its country code in front. Two groups of
    /// five and six digits with a hyphen are a range of amounts, and points stand only in 3.4.4.
    fn is_grouped_as_mobile(&self, country: usize) -> bool {
        let mut lengths = [0; GROUPS];
        for (slot, group) in lengths.iter_mut().zip(self.groups) {
            *slot = group.length;
        }
        if let Some(first) = lengths.first_mut() {
            *first = first.saturating_sub(country);
        }
        let gaps = || self.groups.iter().skip(1).map(|g| g.gap);
        match lengths.get(..self.groups.len()) {
            Some([_]) => true,
            Some([3, 4, 4]) => gaps().all(|gap| gap != ')'),
            Some([5, 6]) => gaps().all(|gap| gap == ' '),
            Some(other) => {
                let first = gaps().next();
                self.has_plain_gaps() && other.iter().all(|&n| n >= 3) && gaps().all(|gap| Some(gap) == first)
            }
            None => false,
        }
    }

    fn is_grouped_as_card(&self) -> bool {
        let [front @ .., _] = self.groups else { return false };
        self.has_plain_gaps() && front.iter().all(|g| g.length >= 4)
    }

    /// Whether the digits are those behind `0.`, or have one or two decimals that are not zero.
    fn is_part_of_decimal(&self) -> bool {
        let before = self.text.get(..self.start).unwrap_or_default();
        if let Some(front) = before.strip_suffix("0.") {
            return !front.ends_with(|c: char| c.is_ascii_digit());
        }
        let Some(decimals) = self.text.get(self.end..).and_then(|rest| rest.strip_prefix('.')) else { return false };
        let digits = || decimals.bytes().take(3).take_while(u8::is_ascii_digit);
        (1..=2).contains(&digits().count()) && digits().any(|b| b != b'0')
    }
}

/// Whether this is an EAN-13 with the right check digit: a barcode, which 13 digits of a card hardly ever are.
fn is_barcode(digits: &str) -> bool {
    let weighted = digits.bytes().zip([1, 3].into_iter().cycle()).map(|(b, weight)| u32::from(b - b'0') * weight);
    digits.len() == 13 && weighted.sum::<u32>().is_multiple_of(10)
}

/// Whether the digits begin with a time of this century as `yymmddHHMMSS`: an order number.
fn is_clock(digits: &str) -> bool {
    let pair = |i: usize| digits.get(2 * i..2 * i + 2).and_then(|p| p.parse::<u32>().ok()).unwrap_or(99);
    (20..=35).contains(&pair(0))
        && (1..=12).contains(&pair(1))
        && (1..=31).contains(&pair(2))
        && pair(3) < 24
        && pair(4) < 60
        && pair(5) < 60
}
