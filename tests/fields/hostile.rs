//! Tables that were never meant to be guessed.

use crate::mapped;
use insitu::fields::{Field, Mapping, TableKind};
use insitu::table::{Column, Kind};
use std::fmt::Write;

pub fn fields(mapping: &Mapping) -> Vec<&'static str> {
    (0..mapping.columns()).map(|at| mapping.field(at).map_or("-", Field::code)).collect()
}

#[test]
fn headers_that_are_names_of_the_language_are_headers() {
    let table = mapped(
        "a.csv",
        "__proto__,constructor,用户ID,下单时间,实付金额\n1,2,u1,2024-01-01,5.00\n1,2,u2,2024-01-02,6.50\n".as_bytes(),
    );
    assert_eq!(fields(table.mapping()), ["-", "-", "user_id", "order_time", "amount"]);
}

#[test]
fn empty_columns_are_named_by_their_headers_alone() {
    let table = mapped(
        "a.csv",
        "用户ID,下单时间,金额,性别,x\nu1,2024-01-01,5.00,,\nu2,2024-01-02,6.50,,\nu1,2024-01-03,1.00,,\n".as_bytes(),
    );
    assert_eq!(fields(table.mapping()), ["user_id", "order_time", "amount", "gender", "-"]);
    let bare = mapped("b.csv", "a,b,c\n,,\n,,\n".as_bytes());
    assert_eq!((fields(bare.mapping()), bare.mapping().kind().0), (vec!["-", "-", "-"], TableKind::Unknown));
    assert_eq!(fields(&Mapping::guess(&[])), Vec::<&str>::new());
}

#[test]
fn of_two_columns_for_one_field_the_better_wins_and_the_other_is_named() {
    let text = "会员编号,用户ID,下单时间,付款时间,实付金额\n,u1,2024-01-01,2024-01-02,5.00\n,u2,2024-01-02,,6.50\n,u1,2024-01-05,,7.50\n";
    let table = mapped("a.csv", text.as_bytes());
    let mapping = table.mapping();
    assert_eq!(mapping.column(Field::OrderTime), Some(2));
    let rivals: Vec<_> = mapping.rivals().iter().map(|r| (r.column, r.field)).collect();
    assert!(rivals.contains(&(3, Field::OrderTime)), "{rivals:?}");
    let lost = usize::from(mapping.column(Field::UserId) == Some(0));
    assert_eq!(lost, 0, "an empty column must not win over a filled one");
    assert!(rivals.contains(&(0, Field::UserId)), "{rivals:?}");
}

#[test]
fn a_person_may_say_what_kind_it_is() {
    let text = "用户ID,时间,金额\nu1,2024-01-01,5.00\nu2,2024-01-02,6.50\n";
    let table = mapped("a.csv", text.as_bytes());
    assert_eq!(table.mapping().kind().0, TableKind::Orders);
    let events = Mapping::guess_as(&table.raw().columns, TableKind::Events);
    assert_eq!((fields(&events), events.kind()), (vec!["user_id", "behavior_time", "-"], (TableKind::Events, 1.0)));
    assert_eq!(events.missing_for(TableKind::Events), [Field::BehaviorType]);
}

#[test]
fn wide_tables() {
    let mut text = String::from("用户ID,下单时间,金额");
    (0..1997).for_each(|i| write!(text, ",指标{i}").unwrap());
    for row in 0..50 {
        write!(text, "\nu{},2024-01-{:02},{row}.50", row % 7, row % 28 + 1).unwrap();
        (0..1997).for_each(|i| write!(text, ",{}", i * row).unwrap());
    }
    let table = mapped("wide.csv", text.as_bytes());
    assert_eq!(fields(table.mapping())[..4], ["user_id", "order_time", "amount", "-"]);
}

/// Prints how long the guess of the widest sheet that a workbook can hold takes; `cargo test --release --test fields -- --ignored`.
#[test]
#[ignore = "prints a time"]
#[allow(clippy::disallowed_types, clippy::disallowed_methods, reason = "measures")]
fn time_of_the_widest_sheet() {
    let number = |at: usize| Column::of_numbers(&format!("指标{at}"), (0..2000).map(|row| Some((row * at % 977) as f64)));
    let words: Vec<String> = (0..2000).map(|row| format!("w{}", row % 300)).collect();
    let text = |at: usize| Column::of_text(&format!("备注字段{at}日期"), words.iter().map(|w| Some(w.as_str())));
    let mut columns: Vec<Column> = (0..16_384).map(|at| if at % 2 == 0 { number(at) } else { text(at) }).collect();
    columns[77] = Column::of_ints("下单时间", Kind::Time, (0..2000).map(|s| Some(s * 1000)));
    let start = std::time::Instant::now();
    let mapping = Mapping::guess(&columns);
    eprintln!("{} columns in {:?}", columns.len(), start.elapsed());
    assert_eq!(mapping.column(Field::OrderTime), Some(77));
}
