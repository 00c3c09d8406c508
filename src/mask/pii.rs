//! Kinds of personal data.

use super::rule::Rule;
use crate::fields::Field;
use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $code:literal;)*) => {
        /// A kind of personal data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "types", derive(ts_rs::TS))]
        pub enum PiiType { $($(#[$doc])* $name,)* }

        impl PiiType {
            /// All kinds; a value that fits several is the first of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Stable name, also the domain of its pseudonyms.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
        }
    };
}

kinds! {
    /// Number of an identity card (GB 11643).
    IdCard "id_card";
    /// Unified social credit code (GB 32100): that of a company, or of a person in business.
    Uscc "uscc";
    /// Telephone number: mobile ones of mainland China, any where the header says so.
    Phone "phone";
    /// Landline, fax or international number.
    Landline "landline";
    /// E-mail address.
    Email "email";
    /// Number of a bank card.
    BankCard "bank_card";
    /// Identifier of a device, or of an account on a platform.
    Device "device";
    /// IP address.
    Ip "ip";
    /// MAC address.
    Mac "mac";
    /// Number plate (GA 36).
    Plate "plate";
    /// Passport, or permit for Hong Kong, Macao or Taiwan.
    Passport "passport";
    /// Another document: military, social security, driving licence.
    Document "document";
    /// Postal address.
    Address "address";
    /// Name of a person.
    Name "name";
    /// Date of birth.
    Birthday "birthday";
    /// Account in a social network.
    Social "social";
    /// Coordinates.
    Geo "geo";
    /// Plain hash of a number of a person, which can be turned back.
    Hash "hash";
    /// Password, or what opens an account in its place: a token, a cookie. Nothing of it is shown.
    Secret "secret";
    /// Text in which people write anything; masked span by span, never as a whole.
    FreeText "free_text";
    /// Key of a record: a pseudonym in exports.
    RecordId "record_id";
}

impl PiiType {
    /// Whether a value alone leads to its person; the others do beside each other.
    #[must_use]
    pub fn is_direct(self) -> bool {
        !matches!(self, Self::Birthday | Self::Geo | Self::FreeText | Self::Address)
    }

    /// Whether the law calls the kind sensitive (PIPL art. 28, GB/T 45574): it is masked until a person confirms twice.
    #[must_use]
    pub fn is_sensitive(self) -> bool {
        matches!(self, Self::IdCard | Self::BankCard | Self::Geo | Self::Secret)
    }

    /// The kind of a field of personal data.
    pub(super) fn of(field: Field) -> Option<Self> {
        Some(match field {
            Field::UserName => Self::Name,
            Field::Phone => Self::Phone,
            Field::Email => Self::Email,
            Field::IdCard => Self::IdCard,
            Field::BankCard => Self::BankCard,
            Field::Address => Self::Address,
            Field::Birthday => Self::Birthday,
            _ => return None,
        })
    }

    /// The rules of the kind. Below a header of telephones any telephone counts.
    pub(super) fn rules(self, claimed: Option<Self>) -> &'static [Rule] {
        match self {
            Self::IdCard => &[Rule::IdCard, Rule::IdCardOld],
            Self::Uscc => &[Rule::Uscc, Rule::UsccDigits],
            Self::Phone if claimed == Some(self) => &[Rule::Mobile, Rule::Landline, Rule::International],
            Self::Phone => &[Rule::Mobile],
            Self::Landline if claimed == Some(Self::Phone) => &[],
            Self::Landline => &[Rule::Landline, Rule::International],
            Self::Email => &[Rule::Email],
            Self::BankCard => &[Rule::BankCard],
            Self::Device => &[Rule::Imei, Rule::Openid, Rule::Device],
            Self::Ip => &[Rule::Ip],
            Self::Mac => &[Rule::Mac],
            Self::Plate => &[Rule::Plate],
            Self::Passport => &[Rule::MachineReadable, Rule::Passport],
            Self::Document | Self::Secret | Self::FreeText | Self::RecordId => &[],
            Self::Address => &[Rule::Address],
            Self::Name => &[Rule::Surname, Rule::LatinName],
            Self::Birthday => &[Rule::Birthday],
            Self::Social => &[Rule::Wxid, Rule::Social],
            Self::Geo => &[Rule::Geo],
            Self::Hash => &[Rule::HashShape],
        }
    }
}
