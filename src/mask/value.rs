//! Which rules a cell passes: cheap tests of length and first characters before any rule is tried.

use super::compact::{Compact, all_digits};
use super::rule::Rule;
use super::{PiiType, address, bank_card, birthday, device, email, geo, hash, id_card, landline, name, network, passport, phone};
use super::{plate, social, uscc};

/// Longest cell that can be a number of a thing, in bytes.
const LONGEST: usize = 96;

/// What a header allows to count.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    /// The kind that it names.
    pub(super) claimed: Option<PiiType>,
    /// Whether names in Latin letters count.
    pub(super) latin_names: bool,
    /// Whether it speaks of persons, so that names count whatever stands behind them.
    pub(super) persons: bool,
}

impl Context {
    fn is(self, kind: PiiType) -> bool {
        self.claimed == Some(kind)
    }
}

/// The rules that a cell passes below a header that names a kind, or below one that says nothing.
///
/// ```
/// use insitu::mask::{Rule, rules};
/// assert_eq!(rules("13800138000", None), [Rule::Mobile]);
/// assert_eq!(rules("1.2.3.4", None), []);
/// ```
#[must_use]
pub fn rules(text: &str, claimed: Option<PiiType>) -> Vec<Rule> {
    let context = Context { claimed, latin_names: claimed == Some(PiiType::Name), persons: claimed == Some(PiiType::Name) };
    let mut all = Vec::new();
    passed(text, context, &mut |rule| all.push(rule));
    all
}

/// Calls `each` with every rule that a cell passes, at most one of each kind.
pub(super) fn passed(text: &str, context: Context, each: &mut dyn FnMut(Rule)) {
    let text = text.trim();
    let mut has_at = false;
    let mut digits = 0_usize;
    let mut marks = 0_usize;
    for b in text.bytes().take(LONGEST) {
        has_at |= b == b'@';
        digits += usize::from(b.is_ascii_digit());
        marks += usize::from(matches!(b, b'.' | b':' | b'-'));
    }
    // A full-width `@` is of three bytes and makes no column of addresses.
    if has_at {
        if email::parts(text).is_some() {
            each(Rule::Email);
        }
        return;
    }
    let first = text.chars().next().unwrap_or(' ');
    let is_ascii = text.is_ascii();
    if !is_ascii && crate::fields::is_han(first) {
        han(text, first, context, each);
    } else if text.len() <= LONGEST && text.len() >= 6 && (digits >= 5 || !is_ascii) {
        numbers(text, context, each);
    }
    if is_ascii && marks >= 2 && text.len() <= 39 {
        let is_ip = if context.is(PiiType::Ip) { network::ipv4(text).is_some() } else { network::is_clear_ipv4(text) };
        if is_ip || network::is_ipv6(text) {
            each(Rule::Ip);
        } else if network::is_mac(text) {
            each(Rule::Mac);
        }
    }
    let latin = if context.persons { name::head(text) } else { text };
    if context.latin_names && name::is_latin_name(latin) && !name::is_chinese_name(text) {
        each(Rule::LatinName);
    }
    claimed(text, context, each);
}

fn han(text: &str, first: char, context: Context, each: &mut dyn FnMut(Rule)) {
    if plate::is_province(first) && plate::is_plate(text) {
        each(Rule::Plate);
    } else if is_name(text) || (context.persons && name::is_chinese_name(name::head(text))) {
        each(Rule::Surname);
    } else if text.len() >= 12 && address::is_address(text) {
        each(Rule::Address);
    }
}

/// Whether this is a Chinese name, alone or with what tells customers of one name apart.
fn is_name(text: &str) -> bool {
    let is_short = text.len() <= 12 || (text.len() <= 48 && text.contains(['·', '•', '・']));
    let is_marked = text.len() <= 24 && text.ends_with(|c: char| c.is_ascii_digit() || c == ')' || c == '）');
    (is_marked && name::is_chinese_name(name::without_mark(text))) || (is_short && name::is_chinese_name(text))
}

