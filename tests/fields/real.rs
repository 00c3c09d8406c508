//! Every real table with a business header: the fields that a careful reader gives its columns.

use crate::data::bytes_of;
use crate::mapped;
use insitu::fields::Field;

/// File, kind, and field of each column (`-` for none), as a person reads the headers and a few rows.
const EXPECTED: &str = include_str!("real.txt");

#[test]
fn real_tables_are_read_as_a_person_reads_them() {
    let (mut required, mut tables) = ((0, 0), 0);
    let mut wrong = Vec::new();
    for line in EXPECTED.lines().filter(|l| !l.starts_with('#')) {
        let [path, kind, fields] = line.split('|').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let Some(bytes) = bytes_of(path) else { continue };
        tables += 1;
        let table = mapped(path, &bytes);
        let mapping = table.mapping();
        let found: Vec<&str> = (0..mapping.columns()).map(|at| mapping.field(at).map_or("-", Field::code)).collect();
        let wanted: Vec<&str> = fields.split(' ').collect();
        if found != wanted || mapping.kind().0.code() != kind {
            wrong.push(format!("{path}|{}|{}", mapping.kind().0.code(), found.join(" ")));
        }
        let needed = |f: &str| mapping.kind().0.required().iter().flat_map(|g| g.iter()).any(|r| r.code() == f);
        for (found, wanted) in found.iter().zip(&wanted).filter(|(_, w)| needed(w)) {
            required.1 += 1;
            required.0 += usize::from(found == wanted);
        }
    }
    assert!(wrong.is_empty(), "found:\n{}", wrong.join("\n"));
    assert!(tables == 0 || tables >= 16, "{tables} tables");
    assert!(required.0 * 100 >= required.1 * 95, "{required:?}");
}
