//! Province, city and district that a text or a code names.

use super::list::{Division, Level, division, list};
use crate::fields::half_width;
use std::ops::Range;

/// Longest part of a text that is looked at, in characters.
const LONGEST: usize = 60;

/// What may stand between the names of two divisions.
const MARKS: &str = "-,/|>·.:;_，、。：；—'\"()（）[]【】";

/// Longest part of a text in which an address may begin, in characters.
const LONGEST_TEXT: usize = 200;

/// Longest short name, in characters.
const LONGEST_NAME: usize = 12;

/// What may stand behind a short name that then names a street or a building, not the place: `北京东路`, `中山公园`.
const STREETS: &[&str] = &[
    "路", "街", "道", "巷", "里", "弄", "村", "镇", "乡", "桥", "号", "胡同", "大道", "大街", "大路", "公园", "广场", "大厦",
    "酒店",
];

/// Where a text or a number says that somebody is, as far as it says so for certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Region {
    /// Province; of a former division, the one it stood in.
    pub province: Option<&'static Division>,
    /// Prefecture. A municipality is its own, and so is a county that stands directly below its province.
    pub city: Option<&'static Division>,
    /// District or county.
    pub district: Option<&'static Division>,
    /// Whether the text names a division that stands in several places, or in another than the one before it.
    pub ambiguous: bool,
}

impl Region {
    fn of(found: &'static Division) -> Self {
        let province = division(found.code / 10_000 * 10_000);
        let upper = division(found.code / 100 * 100);
        let direct = [11, 12, 31, 50].contains(&(found.code / 10_000)).then_some(province).flatten();
        let (city, district) = match found.level() {
            Level::Province => (direct, None),
            Level::City => (Some(found), None),
            Level::District => (direct.or(upper).or(Some(found)), Some(found)),
        };
        Self { province, city, district, ambiguous: false }
    }
}

/// The place of a code of six digits, as at the start of an identity card or a credit code. A code that is in no list gives what its
/// first four or two digits tell. `None` when there is no such province.
#[must_use]
pub fn region_of_code(code: u32) -> Option<Region> {
    let ranks = [code, code / 100 * 100, code / 10_000 * 10_000];
    ranks.iter().find_map(|&c| division(c)).filter(|_| code < 1_000_000).map(Region::of)
}

/// The place that an address or the name of a region tells: `广东省深圳市南山区…`, `广东深圳`, `深圳`. Names in full may be
/// followed by anything; short names of cities by anything but a street; short names of districts by a blank or nothing, so
/// that a street that is called like a district is none. Names of former divisions count where none in force fits. `None` when the text names no division.
///
/// ```
/// use insitu::mask::locate;
/// let code = |text| locate(text).and_then(|r| r.district.or(r.city).or(r.province)).map(|d| d.code);
/// assert_eq!(code("广东省深圳市南山区科技园路1号"), Some(440_305));
/// assert_eq!(code("广东深圳"), Some(440_300));
/// assert!(locate("朝阳区建国路1号").is_some_and(|r| r.ambiguous && r.province.is_none()));
/// ```
#[must_use]
pub fn locate(text: &str) -> Option<Region> {
    let text = spaced(text);
    let text = ["中华人民共和国", "中国"].iter().find_map(|c| text.strip_prefix(c)).unwrap_or(&text).trim_start();
    if let Some(region) = from_start(text) {
        return Some(region);
    }
    // Words such as 收货地址 stand before some addresses; behind them only a whole name counts.
    let starts = text.char_indices().skip(1).map(|(at, _)| text.get(at..).unwrap_or_default());
    let whole = |rest: &str| best(rest, |d| d.level() != Level::District && d.base_is_long()).is_some_and(|m| m.whole);
    starts.filter(|rest| whole(rest)).find_map(from_start)
}

/// Where the names of divisions stand in a text, one behind the other: what is known to be a place and nothing else. The first is
/// written in full, or begins the text and has others behind it; each further one stands below it.
pub(in crate::mask) fn places(text: &str) -> Option<Range<usize>> {
    let upper = |at: usize, whole: bool| {
        let fits = |d: &Division| d.base_is_long() && (d.level() != Level::District || whole);
        let found = best(text.get(at..)?, fits).filter(|m| m.whole || !whole)?;
        Some(at..text.len() - behind(found))
    };
    let begin = text.len() - text.trim_start_matches(is_mark).len();
    let first = upper(begin, false);
    let short = first.filter(|found| {
        best(text.get(begin..).unwrap_or_default(), |_| true).is_some_and(|m| m.whole || m.rest.len() > text.len() - found.end)
    });
    short.or_else(|| text.char_indices().take(LONGEST_TEXT).find_map(|(at, _)| upper(at, true)))
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || MARKS.contains(c)
}

