//! Every form of a date and time, by name, and what is none. No zone of the machine is read: see [`forms_are_the_same_in_any_zone`].

use insitu::table::date::{DateOrder, Times, iso_day, time_text};
use insitu::table::{BareTime, Kind, Spec};
use proptest::prelude::*;

const NOON: &str = "2024-03-05 14:05:09";
const DAY: &str = "2024-03-05";
const MINUTE: &str = "2024-03-05 14:05:00";
const HOUR: &str = "2024-03-05 14:00:00";

const FORMS: &[(&str, &str, &str)] = &[
    ("ISO day", "2024-03-05", DAY),
    ("ISO with blank", "2024-03-05 14:05:09", NOON),
    ("ISO with T", "2024-03-05T14:05:09", NOON),
    ("ISO with small t", "2024-03-05t14:05:09", NOON),
    ("ISO minutes", "2024-03-05T14:05", MINUTE),
    ("ISO fraction", "2024-03-05T14:05:09.123", NOON),
    ("ISO nine decimals", "2024-03-05T14:05:09.123456789", NOON),
    ("ISO decimal comma", "2024-03-05 14:05:09,5", NOON),
    ("UTC by Z", "2024-03-05T06:05:09Z", NOON),
    ("offset", "2024-03-05T14:05:09+08:00", NOON),
    ("offset without colon", "2024-03-05T01:05:09-0500", NOON),
    ("offset of hours", "2024-03-05 14:05:09+08", NOON),
    ("offset and name", "2024-03-05T14:05:09+08:00[Asia/Shanghai]", NOON),
    ("offset of India", "2024-03-05T11:35:09+05:30", NOON),
    ("UTC by name", "2024-03-05 06:05:09 UTC", NOON),
    ("GMT with offset", "2024-03-05 14:05:09 GMT+8", NOON),
    ("CST is China", "2024-03-05 14:05:09 CST", NOON),
    ("北京时间", "2024-03-05 14:05:09 北京时间", NOON),
    ("slashes", "2024/03/05", DAY),
    ("slashes unpadded", "2024/3/5 14:05", MINUTE),
    ("slashes and one-digit hour", "2024/3/5 9:05:09", "2024-03-05 09:05:09"),
    ("points", "2024.03.05", DAY),
    ("points unpadded", "2024.3.5 14:05:09", NOON),
    ("hyphens unpadded", "2024-3-5", DAY),
    ("blanks", "2024 03 05", DAY),
    ("eight digits", "20240305", DAY),
    ("eight digits and clock", "20240305 14:05:09", NOON),
    ("eight digits T six", "20240305T140509", NOON),
    ("eight digits, hyphen, six", "20240305-140509", NOON),
    ("twelve digits", "202403051405", MINUTE),
    ("fourteen digits", "20240305140509", NOON),
    ("seventeen digits", "20240305140509123", NOON),
    ("年月日", "2024年3月5日", DAY),
    ("年月日 padded", "2024年03月05日", DAY),
    ("年月号", "2024年3月5号", DAY),
    ("年月 without 日", "2024年3月5", DAY),
    ("年月日 with blanks", "2024 年 3 月 5 日", DAY),
    ("年月日 with clock", "2024年3月5日 14:05:09", NOON),
    ("年月日时分秒", "2024年3月5日14时05分09秒", NOON),
    ("年月日时分", "2024年03月05日 14时05分", MINUTE),
    ("年月日时", "2024年3月5日14时", HOUR),
    ("年月日点半", "2024年3月5日下午2点半", "2024-03-05 14:30:00"),
    ("年月日点整", "2024年3月5日下午2点整", HOUR),
    ("下午", "2024年3月5日 下午2:05:09", NOON),
    ("下午 in 24 hours", "2024-03-05 下午14:05", MINUTE),
    ("上午", "2024年3月5日上午9时5分", "2024-03-05 09:05:00"),
    ("上午 twelve", "2024/3/5 上午12:05", "2024-03-05 00:05:00"),
    ("凌晨", "2024年3月5日凌晨1:05", "2024-03-05 01:05:00"),
    ("早上", "2024年3月5日早上8点", "2024-03-05 08:00:00"),
    ("中午", "2024年3月5日中午12:30", "2024-03-05 12:30:00"),
    ("中午 one", "2024年3月5日中午1点", "2024-03-05 13:00:00"),
    ("中午 eleven", "2024年3月5日中午11:30", "2024-03-05 11:30:00"),
    ("晚上", "2024年3月5日晚上9:05", "2024-03-05 21:05:00"),
    ("晚上 twelve", "2024年3月4日晚上12点", DAY),
    ("two-digit 年", "24年3月5日", DAY),
    ("Chinese numerals", "二〇二四年三月五日", DAY),
    ("Chinese numerals with ten", "二零二三年十二月二十五日", "2023-12-25"),
    ("民国", "民国113年3月5日", DAY),
    ("令和", "令和6年3月5日", DAY),
    ("full-width", "２０２４－０３－０５　１４：０５：０９", NOON),
    ("traditional", "2024年3月5日 14時05分", MINUTE),
    ("星期 behind", "2024年3月5日 星期二", DAY),
    ("星期 in brackets", "2024年3月5日（星期二）14:05", MINUTE),
    ("周 before", "周二 2024-03-05", DAY),
    ("month first", "03/05/2024", DAY),
    ("month first unpadded", "3/5/2024 14:05", MINUTE),
    ("month first PM", "3/5/2024 2:05:09 PM", NOON),
    ("month first pm glued", "03/05/2024 2:05pm", MINUTE),
    ("month first a.m.", "3/5/2024 9:05 a.m.", "2024-03-05 09:05:00"),
    ("12 AM", "3/5/2024 12:05 AM", "2024-03-05 00:05:00"),
    ("12 PM", "3/5/2024 12:05 PM", "2024-03-05 12:05:00"),
    ("hour PM", "3/5/2024 2 PM", HOUR),
    ("month first, two-digit year", "03/05/24", DAY),
    ("two-digit year of the last century", "03/05/69", "1969-03-05"),
    ("two-digit year of this century", "03/05/68", "2068-03-05"),
    ("D-Mon-YYYY", "5-Mar-2024", DAY),
    ("DD-MON-YYYY", "05-MAR-2024 14:05", MINUTE),
    ("D Mon YY", "5 Mar 24", DAY),
    ("D Month YYYY", "5 March 2024", DAY),
    ("Mon D, YYYY", "Mar 5, 2024", DAY),
    ("Month D, YYYY at clock", "March 5, 2024 at 2:05 PM", MINUTE),
    ("Month Dth, YYYY", "March 5th, 2024", DAY),
    ("Dth of Month", "5th of March 2024", DAY),
    ("Sept.", "Sept. 5, 2024", "2024-09-05"),
    ("YYYY-Mon-D", "2024-Mar-05", DAY),
    ("weekday before", "Tue, 5 Mar 2024", DAY),
    ("long weekday", "Tuesday, March 5, 2024", DAY),
    ("RFC 2822", "Tue, 05 Mar 2024 14:05:09 +0800", NOON),
    ("HTTP", "Tue, 05 Mar 2024 06:05:09 GMT", NOON),
    ("ctime", "Tue Mar 5 14:05:09 2024", NOON),
    ("Java", "Tue Mar 05 14:05:09 CST 2024", NOON),
    ("JavaScript", "Tue Mar 05 2024 14:05:09 GMT+0800 (中国标准时间)", NOON),
    ("web log", "05/Mar/2024:14:05:09 +0800", NOON),
    ("hour alone", "2024-03-05 14", HOUR),
    ("24:00", "2024-03-04 24:00", DAY),
    ("24:00:00", "2024-03-04 24:00:00", DAY),
    ("leap second", "2016-12-31 23:59:60", "2016-12-31 23:59:59"),
    ("blanks around", "  2024-03-05  ", DAY),
    ("left-to-right mark", "\u{200e}2024\u{200e}/3\u{200e}/5", DAY),
    ("year 1", "0001-01-01", "0001-01-01"),
    ("year 9999", "9999-12-31", "9999-12-31"),
    ("leap day", "2024-02-29", "2024-02-29"),
    ("summer time of 1986", "1986-07-01T00:00:00Z", "1986-07-01 09:00:00"),
];

