//! Rows of one customer that say different things. All rows are made up.

use insitu::clean::CleanTable;
use insitu::customers::{Customers, Part, gather};
use insitu::fields::MappedTable;
use insitu::intake::{Overrides, read};
use insitu::mask::{Key, MaskedTable, People};
use std::sync::Arc;

/// Code, column and customers of a notice.
type Said = (String, Option<u64>, u64);

/// Label of the first customer in a class, its age, and what is said.
fn told(header: &str, rows: &[&str], class: &str) -> (String, f64, Vec<Said>) {
    let mut csv = format!("{header}\n");
    for number in 1..40 {
        csv += &format!("U{number:02},女,黄金,30,2022-02-{:02},深圳\n", number % 28 + 1);
    }
    csv += &rows.join("\n");
    let raw = read("customers.csv", csv.as_bytes(), &Overrides::default(), 1 << 20).unwrap();
    let mapped = MappedTable::guess(Arc::new(raw));
    let table = Arc::new(MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap()));
    let people = People::new(&[table.identity()]);
    let mut customers = Customers::without_purchases(people, &[&table], None).unwrap();
    gather(&mut customers, &[table], None, &[Part::Traits]).unwrap();
    let traits = customers.view().people().unwrap();
    let trait_of = traits.classes.iter().find(|t| t.name == class).unwrap();
    let label = trait_of.labels.get(trait_of.codes[0] as usize).cloned().unwrap_or_default();
    let age = traits.figures.iter().find(|f| f.name == "age").map_or(f64::NAN, |f| f.values[0]);
    let said =
        customers.notices().iter().filter(|n| n.code.starts_with("N_CUSTOMER_")).map(|n| (n.code.to_owned(), n.column, n.count));
    (label, age, said.collect())
}

const DATED: &str = "客户ID,性别,会员等级,年龄,注册时间,城市";
const UNDATED: &str = "客户ID,性别,会员等级,年龄,批次,城市";

#[test]
fn the_newest_row_counts_where_a_date_tells() {
    let rows = ["U00,男,钻石,50,2023-01-01,深圳", "U00,男,钻石,50,2023-02-01,深圳", "U00,女,,28,2023-05-01,深圳"];
    let back: Vec<&str> = rows.iter().rev().copied().collect();
    for rows in [&rows[..], &back] {
        let (sex, age, said) = told(DATED, rows, "gender");
        assert_eq!((sex.as_str(), age), ("female", 28.0), "the newest, though others are more and greater");
        assert_eq!(said, [2, 4].map(|column| ("N_CUSTOMER_NEWEST".to_owned(), Some(column), 1)));
        assert_eq!(told(DATED, rows, "member_level").0, told(DATED, &rows[..2], "member_level").0, "an empty cell says nothing");
    }
}

#[test]
fn without_a_date_most_rows_count_then_the_fullest() {
    for (rows, sex, age) in [
        (&["U00,男,钻石,50,a,深圳", "U00,女,钻石,28,b,深圳", "U00,女,钻石,28,c,深圳"][..], "female", 28.0),
        (&["U00,女,钻石,28,a,深圳", "U00,男,,50,b,"], "female", 28.0),
        (&["U00,男,钻石,28,a,深圳", "U00,男,钻石,50,b,深圳"], "male", 50.0),
    ] {
        let back: Vec<&str> = rows.iter().rev().copied().collect();
        for rows in [rows, &back] {
            let (found, years, said) = told(UNDATED, rows, "gender");
            assert_eq!((found.as_str(), years), (sex, age), "{rows:?}");
            assert!(said.iter().all(|(code, _, n)| code == "N_CUSTOMER_MOST" && *n == 1) && !said.is_empty(), "{said:?}");
        }
    }
    assert_eq!(told(UNDATED, &["U00,男,钻石,28,a,深圳", "U00,男,钻石,28,a,深圳"], "gender").2, []);
}
