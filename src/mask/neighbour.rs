//! What two columns of a row say together: hashes of the number beside them, dates of birth in the identity number.

use super::rule::Rule;
use super::{PiiType, Verdict, birthday, compact::Compact, hash, id_card};
use crate::fields::Field;
use crate::table::date::time_text;
use crate::table::{Column, Kind};
use std::borrow::Cow;

/// Rows compared, and how many must agree besides half of them.
const ROWS: usize = 200;
const AGREE: usize = 3;

/// Adds what only neighbours tell to verdicts on single columns.
pub(super) fn look(columns: &[(&Column, Option<Field>)], verdicts: &mut [Verdict]) {
    let kinds: Vec<Option<PiiType>> = verdicts.iter().map(Verdict::masks_as).collect();
    for (&(column, _), verdict) in columns.iter().zip(verdicts.iter_mut()) {
        if verdict.masks_as().is_some() {
            continue;
        }
        let beside = columns.iter().zip(&kinds).filter_map(|(&(other, _), kind)| kind.map(|kind| (other, kind)));
        let found = match column.kind() {
            Kind::Text if any(column, hash::is_hash) => beside.clone().find_map(|(other, kind)| hashes(column, other, kind)),
            _ => None,
        };
        let dates = || column.kind() == Kind::Time || any(column, |t| birthday::parts(t).is_some());
        let born =
            || beside.clone().filter(|&(_, kind)| kind == PiiType::IdCard && dates()).find_map(|(ids, _)| births(column, ids));
        if let Some(found) = found.or_else(born) {
            *verdict = Verdict { loose: verdict.loose, ..found };
        }
    }
}

/// Whether one of the first filled cells of a text column is such.
fn any(column: &Column, is: impl Fn(&str) -> bool) -> bool {
    column.kind() == Kind::Text && (0..column.len().min(ROWS)).filter_map(|row| column.text_at(row)).take(5).any(|t| is(t.trim()))
}

/// Compares the first rows in which both are filled.
fn agree(column: &Column, other: &Column, kind: PiiType, rule: Rule, is: &dyn Fn(&str, &str) -> bool) -> Option<Verdict> {
    let pairs = (0..column.len().min(10 * ROWS)).filter_map(|row| Some((text(column, row)?, text(other, row)?))).take(ROWS);
    let (mut hits, mut seen) = (0, 0);
    for (own, beside) in pairs {
        seen += 1;
        hits += usize::from(is(own.trim(), beside.trim()));
    }
    (hits >= AGREE && hits * 2 > seen).then(|| Verdict::certain(kind, rule, hits, seen))
}

fn text(column: &Column, row: usize) -> Option<Cow<'_, str>> {
    match column.kind() {
        Kind::Text => column.text_at(row),
        Kind::Number | Kind::Money => super::cell::number(column, row).map(|n| super::cell::number_text(n).into()),
        Kind::Time => column.int_at(row).map(|seconds| time_text(seconds).into()),
    }
}

fn hashes(column: &Column, other: &Column, kind: PiiType) -> Option<Verdict> {
    if !matches!(kind, PiiType::Phone | PiiType::IdCard | PiiType::Email | PiiType::BankCard | PiiType::Device) {
        return None;
    }
    agree(column, other, PiiType::Hash, Rule::HashOfNeighbour, &|own, beside| {
        let plain = || Compact::new(beside).is_some_and(|c| hash::is_hash_of(own, c.as_str()));
        hash::is_hash(own) && (hash::is_hash_of(own, beside) || plain())
    })
}

fn births(column: &Column, ids: &Column) -> Option<Verdict> {
    agree(column, ids, PiiType::Birthday, Rule::BirthOfNeighbour, &|own, beside| {
        let born = Compact::new(beside).and_then(|c| id_card::birth(&c));
        born.is_some() && born == birthday::parts(own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mask::detect::detect_all;
    use crate::mask::sample::Extent;

    fn column(name: &str, cells: &[String]) -> Column {
        Column::of_text(name, cells.iter().map(|c| Some(c.as_str())))
    }

    #[test]
    fn hashes_of_the_number_beside_them_are_found_without_a_header() {
        let phones = ["13800138000", "139 0013 9000", "+86 15012345678", "18612345678"];
        // `md5sum` of the bare numbers, and of the letters a to d.
        let hashes = [
            "7945bd83237335e5376ff44d62e4f0ae",
            "FFD07E1A0527AAEADD164D4A149A6506",
            "353e16865625168c2c1cb224249b7ab1",
            "6e2b1ca3675119d8edbad42d6d589817",
        ];
        let others = [
            "0cc175b9c0f1b6a831c399e269772661",
            "92eb5ffee6ae2fec3ad71c777531578f",
            "4a8a08f09d37b73795649038408b5f33",
            "8277e0910d750195b448797616e091ad",
        ];
        for (cells, found) in [(hashes, Some(PiiType::Hash)), (others, None)] {
            let columns = [column("手机号", &phones.map(String::from)), column("key", &cells.map(String::from))];
            let verdicts = detect_all(&[(&columns[0], None), (&columns[1], None)], Extent::Sample);
            assert_eq!(verdicts[1].masks_as(), found);
            assert_eq!(verdicts[1].is_reversible(), found.is_some());
        }
    }

    #[test]
    fn dates_that_stand_in_the_identity_number_are_births() {
        let ids: Vec<String> =
            ["110105194912310021", "11010519491231002X", "360426199101010071", "44011320141005001X"].map(String::from).to_vec();
        let dates: Vec<String> = ["1949-12-31", "1949-12-31", "1991/1/1", "2014-10-05"].map(String::from).to_vec();
        let columns = [column("身份证号", &ids), column("d", &dates)];
        let verdicts = detect_all(&[(&columns[0], None), (&columns[1], None)], Extent::Sample);
        assert_eq!((verdicts[1].pii, verdicts[1].why.rule), (Some(PiiType::Birthday), Some(Rule::BirthOfNeighbour)));
    }
}