/// Bytes of the text behind the divisions that stand below a first one, directly or with a mark between.
fn behind(mut last: Match<'_>) -> usize {
    loop {
        let gap = last.rest.chars().take(2).take_while(|&c| is_mark(c)).map(char::len_utf8).sum();
        let rest = last.rest.get(gap..).unwrap_or_default();
        let is_below = |d: &Division| last.found.iter().any(|u| d.level() > u.level() && d.is_below(u));
        match best(rest, is_below) {
            Some(next) => last = next,
            None => return last.rest.len(),
        }
    }
}

/// Half-width, one blank for each run of blanks and separators.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars().take(LONGEST).map(half_width) {
        if c.is_whitespace() || MARKS.contains(c) {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Divisions of one name at the start of a text.
struct Match<'a> {
    found: Vec<&'static Division>,
    whole: bool,
    rest: &'a str,
}

impl Match<'_> {
    /// Whether districts are meant rather than a city that the same text may name: by a whole name where the city has a short
    /// one, or by one in force where the city is a former one (石河子市, 巢湖市).
    fn goes_before(&self, city: &Match<'_>) -> bool {
        let in_force = |m: &Match<'_>| m.found.iter().any(|d| !d.former);
        (self.whole && !city.whole) || (self.whole == city.whole && in_force(self) && !in_force(city))
    }
}

impl Division {
    fn base_is_long(&self) -> bool {
        self.short_name().chars().count() > 1
    }

    fn is_below(&self, upper: &Self) -> bool {
        match upper.level() {
            Level::Province => self.code / 10_000 == upper.code / 10_000,
            Level::City | Level::District => self.code / 100 == upper.code / 100,
        }
    }
}

/// The divisions that the text starts with: a whole name before a short one, then the longest, then those in force.
fn best<'a>(text: &'a str, fits: impl Fn(&Division) -> bool) -> Option<Match<'a>> {
    let mut best: Option<Match<'a>> = None;
    let ends = text.char_indices().take(LONGEST_NAME).map(|(at, c)| at + c.len_utf8());
    for base in ends.filter_map(|end| text.get(..end)) {
        for d in list().named(base).filter(|d| fits(d)) {
            let (rest, whole) = match d.strip_whole(text) {
                Some(rest) => (rest, true),
                None => (text.get(base.len()..).unwrap_or_default(), false),
            };
            if !whole && !stands_alone(d, rest) {
                continue;
            }
            match &mut best {
                Some(b) if (b.whole, text.len() - b.rest.len()) > (whole, text.len() - rest.len()) => {}
                Some(b) if b.whole == whole && b.rest.len() == rest.len() => b.found.push(d),
                _ => best = Some(Match { found: vec![d], whole, rest }),
            }
        }
    }
    if let Some(m) = &mut best
        && m.found.iter().any(|d| !d.former)
    {
        m.found.retain(|d| !d.former);
    }
    best
}

/// Whether a short name can be meant, by what stands behind it.
fn stands_alone(d: &Division, rest: &str) -> bool {
    if !d.base_is_long() {
        return false;
    }
    if d.level() == Level::District {
        return rest.is_empty() || rest.starts_with(' ');
    }
    let side = rest.trim_start_matches(['东', '西', '南', '北', '中']).trim_start_matches(['一', '二', '三', '四', '五', '六']);
    !STREETS.iter().any(|s| side.starts_with(s) || rest.starts_with(s))
}

fn from_start(text: &str) -> Option<Region> {
    let text = text.trim_start();
    // What people write for the one province whose short name has three characters.
    let region = text.strip_prefix("内蒙").filter(|rest| !rest.starts_with('古'));
    let first = match region {
        Some(rest) => Match { found: division(150_000).into_iter().collect(), whole: true, rest },
        None => best(text, |_| true)?,
    };
    let &deepest = first.found.iter().min_by_key(|d| d.level())?;
    match deepest.level() {
        Level::Province => Some(below_province(deepest, first.rest)),
        Level::City if first.found.len() == 1 => Some(below_city(current(deepest), first.rest)),
        _ => Some(agreed(&first.found)),
    }
}

