//! What whole columns are judged to be, through the reader.

use crate::table;
use insitu::intake::{ColumnReading, Overrides, RawTable, plan, read};
use insitu::table::date::{DateOrder, time_text};
use insitu::table::{BareTime, Column, DecimalMark, Doubt, Kind, Reason};
use proptest::prelude::*;

/// One column of cells in a file with that delimiter, beside a key.
fn file(header: &str, cells: &[&str], delimiter: char, columns: Vec<ColumnReading>) -> RawTable {
    let mut text = format!("k{delimiter}{header}\n");
    for (i, cell) in cells.iter().enumerate() {
        text += &format!("a{i}{delimiter}\"{cell}\"\n");
    }
    table(
        text.as_bytes(),
        &Overrides { columns, delimiter: Some(delimiter.to_string()), header_row: Some(1), ..Overrides::default() },
    )
}

fn judged(header: &str, cells: &[&str], delimiter: char) -> Column {
    file(header, cells, delimiter, Vec::new()).columns.remove(1)
}

fn values(column: &Column) -> Vec<Option<f64>> {
    match column.kind() {
        Kind::Number => column.numbers().collect(),
        _ => column.ints().map(|u| u.map(|u| u as f64 / 10_000.0)).collect(),
    }
}

fn times(column: &Column) -> Vec<Option<String>> {
    column.ints().map(|s| s.map(time_text)).collect()
}

fn codes(table: &RawTable) -> Vec<(&'static str, Option<u64>, u64)> {
    table.notices.iter().map(|n| (n.code, n.column, n.count)).collect()
}

