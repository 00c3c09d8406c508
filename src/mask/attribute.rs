//! What of a personal value keeps analysis possible: places, years, classes. Nothing here leads back to one person by itself.

use super::compact::Compact;
use super::{PiiType, Region, email, id_card, locate, phone, plate, region_of_code};
use crate::table::date::iso_day;
use serde::{Deserialize, Serialize};

/// Something that a personal value tells about a group its owner belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Attribute {
    /// Province, by its name. Of an identity card it is where the card was first registered, which may not be where its owner lives.
    Province,
    /// City, by its name; of an identity card as [`Attribute::Province`].
    City,
    /// District or county, by its name; of an identity card as [`Attribute::Province`].
    District,
    /// Year of birth.
    BirthYear,
    /// Age in bands of five years, from 80 on one band: `35-39`, `80+`.
    AgeBand5,
    /// Age in bands of ten years, from 80 on one band: `30-39`, `80+`.
    AgeBand10,
    /// `male` or `female`.
    Sex,
    /// Domain of an e-mail address, in small letters.
    EmailDomain,
    /// [`EmailClass`] of an e-mail address, by its code.
    EmailClass,
    /// First three digits of a mobile number, which tell the carrier that issued it.
    PhoneSegment,
}

/// Who gives an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailClass {
    /// Tencent: qq.com, foxmail.com.
    Qq,
    /// `NetEase`: 163.com, 126.com, yeah.net, 188.com.
    Netease,
    /// Google.
    Gmail,
    /// Another provider that anybody can have an address of.
    OtherFree,
    /// Any other domain: a firm, school or office, or a domain of one's own.
    Enterprise,
}

/// Domains that anybody can have an address of, besides those of a class of their own.
const FREE: &[&str] = &[
    "139.com",
    "189.cn",
    "21cn.com",
    "263.net",
    "aliyun.com",
    "aol.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "hotmail.com",
    "icloud.com",
    "live.cn",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.cn",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "sina.cn",
    "sina.com",
    "sina.com.cn",
    "sogou.com",
    "sohu.com",
    "tom.com",
    "web.de",
    "wo.cn",
    "yahoo.cn",
    "yahoo.com",
    "yahoo.com.cn",
    "yandex.com",
    "yandex.ru",
];

impl EmailClass {
    /// Class of a domain. A `vip.` before the domain of a provider changes nothing.
    #[must_use]
    pub fn of(domain: &str) -> Self {
        let domain = domain.to_ascii_lowercase();
        let domain = domain.strip_prefix("vip.").unwrap_or(&domain);
        match domain {
            "qq.com" | "foxmail.com" => Self::Qq,
            "163.com" | "126.com" | "yeah.net" | "188.com" | "163.net" => Self::Netease,
            "gmail.com" | "googlemail.com" => Self::Gmail,
            _ if FREE.contains(&domain) => Self::OtherFree,
            _ => Self::Enterprise,
        }
    }

    /// Stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Qq => "qq",
            Self::Netease => "163",
            Self::Gmail => "gmail",
            Self::OtherFree => "other_free",
            Self::Enterprise => "enterprise",
        }
    }
}

impl Attribute {
    /// All attributes.
    pub const ALL: &[Self] = &[
        Self::Province,
        Self::City,
        Self::District,
        Self::BirthYear,
        Self::AgeBand5,
        Self::AgeBand10,
        Self::Sex,
        Self::EmailDomain,
        Self::EmailClass,
        Self::PhoneSegment,
    ];

    /// Whether values of a kind can tell this.
    #[must_use]
    pub fn comes_of(self, kind: PiiType) -> bool {
        match self {
            Self::Province => matches!(kind, PiiType::IdCard | PiiType::Address | PiiType::Plate),
            Self::City | Self::District => matches!(kind, PiiType::IdCard | PiiType::Address),
            Self::BirthYear | Self::AgeBand5 | Self::AgeBand10 | Self::Sex => kind == PiiType::IdCard,
            Self::EmailDomain | Self::EmailClass => kind == PiiType::Email,
            Self::PhoneSegment => kind == PiiType::Phone,
        }
    }

