//! Last month's columns against this month's: what is new, gone, renamed or of another type, and the mapping that still holds.

use super::guess::guess_as;
use super::{Field, Header, Mapping, TableKind, named_field};
use crate::stats::order;
use crate::table::{Column, Kind};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// A column as a recipe remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Known {
    /// Its header.
    pub header: String,
    /// What it meant; `null` where it was not used.
    pub field: Option<Field>,
    /// What its cells were.
    pub kind: Kind,
}

/// A column that has another header now.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Renamed {
    /// Place in the remembered list, from 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub known: usize,
    /// The column now, from 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub column: usize,
    /// How sure that is, 0 to 1.
    pub score: f64,
    /// Whether its field went over to the new header. Where it did not, the old column also counts as missing and the new
    /// one as new: a person decides.
    pub applied: bool,
}

/// A column whose cells are of another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Retyped {
    /// Place in the remembered list, from 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub known: usize,
    /// The column now, from 0.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub column: usize,
    /// What the cells were.
    pub was: Kind,
    /// What they are.
    pub is: Kind,
}

/// What changed between two files of one source.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Drift {
    /// Columns, from 0, that were not there.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub new: Vec<usize>,
    /// Places in the remembered list, from 0, of columns that are gone.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub missing: Vec<usize>,
    /// Columns with another header.
    pub renamed: Vec<Renamed>,
    /// Columns with cells of another type.
    pub type_changed: Vec<Retyped>,
}

/// A rename is offered from this score on.
const OFFERED: f64 = 0.5;
/// It is applied from this score on,
const APPLIED: f64 = 0.7;
/// and from this one where nothing can be counted without the field.
const APPLIED_REQUIRED: f64 = 0.9;
/// Renames are looked for among at most so many columns on each side.
const COMPARED: usize = 300;

impl Drift {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Compares the remembered columns with those of a file, and maps these: by the same header, else by a sure rename;
    /// columns that are new get the field that they are guessed to have, unless one that was mapped before lost it.
    #[must_use]
    pub fn apply(known: &[Known], columns: &[Column], kind: TableKind) -> (Self, Mapping) {
        let mut drift = Self::default();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let places = order(columns.len(), &|a, b| name_of(columns, a).cmp(name_of(columns, b)));
        let mut is_taken = vec![false; columns.len()];
        let mut gone = Vec::new();
        for (at, old) in known.iter().enumerate() {
            let from = places.partition_point(|&p| name_of(columns, p) < old.header.as_str());
            let same = places.iter().skip(from).take_while(|&&p| name_of(columns, p) == old.header);
            match same.copied().find(|&p| is_taken.get(p) == Some(&false)) {
                Some(column) => {
                    take(&mut is_taken, column);
                    pairs.push((at, column));
                }
                None => gone.push(at),
            }
        }
        for renamed in renames(known, &gone, columns, &is_taken, kind) {
            drift.renamed.push(renamed);
            if renamed.applied {
                take(&mut is_taken, renamed.column);
                gone.retain(|&at| at != renamed.known);
                pairs.push((renamed.known, renamed.column));
            }
        }
        drift.missing = gone;
        drift.new = (0..columns.len()).filter(|&at| is_taken.get(at) == Some(&false)).collect();
        let mut mapping = Mapping::unmapped(columns.len());
        for &(at, column) in &pairs {
            let (Some(old), Some(now)) = (known.get(at), columns.get(column)) else { continue };
            if old.kind != now.kind() {
                drift.type_changed.push(Retyped { known: at, column, was: old.kind, is: now.kind() });
            }
            if let Some(field) = old.field.filter(|&f| mapping.column(f).is_none()) {
                let renamed = drift.renamed.iter().find(|r| r.applied && r.column == column);
                mapping.assign(column, field, renamed.map_or(1.0, |r| r.score));
            }
        }
        if !drift.new.is_empty() {
            let guess = guess_as(columns, kind);
            for &column in &drift.new {
                let lost = |field| known.iter().any(|old| old.field == Some(field));
                if let Some(field) = guess.field(column).filter(|&f| !lost(f) && mapping.column(f).is_none()) {
                    mapping.assign(column, field, guess.score(column));
                }
            }
        }
        if kind != TableKind::Unknown {
            mapping.choose(kind);
        }
        (drift, mapping)
    }
}

fn name_of(columns: &[Column], at: usize) -> &str {
    columns.get(at).map_or("", Column::name)
}

fn take(is_taken: &mut [bool], at: usize) {
    if let Some(slot) = is_taken.get_mut(at) {
        *slot = true;
    }
}

/// The likeliest pairs of a column that is gone and one that is new, each in one pair at most, the surest first.
fn renames(known: &[Known], gone: &[usize], columns: &[Column], is_taken: &[bool], kind: TableKind) -> Vec<Renamed> {
    let free = (0..columns.len()).filter(|&at| is_taken.get(at) == Some(&false)).take(COMPARED);
    let now: Vec<(usize, &Column, Header)> =
        free.filter_map(|at| columns.get(at).map(|c| (at, c, Header::new(c.name())))).collect();
    let mut offers = Vec::new();
    for &at in gone.iter().take(COMPARED) {
        let Some(old) = known.get(at) else { continue };
        let header = Header::new(&old.header);
        let needed = old.field.is_some_and(|f| kind.required().iter().any(|group| group.contains(&f)));
        for (column, cells, new) in &now {
            let alike = alike(&header, new, old.field) * if cells.kind() == old.kind { 1.0 } else { 0.7 };
            let score = (alike * 100.0).round() / 100.0;
            if score >= OFFERED {
                let applied = score >= if needed { APPLIED_REQUIRED } else { APPLIED };
                offers.push(Renamed { known: at, column: *column, score, applied });
            }
        }
    }
    let best_first = order(offers.len(), &|a, b| match (offers.get(a), offers.get(b)) {
        (Some(a), Some(b)) => b.score.total_cmp(&a.score),
        _ => Ordering::Equal,
    });
    let mut chosen: Vec<Renamed> = Vec::new();
    for offer in best_first.into_iter().filter_map(|at| offers.get(at)) {
        if chosen.iter().all(|c| c.known != offer.known && c.column != offer.column) {
            chosen.push(*offer);
        }
    }
    chosen
}

