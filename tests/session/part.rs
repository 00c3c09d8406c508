//! A file that is read in part: its first rows, some of its columns. Whatever the cut, the workers or the format, the part is
//! what the same rows and columns of the whole file are.

use insitu::intake::{Appended, Assembler, Finished, Overrides, RawTable, parse, plan, ranges, read};
use proptest::prelude::*;

/// A row of one of several kinds: readable, broken, blank, a comment, with a line end inside, with cells too many.
fn line(kind: u8, number: usize) -> String {
    let good = format!("U{},2024-01-{:02},{number}.50", number % 7, number % 28 + 1);
    match kind {
        0 => format!("{good},more,and more"),
        1 => format!("U\u{fffd}{good}"),
        2 => String::new(),
        3 => format!("\"U\n{number}\",2024-01-02,1.50"),
        4 => format!("U{number},soon,1"),
        5 => format!("U{number}"),
        _ => good,
    }
}

fn file(kinds: &[u8]) -> Vec<u8> {
    let mut bytes = "user_id,order_time,amount\nU,2024-01-01,1.00\n".as_bytes().to_vec();
    for (number, kind) in kinds.iter().enumerate() {
        let text = line(*kind, number).into_bytes();
        // What stands for a character that nobody could read becomes bytes that are none.
        let mut rest = text.as_slice();
        while let Some(at) = rest.windows(3).position(|w| w == "\u{fffd}".as_bytes()) {
            bytes.extend(&rest[..at]);
            bytes.extend([0xFF, 0xFE]);
            rest = &rest[at + 3..];
        }
        bytes.extend(rest);
        bytes.push(b'\n');
    }
    bytes
}

fn given(rows: Option<u64>, columns: &[&str]) -> Overrides {
    Overrides {
        encoding: Some(insitu::intake::Encoding::Utf8),
        header_row: Some(1),
        first_rows: rows,
        only_columns: columns.iter().map(|c| (*c).to_owned()).collect(),
        ..Overrides::default()
    }
}

/// Cells of the first rows.
fn cells(table: &RawTable, rows: usize) -> Vec<Vec<String>> {
    let cell = |column: &insitu::table::Column, row| {
        format!("{} {:?} {:?} {:?}", column.name(), column.text_at(row), column.int_at(row), column.number_at(row))
    };
    (0..rows.min(table.rows)).map(|row| table.columns.iter().map(|c| cell(c, row)).collect()).collect()
}

/// Everything that is known of a table.
fn print(table: &RawTable) -> String {
    let rows: Vec<u64> = (0..table.rows).map(|r| table.row_number(r)).collect();
    let surplus: Vec<Vec<&str>> = (0..table.rows).map(|r| table.surplus.of(r).collect()).collect();
    let all = cells(table, table.rows);
    format!("{:x} {:?} {:?} {rows:?} {surplus:?} {all:?}", table.first.fingerprint, table.rejects, table.notices)
}

