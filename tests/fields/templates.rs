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