#[test]
fn the_decimal_mark_is_one_decision_with_a_reason() {
    use DecimalMark::{Comma, Point};
    // cells, delimiter, mark, reason, whether it stays open, first value
    type Case<'a> = (&'a [&'a str], char, DecimalMark, Reason, bool, f64);
    let cases: &[Case<'_>] = &[
        (&["1.234,56", "7,5"], ';', Comma, Reason::Values, false, 1234.56),
        (&["1,234.56", "7.5"], ';', Point, Reason::Values, false, 1234.56),
        (&["1.100", "0,5"], '\t', Comma, Reason::Values, false, 1100.0),
        (&["1.100", "0.500"], ';', Point, Reason::Values, false, 1.1),
        (&["1.234.567", "1.100"], ',', Comma, Reason::Values, false, 1_234_567.0),
        (&["1,23,456", "1,100"], ';', Point, Reason::Values, false, 123_456.0),
        (&["1.100", "2.350"], ';', Comma, Reason::Delimiter, true, 1100.0),
        (&["1,234", "2,500"], ';', Comma, Reason::Delimiter, true, 1.234),
        (&["1,234", "2,500"], ',', Point, Reason::Delimiter, false, 1234.0),
        (&["1.100", "2.350"], ',', Point, Reason::Delimiter, false, 1.1),
        (&["1,234", "2,500"], '\t', Point, Reason::Open, true, 1234.0),
        (&["1,234", "2,500", "12,000", "950", "3"], ';', Point, Reason::Grouping, false, 1234.0),
        (&["1.234", "2.500", "12.000", "950", "3"], ';', Comma, Reason::Grouping, false, 1234.0),
    ];
    for (cells, delimiter, mark, reason, open, first) in cases {
        let column = judged("量", cells, *delimiter);
        let spec = column.spec();
        assert_eq!((spec.numbers.decimal, spec.form_reason), (*mark, Some(*reason)), "{cells:?} {delimiter:?}");
        assert_eq!(spec.doubts.contains(&Doubt::DecimalMark), *open, "{cells:?} {delimiter:?}");
        assert_eq!(values(&column)[0], Some(*first), "{cells:?} {delimiter:?}");
        assert_eq!(column.invalid().count, 0);
    }
    assert_eq!(judged("量", &["1", "20", "300"], ';').spec().form_reason, None);
}

#[test]
fn what_stays_open_is_said_and_can_be_answered() {
    let cells = ["1,234", "2,500"];
    assert!(codes(&file("量", &cells, ';', vec![])).contains(&("N_DECIMAL_COMMA_OPEN", Some(2), 1)));
    let point = ColumnReading { column: Some("量".into()), decimal: Some(DecimalMark::Point), ..ColumnReading::default() };
    let read = file("量", &cells, ';', vec![point]);
    assert_eq!((values(&read.columns[1]), codes(&read)), (vec![Some(1234.0), Some(2500.0)], vec![]));
    assert_eq!(read.columns[1].spec().form_reason, Some(Reason::User));
}

#[test]
fn other_columns_of_the_file_settle_what_one_leaves_open() {
    let read = table("k;a;b\nx;1,234;0,5\ny;2,500;7,25\n".as_bytes(), &Overrides::default());
    assert_eq!(read.columns[1].spec().form_reason, Some(Reason::OtherColumns));
    assert_eq!((values(&read.columns[1])[0], codes(&read)), (Some(1.234), vec![]));
    let read = table(b"k,d1,d2\nx,1/2/2024,3/4/2024\ny,1/3/2024,25/4/2024\n", &Overrides::default());
    assert_eq!((read.columns[1].spec().dates, codes(&read)), (DateOrder::DayFirst, vec![]));
}

#[test]
fn the_whole_file_settles_what_the_sample_leaves_open() {
    let mut text = String::from("k\td\tv\n");
    for i in 0..200_000 {
        let last = i == 150_000;
        text += &format!("a{i}\t{}/2/2024\t{}\n", if last { 25 } else { i % 12 + 1 }, if last { "0,5" } else { "1,234" });
    }
    let read = table(text.as_bytes(), &Overrides::default());
    let spec = |i: usize| read.columns[i].spec();
    assert_eq!((spec(1).dates, spec(2).numbers.decimal), (DateOrder::DayFirst, DecimalMark::Comma));
    assert_eq!((spec(1).form_reason, codes(&read)), (Some(Reason::Values), vec![]));
    assert_eq!(values(&read.columns[2])[..1], [Some(1.234)]);
}

#[test]
fn numbers_with_all_that_people_write_beside_them() {
    let cells = ["￥1,234.50", "(12)", "1.5万", "88元", "１２", "-0", "—", "1e400", "五千", "7", "8", "9", "10", "11"];
    let column = judged("实付金额", &cells, ',');
    let wanted = [1234.5, -12.0, 15_000.0, 88.0, 12.0, 0.0];
    assert_eq!(values(&column)[..6], wanted.map(Some));
    assert_eq!((column.kind(), column.invalid().count, column.invalid().rows.clone()), (Kind::Money, 2, vec![9, 10]));
    assert_eq!(judged("x", &["inf", "1", "2", "3", "4", "5"], ',').invalid().count, 1);
    assert_eq!(judged("x", &["NaN", "1", "2"], ',').nulls(), 1);
}

#[test]
fn per_cent_signs_divide_and_per_cent_headers_do_not() {
    let column = judged("占比", &["15.0%", "3%"], ',');
    assert_eq!((column.kind(), values(&column)), (Kind::Number, vec![Some(0.15), Some(0.03)]));
    for header in ["折扣率(%)", "折扣率（％）", "rate %"] {
        let read = file(header, &["15.0", "3"], ',', vec![]);
        assert_eq!(values(&read.columns[1]), [Some(15.0), Some(3.0)], "{header}");
        assert_eq!(codes(&read), [("N_PERCENT_HEADER", Some(2), 1)], "{header}");
    }
    assert_eq!(codes(&file("x", &["15%", "3"], ',', vec![])), [("N_PERCENT_MIXED", Some(2), 1)]);
}

#[test]
fn long_digits_stay_text() {
    for (header, cells, reason) in [
        ("卡号", &["6222021234567890123", "6222021234567890124"][..], Reason::Header),
        ("x", &["6222021234567890123", "12"], Reason::LongDigits),
        ("x", &["00123", "4567"], Reason::LongDigits),
        ("x", &["A123", "4567"], Reason::Codes),
        ("订单号", &["20240305", "20240306"], Reason::Header),
    ] {
        let column = judged(header, cells, ',');
        assert_eq!((column.kind(), column.spec().kind_reason), (Kind::Text, Some(reason)), "{header}");
        assert_eq!(column.text_at(0).as_deref(), Some(cells[0]), "{header}");
    }
}

#[test]
fn what_a_spreadsheet_did_to_long_digits_is_said() {
    let read = file("手机号", &["1.38E+10", "13812345678", "1.3912345678E+10"], ',', vec![]);
    let texts: Vec<_> = (0..3).map(|r| read.columns[1].text_at(r).as_deref().unwrap().to_owned()).collect();
    assert_eq!(texts, ["13800000000", "13812345678", "13912345678"]);
    assert_eq!(codes(&read), [("N_PHONE_WRITTEN_OUT", Some(2), 2)]);
    let read = file("银行卡号", &["6.22202E+18", "6222021234567890123"], ',', vec![]);
    assert_eq!((read.columns[1].text_at(0).as_deref(), codes(&read)), (Some("6.22202E+18"), vec![("N_DIGITS_LOST", Some(2), 1)]));
    let zeros = ["110101199003070000", "110101199003071000", "110101199003072000"];
    assert_eq!(codes(&file("证件", &zeros, ',', vec![])), [("N_DIGITS_LOST", Some(2), 3)]);
    let whole = ["110101199003070011", "110101199003071000", "110101199003072025"];
    assert_eq!(codes(&file("证件", &whole, ',', vec![])), []);
    let all_text = Overrides { all_text: true, ..Overrides::default() };
    assert_eq!(table("手机\n1.38E+10\n".as_bytes(), &all_text).columns[0].text_at(0).as_deref(), Some("1.38E+10"));
}

#[test]
fn dates_of_a_file() {
    let read = |header: &str, cells: &[&str]| times(&judged(header, cells, ',')).into_iter().flatten().collect::<Vec<_>>();
    assert_eq!(read("下单时间", &["2024年3月5日 下午2:05", "2024/3/6"]), ["2024-03-05 14:05:00", "2024-03-06"]);
    assert_eq!(read("d", &["31/12/2024", "1/2/2024"]), ["2024-12-31", "2024-02-01"]);
    assert_eq!(read("d", &["12/31/2024", "1/2/2024"]), ["2024-12-31", "2024-01-02"]);
    assert_eq!(read("d", &["90.01.01", "04.12.13"]), ["1990-01-01", "2004-12-13"]);
    assert_eq!(read("d", &["31.12.24", "01.02.24"]), ["2024-12-31", "2024-02-01"]);
    assert_eq!(read("日期", &["45291", "2024/1/1", "45291.5"]), ["2023-12-31", "2024-01-01", "2023-12-31 12:00:00"]);
    assert_eq!(read("生日", &["20000", "31000"]), ["1954-10-03", "1984-11-14"]);
    assert_eq!(read("支付时间", &["45356.58690972222"]), ["2024-03-05 14:05:09"]);
    assert_eq!(read("created_at", &["1709618709", "1709618710"]), ["2024-03-05 14:05:09", "2024-03-05 14:05:10"]);
    assert_eq!(read("timestamp", &["1709618709123"]), ["2024-03-05 14:05:09"]);
    assert_eq!(read("order_date", &["20240305", "20240306"]), ["2024-03-05", "2024-03-06"]);
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for (header, cells, kind) in [
        ("firmware_version", &["2.9.1", "4.4.16", "1.10.12"][..], Kind::Text),
        ("size", &["1-2-10", "3-4-20"], Kind::Text),
        ("数量", &["45291", "45292"], Kind::Number),
        ("停留时间", &["45291", "45292"], Kind::Number),
        ("response time", &["45291", "45292"], Kind::Number),
        ("time", &["5000", "60000"], Kind::Number),
        ("积分", &["1709618709", "1709618710"], Kind::Number),
        ("值", &["20240305", "20240306"], Kind::Number),
        ("型号", &["2024-03", "2024-04"], Kind::Text),
        ("批次", &["202403", "202404"], Kind::Number),
        ("月均收入", &["3", "12"], Kind::Money),
        ("版本", &["R6.01.02", "R6.02.03"], Kind::Text),
        ("箱号", &["113/01/02", "113/02/03"], Kind::Text),
    ] {
        assert_eq!(judged(header, cells, ',').kind(), kind, "{header}");
    }
}

#[test]
fn months_alone_are_their_first_days_where_the_header_says_so() {
    for (header, cells) in [
        ("下单月份", &["202401", "202402", "202412"][..]),
        ("order_month", &["2024-01", "2024-02", "2024-12"]),
        ("日期", &["2024/1", "2024/2", "2024/12"]),
        ("备注", &["2024年1月", "2024年2月", "2024年12月"]),
        ("Order date", &["Jan 2024", "Feb 2024", "Dec 2024"]),
        ("年月", &["民国113年1月", "民国113年2月", "民国113年12月"]),
    ] {
        let read = file(header, cells, ',', vec![]);
        let found: Vec<_> = times(&read.columns[1]).into_iter().flatten().collect();
        assert_eq!(found, ["2024-01-01", "2024-02-01", "2024-12-01"], "{header}");
        assert_eq!(codes(&read), [("N_MONTHS_ALONE", Some(2), 1)], "{header}");
    }
    // Beside days a month is what rows are grouped by, unless something happened then.
    let beside = |header: &str| {
        let csv = format!("日期,{header}\n2024-01-03,2024-01\n2024-02-04,2024-02\n");
        table(csv.as_bytes(), &Overrides::default()).columns.remove(1).kind()
    };
    assert_eq!((beside("月份"), beside("下单月份"), beside("注册时间")), (Kind::Text, Kind::Time, Kind::Time));
}

#[test]
fn eras_are_read_where_they_are_named() {
    let read = |header: &str, cells: &[&str]| times(&judged(header, cells, ',')).into_iter().flatten().collect::<Vec<_>>();
    let days = ["2024-01-02", "2023-12-31"];
    assert_eq!(read("注文日時 date", &["R6.01.02", "R5.12.31"]), days);
    assert_eq!(read("日期", &["令和6年1月2日", "令和5年12月31日"]), days);
    assert_eq!(read("d", &["民国113年1月2日", "民國112年12月31日"]), days);
    assert_eq!(read("日期", &["民國113/01/02", "民國112/12/31"]), days);
    assert_eq!(read("民國日期", &["113/01/02", "112/12/31"]), days);
    assert_eq!(read("order date (ROC)", &["1130102", "1121231"]), days);
    assert_eq!(read("民国日期", &["99/12/31", "100/01/01"]), ["2010-12-31", "2011-01-01"]);
}

#[test]
fn the_order_of_day_and_month_is_asked_for() {
    let cells = ["1/2/2024", "3/4/2024"];
    let open = file("d", &cells, ',', vec![]);
    assert_eq!((open.first.plan.open_dates.as_slice(), codes(&open)), (&[1][..], vec![("N_DATE_ORDER_OPEN", Some(2), 1)]));
    let answer = ColumnReading { column: Some("d".into()), dates: Some(DateOrder::DayFirst), ..ColumnReading::default() };
    let read = file("d", &cells, ',', vec![answer]);
    assert_eq!((times(&read.columns[1])[0].as_deref(), codes(&read)), (Some("2024-02-01"), vec![]));
    let points = file("d", &["01.02.2024", "03.04.2024"], ',', vec![]);
    assert_eq!((points.columns[1].spec().dates, codes(&points).len()), (DateOrder::DayFirst, 1));
}

#[test]
fn impossible_times_are_counted_and_leap_seconds_said() {
    let cells =
        ["2024-02-30", "2023-12-31 23:59:60", "2024-01-01", "9999-12-31", "262144-01-01", "0000-01-01", "1/1/2024", "2024-01-03"];
    let many: Vec<&str> = cells.into_iter().chain(std::iter::repeat_n("2024-01-02", 20)).collect();
    let read = file("日期", &many, ',', vec![]);
    assert_eq!(read.columns[1].invalid().rows, [2, 6, 7]);
    assert_eq!(codes(&read), [("N_INVALID_CELLS", Some(2), 3), ("N_LEAP_SECOND", Some(2), 1)]);
    let serial = ColumnReading { kind: Some(Kind::Time), bare: Some(BareTime::Serial1900), ..ColumnReading::default() };
    let read = file("x", &["60", "61", "62"], ',', vec![ColumnReading { column: Some("x".into()), ..serial.clone() }]);
    assert_eq!(codes(&read), [("N_INVALID_CELLS", Some(2), 1), ("N_PHANTOM_DAY", Some(2), 1)]);
    let read =
        file("x", &["43894"], ',', vec![ColumnReading { column: Some("x".into()), bare: Some(BareTime::Serial1904), ..serial }]);
    assert_eq!(times(&read.columns[1]), [Some("2024-03-05".to_owned())]);
}

#[test]
fn words_for_yes_and_no_are_text_and_bits_are_numbers() {
    for cells in [["true", "FALSE"], ["是", "否"], ["Y", "n"], ["有", "无"], ["√", "×"]] {
        let column = judged("x", &cells, ',');
        assert_eq!((column.kind(), column.spec().kind_reason), (Kind::Text, Some(Reason::YesNo)), "{cells:?}");
        assert_eq!(column.text_at(1).as_deref(), Some(cells[1]));
    }
    assert_eq!(judged("is_refund", &["0", "1"], ',').kind(), Kind::Number);
}

#[test]
fn readings_are_kept_in_a_recipe() {
    let text = r#"{"columns":[{"column":"日期","dates":"day_first"},{"decimal":"comma","thousands":"."}]}"#;
    let overrides: Overrides = serde_json::from_str(text).unwrap();
    assert_eq!(overrides.columns[1].decimal, Some(DecimalMark::Comma));
    let again: Overrides = serde_json::from_str(&serde_json::to_string(&overrides).unwrap()).unwrap();
    assert_eq!(again, overrides);
    let wrong =
        Overrides { columns: vec![ColumnReading { thousands: Some('.'), ..ColumnReading::default() }], ..Overrides::default() };
    assert_eq!(plan(b"a\n1\n".as_slice(), &wrong).unwrap_err().code(), "E_PARAM");
}

const COLUMNS: [(&str, [&str; 3]); 6] = [
    ("数量", ["1", "2", "3"]),
    ("金额", ["1.234,5", "2", "7,25"]),
    ("日期", ["31/12/2024", "1/2/2024", ""]),
    ("手机", ["13812345678", "1.38E+10", ""]),
    ("已退款", ["是", "否", "否"]),
    ("量", ["1.100", "2.350", "3"]),
];

proptest! {
    #[test]
    fn any_order_of_columns_gives_the_same(order in Just((0..COLUMNS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let record = |cells: Vec<&str>| cells.join(";") + "\n";
        let mut text = record(order.iter().map(|i| COLUMNS[*i].0).collect());
        for row in 0..3 {
            text += &record(order.iter().map(|i| COLUMNS[*i].1[row]).collect());
        }
        let read = table(text.as_bytes(), &Overrides { delimiter: Some(';'.to_string()), header_row: Some(1), ..Overrides::default() });
        let mut specs: Vec<_> = read.columns.iter().map(|c| format!("{:?} {:?}", c.spec(), values(c))).collect();
        specs.sort();
        let straight = COLUMNS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";") + "\n"
            + &(0..3).map(|row| COLUMNS.iter().map(|(_, cells)| cells[row]).collect::<Vec<_>>().join(";") + "\n").collect::<String>();
        let read = table(straight.as_bytes(), &Overrides { delimiter: Some(';'.to_string()), header_row: Some(1), ..Overrides::default() });
        let mut wanted: Vec<_> = read.columns.iter().map(|c| format!("{:?} {:?}", c.spec(), values(c))).collect();
        wanted.sort();
        prop_assert_eq!(specs, wanted);
    }

    #[test]
    fn any_cells_are_judged(cells in prop::collection::vec("[-0-9.,/:年月日 %¥eE+TN是否上下午]{0,14}", 1..20), header in "[a-z日期手机卡号金额% ]{0,8}") {
        let text = cells.iter().fold(format!("k|{header}\n"), |text, cell| text + "a|" + cell + "\n");
        let read = table(text.as_bytes(), &Overrides { delimiter: Some('|'.to_string()), header_row: Some(1), ..Overrides::default() });
        prop_assert_eq!(read.rows, cells.len());
    }
}

/// A column of which the sample shows nothing is judged by all its cells, wherever the file is cut.
#[test]
fn a_column_that_begins_empty_is_judged_by_the_whole_file() {
    let late = |value: &dyn Fn(usize) -> String| {
        let mut text = "id,发货日期,x\n".to_owned();
        for row in 0..60_000 {
            let cell = if !(30_000..31_000).contains(&row) { String::new() } else { value(row) };
            text.push_str(&format!("a{row},{cell},some words that fill the line\n"));
        }
        text
    };
    let dates = late(&|row| format!("2024-0{}-1{}", 1 + row % 9, row % 10));
    let mixed = late(&|row| if row % 2 == 0 { "yes please".to_owned() } else { row.to_string() });
    for (text, kind) in [(dates, Kind::Time), (mixed, Kind::Text)] {
        let sampled = plan(text.as_bytes(), &Overrides::default()).unwrap();
        assert_eq!(sampled.columns[1].kind_reason, Some(Reason::Empty));
        for size in [1 << 16, 1_000_003, 1 << 24] {
            let table = read("t.csv", text.as_bytes(), &Overrides::default(), size).unwrap();
            let column = &table.columns[1];
            assert_eq!((column.kind(), column.nulls()), (kind, 59_000), "{size}");
        }
    }
}

/// What the user said of a column holds where it begins empty too.
#[test]
fn the_users_word_holds_for_a_column_that_begins_empty() {
    let mut text = "id,发货日期,x\n".to_owned();
    for row in 0..60_000 {
        let cell =
            if (30_000..31_000).contains(&row) { format!("0{}/0{}/2024", 1 + row % 9, 1 + row % 7) } else { String::new() };
        text.push_str(&format!("a{row},{cell},some words that fill the line\n"));
    }
    let reading = ColumnReading { dates: Some(DateOrder::DayFirst), ..ColumnReading::default() };
    for (columns, first, open) in [(vec![reading], "2024-06-04", 0), (vec![], "2024-04-06", 1)] {
        let table = read("t.csv", text.as_bytes(), &Overrides { columns, ..Overrides::default() }, 1 << 20).unwrap();
        let column = &table.columns[1];
        let (date, doubts) = (time_text(column.int_at(30_000).unwrap()), column.spec().doubts.len());
        assert_eq!((column.kind(), &date[..10], doubts), (Kind::Time, first, open));
        assert_eq!(table.first.plan.open_dates.len(), open);
    }
}
