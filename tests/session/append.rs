//! Files with the same columns are one table. However the rows are spread over files, in whatever order of columns, encoding
//! and delimiter each has them, the results are those of one file.

use super::{results, session};
use insitu::error::Error;
use insitu::intake::{Overrides, RawTable, RejectReason, read, read_all};
use insitu::table::{Kind, Reason};
use proptest::prelude::*;

const NAMES: [&str; 4] = ["user_id", "order_time", "amount", "备注"];

fn row(number: usize) -> [String; 4] {
    let day = format!("2024-{:02}-{:02}", number % 11 + 1, number % 28 + 1);
    [format!("U{}", number * number % 13), day, format!("{}.50", number % 90), format!("说明{}", number % 5)]
}

/// A file of these rows with its columns in this order.
fn csv(rows: &[usize], order: &[usize], delimiter: &str) -> String {
    let line = |cells: &[&str]| order.iter().map(|&c| cells[c]).collect::<Vec<_>>().join(delimiter) + "\n";
    let body = rows.iter().map(|&number| {
        let cells = row(number);
        line(&cells.each_ref().map(String::as_str))
    });
    line(&NAMES) + &body.collect::<String>()
}

fn all(files: &[(&str, &str)]) -> Result<RawTable, Error> {
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes().to_vec())).collect();
    read_all(&files, &Overrides::default(), 1 << 20)
}