    /// The attribute of a value of a kind; `None` when the value does not tell it for certain. `as_of` is the day on which ages are
    /// taken, in days since 1970-01-01; somebody born after it has none.
    ///
    /// ```
    /// use insitu::mask::{Attribute, PiiType};
    /// let of = |a: Attribute| a.of(PiiType::IdCard, "11010519491231002X", 20_000);
    /// assert_eq!(of(Attribute::District).as_deref(), Some("朝阳区"));
    /// assert_eq!(of(Attribute::AgeBand10).as_deref(), Some("70-79"));
    /// assert_eq!(of(Attribute::Sex).as_deref(), Some("female"));
    /// ```
    #[must_use]
    pub fn of(self, kind: PiiType, text: &str, as_of: i32) -> Option<String> {
        if !self.comes_of(kind) {
            return None;
        }
        match self {
            Self::Province | Self::City | Self::District => {
                let region = match kind {
                    PiiType::IdCard => CardDigits::of(text)?.region(),
                    PiiType::Plate => plate::province(text).and_then(|code| region_of_code(code * 10_000)),
                    _ => locate(text),
                }?;
                let division = match self {
                    Self::Province => region.province,
                    Self::City => region.city,
                    _ => region.district,
                };
                division.map(ToString::to_string)
            }
            Self::BirthYear => Some((CardDigits::of(text)?.birth / 10_000).to_string()),
            Self::AgeBand5 => age_band(CardDigits::of(text)?.age(as_of)?, 5),
            Self::AgeBand10 => age_band(CardDigits::of(text)?.age(as_of)?, 10),
            Self::Sex => Some(if CardDigits::of(text)?.odd { "male" } else { "female" }.to_owned()),
            Self::EmailDomain => email::parts(text).map(|(_, domain)| domain.to_lowercase()),
            Self::EmailClass => email::parts(text).map(|(_, domain)| EmailClass::of(domain).code().to_owned()),
            Self::PhoneSegment => phone::mobile(&Compact::new(text)?)?.get(..3).map(str::to_owned),
        }
    }
}

/// What the digits of an identity card say.
struct CardDigits {
    code: u32,
    /// Date of birth as `yyyymmdd`.
    birth: u32,
    /// Whether the digit of the sex is odd (a man's).
    odd: bool,
}

impl CardDigits {
    fn of(text: &str) -> Option<Self> {
        let digits = id_card::long_form(&Compact::new(text)?)?;
        let number = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
        Some(Self { code: number(0, 6)?, birth: number(6, 14)?, odd: number(16, 17)? % 2 == 1 })
    }

    fn region(&self) -> Option<Region> {
        region_of_code(self.code)
    }

    fn age(&self, as_of: i32) -> Option<u32> {
        age(self.birth, as_of)
    }
}

/// Whole years from a date of birth (`yyyymmdd`) to a day; who is born on 29 February is a year older on 1 March. `None`
/// before birth.
pub(super) fn age(birth: u32, as_of: i32) -> Option<u32> {
    let today: u32 = iso_day(as_of).replace('-', "").parse().ok()?;
    (today >= birth).then(|| (today - birth) / 10_000)
}

