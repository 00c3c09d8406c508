//! The packed list of divisions, unpacked when first asked for.

use crate::stats::order;
use std::fmt;
use std::sync::OnceLock;

const PACKED: &str = include_str!("divisions.txt");

/// Last words of names by the letter that closes them in the list, the colloquial form behind.
const ENDINGS: &[(u8, &str, &str)] = &[
    (b'.', "", ""),
    (b'a', "自治区", ""),
    (b'c', "自治州", "州"),
    (b'd', "地区", ""),
    (b'h', "旗", ""),
    (b'i', "自治旗", "旗"),
    (b'm', "盟", ""),
    (b'p', "省", ""),
    (b'q', "区", ""),
    (b's', "市", ""),
    (b't', "特别行政区", ""),
    (b'x', "县", ""),
    (b'z', "自治县", "县"),
];

/// How deep a division stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Province, municipality, autonomous or special administrative region.
    Province,
    /// Prefecture: city, autonomous prefecture, league or area.
    City,
    /// District, county, banner or city of the rank of a county.
    District,
}

/// A division of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// Six digits of GB/T 2260.
    pub code: u32,
    /// Whether it is no longer in force, under this code or this name.
    pub former: bool,
    base: &'static str,
    nationality: &'static str,
    ending: u8,
}

/// The whole name: `广西壮族自治区`.
impl fmt::Display for Division {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.base)?;
        f.write_str(self.nationality)?;
        f.write_str(self.endings().0)
    }
}

impl Division {
    /// The name without its last word and nationality: `广西`.
    #[must_use]
    pub fn short_name(&self) -> &'static str {
        self.base
    }

    /// How deep it stands.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.code {
            code if code.is_multiple_of(10_000) => Level::Province,
            code if code.is_multiple_of(100) => Level::City,
            _ => Level::District,
        }
    }

    fn endings(&self) -> (&'static str, &'static str) {
        ENDINGS.iter().find(|(letter, _, _)| *letter == self.ending).map_or(("", ""), |&(_, whole, spoken)| (whole, spoken))
    }

    /// What follows the name in a text that starts with it, its whole form or the colloquial one (`延边州`).
    pub(super) fn strip_whole<'a>(&self, text: &'a str) -> Option<&'a str> {
        let rest = text.strip_prefix(self.base)?;
        let (whole, spoken) = self.endings();
        let formal = rest.strip_prefix(self.nationality).and_then(|r| r.strip_prefix(whole));
        let colloquial = || rest.strip_prefix(spoken).filter(|_| !spoken.is_empty() && self.base.chars().count() > 1);
        formal.or_else(colloquial)
    }
}

/// All divisions, unpacked.
pub(super) struct List {
    /// In order of codes; of one code the division in force first.
    pub(super) by_code: Vec<Division>,
    /// Positions in `by_code` in order of short names.
    by_name: Vec<u16>,
}

/// The list, unpacked once.
pub(super) fn list() -> &'static List {
    static LIST: OnceLock<List> = OnceLock::new();
    LIST.get_or_init(|| {
        let mut by_code = Vec::with_capacity(4300);
        let mut former = false;
        for line in PACKED.lines() {
            former |= line.is_empty();
            unpack(line, former, &mut by_code);
        }
        let code = |at: usize| by_code.get(at).map(|d| (d.code, d.former));
        let places = order(by_code.len(), &|a, b| code(a).cmp(&code(b)));
        let by_code: Vec<Division> = places.into_iter().filter_map(|at| by_code.get(at).copied()).collect();
        let name = |at: usize| by_code.get(at).map(|d| d.base);
        let by_name = order(by_code.len(), &|a, b| name(a).cmp(&name(b))).into_iter().map(|at| at as u16).collect();
        List { by_code, by_name }
    })
}

