//! Personal numbers and e-mail addresses inside longer text.

use super::compact::Compact;
use super::redaction::{ends, keep_ends, redact};
use super::{PiiType, bank_card, id_card, phone};
use crate::fields::half_width;
use std::borrow::Cow;

/// Digits and groups looked at from one place: no number is longer.
const DIGITS: usize = 19;
const GROUPS: usize = 6;

/// A cell of a column without a verdict, with each identity, telephone and card number and each e-mail address in it
/// masked, whatever letters it is glued to. A number never begins or ends inside a longer run of digits. One pass with a
/// bounded look ahead; text without any is borrowed as it is.
#[must_use]
pub fn sweep(text: &str) -> Cow<'_, str> {
    let mut out = Output { text, masked: String::new(), done: 0 };
    let mut local: Option<Local> = None;
    let mut in_digits = false;
    let mut at = 0;
    while let Some((c, width)) = char_at(text, at) {
        let next = at + width;
        if c == '@' {
            if let Some(local) = local.take().filter(|_| has_domain(text, next)) {
                out.mask_local(&local, at);
            }
            (at, in_digits) = (next, false);
            continue;
        }
        if !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '%' | '+' | '-') {
            local = None;
        } else if local.is_none() && c.is_ascii_alphanumeric() {
            local = Some(Local { start: at, masked: out.masked.len(), done: out.done });
        }
        let begins = c.is_ascii_digit() && !in_digits;
        in_digits = c.is_ascii_digit();
        at = next;
        if begins && let Some(found) = number_at(text, next - width) {
            out.push(found.start, found.end, &found.masked);
            if found.has_gaps {
                local = None;
            }
            (at, in_digits) = (found.end, false);
        }
    }
    out.finish()
}

/// The character at a byte, half-width, and its length.
fn char_at(text: &str, at: usize) -> Option<(char, usize)> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some((char::from(*byte), 1)),
        _ => text.get(at..)?.chars().next().map(|c| (half_width(c), c.len_utf8())),
    }
}

fn char_before(text: &str, at: usize) -> Option<(char, usize)> {
    text.get(..at)?.chars().next_back().map(|c| (half_width(c), c.len_utf8()))
}

struct Output<'a> {
    text: &'a str,
    masked: String,
    /// Bytes of the text that `masked` stands for.
    done: usize,
}

/// What may be the local part of an address, and the output before it.
struct Local {
    start: usize,
    masked: usize,
    done: usize,
}

impl<'a> Output<'a> {
    fn push(&mut self, start: usize, end: usize, masked: &str) {
        self.masked.push_str(self.text.get(self.done..start).unwrap_or_default());
        self.masked.push_str(masked);
        self.done = end;
    }

    /// Masks a local part as a whole, in place of any number that was masked in it.
    fn mask_local(&mut self, local: &Local, end: usize) {
        self.masked.truncate(local.masked);
        self.done = local.done;
        let own = self.text.get(local.start..end).unwrap_or_default();
        let mut chars = own.chars();
        let first = chars.next().filter(|_| chars.next().is_some());
        self.push(local.start, end, &format!("{}***", first.map(String::from).unwrap_or_default()));
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.done == 0 {
            return Cow::Borrowed(self.text);
        }
        self.masked.push_str(self.text.get(self.done..).unwrap_or_default());
        Cow::Owned(self.masked)
    }
}

/// Whether a dotted domain begins here: labels of letters, digits and `-`, a later one with two letters in front.
fn has_domain(text: &str, from: usize) -> bool {
    let (mut at, mut label, mut letters, mut labels) = (from, 0, 0, 0);
    while let Some((c, width)) = char_at(text, at) {
        if c.is_ascii_alphanumeric() || (c == '-' && label > 0) {
            letters += usize::from(c.is_ascii_alphabetic() && letters == label);
            label += 1;
        } else if c == '.' && label > 0 {
            (label, letters, labels) = (0, 0, labels + 1);
        } else {
            return false;
        }
        if labels > 0 && letters >= 2 {
            return true;
        }
        at += width;
        if at - from > 255 || label > 63 {
            return false;
        }
    }
    false
}

