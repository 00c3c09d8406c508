//! The values of a column as labels for groups of customers: nothing that names a person, in an order that no file decides.

use super::identity::coded_values;
use super::sweep::{among_numbers, sweep};
use super::{Attribute, MaskedTable, Region, locate};
use crate::fields::{Domain, Field};
use crate::stats::order;
use crate::table::{Column, Kind, each_code, is_missing, walk_codes};

/// Number of a row without a label.
const NONE: u32 = u32::MAX;

/// How values become labels.
#[derive(Clone, Copy)]
pub enum Reading {
    /// As they stand, trimmed; none of a column of personal data.
    Plain,
    /// Those of a list of values by its codes, the others as they stand.
    Domain(&'static Domain),
    /// The province or the city of a place: none where the place does not tell it for certain, and texts that name no place as they
    /// stand; of personal data what they tell.
    Place(Attribute),
    /// What personal data tell; none of any other column.
    Attribute(Attribute),
}

/// A column as labels.
pub struct Labels {
    /// The different labels in bytewise order.
    pub labels: Vec<String>,
    column: Column,
    of_code: Vec<u32>,
}

/// Numbers of labels by line.
pub enum Placed {
    /// Of few labels.
    Bytes(Vec<u8>),
    /// Of any.
    Codes(Vec<u32>),
}

impl Labels {
    /// Calls `each` with every row and the number of its label, `None` for none.
    pub fn each(&self, each: &mut dyn FnMut(usize, Option<u32>)) {
        walk_codes(&self.column, &mut |row, code| {
            let label = code.and_then(|code| self.of_code.get(code as usize)).copied().filter(|&label| label != NONE);
            each(row, label);
        });
    }

    /// The number of the label of each of `count` lines, the greatest of its type for none: `places` says where each row stands among them, beyond
    /// them nowhere.
    #[must_use]
    pub fn placed(&self, places: &[u32], count: usize) -> Placed {
        if self.labels.len() > usize::from(u8::MAX) {
            return Placed::Codes(self.scatter(&self.of_code, NONE, places, count));
        }
        // Lines of one row after the other stand far apart: in a byte each, all of them stay near the processor.
        let bytes: Vec<u8> = self.of_code.iter().map(|&label| u8::try_from(label).unwrap_or(u8::MAX)).collect();
        Placed::Bytes(self.scatter(&bytes, u8::MAX, places, count))
    }

    fn scatter<T: Copy>(&self, of_code: &[T], none: T, places: &[u32], count: usize) -> Vec<T> {
        let mut numbers = vec![none; count];
        each_code(&self.column, |row, code| {
            let label = code.and_then(|code| of_code.get(code as usize));
            let slot = places.get(row).and_then(|&at| numbers.get_mut(at as usize));
            if let (Some(&label), Some(slot)) = (label, slot) {
                *slot = label;
            }
        });
        numbers
    }