/// Reads as several workers do: chunks come in the order given, `ahead` of them at a time.
fn by_workers(bytes: &[u8], overrides: &Overrides, size: u64, ahead: usize) -> insitu::error::Result<RawTable> {
    let mut plan = plan(bytes, overrides)?;
    loop {
        let mut table = Assembler::new("t.csv", bytes.len() as u64, plan.clone());
        let mut todo: std::collections::VecDeque<_> = ranges(&plan, bytes.len() as u64, size).into();
        let mut done = false;
        while !done && !todo.is_empty() {
            let mut parsed = Vec::new();
            for range in todo.drain(..ahead.min(todo.len())) {
                parsed.push(parse(bytes, &plan, range)?);
            }
            // The last asked for comes first.
            for chunk in parsed.into_iter().rev() {
                match table.append(chunk)? {
                    Appended::Again(range) => todo.push_front(range),
                    Appended::Enough => done = true,
                    Appended::UpTo(_) => {}
                }
            }
        }
        match table.finish()? {
            Finished::Table(table) => return Ok(*table),
            Finished::Again(better) => plan = *better,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn first_rows_are_the_same_for_any_cut_and_any_number_of_workers(
        kinds in prop::collection::vec(0..14_u8, 4..80), rows in 1_u64..90, size in 10_u64..600
    ) {
        let bytes = file(&kinds);
        let overrides = given(Some(rows), &[]);
        let one = read("t.csv", bytes.as_slice(), &overrides, 1 << 20).map(|t| print(&t));
        prop_assert_eq!(&read("t.csv", bytes.as_slice(), &overrides, size).map(|t| print(&t)), &one);
        for ahead in [1, 2, 8] {
            prop_assert_eq!(&by_workers(&bytes, &overrides, size, ahead).map(|t| print(&t)), &one);
        }
    }

    #[test]
    fn first_rows_are_those_of_the_whole_file(kinds in prop::collection::vec(0..14_u8, 4..80), rows in 1_u64..90) {
        let bytes = file(&kinds);
        let part = read("t.csv", bytes.as_slice(), &given(Some(rows), &[]), 1 << 20).unwrap();
        let whole = read("t.csv", bytes.as_slice(), &given(None, &[]), 1 << 20).unwrap();
        prop_assert_eq!(part.rows, whole.rows.min(rows as usize));
        let same_kinds = part.columns.iter().zip(&whole.columns).all(|(a, b)| a.spec() == b.spec());
        if same_kinds {
            prop_assert_eq!(cells(&part, part.rows), cells(&whole, part.rows));
        }
        let last = part.row_number(part.rows - 1);
        let before: Vec<_> = whole.rejects.iter().filter(|r| r.row < last).collect();
        prop_assert_eq!(part.rejects.iter().filter(|r| r.row < last).collect::<Vec<_>>(), before);
        if part.rows < whole.rows {
            let told: Vec<u64> = part.notices.iter().filter(|n| n.code == "N_FIRST_ROWS").map(|n| n.count).collect();
            prop_assert_eq!(told, [rows]);
            prop_assert!(part.rejects.iter().all(|r| r.row < last));
        }
    }

    #[test]
    fn chosen_columns_are_those_of_the_whole_file(
        kinds in prop::collection::vec(0..14_u8, 4..60), chosen in prop::sample::subsequence(vec![0_usize, 1, 2], 1..=3), size in 10_u64..600
    ) {
        let bytes = file(&kinds);
        let names = ["user_id", "order_time", "amount"];
        let wanted: Vec<&str> = chosen.iter().map(|&c| names[c]).collect();
        let whole = read("t.csv", bytes.as_slice(), &given(None, &[]), size).unwrap();
        let part = read("t.csv", bytes.as_slice(), &given(None, &wanted), size).unwrap();
        prop_assert_eq!((part.rows, &part.rejects, part.first.fingerprint), (whole.rows, &whole.rejects, whole.first.fingerprint));
        prop_assert_eq!(part.columns.iter().map(insitu::table::Column::name).collect::<Vec<_>>(), wanted);
        for (column, &index) in part.columns.iter().zip(&chosen) {
            prop_assert_eq!(column.spec(), whole.columns[index].spec());
            prop_assert_eq!(column.invalid(), whole.columns[index].invalid());
        }
        let only: Vec<Vec<String>> = cells(&whole, whole.rows).into_iter()
            .map(|row| row.into_iter().enumerate().filter(|(i, _)| chosen.contains(i)).map(|(_, c)| c).collect()).collect();
        prop_assert_eq!(cells(&part, part.rows), only);
        prop_assert_eq!(part.first.plan.left_out.len(), 3 - chosen.len());
        prop_assert_eq!(part.notices.iter().any(|n| n.code == "N_COLUMNS_LEFT_OUT"), chosen.len() < 3);
    }
}

#[test]
fn headers_that_repeat_are_told_apart_by_the_numbers_of_the_plan() {
    let text = "金额,金额,,编号\n1,2,3,a\n4,5,6,b\n";
    let table = read("t.csv", text.as_bytes(), &given(None, &["金额_2", "列3"]), 1 << 20).unwrap();
    assert_eq!(table.columns.iter().map(insitu::table::Column::name).collect::<Vec<_>>(), ["金额_2", "列3"]);
    assert_eq!(table.columns[0].number_at(1).or(table.columns[0].int_at(1).map(|v| v as f64 / 1e4)), Some(5.0));
    assert_eq!((table.first.plan.duplicate_headers.as_slice(), table.first.plan.blank_headers.as_slice()), (&[0][..], &[1][..]));
    let unknown = read("t.csv", text.as_bytes(), &given(None, &["数量"]), 1 << 20).err().unwrap();
    assert_eq!((unknown.code(), unknown.place().name.as_deref()), ("E_UNKNOWN_COLUMN", Some("数量")));
    assert_eq!(read("t.csv", text.as_bytes(), &given(Some(0), &[]), 64).err().map(|e| e.code()), Some("E_PARAM"));
}

#[test]
fn reading_stops_behind_the_last_wanted_row() {
    let mut text = "user_id,order_time,amount\n".to_owned();
    (0..100_000).for_each(|i| text += &format!("U{i},2024-01-02,{i}\n"));
    let plan = plan(text.as_bytes(), &given(Some(1_000), &[])).unwrap();
    let mut table = Assembler::new("t.csv", text.len() as u64, plan.clone());
    let mut asked = 0;
    for range in ranges(&plan, text.len() as u64, 4_096) {
        let mut appended = table.append(parse(text.as_bytes(), &plan, range).unwrap()).unwrap();
        asked += 1;
        while let Appended::Again(range) = appended {
            appended = table.append(parse(text.as_bytes(), &plan, range).unwrap()).unwrap();
        }
        if appended == Appended::Enough {
            break;
        }
    }
    assert!(asked <= 7, "{asked} ranges of {}", ranges(&plan, text.len() as u64, 4_096).len());
    let Finished::Table(table) = table.finish().unwrap() else { panic!("the kinds are sure") };
    assert_eq!(table.rows, 1_000);
}

#[cfg(feature = "formats")]
fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut encoder, text).unwrap();
    encoder.finish().unwrap()
}