fn numbers(text: &str, context: Context, each: &mut dyn FnMut(Rule)) {
    if text.len() == 28 && device::is_openid(text) {
        each(Rule::Openid);
    }
    if text.len() == 44 && passport::is_machine_readable(text) {
        each(Rule::MachineReadable);
    }
    if context.is(PiiType::Hash) && hash::is_hash(text) {
        each(Rule::HashShape);
    }
    let Some(compact) = Compact::new(text) else {
        if context.is(PiiType::Phone) || context.is(PiiType::Landline) || text.contains(['(', '（', '转']) {
            telephone(text, each);
        }
        return;
    };
    let bytes = compact.as_bytes();
    let digits = all_digits(bytes);
    match bytes.len() {
        15 if digits && id_card::is_old_id_card(&compact) => each(Rule::IdCardOld),
        18 if id_card::is_id_card(&compact) => each(Rule::IdCard),
        18 if uscc::is_uscc(bytes) => each(if digits { Rule::UsccDigits } else { Rule::Uscc }),
        _ => {}
    }
    if matches!(bytes.len(), 11..=15) && phone::mobile(&compact).is_some() {
        each(Rule::Mobile);
    } else if matches!(bytes.first(), Some(b'0' | b'+')) {
        telephone(text, each);
    }
    if digits && bank_card::is_bank_card(&compact) {
        each(Rule::BankCard);
    }
    if digits && device::is_imei(&compact) {
        each(Rule::Imei);
    }
    if context.is(PiiType::Passport) && (passport::is_passport(&compact) || passport::is_permit(&compact)) {
        each(Rule::Passport);
    }
}

fn telephone(text: &str, each: &mut dyn FnMut(Rule)) {
    let Some(compact) = landline::compact(text) else { return };
    if landline::is_landline(&compact) {
        each(Rule::Landline);
    } else if landline::is_international(&compact) && phone::mobile(&compact).is_none() {
        each(Rule::International);
    }
}

/// Forms that count only where the header names their kind.
fn claimed(text: &str, context: Context, each: &mut dyn FnMut(Rule)) {
    match context.claimed {
        Some(PiiType::Device) if device::is_uuid(text) => each(Rule::Device),
        Some(PiiType::Birthday) if birthday::parts(text).is_some() => each(Rule::Birthday),
        Some(PiiType::Social) if social::is_wxid(text) => each(Rule::Wxid),
        Some(PiiType::Social) if social::is_qq(text) || social::is_wechat(text) => each(Rule::Social),
        Some(PiiType::Geo) if geo::is_coordinate(text) => each(Rule::Geo),
        _ => {}
    }
}

/// Whether a cell can be of a kind, given that the header says so.
pub(super) fn is_plausible(kind: PiiType, text: &str) -> bool {
    let text = text.trim();
    let compact = || if text.len() > LONGEST { None } else { Compact::new(text) };
    match kind {
        PiiType::IdCard => compact().is_some_and(|c| id_card::has_shape(&c)),
        PiiType::Uscc => compact().is_some_and(|c| uscc::has_shape(&c)),
        PiiType::Phone | PiiType::Landline => phone::looks_like_phone(text),
        PiiType::Email => text.len() <= 320 && text.contains('@'),
        PiiType::BankCard => compact().is_some_and(|c| bank_card::has_shape(&c)),
        PiiType::Device => device::has_shape(text),
        PiiType::Ip => network::mask_ips(text).is_some(),
        PiiType::Mac => network::is_mac(text) || (text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit())),
        PiiType::Plate => text.chars().next().is_some_and(plate::is_province) && text.chars().count() <= 10,
        PiiType::Passport => compact().is_some_and(|c| passport::has_shape(&c)),
        PiiType::Document => (6..=24).contains(&text.chars().count()) && text.bytes().filter(u8::is_ascii_digit).count() >= 4,
        PiiType::Address => (4..=200).contains(&text.chars().take(201).count()),
        PiiType::Name => name::looks_like_name(text) || name::is_chinese_name(name::head(text)),
        PiiType::Birthday => birthday::parts(text).is_some() || birthday::has_shape(text),
        PiiType::Social => social::has_shape(text),
        PiiType::Geo => geo::has_shape(text),
        PiiType::Hash => hash::is_hash(text),
        // Yes and no are no passwords.
        PiiType::Secret => text.chars().take(4).count() == 4,
        PiiType::FreeText | PiiType::RecordId => false,
    }
}
