//! The time of day, and the zone that a value names.

use super::cursor::Cursor;

/// Part of a day that a word names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

const HALVES: &[(&str, Half)] = &[
    ("上午", Half::Morning),
    ("午前", Half::Morning),
    ("凌晨", Half::Morning),
    ("清晨", Half::Morning),
    ("早上", Half::Morning),
    ("早晨", Half::Morning),
    ("中午", Half::Noon),
    ("正午", Half::Noon),
    ("下午", Half::Afternoon),
    ("午后", Half::Afternoon),
    ("傍晚", Half::Evening),
    ("晚上", Half::Evening),
    ("晚间", Half::Evening),
    ("a.m.", Half::Morning),
    ("p.m.", Half::Afternoon),
    ("am", Half::Morning),
    ("pm", Half::Afternoon),
];

/// Seconds since midnight, 86400 for 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) seconds: i64,
    pub(super) leap: bool,
}

fn half(c: &mut Cursor<'_>) -> Option<Half> {
    let found = HALVES.iter().find(|(word, _)| c.eat(word))?;
    c.skip(&[' ']);
    Some(found.1)
}

/// `14:05`, `14:05:09.123`, `2:05 PM`, `下午2:05`, `14时05分09秒`, `下午2点半`, `140509`, `1405`.
pub(super) fn clock(c: &mut Cursor<'_>) -> Option<Clock> {
    let mut named = half(c);
    let (mut hour, mut minute, mut second) = (0, 0, 0);
    let mut start = *c;
    let compact = start.digits().filter(|d| matches!(d.len(), 4 | 6 | 9) && named.is_none());
    if let Some(digits) = compact {
        *c = start;
        let part = |from: usize| digits.get(from..from + 2).map_or(Some(0), |d| d.parse::<u32>().ok());
        (hour, minute, second) = (part(0)?, part(2)?, part(4)?);
        fraction(c);
    } else {
        hour += c.number(2)?.0;
        if c.eat(":") {
            minute = c.number(2)?.0;
            if c.eat(":") {
                second = c.number(2)?.0;
                fraction(c);
            }
        } else if c.eat("时") || c.eat("点") {
            c.eat("钟");
            c.eat("整");
            c.skip(&[' ']);
            if c.eat("半") {
                minute = 30;
            } else if let Some((m, _)) = c.number(2) {
                minute = m;
                c.eat("分");
                c.skip(&[' ']);
                if let Some((s, _)) = c.number(2) {
                    second = s;
                }
                c.eat("秒");
            }
        } else if named.is_none() {
            c.skip(&[' ']);
            named = Some(half(c)?);
        }
    }
    if named.is_none() {
        let mut behind = *c;
        behind.skip(&[' ']);
        if let Some(half) = half(&mut behind) {
            (named, *c) = (Some(half), behind);
        }
    }
    let hour = match (named, hour) {
        (Some(Half::Morning), 12) => 0,
        (Some(Half::Noon), 0..=3) | (Some(Half::Afternoon), 0..=11) | (Some(Half::Evening), 5..=11) => hour + 12,
        // Twelve in the evening is the end of the day; which day one or two o'clock belong to nobody can tell.
        (Some(Half::Evening), 12) => 24,
        (Some(Half::Evening), 0..=4) => return None,
        _ => hour,
    };
    let leap = second == 60;
    if minute > 59 || second > 60 || (leap && minute != 59) || hour > 24 || (hour == 24 && (minute, second) != (0, 0)) {
        return None;
    }
    Some(Clock { seconds: i64::from(hour * 3600 + minute * 60 + second.min(59)), leap })
}

/// `02`, where nothing else can stand.
pub(super) fn hour(c: &mut Cursor<'_>) -> Option<Clock> {
    let (hour, width) = c.number(2)?;
    (hour < 24 && width == 2).then_some(Clock { seconds: i64::from(hour) * 3600, leap: false })
}

/// Decimals of a second are cut off: times are whole seconds.
fn fraction(c: &mut Cursor<'_>) {
    let mut behind = *c;
    if (behind.eat(".") || behind.eat(",")) && behind.digits().is_some() {
        *c = behind;
    }
}

/// Seconds ahead of UTC: `Z`, `UTC`, `GMT+8`, `+08:00`, `-0500`, `CST` and `北京时间` (China). The inner `None` is no zone
/// at all, the outer one a zone that cannot be read.
pub(super) fn zone(c: &mut Cursor<'_>) -> Option<Option<i64>> {
    let mut at = *c;
    at.skip(&[' ']);
    let mut found = None;
    if at.eat("北京时间") {
        found = Some(8 * 3600);
    } else {
        match at.word() {
            "" => {}
            "z" => found = Some(0),
            "utc" | "gmt" => found = Some(0),
            "cst" | "hkt" => found = Some(8 * 3600),
            _ => return Some(None),
        }
    }
    let mut offset = at;
    offset.skip(&[' ']);
    let sign = if offset.eat("+") { 1 } else { -1 };
    if (sign > 0 || offset.eat("-")) && found.is_none_or(|z| z == 0) {
        let digits = offset.digits()?;
        let (hours, minutes) = match digits.len() {
            1 | 2 if offset.eat(":") => (digits, offset.digits().filter(|m| m.len() == 2)?),
            1 | 2 => (digits, "0"),
            4 => digits.split_at_checked(2)?,
            _ => return None,
        };
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
        if hours > 15 || minutes > 59 {
            return None;
        }
        (found, at) = (Some(sign * (hours * 3600 + minutes * 60)), offset);
    }
    if found.is_some() {
        *c = at;
        // The name of the zone once more: `[Asia/Shanghai]`, `(中国标准时间)`.
        at.skip(&[' ']);
        let close = if at.eat("[") { ']' } else { ')' };
        if (close == ']' || at.eat("("))
            && let Some((_, rest)) = at.rest.split_once(close)
        {
            *c = Cursor::new(rest);
        }
    }
    Some(found)
}