fn read(text: &str, order: DateOrder) -> Option<String> {
    Times::new(order).read(text.as_bytes()).map(time_text)
}

fn bare(text: &str, bare: BareTime) -> Option<String> {
    Times::of(&Spec { bare, ..Spec::new("t", Kind::Time) }).read(text.as_bytes()).map(time_text)
}

#[test]
fn every_form_is_read() {
    assert!(FORMS.len() >= 60);
    for (name, text, time) in FORMS {
        assert_eq!(read(text, DateOrder::MonthFirst).as_deref(), Some(*time), "{name}: {text}");
    }
}

#[test]
fn the_order_of_day_and_month_is_the_columns() {
    use DateOrder::{DayFirst, MonthFirst, YearFirst};
    for (text, order, day) in [
        ("05/03/2024", DayFirst, DAY),
        ("5.3.2024", DayFirst, DAY),
        ("05-03-2024", DayFirst, DAY),
        ("5/3/24", DayFirst, DAY),
        ("31.12.24", DayFirst, "2024-12-31"),
        ("24/03/05", YearFirst, DAY),
        ("90.01.01", YearFirst, "1990-01-01"),
        ("03/05/2024", YearFirst, DAY),
        ("03-05-24", MonthFirst, DAY),
    ] {
        assert_eq!(read(text, order).as_deref(), Some(day), "{text}");
    }
    for (text, order) in [("31/12/2024", MonthFirst), ("12/31/2024", DayFirst), ("31/12/24", MonthFirst)] {
        assert_eq!(read(text, order), None, "{text}");
        let mut times = Times::new(order);
        times.read(text.as_bytes());
        assert_eq!(times.seen().other_order, 1, "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "5",
        "2024",
        "2024-03",
        "2024年3月",
        "3月5日",
        "12:00",
        "14:05:09",
        "hello",
        "may",
        "1.5",
        "1.2.3",
        "10.0.0.1",
        "2.9.1",
        "2024-02-30",
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-10",
        "2024-01-00",
        "0000-01-01",
        "262144-01-01",
        "99999-01-01",
        "20241301",
        "2024-03-05 25:00",
        "2024-03-05 24",
        "2024-03-05 1",
        "2024-03-05 上",
        "2024-03-05 24:01",
        "2024-03-05 14:60",
        "2024-03-05 14:05:61",
        "2024-03-05 14:05:60",
        "2024-03-05x",
        "2024-03-05 a",
        "2024-03/05",
        "2024-03-05 14:05:09 EST",
        "2024-03-05 14:05 +99:00",
        "2024-03-05 晚上1点",
        "3/5/2024 14",
        "1/2/3",
        "Mar 5",
        "Mar 5, 24567",
        "Foo 5, 2024",
        "45291",
        "1709618709",
        "2024年13月5日",
        "民国0年13月1日",
        "13800000000",
        "110101199003070000",
    ] {
        assert_eq!(read(text, DateOrder::MonthFirst), None, "{text}");
    }
}

#[test]
fn bare_numbers_are_what_the_column_says() {
    use BareTime::{Milliseconds, Seconds, Serial1900, Serial1904};
    for (text, kind, time) in [
        ("1", Serial1900, "1900-01-01"),
        ("59", Serial1900, "1900-02-28"),
        ("61", Serial1900, "1900-03-01"),
        ("45291", Serial1900, "2023-12-31"),
        ("45291.5", Serial1900, "2023-12-31 12:00:00"),
        ("45356.58690972222", Serial1900, NOON),
        ("2958465", Serial1900, "9999-12-31"),
        ("0", Serial1904, "1904-01-01"),
        ("43894", Serial1904, DAY),
        ("43894.58690972222", Serial1904, NOON),
        ("60", Serial1904, "1904-03-01"),
        ("1709618709", Seconds, NOON),
        ("1709618709.7", Seconds, NOON),
        ("1709618709123", Milliseconds, NOON),
        ("2024-03-05", Serial1900, DAY),
    ] {
        assert_eq!(bare(text, kind).as_deref(), Some(time), "{text} {kind:?}");
    }
    for (text, kind) in
        [("60", Serial1900), ("60.5", Serial1900), ("0", Serial1900), ("2958466", Serial1900), ("-1", Serial1900), ("x", Seconds)]
    {
        assert_eq!(bare(text, kind), None, "{text}");
    }
    let mut times = Times::of(&Spec { bare: Serial1900, ..Spec::new("t", Kind::Time) });
    times.read(b"60");
    assert_eq!(times.seen().phantom_days, 1);
}

/// This very binary once more under each zone: the same forms, the same results.
#[test]
fn forms_are_the_same_in_any_zone() {
    let this = std::env::current_exe().unwrap();
    for zone in ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Apia"] {
        let tests = ["dates::every_form_is_read", "dates::bare_numbers_are_what_the_column_says", "columns::dates_of_a_file"];
        let run = std::process::Command::new(&this).arg("--exact").args(tests).env("TZ", zone).output().unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success() && said.contains("3 passed"), "{zone}: {said}");
    }
}

