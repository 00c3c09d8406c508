//! Times that only a column tells: months without a day, and years of the Republic of China (`113/01/02`).

use super::cursor::Cursor;
use super::moment::{era, month_word, unit, whole_year};
use super::{DAY, day_of};
use crate::table::fold::Folded;

/// A month as written.
pub(crate) struct Month {
    /// Its first day, in seconds.
    pub(crate) seconds: i64,
    /// It says so itself: `2024年1月`.
    pub(crate) is_worded: bool,
}

/// The month that a cell names and nothing more: `202401`, `2024-01`, `2024/1`, `1/2024`, `2024年1月`, `Jan 2024`, `Jan-24`.
pub(crate) fn month_of(cell: &[u8]) -> Option<Month> {
    month(Folded::new(cell)?.text())
}

/// Whether a cell may be a day by years of the Republic of China.
pub(crate) fn is_minguo(cell: &[u8]) -> bool {
    Folded::new(cell).is_some_and(|folded| minguo(folded.text()).is_some())
}

pub(super) fn month(text: &str) -> Option<Month> {
    let mut c = Cursor::new(text);
    let (year, month, is_worded) = read(&mut c)?;
    let day = day_of(year as i32, month, 1).filter(|_| c.is_done())?;
    Some(Month { seconds: i64::from(day) * DAY, is_worded })
}

fn read(c: &mut Cursor<'_>) -> Option<(u32, u32, bool)> {
    if let Some(before) = era(c) {
        let (year, _) = c.number(4)?;
        return Some((year + before, han_month(c)?, true));
    }
    if let Some(month) = month_word(c) {
        let short = c.rest.trim_start().starts_with(['-', '\'']);
        c.skip(&[' ', ',', '-', '/', '\'']);
        return match c.number(4)? {
            (year, 4) => Some((year, month, false)),
            // As spreadsheets write a month: `Jan-24`.
            (year, 2) if short => Some((whole_year(year), month, false)),
            _ => None,
        };
    }
    let mut at = *c;
    if let Some(digits) = at.digits().filter(|digits| digits.len() == 6) {
        let number: u32 = digits.parse().ok()?;
        *c = at;
        return Some((number / 100, number % 100, false)).filter(|(year, ..)| (1900..2100).contains(year));
    }
    let (first, width) = c.number(4)?;
    if width == 4 {
        let mut han = *c;
        if let Some(month) = han_month(&mut han) {
            *c = han;
            return Some((first, month, true));
        }
        c.eat_any(&["-", "/", " "])?;
        let month = month_word(c).or_else(|| c.number(2).map(|(month, _)| month))?;
        return Some((first, month, false));
    }
    c.eat_any(&["-", "/"])?;
    let (year, _) = c.number(4).filter(|(_, wide)| *wide == 4 && width <= 2)?;
    Some((year, first, false))
}

/// `年1月`, `年1月份`.
fn han_month(c: &mut Cursor<'_>) -> Option<u32> {
    unit(c, "年").then_some(())?;
    c.skip(&[' ']);
    let (month, _) = c.number(2)?;
    unit(c, "月").then_some(())?;
    c.eat("份");
    Some(month)
}

/// Seconds of a day by years of the Republic of China: `113/01/02`, `99-1-2`, `1130102`.
pub(super) fn minguo(text: &str) -> Option<i64> {
    let mut c = Cursor::new(text);
    let mut at = c;
    let (year, month, day) = match at.digits()? {
        all if matches!(all.len(), 6 | 7) => {
            let number: u32 = all.parse().ok()?;
            c = at;
            (number / 10_000, number / 100 % 100, number % 100)
        }
        year => {
            c = at;
            let mark = c.eat_any(&["/", "-", "."])?;
            let (month, _) = c.number(2)?;
            c.eat(mark).then_some(())?;
            (year.parse().ok().filter(|year| *year < 1000)?, month, c.number(2)?.0)
        }
    };
    let day = day_of(year as i32 + 1911, month, day).filter(|_| c.is_done() && year > 0)?;
    Some(i64::from(day) * DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::date::time_text;

    #[test]
    fn a_month_is_its_first_day() {
        for text in [
            "202401",
            "2024-01",
            "2024/1",
            "2024-1",
            "1/2024",
            "01-2024",
            "2024年1月",
            "2024 年 01 月份",
            "二〇二四年一月",
            "Jan 2024",
            "January, 2024",
            "jan-24",
            "Jan '24",
            "2024-Jan",
            "２０２４年１月",
            "民国113年1月",
            "令和6年1月",
        ] {
            let month = month_of(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((time_text(month.seconds).as_str(), month.is_worded), ("2024-01-01", text.contains(['年'])), "{text}");
        }
        for text in [
            "",
            "2024",
            "202413",
            "2024-13",
            "2024-00",
            "240101",
            "2024-01-05",
            "Jan 5",
            "may",
            "1.2024",
            "2024.1",
            "13/2024",
            "20/24",
        ] {
            assert!(month_of(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn years_of_the_republic_begin_with_1912() {
        for text in ["113/01/02", "113-1-2", "113.01.02", "1130102"] {
            assert_eq!(minguo(text).map(time_text).as_deref(), Some("2024-01-02"), "{text}");
        }
        assert_eq!(minguo("99/12/31").map(time_text).as_deref(), Some("2010-12-31"));
        for text in ["", "2024/01/02", "113/13/01", "113/01", "113/01-02", "0/1/1", "113/01/02x"] {
            assert_eq!(minguo(text), None, "{text}");
        }
    }
}