/// How alike two headers are, 0 to 1: the same words, words for the same field, or many pairs of letters in common (Dice).
fn alike(old: &Header, new: &Header, field: Option<Field>) -> f64 {
    if old.joined() == new.joined() {
        return 0.98;
    }
    let letters = dice(old.joined(), new.joined());
    let named = named_field(new).filter(|(f, _)| Some(*f) == field).map_or(0.0, |(_, sure)| 0.8 * sure + 0.1 * letters);
    named.max(0.85 * letters)
}

/// Twice the pairs of neighbouring characters that two words share, over all of theirs (Dice 1945).
fn dice(a: &str, b: &str) -> f64 {
    let pairs = |word: &str| -> Vec<(char, char)> { word.chars().zip(word.chars().skip(1)).collect() };
    let (of_a, mut of_b) = (pairs(a), pairs(b));
    let all = of_a.len() + of_b.len();
    let mut shared = 0;
    for pair in of_a {
        if let Some(at) = of_b.iter().position(|p| *p == pair) {
            of_b.swap_remove(at);
            shared += 1;
        }
    }
    if all == 0 { 0.0 } else { 2.0 * f64::from(shared) / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> Column {
        Column::of_text(name, [Some("a1"), Some("b2"), Some("a1")])
    }

    fn time(name: &str) -> Column {
        Column::of_ints(name, Kind::Time, [Some(1), Some(2), Some(3)])
    }

    fn money(name: &str) -> Column {
        Column::of_ints(name, Kind::Money, [Some(10_000), Some(20_000), Some(35_000)])
    }

    fn known(header: &str, field: Option<Field>, kind: Kind) -> Known {
        Known { header: header.to_owned(), field, kind }
    }

    fn orders() -> Vec<Known> {
        vec![
            known("客户ID", Some(Field::UserId), Kind::Text),
            known("下单时间", Some(Field::OrderTime), Kind::Time),
            known("实付金额", Some(Field::Amount), Kind::Money),
            known("渠道", Some(Field::Channel), Kind::Text),
            known("内部码", None, Kind::Text),
        ]
    }

    #[test]
    fn the_same_columns_in_another_order_are_no_drift() {
        let columns = [text("内部码"), money("实付金额"), text("客户ID"), text("渠道"), time("下单时间")];
        let (drift, mapping) = Drift::apply(&orders(), &columns, TableKind::Orders);
        assert!(drift.is_empty());
        assert_eq!(mapping.column(Field::Amount), Some(1));
        assert_eq!((mapping.column(Field::UserId), mapping.field(0)), (Some(2), None));
        assert_eq!(mapping.kind(), (TableKind::Orders, 1.0));
    }

    #[test]
    fn new_gone_renamed_and_retyped() {
        let columns = [text("客户_id"), text("下单时间"), money("实付金额"), text("下单渠道"), text("性别")];
        let (drift, mapping) = Drift::apply(&orders(), &columns, TableKind::Orders);
        assert_eq!(drift.missing, [4]);
        assert_eq!(drift.new, [4]);
        let renamed: Vec<_> = drift.renamed.iter().map(|r| (r.known, r.column, r.applied)).collect();
        assert_eq!(renamed, [(0, 0, true), (3, 3, true)]);
        assert_eq!(drift.type_changed, [Retyped { known: 1, column: 1, was: Kind::Time, is: Kind::Text }]);
        let fields: Vec<_> = (0..5).map(|at| mapping.field(at).map_or("-", Field::code)).collect();
        assert_eq!(fields, ["user_id", "order_time", "amount", "channel", "gender"]);
    }

    #[test]
    fn a_doubtful_rename_of_a_required_field_is_offered_and_not_applied() {
        let columns = [text("客户ID"), time("下单时间"), money("实付金额合计"), text("渠道"), text("内部码")];
        let (drift, mapping) = Drift::apply(&orders(), &columns, TableKind::Orders);
        assert_eq!((drift.missing.as_slice(), drift.new.as_slice()), (&[2][..], &[2][..]));
        assert_eq!((drift.renamed[0].known, drift.renamed[0].column, drift.renamed[0].applied), (2, 2, false));
        assert_eq!(mapping.column(Field::Amount), None);
        assert_eq!(mapping.missing(), [Field::Amount]);
    }

    #[test]
    fn an_unused_column_stays_unused() {
        let columns = [text("客户ID"), text("订单号")];
        let list = [known("客户ID", Some(Field::UserId), Kind::Text), known("订单号", None, Kind::Text)];
        let (drift, mapping) = Drift::apply(&list, &columns, TableKind::Orders);
        assert!(drift.is_empty());
        assert_eq!(mapping.field(1), None);
    }

    #[test]
    fn likeness_of_headers() {
        assert!((dice("night", "nacht") - 0.25).abs() < 1e-12);
        assert!((dice("", "") - 0.0).abs() < 1e-12);
    }
}