    /// The number of the label of each of so many rows; `u32::MAX` for none.
    #[must_use]
    pub fn by_row(&self, rows: usize) -> Vec<u32> {
        let mut codes = vec![NONE; rows];
        self.each(&mut |row, label| {
            if let (Some(slot), Some(label)) = (codes.get_mut(row), label) {
                *slot = label;
            }
        });
        codes
    }
}

impl MaskedTable {
    /// A column as labels; `None` for keys of customers, for times, and for personal data where the reading tells nothing of them. `most` is the number
    /// of different labels above which there are none. Ages are taken on the day `as_of`.
    #[must_use]
    pub fn labels(&self, column: usize, reading: Reading, most: usize, as_of: i32) -> Option<Labels> {
        let data = self.column(column)?;
        if self.field(column) == Some(Field::UserId) || data.kind() == Kind::Time {
            return None;
        }
        let personal = self.verdict(column).masks_as();
        let of_persons = self.verdict(column).is_of_persons();
        let plain = |text: &str| if of_persons { among_numbers(text).into_owned() } else { sweep(text).into_owned() };
        let label = |text: &str| -> Option<String> {
            match (personal, reading) {
                (None, Reading::Plain) => Some(plain(text)),
                (None, Reading::Domain(domain)) => Some(domain.code(text).map_or_else(|| plain(text), str::to_owned)),
                (None, Reading::Place(attribute)) => {
                    locate(text).map_or_else(|| Some(plain(text)), |region| division(region, attribute))
                }
                (Some(kind), Reading::Place(attribute) | Reading::Attribute(attribute)) => attribute.of(kind, text, as_of),
                _ => None,
            }
        };
        match (personal, reading) {
            (Some(kind), Reading::Place(a) | Reading::Attribute(a)) if a.comes_of(kind) => {}
            (None, Reading::Plain | Reading::Domain(_) | Reading::Place(_)) => {}
            _ => return None,
        }
        let coded = data.coded().unwrap_or_else(|| coded_values(data));
        let values: Vec<Option<String>> = coded
            .dictionary()
            .iter()
            .map(|value| std::str::from_utf8(value).ok().map(str::trim).filter(|text| !is_missing(text)).and_then(label))
            .collect();
        let sorted = order(values.len(), &|a, b| values.get(a).cmp(&values.get(b)));
        let mut labels: Vec<String> = Vec::new();
        let mut of_code = vec![NONE; values.len()];
        for code in sorted {
            let (Some(Some(value)), Some(slot)) = (values.get(code), of_code.get_mut(code)) else { continue };
            if labels.last() != Some(value) {
                labels.push(value.clone());
            }
            *slot = labels.len() as u32 - 1;
        }
        (!labels.is_empty() && labels.len() <= most).then_some(Labels { labels, column: coded, of_code })
    }
}

fn division(region: Region, attribute: Attribute) -> Option<String> {
    let division = match attribute {
        Attribute::Province => region.province,
        Attribute::City => region.city,
        _ => None,
    };
    division.map(ToString::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::CleanTable;
    use crate::fields::{MappedTable, Mapping};
    use crate::intake::RawTable;
    use crate::mask::Key;
    use std::sync::Arc;

    fn table(columns: Vec<Column>) -> MaskedTable {
        let raw = RawTable::of("t.csv", columns);
        let mapping = Mapping::guess(&raw.columns);
        let mapped = MappedTable::new(Arc::new(raw), mapping).unwrap();
        MaskedTable::new(Arc::new(CleanTable::proposed(Arc::new(mapped))), Key::random().unwrap())
    }

    #[test]
    fn labels_stand_in_order_and_name_nobody() {
        let phones: Vec<String> = (0..40).map(|i| format!("138{:08}", i * 7919)).collect();
        let regions = ["广东省深圳市", "广东省广州市", "海外", "N/A"];
        let t = table(vec![
            Column::of_text("地区", (0..40).map(|i| Some(regions[i % 4]))),
            Column::of_text("手机号", phones.iter().map(|p| Some(p.as_str()))),
            Column::of_text("性别", (0..40).map(|i| Some(["女", "male"][i % 2]))),
        ]);
        let of = |column, reading| t.labels(column, reading, 100, 20_000).map(|l| l.labels);
        assert_eq!(of(0, Reading::Place(Attribute::Province)), Some(vec!["广东省".to_owned(), "海外".to_owned()]));
        let cities = ["广州市", "海外", "深圳市"].map(str::to_owned);
        assert_eq!(of(0, Reading::Place(Attribute::City)), Some(cities.to_vec()));
        assert_eq!(of(0, Reading::Plain).unwrap().len(), 3);
        assert_eq!(of(1, Reading::Plain), None);
        assert_eq!(of(1, Reading::Attribute(Attribute::Sex)), None);
        let sex = Reading::Domain(Domain::of(Field::Gender).unwrap());
        assert_eq!(of(2, sex), Some(vec!["female".to_owned(), "male".to_owned()]));
        assert!(t.labels(0, Reading::Plain, 2, 0).is_none(), "more labels than wanted");
        let mut rows = Vec::new();
        t.labels(0, Reading::Plain, 9, 0).unwrap().each(&mut |_, label| rows.push(label));
        assert_eq!(rows[..4], [Some(1), Some(0), Some(2), None]);
        let labels = t.labels(0, Reading::Plain, 9, 0).unwrap();
        let Placed::Bytes(placed) = labels.placed(&[2, u32::MAX, 1, 0], 3) else { panic!("three labels take a byte each") };
        assert_eq!(placed, [u8::MAX, 2, 1]);
    }
}