proptest! {
    #[test]
    fn times_read_back_in_every_form(day in -719_162_i32..=2_932_896, clock in 0..86_400_i64, form in 0..12_usize) {
        let iso = iso_day(day);
        let (y, m, d) = (&iso[..4], &iso[5..7], &iso[8..]);
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][m.parse::<usize>().unwrap() - 1];
        let (half, han) = if hour < 12 { ("AM", "上午") } else { ("PM", "下午") };
        let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
        let time = format!("{hour:02}:{minute:02}:{second:02}");
        let text = match form {
            0 => format!("{iso} {time}"),
            1 => format!("{iso}T{time}"),
            2 => format!("{y}/{}/{} {hour}:{minute:02}:{second:02}", m.trim_start_matches('0'), d.trim_start_matches('0')),
            3 => format!("{y}年{m}月{d}日{hour}时{minute}分{second}秒"),
            4 => format!("{y}年{m}月{d}日 {han}{twelve}:{minute:02}:{second:02}"),
            5 => format!("{m}/{d}/{y} {twelve}:{minute:02}:{second:02} {half}"),
            6 => format!("{d}-{month}-{y} {time}"),
            7 => format!("{month} {d}, {y} {time}"),
            8 => format!("{y}{m}{d}{hour:02}{minute:02}{second:02}"),
            9 => format!("{y}.{m}.{d} {time}.123"),
            10 => format!("{y}{m}{d}T{hour:02}{minute:02}{second:02}"),
            _ => format!("{d} {month} {y} {twelve}:{minute:02}:{second:02}{half}"),
        };
        prop_assert_eq!(Times::default().read(text.as_bytes()), Some(i64::from(day) * 86_400 + clock), "{}", text);
        let numeric = format!("{d}/{m}/{y} {time}");
        prop_assert_eq!(Times::new(DateOrder::DayFirst).read(numeric.as_bytes()), Some(i64::from(day) * 86_400 + clock));
    }

    #[test]
    fn serials_read_back(day in 61_i64..2_958_466, second in 0..86_400_i64) {
        // As a workbook stores it: the nearest double.
        let serial = day as f64 + second as f64 / 86_400.0;
        let text = format!("{serial}");
        let wanted = (day - 25_569) * 86_400 + second;
        prop_assert_eq!(Times::of(&Spec { bare: BareTime::Serial1900, ..Spec::new("t", Kind::Time) }).read(text.as_bytes()), Some(wanted));
        prop_assert_eq!(insitu::table::date::seconds_of_serial(serial, false), Some(wanted));
    }

    #[test]
    fn any_bytes_are_read_or_not(bytes in prop::collection::vec(any::<u8>(), 0..70)) {
        for kind in [BareTime::Nothing, BareTime::Serial1900, BareTime::Serial1904, BareTime::Seconds, BareTime::Milliseconds] {
            let seconds = Times::of(&Spec { bare: kind, ..Spec::new("t", Kind::Time) }).read(&bytes);
            prop_assert!(seconds.is_none_or(|s| (-62_135_596_800..=253_402_300_799).contains(&s)));
        }
    }

    #[test]
    fn texts_like_dates_are_read_or_not(text in "[0-9年月日时点分秒/.: TZ+\\-上午晚ampMarTue,星期二]{0,30}") {
        let _ = Times::default().read(text.as_bytes());
    }
}
