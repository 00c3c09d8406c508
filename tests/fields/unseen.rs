//! Exports of systems made up for this test: the sets were written before the words of the catalogue that they meet.

use crate::mapped;
use insitu::fields::{Field, TableKind};

const SETS: &str = include_str!("unseen.txt");

struct Tally {
    kinds: (usize, usize),
    required: (usize, usize),
    fields: (usize, usize),
}

/// Compares all sets; a wanted field `?` may be anything, `a|b` either, `-` none.
fn tally(show: bool) -> Tally {
    let mut tally = Tally { kinds: (0, 0), required: (0, 0), fields: (0, 0) };
    for set in SETS.split("= ").skip(1) {
        let mut lines = set.lines();
        let title = lines.next().unwrap();
        let (name, kind) = title.rsplit_once(' ').unwrap();
        let kind = TableKind::from_code(kind).unwrap();
        let headers = lines.next().unwrap();
        let wanted: Vec<&str> = lines.next().unwrap().split(',').collect();
        let csv: Vec<&str> = std::iter::once(headers).chain(lines).collect();
        let table = mapped("made-up.csv", csv.join("\n").as_bytes());
        let mapping = table.mapping();
        let found = mapping.kind().0;
        tally.kinds.1 += 1;
        tally.kinds.0 += usize::from(found == kind);
        let mut wrong = Vec::new();
        for (at, want) in wanted.iter().enumerate().filter(|(_, want)| **want != "?") {
            let got = mapping.field(at).map_or("-", Field::code);
            let right = want.split('|').any(|w| w == got);
            tally.fields.1 += 1;
            tally.fields.0 += usize::from(right);
            let needed = kind.required().iter().flat_map(|g| g.iter()).any(|f| want.split('|').next() == Some(f.code()));
            if needed {
                tally.required.1 += 1;
                tally.required.0 += usize::from(right);
            }
            if !right {
                wrong.push(format!(
                    "{}: {got} for {want}{}",
                    headers.split(',').nth(at).unwrap(),
                    if needed { " (required)" } else { "" }
                ));
            }
        }
        if show && (found != kind || !wrong.is_empty()) {
            eprintln!("{name} {found:?} {:.2}: {}", mapping.kind().1, wrong.join("; "));
        }
    }
    tally
}

#[test]
fn made_up_exports() {
    let Tally { kinds, required, fields } = tally(true);
    eprintln!("kinds {kinds:?}, required fields {required:?}, all fields {fields:?}");
    assert!(kinds.1 >= 60);
    assert!(required.0 * 100 >= required.1 * 95);
    assert!(fields.0 * 100 >= fields.1 * 90);
    assert!(kinds.0 * 100 >= kinds.1 * 95);
}