#[cfg(feature = "formats")]
#[test]
fn streams_give_the_same_part_as_text() {
    let bytes = file(&(0..4_000).map(|i| i as u8 % 14).collect::<Vec<_>>());
    for overrides in [given(Some(777), &[]), given(None, &["amount"]), given(Some(5), &["user_id", "amount"])] {
        let text = read("t", bytes.as_slice(), &overrides, 500).unwrap();
        let stream = super::unpacked("t", &gzip(&bytes), &overrides).unwrap();
        assert_eq!(print(&stream), print(&text));
    }
    // As many rows as there are leave nothing unread.
    let json: String = (0..3_000).map(|i| format!("{{\"user_id\":\"U{i}\",\"amount\":{i}}}\n")).collect();
    let json = |overrides| super::unpacked("t.json", json.as_bytes(), &overrides).unwrap();
    let plain = |overrides: Overrides| Overrides { encoding: None, header_row: None, ..overrides };
    let (part, whole) = (json(plain(given(Some(2_000), &["amount"]))), json(plain(given(None, &[]))));
    assert_eq!((part.rows, part.columns.len(), part.notices.len()), (2_000, 1, 2));
    assert!((0..2_000).all(|row| part.columns[0].number_at(row) == whole.columns[1].number_at(row)));
    let all = read("t", bytes.as_slice(), &given(None, &[]), 500).unwrap();
    for same in [
        read("t", bytes.as_slice(), &given(Some(all.rows as u64), &[]), 500).unwrap(),
        super::unpacked("t", &gzip(&bytes), &given(Some(all.rows as u64 + 1), &[])).unwrap(),
    ] {
        assert_eq!(cells(&same, same.rows), cells(&all, all.rows));
    }
}