/// The division in force under the code of a renamed one.
fn current(d: &'static Division) -> &'static Division {
    division(d.code).unwrap_or(d)
}

/// What several divisions of one name have in common.
fn agreed(found: &[&'static Division]) -> Region {
    let mut regions = found.iter().map(|d| Region::of(current(d)));
    let Some(first) = regions.next() else { return Region::default() };
    regions.fold(first, |all, next| Region {
        province: all.province.filter(|_| all.province == next.province),
        city: all.city.filter(|_| all.city == next.city),
        district: all.district.filter(|_| all.district == next.district),
        ambiguous: all.ambiguous || all.district != next.district || all.city != next.city,
    })
}

fn below_province(province: &'static Division, rest: &str) -> Region {
    let mut rest = rest.trim_start();
    let region = Region::of(province);
    if region.city.is_some() {
        // 北京市北京市…, 上海市市辖区…
        let again = |r: &'_ str| province.strip_whole(r).map(str::len).or_else(|| r.strip_prefix("市辖区").map(str::len));
        while let Some(length) = again(rest) {
            rest = rest.get(rest.len() - length..).unwrap_or_default().trim_start();
        }
        if let Some(after) = rest.strip_prefix(province.short_name())
            && best(after, |d| d.level() == Level::District && d.is_below(province)).is_some_and(|m| m.whole)
        {
            rest = after;
        }
    } else if let Some(m) = best(rest, |d| d.level() == Level::City && d.is_below(province))
        && let [city] = m.found.as_slice()
        && !best(rest, |d| d.level() == Level::District && d.is_below(province)).is_some_and(|d| d.goes_before(&m))
    {
        return below_city(current(city), m.rest);
    }
    district(region, province, rest)
}

fn below_city(city: &'static Division, rest: &str) -> Region {
    let rest = rest.trim_start();
    district(Region::of(city), city, rest.strip_prefix("市辖区").unwrap_or(rest))
}

/// Completes a region by the district that the rest of the text starts with.
fn district(upper: Region, within: &Division, rest: &str) -> Region {
    if let Some(m) = best(rest, |d| d.level() == Level::District && d.is_below(within)) {
        return agreed(&m.found);
    }
    let elsewhere = best(rest, |d| d.level() != Level::Province && d.base_is_long()).is_some_and(|m| m.whole);
    Region { ambiguous: elsewhere, ..upper }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Province, city and district by their names; `-` for none, `!` behind an ambiguous one, empty for no place at all.
    fn shown(text: &str) -> String {
        let Some(region) = locate(text) else { return String::new() };
        let name = |d: Option<&Division>| d.map_or("-".to_owned(), ToString::to_string);
        let parts = [name(region.province), name(region.city), name(region.district)].join(" ");
        if region.ambiguous { parts + " !" } else { parts }
    }

    #[test]
    fn addresses_as_people_write_them() {
        for (text, expected) in [
            ("广东省深圳市南山区科技园路1号", "广东省 深圳市 南山区"),
            ("广东省深圳市", "广东省 深圳市 -"),
            ("广东深圳", "广东省 深圳市 -"),
            ("深圳", "广东省 深圳市 -"),
            ("深圳市", "广东省 深圳市 -"),
            ("广东", "广东省 - -"),
            ("广东省", "广东省 - -"),
            ("深圳南山", "广东省 深圳市 南山区"),
            ("广东-深圳-南山", "广东省 深圳市 南山区"),
            ("广东/深圳/南山区", "广东省 深圳市 南山区"),
            ("广东省 深圳市 南山区", "广东省 深圳市 南山区"),
            ("　广东省，深圳市，福田区　", "广东省 深圳市 福田区"),
            ("中国广东省广州市天河区体育西路", "广东省 广州市 天河区"),
            ("收货地址：广东省深圳市宝安区新安街道", "广东省 深圳市 宝安区"),
            ("北京市朝阳区建国路88号", "北京市 北京市 朝阳区"),
            ("北京朝阳区建国路88号", "北京市 北京市 朝阳区"),
            ("北京市北京市朝阳区", "北京市 北京市 朝阳区"),
            ("北京北京市海淀区", "北京市 北京市 海淀区"),
            ("北京市市辖区西城区", "北京市 北京市 西城区"),
            ("北京 海淀 中关村大街", "北京市 北京市 海淀区"),
            ("北京", "北京市 北京市 -"),
            ("上海上海市浦东新区世纪大道100号", "上海市 上海市 浦东新区"),
            ("上海市徐汇区", "上海市 上海市 徐汇区"),
            ("重庆市渝中区解放碑", "重庆市 重庆市 渝中区"),
            ("重庆市城口县", "重庆市 重庆市 城口县"),
            ("天津市河北区中山路", "天津市 天津市 河北区"),
            ("天津滨海新区", "天津市 天津市 滨海新区"),
            ("内蒙古自治区呼和浩特市新城区", "内蒙古自治区 呼和浩特市 新城区"),
            ("内蒙古呼和浩特", "内蒙古自治区 呼和浩特市 -"),
            ("内蒙赤峰市红山区", "内蒙古自治区 赤峰市 红山区"),
            ("内蒙古锡林郭勒盟锡林浩特市", "内蒙古自治区 锡林郭勒盟 锡林浩特市"),
            ("广西壮族自治区南宁市青秀区", "广西壮族自治区 南宁市 青秀区"),
            ("广西桂林", "广西壮族自治区 桂林市 -"),
            ("宁夏银川市兴庆区", "宁夏回族自治区 银川市 兴庆区"),
            ("新疆维吾尔自治区乌鲁木齐市天山区", "新疆维吾尔自治区 乌鲁木齐市 天山区"),
            ("新疆伊犁哈萨克自治州伊宁市", "新疆维吾尔自治区 伊犁哈萨克自治州 伊宁市"),
            ("新疆伊犁州伊宁市", "新疆维吾尔自治区 伊犁哈萨克自治州 伊宁市"),
            ("新疆石河子市", "新疆维吾尔自治区 石河子市 石河子市"),
            ("西藏拉萨", "西藏自治区 拉萨市 -"),
            ("吉林省延边州延吉市", "吉林省 延边朝鲜族自治州 延吉市"),
            ("吉林省延边朝鲜族自治州", "吉林省 延边朝鲜族自治州 -"),
            ("吉林省吉林市船营区", "吉林省 吉林市 船营区"),
            ("吉林市船营区", "吉林省 吉林市 船营区"),
            ("吉林长春", "吉林省 长春市 -"),
            ("吉林", "吉林省 - -"),
            ("贵州黔东南苗族侗族自治州凯里市", "贵州省 黔东南苗族侗族自治州 凯里市"),
            ("云南西双版纳州景洪市", "云南省 西双版纳傣族自治州 景洪市"),
            ("香港特别行政区中西区", "香港特别行政区 - -"),
            ("台湾省台北市", "台湾省 - -"),
            ("澳门", "澳门特别行政区 - -"),
            ("江苏省昆山市玉山镇", "江苏省 苏州市 昆山市"),
            ("江苏省苏州市昆山市", "江苏省 苏州市 昆山市"),
            ("昆山市", "江苏省 苏州市 昆山市"),
            ("义乌", "浙江省 金华市 义乌市"),
            ("河南省济源市", "河南省 济源市 济源市"),
            ("湖北省仙桃市", "湖北省 仙桃市 仙桃市"),
            ("广东省东莞市长安镇", "广东省 东莞市 -"),
            ("海南省海口市龙华区", "海南省 海口市 龙华区"),
            ("青海省海南藏族自治州共和县", "青海省 海南藏族自治州 共和县"),
            ("河南蒙古族自治县", "青海省 黄南藏族自治州 河南蒙古族自治县"),
            ("沧源佤族自治县", "云南省 临沧市 沧源佤族自治县"),
            ("阿荣旗", "内蒙古自治区 呼伦贝尔市 阿荣旗"),
            ("南京市鼓楼区中山北路", "江苏省 南京市 鼓楼区"),
            ("福州鼓楼区", "福建省 福州市 鼓楼区"),
            ("长春市朝阳区", "吉林省 长春市 朝阳区"),
            ("辽宁省朝阳市", "辽宁省 朝阳市 -"),
            ("辽宁省朝阳市朝阳县", "辽宁省 朝阳市 朝阳县"),
            ("海淀区", "北京市 北京市 海淀区"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn names_of_several_places_are_told_apart_or_left_open() {
        for (text, expected) in [
            ("鼓楼区", "- - - !"),
            ("朝阳区建国路1号", "- - - !"),
            ("江苏省鼓楼区", "江苏省 - - !"),
            ("江苏鼓楼区湖南路", "江苏省 - - !"),
            ("福建省鼓楼区", "福建省 福州市 鼓楼区"),
            ("河北省桥西区", "河北省 - - !"),
            ("城关区", "- - - !"),
            ("广东省南京市鼓楼区", "广东省 - - !"),
            ("深圳市鼓楼区", "广东省 深圳市 - !"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn former_names_still_tell_the_place() {
        for (text, expected) in [
            ("北京市崇文区", "北京市 北京市 崇文区"),
            ("北京宣武区广安门", "北京市 北京市 宣武区"),
            ("浙江省杭州市下城区", "浙江省 杭州市 下城区"),
            ("山东省莱芜市莱城区", "山东省 莱芜市 莱城区"),
            ("湖北省襄樊市", "湖北省 襄阳市 -"),
            ("安徽省巢湖市", "安徽省 合肥市 巢湖市"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn streets_words_and_hostile_texts_are_no_places() {
        let long = "省市区县".repeat(1_000_000);
        let nested = "北京市".repeat(100_000);
        for text in [
            "",
            " ",
            "北京东路100号",
            "南京路1号",
            "中山公园",
            "上海街12号",
            "中山东一路",
            "某路1号",
            "区",
            "市",
            "省市区县",
            "WHITE METAL LANTERN",
            "138****1234",
            "\u{202E}\u{0}",
            "=cmd|' /C calc'!A0",
            "加急",
            long.as_str(),
        ] {
            assert_eq!(shown(text), "", "{text:.40}");
        }
        assert_eq!(shown(&nested), "北京市 北京市 -");
        assert_eq!(shown("北京市朝阳路1号"), "北京市 北京市 -");
        assert_eq!(shown("上海市静安寺"), "上海市 上海市 -");
        assert_eq!(shown("广东省<img src=x>"), "广东省 - -");
    }

    #[test]
    fn codes_give_what_their_digits_tell() {
        let shown =
            |code| region_of_code(code).map(|r| [r.province, r.city, r.district].map(|d| d.map(|d| d.code).unwrap_or_default()));
        assert_eq!(shown(110_105), Some([110_000, 110_000, 110_105]));
        assert_eq!(shown(440_305), Some([440_000, 440_300, 440_305]));
        assert_eq!(shown(440_399), Some([440_000, 440_300, 0]));
        assert_eq!(shown(449_999), Some([440_000, 0, 0]));
        assert_eq!(shown(110_103), Some([110_000, 110_000, 110_103]));
        assert_eq!(shown(512_199), Some([510_000, 512_100, 0]));
        assert_eq!(shown(830_000), None);
        assert_eq!(shown(0), None);
        assert_eq!(shown(u32::MAX), None);
    }

    proptest! {
        #[test]
        fn every_whole_name_with_its_province_and_city_is_found_again(pick in any::<proptest::sample::Index>(), tail in "[路街号a-z0-9]{0,6}") {
            let now: Vec<&'static Division> = list().by_code.iter().filter(|d| !d.former).collect();
            let d = now[pick.index(now.len())];
            let region = Region::of(d);
            let mut text = region.province.unwrap().to_string();
            for part in [region.city, region.district].into_iter().flatten() {
                if !text.ends_with(&part.to_string()) {
                    text.push_str(&part.to_string());
                }
            }
            prop_assert_eq!(locate(&(text.clone() + "1" + &tail)), Some(region), "{}", text);
        }

        #[test]
        fn any_text_can_be_looked_at(text in "\\PC{0,80}", place in "[北京上海广东省市区县州朝阳南山 ]{0,20}") {
            let _ = locate(&text);
            if let Some(region) = locate(&place) {
                for d in [region.city, region.district].into_iter().flatten() {
                    prop_assert!(region.province.is_some_and(|p| p.code / 10_000 == d.code / 10_000));
                }
            }
        }
    }
}
