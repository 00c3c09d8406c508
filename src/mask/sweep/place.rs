//! Postal addresses and number plates inside text.

use super::{Found, char_at, char_before};
use crate::fields::is_han;
use crate::mask::name::has_word;
use crate::mask::{PiiType, places, plate};

/// First two characters of provinces and of well-known cities, one behind the other.
const PLACES: &str = "北京天津上海重庆河北山西辽宁吉林黑龙江苏浙江安徽福建江西山东河南湖北湖南广东海南四川贵州云南陕西甘肃青海台湾\
内蒙广西西藏宁夏新疆香港澳门深圳广州杭州南京苏州成都武汉西安郑州长沙沈阳青岛大连宁波厦门福州济南哈尔长春合肥南昌南宁昆明贵阳\
太原石家兰州海口银川西宁乌鲁呼和拉萨无锡常州南通徐州扬州温州嘉兴绍兴金华台州泉州漳州烟台潍坊临沂洛阳佛山东莞珠海中山惠州汕头";

/// What a cue for an address ends with.
const CUES: &[&str] = &["地址", "住址", "寄到", "寄往", "寄至", "送到", "送往", "送至", "派到", "发到", "发往", "住在", "家住"];

/// What ends a division, what ends a street, what ends a house behind its number.
const DIVISIONS: &str = "省市区县旗州盟";
const STREETS: &str = "路街道村镇乡巷弄里园城庄屯";
const HOUSES: &str = "号栋室座幢弄楼层单户门排";

/// Words that begin what is no part of an address any more.
const AFTER: &str = "联系电话手机收货收件邮编姓名请在客户微信备注身份银行";

/// Bytes within which the first division ends: the longest province takes eight characters.
const FIRST_DIVISION: usize = 30;

/// Most characters of an address.
const LONGEST: usize = 70;

/// The plate that begins here.
pub(super) fn plate_at(text: &str, start: usize, c: char) -> Option<Found> {
    if !plate::is_province(c) {
        return None;
    }
    let after = start + c.len_utf8();
    char_at(text, after).filter(|(letter, _)| letter.is_ascii_alphabetic())?;
    let end = start + plate::length(text.get(start..)?)?;
    Found::of(text, PiiType::Plate, start, end)
}

/// The address that begins here: a known place, or anything behind a word for an address; then a division, a street and a house.
pub(super) fn address_at(text: &str, start: usize, c: char, previous: char) -> Option<Found> {
    let rest = text.get(start..)?;
    let known = rest.get(..6).is_some_and(|two| has_word(PLACES, two)) || (!is_han(previous) && begins_with_district(rest));
    let cued = || {
        let before = text.get(..start).unwrap_or_default().trim_end_matches([' ', ':', '：', '是', '为']);
        CUES.iter().any(|cue| before.ends_with(cue))
    };
    if !(known || (matches!(previous, ':' | ' ' | '址' | '到' | '往' | '至' | '在' | '住' | '是' | '为') && is_han(c) && cued()))
    {
        return None;
    }
    let end = start + extent(rest)?;
    Found::of(text, PiiType::Address, start, end)
}

/// Whether a division with its last word begins the text: `南山区`, not `小区`.
fn begins_with_district(text: &str) -> bool {
    /// Longest name that is looked at, in characters.
    const LONGEST_DISTRICT: usize = 8;
    let end = text.char_indices().take(LONGEST_DISTRICT).skip(2).find(|(_, c)| DIVISIONS.contains(*c));
    end.and_then(|(at, c)| text.get(..at + c.len_utf8())).and_then(places).is_some_and(|found| found.start == 0)
}

/// The house, stair and room whose number begins here: `3栋2单元501室`, `12号502` behind a street.
pub(super) fn house_at(text: &str, start: usize, previous: char) -> Option<Found> {
    /// Characters of it that are looked at.
    const LONGEST_HOUSE: usize = 30;
    let rest = text.get(start..)?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '#' || c == '元' || c == '房' || HOUSES.contains(c);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let unit = rest.get(digits..)?.chars().next()?;
    let tail = rest.get(digits + unit.len_utf8()..)?;
    let numbered = tail.trim_start_matches(['元', '楼']).starts_with(|c: char| c.is_ascii_digit());
    let is_house = match unit {
        '栋' | '幢' | '弄' => numbered,
        '单' => tail.starts_with('元') && numbered,
        '号' => {
            (numbered && tail.starts_with('楼'))
                || ("路街道巷弄村".contains(previous) && !tail.starts_with(['线', '店', '门', '楼']))
        }
        _ => false,
    };
    if digits > 4 || !is_house {
        return None;
    }
    let end = start + rest.chars().take(LONGEST_HOUSE).take_while(|&c| is_part(c)).map(char::len_utf8).sum::<usize>();
    Some(Found { start, end, kind: PiiType::Address, masked: "****".to_owned(), has_gaps: true })
}

/// Bytes of the address with which the text begins.
fn extent(text: &str) -> Option<usize> {
    let (mut division, mut street, mut run) = (false, false, 0);
    let mut end = None;
    let mut previous = ' ';
    for (at, c) in text.char_indices().take(LONGEST) {
        let joins = c.is_ascii_alphanumeric() || matches!(c, '-' | '#' | '(' | ')' | '（' | '）');
        if !is_han(c) && !joins {
            break;
        }
        if is_han(c) && division && text.get(at..at + 6).is_some_and(|two| has_word(AFTER, two)) {
            break;
        }
        let numbered = previous.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(previous);
        if run > 0 && DIVISIONS.contains(c) {
            (division, run) = (true, 0);
        } else if division && (run > 0 || matches!(previous, '州' | '盟')) && STREETS.contains(c) {
            (street, run) = (true, 0);
        } else {
            run = if is_han(c) { run + 1 } else { 0 };
        }
        if division && numbered && HOUSES.contains(c) {
            end = Some(at + c.len_utf8());
        }
        previous = c;
        if !division && at > FIRST_DIVISION {
            break;
        }
    }
    let mut end = end.filter(|_| street)?;
    // `1号502`, `单元` and a post code behind a blank.
    if text.get(end..).is_some_and(|t| t.starts_with('元')) {
        end += '元'.len_utf8();
    }
    let tail = text.as_bytes().get(end..)?.iter().take(8).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-').count();
    if tail < 8 {
        end += tail;
    }
    let after = text.as_bytes().get(end..)?;
    let code = after.iter().skip(1).take(7).take_while(|b| b.is_ascii_digit()).count();
    let coded = after.first() == Some(&b' ') && code == 6;
    let end = if coded { end + 7 } else { end };
    char_before(text, end).map(|_| end)
}
