//! Kinds of personal data: what a header says of them, and which cells have their shape.

use super::compact::Compact;
use super::{address, bank_card, email, id_card, name, phone};
use crate::fields::{Field, Header, named_field};
use serde::{Deserialize, Serialize};

/// A kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum PiiType {
    /// Number of an identity card.
    IdCard,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// Number of a bank card.
    BankCard,
    /// Postal address.
    Address,
    /// Name of a person.
    Name,
}

/// What a header says about a kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It names the kind.
    Exact(PiiType),
    /// It ends with a name of the kind, or uses a vague one.
    Partial(PiiType),
    /// It names something else that is no personal data.
    Contrary,
    /// It is the key of the customer, which may be anything.
    Key,
    /// It says nothing.
    Silent,
}

impl PiiType {
    /// All kinds; a value that fits several is the first of them.
    pub const ALL: &[Self] = &[Self::IdCard, Self::Phone, Self::Email, Self::BankCard, Self::Address, Self::Name];

    /// Stable name, also the domain of its pseudonyms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::IdCard => "id_card",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::BankCard => "bank_card",
            Self::Address => "address",
            Self::Name => "name",
        }
    }

    pub(super) fn of(field: Field) -> Option<Self> {
        Some(match field {
            Field::UserName => Self::Name,
            Field::Phone => Self::Phone,
            Field::Email => Self::Email,
            Field::IdCard => Self::IdCard,
            Field::BankCard => Self::BankCard,
            Field::Address => Self::Address,
            _ => return None,
        })
    }

    /// Measured chance that a value of another kind passes [`PiiType::is_hit`].
    pub(super) fn false_positive(self) -> f64 {
        match self {
            Self::IdCard => 1.05e-5,
            Self::Phone => 0.07,
            Self::Email => 1e-4,
            Self::BankCard => 0.02,
            Self::Address => 0.01,
            Self::Name => 0.35,
        }
    }

    /// Whether a cell passes the rule of this kind.
    pub(super) fn is_hit(self, text: &str, latin_names: bool) -> bool {
        let compact = || if text.len() > 96 { None } else { Compact::new(text) };
        match self {
            Self::IdCard => compact().is_some_and(|c| id_card::is_id_card(&c)),
            Self::Phone => compact().is_some_and(|c| phone::mobile(&c).is_some()),
            Self::Email => email::parts(text).is_some(),
            Self::BankCard => compact().is_some_and(|c| bank_card::is_bank_card(&c)),
            Self::Address => address::is_address(text),
            Self::Name => name::is_chinese_name(text) || (latin_names && name::is_latin_name(text)),
        }
    }

    /// Whether a cell can be of this kind, given that the header says so.
    pub(super) fn is_plausible(self, text: &str) -> bool {
        let compact = || if text.len() > 96 { None } else { Compact::new(text) };
        match self {
            Self::IdCard => compact().is_some_and(|c| id_card::has_shape(&c)),
            Self::Phone => phone::looks_like_phone(text) || self.is_hit(text, false),
            Self::Email => text.len() <= 320 && text.contains('@'),
            Self::BankCard => compact().is_some_and(|c| bank_card::has_shape(&c)),
            Self::Address => (4..=200).contains(&text.chars().take(201).count()),
            Self::Name => name::looks_like_name(text),
        }
    }
}

impl Claim {
    /// What the header and the mapped field of a column say.
    pub(super) fn new(header: &str, field: Option<Field>) -> Self {
        let named = named_field(&Header::new(header));
        if field == Some(Field::UserId) {
            // A telephone number that stands for its customer is still a telephone number.
            let kind = named.filter(|&(_, sure)| sure > 0.9).and_then(|(field, _)| PiiType::of(field));
            return kind.map_or(Self::Key, Self::Exact);
        }
        if let Some(kind) = field.and_then(PiiType::of) {
            return Self::Exact(kind);
        }
        match named {
            // A text may hold anything.
            Some((Field::UserId | Field::Text, _)) => Self::Silent,
            Some((named, sure)) => match PiiType::of(named) {
                Some(kind) if sure > 0.9 => Self::Exact(kind),
                Some(kind) => Self::Partial(kind),
                None => Self::Contrary,
            },
            None if field.is_some() => Self::Contrary,
            None => Self::Silent,
        }
    }

    /// Prior log-likelihood ratio of a kind.
    pub(super) fn prior(self, kind: PiiType) -> f64 {
        match self {
            Self::Exact(k) if k == kind => 6.0,
            Self::Partial(k) if k == kind => 3.0,
            Self::Contrary => -6.0,
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_matched_as_words() {
        for header in ["手机壳", "银行卡数量", "地址数", "姓名长度", "duplicate", "email_opt_in", "手机型号"] {
            let claim = Claim::new(header, None);
            assert!(matches!(claim, Claim::Silent | Claim::Contrary), "{header}: {claim:?}");
        }
        assert_eq!(Claim::new("团长手机号", None), Claim::Partial(PiiType::Phone));
        assert_eq!(Claim::new("身份证号", None), Claim::Exact(PiiType::IdCard));
        assert_eq!(Claim::new("E-mail", None), Claim::Exact(PiiType::Email));
        assert_eq!(Claim::new("订单号", None), Claim::Contrary);
        assert_eq!(Claim::new("订单号", Some(Field::UserId)), Claim::Key);
        assert_eq!(Claim::new("备注", None), Claim::Silent);
    }
}