fn codes(table: &RawTable) -> Vec<(&'static str, Option<u64>, Vec<u64>)> {
    table.notices.iter().map(|n| (n.code, n.file.or(n.rows_in), n.rows.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn rows_spread_over_files_give_the_results_of_one_file(
        parts in prop::collection::vec((1..40_usize, Just([0, 1, 2, 3]).prop_shuffle(), 0..3_usize, any::<bool>()), 2..5),
        size in 64..4_096_u64,
    ) {
        let mut from = 0;
        let mut files = Vec::new();
        for (number, (rows, order, delimiter, gb)) in parts.iter().enumerate() {
            let rows: Vec<usize> = (from..from + rows).collect();
            from += rows.len();
            let text = csv(&rows, order, [",", ";", "\t"][*delimiter]);
            let bytes = if *gb { encoding_rs::GB18030.encode(&text).0.into_owned() } else { text.into_bytes() };
            files.push((format!("{number}.csv"), bytes));
        }
        let named: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        let together = read_all(&named, &Overrides::default(), size).unwrap();
        // The first file says in which order the columns stand.
        let text = csv(&(0..from).collect::<Vec<_>>(), &parts[0].1, ",");
        let whole = read("whole.csv", text.as_bytes(), &Overrides::default(), size).unwrap();
        prop_assert_eq!(together.rows, from);
        prop_assert_eq!(together.parts().map(|p| p.rows.len()).sum::<usize>(), from);
        for (mine, theirs) in together.columns.iter().zip(&whole.columns) {
            prop_assert_eq!((mine.name(), mine.kind()), (theirs.name(), theirs.kind()));
            for row in 0..from {
                let values = |c: &insitu::table::Column| (c.text_at(row).map(std::borrow::Cow::into_owned), c.int_at(row), c.number_at(row));
                prop_assert_eq!(values(mine), values(theirs));
            }
        }
        let (mine, theirs) = (results(&mut session(together)), results(&mut session(whole)));
        prop_assert_eq!(&mine["results"], &theirs["results"]);
        prop_assert_eq!(&mine["customers"], &theirs["customers"]);
        prop_assert_eq!(mine["inputs"].as_array().unwrap().len(), parts.len());
    }
}

#[test]
fn rows_are_numbered_in_their_own_file_and_counted_in_all() {
    let table = all(&[
        ("a.csv", "user_id,order_time,amount\nA,2024-01-01,1.00\nB,2024-01-02,2.00\nC,2024-01-03,3.00\nD,2024-01-04,4.00\n"),
        ("b.csv", "Exported\nuser_id,order_time,amount\nA,2024-02-01\n\"B\"x\",2024-02-02,2.00\nC,2024-02-03,3.00\n"),
        ("c.csv", "user_id,order_time,amount\nA,2024-03-01,bad\nB,2024-03-02,2.00\n"),
    ])
    .unwrap();
    assert_eq!((table.rows, table.appended.len()), (9, 2));
    let places: Vec<_> = (0..9).map(|row| (table.file_of(row), table.row_number(row))).collect();
    assert_eq!(places[..5], [("a.csv", 2), ("a.csv", 3), ("a.csv", 4), ("a.csv", 5), ("b.csv", 3)]);
    assert_eq!(places[7..], [("c.csv", 2), ("c.csv", 3)]);
    let codes = codes(&table);
    assert!(codes.contains(&("N_SHORT_ROWS", Some(2), vec![3])), "{codes:?}");
    assert!(codes.contains(&("N_PREAMBLE", Some(2), vec![1])), "{codes:?}");
    assert!(codes.contains(&("N_INVALID_CELLS", Some(3), vec![2])), "{codes:?}");
    let text = insitu::report::text::notice_text(table.notices.iter().find(|n| n.code == "N_SHORT_ROWS").unwrap());
    // The rows stand in the second file; the count is of all.
    assert!(text.zh.starts_with("有 1 行") && text.en.starts_with("1 row "));
}

#[test]
fn rows_set_aside_say_in_which_file_they_stand() {
    let body = (0..30).map(|i| format!("U{i},2024-01-01,1.50\n")).collect::<String>();
    let first = format!("user_id,order_time,amount\n{body}");
    let mut second = format!("user_id,order_time,amount\n{body}").into_bytes();
    second.extend(b"U\xFF\xFE,2024-01-01,1.50\n");
    let table = read_all(&[("a.csv", first.into_bytes()), ("b.csv", second)], &Overrides::default(), 1 << 20).unwrap();
    let found: Vec<_> = table.rejects.iter().map(|r| (r.file, r.row, r.reason)).collect();
    assert_eq!(found, [(1, 32, RejectReason::Undecodable)]);
    assert_eq!(table.parts().map(|p| (p.rows.len(), p.rejected)).collect::<Vec<_>>(), [(30, 0), (30, 1)]);
    assert!(codes(&table).contains(&("N_REJECTED", Some(2), vec![32])));
    let mut session = session(table);
    let inspect = session.inspect().unwrap();
    let file = &inspect.files[0];
    assert_eq!((file.rows.read, file.rows.accepted, file.rows.rejected), (61, 60, 1));
    assert_eq!(file.parts.iter().map(|p| p.rows.read).collect::<Vec<_>>(), [30, 31]);
}

#[test]
fn a_column_is_of_one_kind_in_all_files() {
    let kinds = |table: &RawTable| table.columns.iter().map(|c| (c.kind(), c.spec().kind_reason)).collect::<Vec<_>>();
    let file = |rows: &[&str]| format!("x,y,z\n{}\n", rows.join("\n"));
    // Numbers here, codes there; no decimals here, two there; nothing here, words there.
    let one = file(&["1,5,", "2,6,", "3,7,", "4,8,", "5,9,"]);
    let two = file(&["A1,5.25,甲", "A2,6.50,乙", "A3,7.75,丙", "A4,8.25,丁", "A5,1.50,戊"]);
    for files in [[("1.csv", one.as_str()), ("2.csv", &two)], [("2.csv", &two), ("1.csv", &one)]] {
        let table = all(&files).unwrap();
        let found = kinds(&table);
        assert_eq!(found[0].0, Kind::Text);
        assert!(matches!(found[1].0, Kind::Number | Kind::Money));
        assert_eq!(found[2].0, Kind::Text);
        assert!(table.columns.iter().all(|c| c.invalid().count == 0));
        let ids: Vec<_> = (0..10).map(|r| table.columns[0].text_at(r).unwrap().into_owned()).collect();
        assert!(ids.contains(&"1".to_owned()) && ids.contains(&"A1".to_owned()));
        assert!(table.parts().any(|p| p.plan.columns.iter().any(|c| c.kind_reason == Some(Reason::OtherFiles))));
    }
}

#[test]
fn a_few_bad_cells_make_no_column_of_amounts_text() {
    let many = (0..60).map(|i| format!("U{i},2024-01-01,{i}.50\n")).collect::<String>();
    let many = format!("user_id,order_time,amount\n{many}");
    let few = "user_id,order_time,amount\nA,soon,bad\nB,2024-03-02,2.00\n";
    for files in [[("a.csv", many.as_str()), ("b.csv", few)], [("b.csv", few), ("a.csv", &many)]] {
        let table = all(&files).unwrap();
        let kinds: Vec<_> = table.columns.iter().map(|c| (c.kind(), c.invalid().count)).collect();
        assert_eq!(kinds, [(Kind::Text, 0), (Kind::Time, 1), (Kind::Money, 1)]);
    }
    // Words in most rows of the table are no bad cells, wherever they stand.
    let words = many.replace(".50", "元起");
    for files in [[("a.csv", many.as_str()), ("b.csv", &words)], [("b.csv", &words), ("a.csv", &many)]] {
        let table = all(&files).unwrap();
        assert_eq!((table.columns[2].kind(), table.columns[2].invalid().count), (Kind::Text, 0));
    }
}

/// Rows of one month with the day first, of which the sample, the first 1,500 rows, may hold no day above the twelfth.
fn month(number: usize, days: std::ops::Range<usize>, each: usize) -> String {
    let rows = days.flat_map(|day| (0..each).map(move |i| format!("U{i},{day:02}/{number:02}/2024,1.50\n")));
    "user_id,order_time,amount\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn the_order_of_day_and_month_is_that_of_the_files_that_leave_no_doubt() {
    let days = |table: &RawTable| {
        let seconds = (0..table.rows).filter_map(|row| table.columns[1].int_at(row));
        seconds.map(|s| insitu::table::date::iso_day(s.div_euclid(86_400) as i32)).collect::<Vec<_>>()
    };
    // Sorted by day, the sample of a month is open; the whole of it is not. The same for one such file and for two.
    let (january, february) = (month(1, 1..29, 300), month(2, 1..29, 300));
    // Ten days of March are open to their end.
    let march = month(3, 1..11, 30);
    for files in [
        vec![("1.csv", january.as_str()), ("2.csv", &february), ("3.csv", &march)],
        vec![("3.csv", &march), ("1.csv", &january), ("2.csv", &february)],
        vec![("1.csv", &january), ("3.csv", &march)],
    ] {
        let table = all(&files).unwrap();
        assert_eq!((table.columns[1].kind(), table.columns[1].invalid().count), (Kind::Time, 0));
        let days = days(&table);
        assert_eq!(days.len(), table.rows);
        assert!(days.iter().all(|day| ["2024-01", "2024-02", "2024-03"].iter().any(|m| day.starts_with(m))), "{files:?}");
    }
}

#[test]
fn a_file_whose_cells_nobody_can_read_makes_the_column_text_and_loses_none() {
    let dates = (0..2_000).map(|i| format!("U{i},2024-01-{:02}\n", i % 28 + 1)).collect::<String>();
    let words = (0..100).map(|i| format!("U{i},Tag {i} des Jahres\n")).collect::<String>();
    let (dates, words) = (format!("user_id,day\n{dates}"), format!("user_id,day\n{words}"));
    for files in [[("a.csv", dates.as_str()), ("b.csv", &words)], [("b.csv", &words), ("a.csv", &dates)]] {
        let table = all(&files).unwrap();
        assert_eq!((table.columns[1].kind(), table.columns[1].nulls()), (Kind::Text, 0));
    }
    // Empty in the sample of one file, words in the other: numbers far behind do not take the words away.
    let late = format!("user_id,x\n{}{}", "U,\n".repeat(400_000), (0..90).map(|i| format!("U,{i}\n")).collect::<String>());
    let words = format!("user_id,x\n{}", (0..50).map(|i| format!("U,w{i}!\n")).collect::<String>());
    for files in [[("a.csv", words.as_str()), ("b.csv", &late)], [("b.csv", &late), ("a.csv", &words)]] {
        let table = all(&files).unwrap();
        let filled = (0..table.rows).filter(|&row| table.columns[1].text_at(row).is_some_and(|t| !t.is_empty())).count();
        assert_eq!((table.columns[1].kind(), filled, table.columns[1].invalid().count), (Kind::Text, 140, 0));
    }
}

#[test]
fn what_the_whole_of_a_later_file_tells_holds_for_those_before() {
    // The sample of the second file is all numbers; most of what stands behind it is none.
    let numbers = |from: usize, to: usize| (from..to).map(|i| format!("{i},{}\n", i % 50)).collect::<String>();
    let words = (0..400_000).map(|i| format!("{i},w{}\n", i % 50)).collect::<String>();
    let first = format!("id,x\n{}", numbers(0, 100));
    let second = format!("id,x\n{}{words}{}", numbers(0, 60_000), numbers(0, 60_000));
    let table = all(&[("a.csv", &first), ("b.csv", &second)]).unwrap();
    assert_eq!(table.columns[1].kind(), Kind::Text);
    assert_eq!((table.rows, table.columns[1].text_at(0).unwrap().into_owned()), (520_100, "0".to_owned()));
    assert_eq!(table.columns[1].invalid().count, 0);
}

#[test]
fn other_columns_are_refused_at_the_file_and_the_column() {
    let good = "user_id,order_time,amount\nA,2024-01-01,1.00\nB,2024-01-02,2.00\n";
    for (bad, column) in [
        ("user_id,order_time,price\nA,2024-01-01,1.00\n", Some(3)),
        ("user_id,order_time\nA,2024-01-01\n", None),
        ("user_id,order_time,amount,city,level\nA,2024-01-01,1.00,x,y\n", Some(4)),
    ] {
        let error = all(&[("a.csv", good), ("b.csv", good), ("c.csv", bad)]).err().unwrap();
        assert_eq!((error.code(), error.place().file.as_deref()), ("E_COLUMNS_DIFFER", Some("c.csv")));
        assert_eq!(error.place().column, column);
    }
    let error = all(&[("a.csv", good), ("b.csv", "")]).err().unwrap();
    assert_eq!((error.code(), error.place().file.as_deref()), ("E_EMPTY", Some("b.csv")));
}

#[test]
fn the_first_rows_of_several_files_are_those_of_the_table() {
    let file = |from: usize| csv(&(from..from + 20).collect::<Vec<_>>(), &[0, 1, 2, 3], ",").into_bytes();
    let files = [("a.csv", file(0)), ("b.csv", file(20)), ("c.csv", file(40))];
    for (first_rows, shares) in [(7, [7, 0, 0]), (20, [20, 0, 0]), (27, [20, 7, 0]), (60, [20, 20, 20]), (99, [20, 20, 20])] {
        let overrides = Overrides { first_rows: Some(first_rows), ..Overrides::default() };
        for size in [100, 1 << 20] {
            let table = read_all(&files, &overrides, size).unwrap();
            assert_eq!(table.parts().map(|p| p.rows.len()).collect::<Vec<_>>(), shares, "{first_rows} {size}");
        }
    }
}

#[cfg(feature = "formats")]
#[test]
fn packed_files_keep_to_the_first_rows_too() {
    use insitu::intake::{Container, Packed, read_as_one};
    use std::io::Write;
    let packed = |from: usize| {
        let text = csv(&(from..from + 100).collect::<Vec<_>>(), &[0, 1, 2, 3], ",");
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        Packed::new(&format!("{from}.csv.gz"), std::rc::Rc::new(encoder.finish().unwrap()), Container::Gzip)
    };
    for (first_rows, shares) in [(20, [20, 0]), (100, [100, 0]), (127, [100, 27]), (900, [100, 100])] {
        let overrides = Overrides { first_rows: Some(first_rows), ..Overrides::default() };
        let table = read_as_one(vec![packed(0), packed(100)], &overrides).unwrap();
        assert_eq!(table.parts().map(|p| p.rows.len()).collect::<Vec<_>>(), shares, "{first_rows}");
    }
}

#[test]
fn a_file_without_a_column_of_the_others_is_empty_there() {
    let first = "客户ID,下单时间,金额\nC1,2024-01-01,10\nC2,2024-01-02,20\n".as_bytes().to_vec();
    let second = "金额,优惠券,客户ID,下单时间\n30,满减,C1,2024-02-01\n40,,C3,2024-02-02\n".as_bytes().to_vec();
    for (files, coupons, absent) in [
        ([("a.csv", first.clone()), ("b.csv", second.clone())], [None, None, Some("满减"), None], 1),
        ([("b.csv", second), ("a.csv", first)], [Some("满减"), None, None, None], 2),
    ] {
        for size in [20, 1 << 20] {
            let table = read_all(&files, &Overrides::default(), size).unwrap();
            let column = |name: &str| table.columns.iter().find(|c| c.name() == name).unwrap();
            let texts: Vec<_> = (0..4).map(|row| column("优惠券").text_at(row).map(std::borrow::Cow::into_owned)).collect();
            assert_eq!(texts, coupons.map(|c| c.map(str::to_owned)), "{size}");
            assert_eq!(column("金额").ints().flatten().sum::<i64>(), 1_000_000);
            let said: Vec<_> = table.notices.iter().filter(|n| n.code == "N_COLUMN_ABSENT").map(|n| n.file).collect();
            assert_eq!(said, [Some(if absent == 1 { 1 } else { 2 })]);
        }
    }
}