#[cfg(feature = "formats")]
#[test]
fn what_a_packed_file_says_of_its_length_is_believed() {
    let text: String = (0..90_000).map(|i| format!("U{i:06},2024-01-{:02},{}.50\n", i % 28 + 1, 100 + i % 800)).collect();
    let text = format!("user_id,order_time,amount\n{text}");
    let rows = |bytes: &[u8]| super::unpacked("t", bytes, &Overrides::default()).unwrap().first.plan.estimate.map(|e| e.rows);
    assert!(rows(&gzip(text.as_bytes())).is_some_and(|rows| (85_000..95_000).contains(&rows)));
    // Of several members the last says nothing of the others; nor does JSON of its records.
    let (front, back) = text.as_bytes().split_at(text.len() - 3_000);
    assert_eq!(rows(&[gzip(front), gzip(back)].concat()), None);
    let json: String = (0..90_000).map(|i| format!("{{\"user_id\":\"U{i}\",\"amount\":{i}}}\n")).collect();
    assert_eq!(rows(json.as_bytes()), None);
}

#[test]
fn a_recipe_keeps_the_part_and_reads_it_again() {
    use insitu::recipe::Recipe;
    let mut recipe = Recipe::default();
    recipe.set("reading.first_rows", "12").unwrap();
    recipe.set("reading.only_columns", "[\"user_id\",\"amount\"]").unwrap();
    let mut session = insitu::session::Session::new(insitu::mask::Key::random().unwrap()).with_recipe(recipe);
    let bytes = file(&[9; 40]);
    session.open(read("t.csv", bytes.as_slice(), session.reading(), 64).unwrap());
    let kept = serde_json::to_string(&session.recipe().unwrap()).unwrap();
    let again = Recipe::from_json(&kept).unwrap().reading;
    assert_eq!((again.first_rows, again.only_columns.as_slice()), (Some(12), &["user_id".to_owned(), "amount".into()][..]));
    let inspect = session.inspect().unwrap();
    assert_eq!((inspect.files[0].rows.read, inspect.files[0].left_out.as_slice()), (12, &["order_time".to_owned()][..]));
    let codes: Vec<_> = inspect.notices.iter().map(|n| n.notice.code).collect();
    assert!(codes.contains(&"N_FIRST_ROWS") && codes.contains(&"N_COLUMNS_LEFT_OUT"), "{codes:?}");
}

#[test]
fn columns_are_offered_with_what_their_headers_speak_for() {
    let plan = plan(file(&[9; 40]).as_slice(), &given(None, &[])).unwrap();
    let offered = insitu::session::offer(&plan);
    let fields: Vec<_> = offered.iter().map(|c| c.field.as_ref().map(|f| f.field)).collect();
    assert_eq!(fields, [Some("user_id"), Some("order_time"), Some("amount")]);
    assert_eq!(offered.iter().map(|c| c.bytes).collect::<Vec<_>>(), plan.estimate.unwrap().columns);
}

#[test]
fn a_table_beyond_its_limit_is_an_error_at_a_row() {
    let mut text = "user_id,note\n".to_owned();
    (0..50_000).for_each(|i| text += &format!("U{},a note that nobody wrote twice {}\n", i * 7, i * 11));
    let plan = plan(text.as_bytes(), &given(None, &[])).unwrap();
    let chunks = || ranges(&plan, text.len() as u64, 64 << 10).into_iter();
    let exact = |range: insitu::intake::Range, table: &mut Assembler| -> insitu::error::Result<Appended> {
        let mut appended = table.append(parse(text.as_bytes(), &plan, range)?)?;
        while let Appended::Again(range) = appended {
            appended = table.append(parse(text.as_bytes(), &plan, range)?)?;
        }
        Ok(appended)
    };
    let mut table = Assembler::new("t.csv", text.len() as u64, plan.clone()).within(1 << 20);
    let error = chunks().find_map(|range| exact(range, &mut table).err()).unwrap();
    assert_eq!(error.code(), "E_MEMORY");
    assert!(error.place().row.is_some_and(|row| (5_000..45_000).contains(&row)), "{error}");
    let mut table = Assembler::new("t.csv", text.len() as u64, plan.clone()).within(64 << 20);
    assert!(chunks().all(|range| exact(range, &mut table).is_ok()));
}
