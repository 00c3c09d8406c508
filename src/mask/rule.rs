//! The rules by which cells are told, with the measured chance that a cell which is nothing of the kind passes.

use serde::Serialize;

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident $chance:literal;)*) => {
        /// A rule that a cell passes or not.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "PiiRule"))]
        pub enum Rule { $($(#[$doc])* $name,)* }

        impl Rule {
            /// All rules.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Chance that a cell of another kind passes, as measured by `tests/masking/chance.rs`.
            #[must_use]
            pub fn chance(self) -> f64 {
                match self { $(Self::$name => $chance,)* }
            }
        }
    };
}

rules! {
    /// GB 11643: province, date of birth and check digit of an identity number of 18 characters.
    IdCard 1.63e-5;
    /// Identity number of the old form: province and date of birth in 15 digits.
    IdCardOld 0.013;
    /// GB 32100: form and check character of a unified social credit code that holds a letter.
    Uscc 7e-6;
    /// The same of 18 digits.
    UsccDigits 0.0087;
    /// Mobile number of mainland China.
    Mobile 0.07;
    /// Area code and seven or eight digits.
    Landline 0.08;
    /// E.164.
    International 0.01;
    /// RFC 5321.
    Email 1e-4;
    /// Issuer and check digit of ISO/IEC 7812 (Luhn).
    BankCard 0.02;
    /// IMEI: reporting body and check digit of Luhn.
    Imei 0.006;
    /// Form of an openid.
    Openid 1e-4;
    /// Form of an identifier of a device, where the header names one.
    Device 0.3;
    /// IPv4 or IPv6.
    Ip 1e-3;
    /// MAC-48.
    Mac 1e-4;
    /// GA 36: number plate.
    Plate 1e-4;
    /// Form of a passport or permit, where the header names one.
    Passport 0.2;
    /// Machine-readable line of a passport (ICAO Doc 9303).
    MachineReadable 1e-4;
    /// Division, then street or house.
    Address 0.01;
    /// Surname and one to three Han characters.
    Surname 0.35;
    /// Capitalised words, where the header names a person.
    LatinName 0.35;
    /// Date with a year of a life, where the header names a birth.
    Birthday 0.5;
    /// Form of an account of QQ, `WeChat` and others, where the header names one.
    Social 0.5;
    /// Account that `WeChat` named itself.
    Wxid 1e-4;
    /// Decimal degrees, where the header names a coordinate.
    Geo 0.5;
    /// Length and digits of MD5, SHA-1 or SHA-256, where the header names a number of a person.
    HashShape 0.03;
    /// The hash of the number beside it.
    HashOfNeighbour 1e-10;
    /// The date of birth in the identity number beside it.
    BirthOfNeighbour 1e-4;
    /// Nothing but what a header of the kind allows.
    Plausible 1.0;
}

impl Rule {
    /// One of how many cells of another kind passes, to two digits.
    #[must_use]
    pub fn one_in(self) -> f64 {
        let count = 1.0 / self.chance();
        let unit = libm::pow(10.0, libm::floor(libm::log10(count)) - 1.0).max(1.0);
        libm::round(count / unit) * unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_are_told_to_two_digits() {
        assert!((Rule::IdCard.one_in() - 61_000.0).abs() < 1e-6);
        assert!((Rule::Mobile.one_in() - 14.0).abs() < 1e-9);
        assert!((Rule::Plausible.one_in() - 1.0).abs() < 1e-9);
    }
}