fn unpack(line: &'static str, former: bool, into: &mut Vec<Division>) {
    let mut code = 0;
    let mut rest = line;
    while !rest.is_empty() {
        let opens_city = rest.starts_with('/');
        rest = rest.strip_prefix('/').unwrap_or(rest);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = |from: usize| rest.get(from..from + 2).and_then(|d| d.parse::<u32>().ok()).unwrap_or(0);
        code = match (code, opens_city) {
            (0, _) => number(0) * 10_000,
            (_, true) => code / 10_000 * 10_000 + number(0) * 100,
            (_, false) if digits > 0 => code / 100 * 100 + number(0),
            _ => code + 1,
        };
        if opens_city && digits == 4 {
            code += number(2);
        }
        rest = rest.get(digits..).unwrap_or_default();
        let length = rest.bytes().position(|b| b == b'.' || b == b'/' || b.is_ascii_lowercase() || b.is_ascii_digit());
        let Some((name, after)) = length.and_then(|at| rest.split_at_checked(at)) else { return };
        if name.is_empty() {
            continue;
        }
        let (base, nationality) = name.split_once('|').unwrap_or((name, ""));
        let ending = after.bytes().next().unwrap_or(b'.');
        into.push(Division { code, former, base, nationality, ending });
        rest = after.get(1..).unwrap_or_default();
    }
}

impl List {
    /// Divisions whose short name is exactly this.
    pub(super) fn named<'a>(&'static self, base: &'a str) -> impl Iterator<Item = &'static Division> + use<'a> {
        let at = |i: &u16| self.by_code.get(usize::from(*i));
        let from = self.by_name.partition_point(|i| at(i).is_some_and(|d| d.base < base));
        self.by_name.iter().skip(from).filter_map(at).take_while(move |d| d.base == base)
    }
}

/// The division of a code, the one in force where a former one had it too.
///
/// ```
/// use insitu::mask::division;
/// assert_eq!(division(440_305).map(|d| d.to_string()).as_deref(), Some("南山区"));
/// assert_eq!(division(110_103).map(|d| (d.short_name(), d.former)), Some(("崇文", true)));
/// assert_eq!(division(990_000), None);
/// ```
#[must_use]
pub fn division(code: u32) -> Option<&'static Division> {
    let all = &list().by_code;
    all.get(all.partition_point(|d| d.code < code)).filter(|d| d.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_every_rank_with_whole_names() {
        let now: Vec<&Division> = list().by_code.iter().filter(|d| !d.former).collect();
        let count = |level| now.iter().filter(|d| d.level() == level).count();
        assert_eq!(count(Level::Province), 34);
        // 333 prefectures of the yearbook; the municipalities' and provinces' own rows are left out.
        assert_eq!(count(Level::City), 333);
        assert!((2840..2860).contains(&count(Level::District)), "{}", count(Level::District));
        for (code, name) in [
            (110_000, "北京市"),
            (150_000, "内蒙古自治区"),
            (450_000, "广西壮族自治区"),
            (650_000, "新疆维吾尔自治区"),
            (810_000, "香港特别行政区"),
            (440_300, "深圳市"),
            (222_400, "延边朝鲜族自治州"),
            (152_500, "锡林郭勒盟"),
            (652_900, "阿克苏地区"),
            (110_105, "朝阳区"),
            (419_001, "济源市"),
            (659_001, "石河子市"),
            (530_927, "沧源佤族自治县"),
            (150_721, "阿荣旗"),
            (371_200, "莱芜市"),
        ] {
            assert_eq!(division(code).map(ToString::to_string).as_deref(), Some(name));
        }
        assert!(division(371_200).is_some_and(|d| d.former) && division(530_800).is_some_and(|d| !d.former));
    }

    #[test]
    fn every_part_stands_below_a_province_and_no_code_in_force_is_double() {
        let all = &list().by_code;
        for d in all {
            assert!(division(d.code / 10_000 * 10_000).is_some(), "{}", d.code);
            assert!(!d.base.is_empty() && d.strip_whole(&d.to_string()) == Some(""), "{d}");
        }
        let now: Vec<u32> = all.iter().filter(|d| !d.former).map(|d| d.code).collect();
        assert!(now.is_sorted_by(|a, b| a < b));
    }
}
