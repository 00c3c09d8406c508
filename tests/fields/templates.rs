//! Templates as files: downloaded, read back, mapped without help, and found right.

use crate::mapped;
use insitu::fields::{ProblemCode, Template};

#[test]
fn a_template_with_its_example_is_read_back_without_a_problem() {
    for &template in Template::ALL {
        for english in [false, true] {
            let bytes = template.csv(english);
            assert!(bytes.starts_with("\u{FEFF}".as_bytes()));
            let table = mapped("template.csv", &bytes);
            let names: Vec<&str> = table.raw().columns.iter().map(insitu::table::Column::name).collect();
            let wanted: Vec<&str> = template.columns().iter().map(|c| if english { c.name } else { c.zh }).collect();
            assert_eq!(names, wanted);
            assert_eq!(table.rows(), 1);
            let problems = template.validate(&table);
            assert!(problems.is_empty(), "{} {english}: {problems:?}", template.code());
            if template != Template::Summary {
                assert_eq!(table.mapping().kind().0, template.kind(), "{}", template.code());
                let fields: Vec<_> = (0..names.len()).map(|at| table.mapping().field(at)).collect();
                let wanted: Vec<_> = template.columns().iter().map(|c| c.field).collect();
                assert_eq!(fields, wanted);
            }
        }
    }
}

#[test]
fn a_column_that_was_deleted_is_named() {
    let text = String::from_utf8(Template::Feedback.csv(false)).unwrap();
    let without: Vec<String> = text.lines().map(|l| l.split_once(',').unwrap().1.to_owned()).collect();
    let problems = Template::Feedback.validate(&mapped("f.csv", without.join("\r\n").as_bytes()));
    let found: Vec<_> = problems.iter().map(|p| (p.name, p.code)).collect();
    assert_eq!(found, [("ticket_id", ProblemCode::MissingColumn)]);
}

#[test]
fn the_template_behind_a_table_is_told_by_its_headers() {
    for &template in Template::ALL {
        for english in [false, true] {
            let table = mapped("t.csv", &template.csv(english));
            assert_eq!(Template::of(&table), Some(template), "{english}");
        }
    }
    // A plain export that shares three headers with one is none, nor is a wide table that holds one.
    assert_eq!(Template::of(&mapped("o.csv", "客户ID,下单时间,实付金额(元)\na,2024-01-01,5\n".as_bytes())), None);
    let wide = |row: &str, more: &str| format!("{row},{}", (0..9).map(|n| format!("{more}{n}")).collect::<Vec<_>>().join(","));
    let csv = String::from_utf8(Template::Customers.csv(false)).unwrap();
    let mut lines = csv.lines();
    let text = format!("{}\n{}\n", wide(lines.next().unwrap(), "别的列"), wide(lines.next().unwrap(), "值"));
    assert_eq!(Template::of(&mapped("w.csv", text.as_bytes())), None);
}