struct Found {
    start: usize,
    end: usize,
    masked: String,
    has_gaps: bool,
}

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
            if used - from < if all.count == 0 { 3 } else { 1 } {
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
fn number_at(text: &str, start: usize) -> Option<Found> {
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
    Some(Found { start, end: start + length, masked: redact(PiiType::Phone, number), has_gaps: false })
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
        let found = |start, end, masked| Some(Found { start, end, masked, has_gaps });
        if let Some((number, end)) = self.id_card() {
            return found(self.start, end, redact(PiiType::IdCard, &number));
        }
        if self.is_landline() {
            return found(self.start, self.end, keep_ends(self.text.get(self.start..self.end)?));
        }
        let may_be_mobile = matches!(self.digits.len(), 11 | 13 | 15);
        let may_be_card = matches!(self.digits.len(), 13 | 15..=19) && self.is_grouped_as_card();
        if !may_be_mobile && !may_be_card {
            return None;
        }
        let compact = Compact::new(self.digits)?;
        if self.is_part_of_decimal() {
            return None;
        }
        if let Some(number) = phone::mobile(&compact).filter(|n| self.is_grouped_as_mobile(self.digits.len() - n.len())) {
            let plus = char_before(self.text, self.start).filter(|&(c, _)| c == '+' && self.digits.len() == 13);
            return found(self.start - plus.map_or(0, |(_, width)| width), self.end, ends(number, 3, 4, "****"));
        }
        let is_card = may_be_card && bank_card::is_bank_card(&compact) && !is_barcode(self.digits);
        if is_card && !is_clock(self.digits) {
            return found(self.start, self.end, redact(PiiType::BankCard, self.digits));
        }
        None
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_inside_text_are_masked_and_the_rest_is_left() {
        for (text, swept) in [
            ("请联系 苗俊（15349667622）核对", "请联系 苗俊（153****7622）核对"),
            ("mail a.zhang@163.com.", "mail a***@163.com."),
            ("Tel13800131234", "Tel138****1234"),
            ("QQ13800131234", "QQ138****1234"),
            ("user_13800131234", "user_138****1234"),
            ("13800131234x", "138****1234x"),
            ("13800131234-13900131234", "138****1234-139****1234"),
            ("13800131234 13900131234", "138****1234 139****1234"),
            ("电１３８００１３１２３４话", "电138****1234话"),
            ("打138 0013 1234谢谢", "打138****1234谢谢"),
            ("138-0013-1234", "138****1234"),
            ("138.0013.1234", "138****1234"),
            ("１３８－００１３－１２３４", "138****1234"),
            ("13800 131234", "138****1234"),
            ("+8613800131234", "138****1234"),
            ("+86 138-0013-1234", "+86 138****1234"),
            ("8613800131234ok", "138****1234ok"),
            ("1.13800131234", "1.138****1234"),
            ("约1.3800131234E+10", "约138****1234"),
            ("2024-01-02 13800131234", "2024-01-02 138****1234"),
            ("身份证11010519491231002X请核对", "身份证110105********002X请核对"),
            ("ID11010519491231002xabc", "ID110105********002Xabc"),
            ("证110105 19491231 002X号", "证110105********002X号"),
            ("１１０１０５１９４９１２３１００２Ｘ", "110105********002X"),
            ("座机0755-12345678转1", "座机075*******678转1"),
            ("(0755)12345678", "(075*******678"),
            ("010-8888 6666", "010*******666"),
            ("卡6222020000070018号", "卡6222 **** **** 0018号"),
            ("卡6222 0200 0007 0018号", "卡6222 **** **** 0018号"),
            ("card4012-8888-8888-1881x", "card4012 **** **** 1881x"),
            ("邮箱zhang@163.com请回", "邮箱z***@163.com请回"),
            ("zhang＠１６３．ｃｏｍ", "z***＠１６３．ｃｏｍ"),
            ("13800131234@163.com", "1***@163.com"),
            ("zhang@163.com_13800131234", "z***@163.com_138****1234"),
            ("zhang@163.com13800131234", "z***@163.com138****1234"),
            ("a@13800131234.com", "***@138****1234.com"),
            ("138 0013 1234@163.com", "138****1234@163.com"),
            ("li@qq.com,wang@qq.com", "l***@qq.com,w***@qq.com"),
        ] {
            assert_eq!(sweep(text), swept);
        }
    }

    #[test]
    fn other_numbers_stay_as_they_are() {
        for text in [
            "",
            "WHITE METAL LANTERN",
            "订单 20240101 共 3 件",
            "202401011234560001",
            "订单202401011380013123",
            "913800131234000001",
            "1765432109876543210",
            "2401011200000009",
            "240101-120000-0009",
            "230101120101001",
            "2024-01-02 13:00:00",
            "2024-01-02T13:00:00.123",
            "1704160800",
            "1704160800000",
            "1704160800000000",
            "SKU-1380-0131",
            "SKU1234567890",
            "A-138-0013-12345",
            "4901234567894",
            "6901234567892",
            "13800131234.50",
            "0.13800131234",
            "¥1,380,013.12",
            "15000-180000",
            "1998-2005 500",
            "013800131234",
            "192.168.100.200",
            "138001312345",
            "a@b",
            "@163.com",
            "a@1.2",
        ] {
            assert!(matches!(sweep(text), Cow::Borrowed(t) if t == text), "{text}: {}", sweep(text));
        }
    }

    #[test]
    #[expect(clippy::disallowed_types, clippy::print_stderr, reason = "says how long a hostile cell takes")]
    fn a_hostile_cell_costs_nothing() {
        for piece in ["a@", "1", "1 ", "4012 ", "1.1", "13800131234", "１", "a@1.", "a.", "138-"] {
            let cell = piece.repeat(10_000_000 / piece.len());
            let begun = std::time::Instant::now();
            assert_eq!(sweep(&cell), cell);
            eprintln!("{piece:?}: {:?}", begun.elapsed());
        }
        assert!(redact(PiiType::Email, &"a@".repeat(5_000_000)).len() < 40);
    }

    proptest! {
        #[test]
        fn no_number_survives_its_neighbours(
            phone in "1[3-9][0-9]{9}", before in "([^0-9０-９@.]{0,8}[a-zA-Z_ :：，张号-])?", after in "([a-zA-Z_ :：，张号-][^0-9０-９@]{0,8})?",
        ) {
            let spaced = format!("{} {} {}", &phone[..3], &phone[3..7], &phone[7..]);
            let wide: String = phone.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
            for form in [&phone, &spaced, &wide] {
                let swept = sweep(&format!("{before}{form}{after}")).into_owned();
                prop_assert!(!swept.contains(form.as_str()), "{}", swept);
            }
        }

        #[test]
        fn longer_runs_are_left(front in "2[0-9]{6}", phone in "1[3-9][0-9]{9}") {
            let order = format!("20{front}{phone}");
            prop_assert_eq!(sweep(&order), order.as_str());
        }
    }
}