/// The band of an age: the lower bound belongs to it, and from 80 on there is one.
pub(super) fn age_band(age: u32, years: u32) -> Option<String> {
    let from = age.checked_div(years)? * years;
    Some(if age >= 80 { "80+".to_owned() } else { format!("{from}-{}", from + years - 1) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::date::parse_day;

    fn of(attribute: Attribute, kind: PiiType, text: &str) -> Option<String> {
        attribute.of(kind, text, parse_day("2024-12-30").unwrap())
    }

    #[test]
    fn identity_cards_tell_place_year_age_and_sex() {
        let id = |attribute, text: &str| of(attribute, PiiType::IdCard, text);
        for text in ["11010519491231002X", " 110105 19491231 002x "] {
            assert_eq!(id(Attribute::Province, text).as_deref(), Some("北京市"));
            assert_eq!(id(Attribute::City, text).as_deref(), Some("北京市"));
            assert_eq!(id(Attribute::District, text).as_deref(), Some("朝阳区"));
            assert_eq!(id(Attribute::BirthYear, text).as_deref(), Some("1949"));
            assert_eq!(id(Attribute::Sex, text).as_deref(), Some("female"));
            // 74 until the day before the birthday.
            assert_eq!(id(Attribute::AgeBand5, text).as_deref(), Some("70-74"));
            assert_eq!(id(Attribute::AgeBand10, text).as_deref(), Some("70-79"));
        }
        let birthday = parse_day("2024-12-31").unwrap();
        assert_eq!(Attribute::AgeBand5.of(PiiType::IdCard, "11010519491231002X", birthday).as_deref(), Some("75-79"));
        assert_eq!(Attribute::AgeBand5.of(PiiType::IdCard, "11010519491231002X", -10_000), None);
        // 4313 was never in force: its first two digits tell the province.
        assert_eq!(id(Attribute::Province, "431389760616601").as_deref(), Some("湖南省"));
        assert_eq!(id(Attribute::BirthYear, "431389760616601").as_deref(), Some("1976"));
        assert_eq!(id(Attribute::Sex, "431389760616601").as_deref(), Some("male"));
        for attribute in Attribute::ALL {
            assert_eq!(id(*attribute, "110105194912310021"), None);
            assert_eq!(id(*attribute, "张三"), None);
        }
    }

    #[test]
    fn addresses_e_mails_phones_and_plates_tell_their_groups() {
        let address = "广东省深圳市南山区科技园路1号";
        for (attribute, name) in [(Attribute::Province, "广东省"), (Attribute::City, "深圳市"), (Attribute::District, "南山区")]
        {
            assert_eq!(of(attribute, PiiType::Address, address).as_deref(), Some(name));
        }
        for (mail, domain, class) in [
            ("zhang@QQ.com", "qq.com", "qq"),
            ("a@vip.qq.com", "vip.qq.com", "qq"),
            ("a@foxmail.com", "foxmail.com", "qq"),
            ("a@163.com", "163.com", "163"),
            ("a@vip.126.com", "vip.126.com", "163"),
            ("a@gmail.com", "gmail.com", "gmail"),
            ("a@sina.com.cn", "sina.com.cn", "other_free"),
            ("a@insitu.example.cn", "insitu.example.cn", "enterprise"),
            ("a@notqq.com", "notqq.com", "enterprise"),
        ] {
            assert_eq!(of(Attribute::EmailDomain, PiiType::Email, mail).as_deref(), Some(domain));
            assert_eq!(of(Attribute::EmailClass, PiiType::Email, mail).as_deref(), Some(class));
        }
        assert_eq!(of(Attribute::EmailDomain, PiiType::Email, "zhang at qq"), None);
        assert_eq!(of(Attribute::PhoneSegment, PiiType::Phone, "+86 138-0013-1234").as_deref(), Some("138"));
        assert_eq!(of(Attribute::PhoneSegment, PiiType::Phone, "0755-12345678"), None);
        for (plate, province) in
            [("粤B12345", "广东省"), ("京A·D12345", "北京市"), (" 沪ａ12345", "上海市"), ("粤Z1234港", "广东省")]
        {
            assert_eq!(of(Attribute::Province, PiiType::Plate, plate).as_deref(), Some(province), "{plate}");
        }
        for none in ["粤B1234", "粤B1234567", "粤I12345", "使A12345", "B12345", "", "粤"] {
            assert_eq!(of(Attribute::Province, PiiType::Plate, none), None, "{none}");
        }
    }

    #[test]
    fn a_kind_tells_only_what_it_can() {
        for kind in PiiType::ALL {
            for attribute in Attribute::ALL.iter().filter(|a| !a.comes_of(*kind)) {
                assert_eq!(of(*attribute, *kind, "11010519491231002X"), None);
            }
        }
        assert!(!Attribute::Sex.comes_of(PiiType::Name) && !Attribute::BirthYear.comes_of(PiiType::Phone));
    }
}
