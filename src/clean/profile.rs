//! What the columns of a table look like, in full: completeness, validity, uniqueness, consistency, timeliness. Counts and numbers
//! only; a value is named by a row that holds it.

use super::alike::{Alike, latest};
use super::domain::Domain;
use super::outlier::{each_value, sortable, sorted};
use super::words::Words;
use crate::fields::{MappedTable, half_width, is_han};
use crate::stats::{Ratio, Sum, quantile};
use crate::table::date::civil_day;
use crate::table::{Column, Interner, Kind, UNITS, each_code, each_int, each_number, each_texts};
use arrow_buffer::BooleanBuffer;
use serde::Serialize;
use std::sync::Arc;

/// More different values than this are not compared for other spellings.
const MOST: usize = 100_000;

/// The profile of a table as it was read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Profile {
    /// Accepted rows.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub rows: u64,
    /// Rows that are equal to an earlier one.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub identical: u64,
    /// All columns in five dimensions.
    pub scores: Scorecard,
    /// Each column.
    pub columns: Vec<ColumnProfile>,
}

/// Five dimensions of quality, each as good ones of all; a whole of 0 says that nothing could be judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Scorecard {
    /// Cells that hold something, of all cells.
    pub completeness: Ratio,
    /// Cells that are readable and within their domain, of the cells that hold something.
    pub validity: Ratio,
    /// Rows that are no repeat of another, of all rows.
    pub uniqueness: Ratio,
    /// Cells in the usual spelling and form of their column, of the text cells that were compared.
    pub consistency: Ratio,
    /// Times before the reference date, of all times; without a reference date none is judged.
    pub timeliness: Ratio,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct ColumnProfile {
    /// Column from 0.
    pub column: usize,
    /// What its cells were read as.
    pub kind: Kind,
    /// Cells that hold nothing or a word for nothing, of all.
    pub missing: Ratio,
    /// Cells that are not of the column's kind.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub unreadable: u64,
    /// Cells outside the domain of what the column means; `None` where no domain is known.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub outside: Option<u64>,
    /// Different values of the cells that hold something. Texts that are not kept by value are told apart by a 64-bit hash.
    pub distinct: Ratio,
    /// Values that are another value but for width, case and spaces around; `None` where there are too many to compare.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub variants: Option<u64>,
    /// Cells with those values.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub variant_cells: u64,
    /// For numbers and codes in text: cells in the most frequent form, of those that hold something.
    pub form: Option<Ratio>,
    /// A row, counted from 0 among the accepted ones, that holds the most frequent value first, and how many cells hold it; for
    /// columns of few values.
    #[cfg_attr(feature = "types", ts(type = "[number, number] | null"))]
    pub mode: Option<(u64, u64)>,
    /// Measures of numbers, in the whole currency for amounts.
    pub numbers: Option<Measures>,
    /// Whole days between the latest time and the last day before the reference date.
    pub days_behind: Option<i32>,
    /// Times on the reference date or after it, of all times.
    pub future: Option<Ratio>,
}

/// Measures of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Measures {
    /// How many numbers.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub count: u64,
    /// Zeros among them.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub zeros: u64,
    /// Negative ones.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub negatives: u64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation with n − 1; from two numbers on.
    pub deviation: Option<f64>,
    /// Skewness G₁ = √(n(n−1))/(n−2) · m₃/m₂^1.5 (Joanes and Gill 1998); from three numbers on that differ.
    pub skewness: Option<f64>,
    /// Smallest.
    pub min: f64,
    /// Quantiles of type 7 at 1, 5, 25, 50, 75, 95 and 99 %.
    pub quantiles: [f64; 7],
    /// Largest.
    pub max: f64,
}

impl Measures {
    /// Measures of numbers in ascending order, each divided by a unit; `None` of nothing.
    fn new(values: &[f64], unit: f64) -> Option<Self> {
        let n = values.len() as f64;
        let mut sum = Sum::default();
        values.iter().for_each(|&v| sum.add(v));
        let mean = sum.mean()?;
        let (mut squares, mut cubes) = (Sum::default(), Sum::default());
        for v in values {
            let away = v - mean;
            squares.add(away * away);
            cubes.add(away * away * away);
        }
        let (second, third) = (squares.value() / n, cubes.value() / n);
        let skew = third / (second * libm::sqrt(second)) * libm::sqrt(n * (n - 1.0)) / (n - 2.0);
        let at = |p| quantile(values, p).map(|v| v / unit);
        let [a, b, c, d, e, f, g] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99].map(at);
        Some(Self {
            count: values.len() as u64,
            zeros: values.iter().filter(|v| **v == 0.0).count() as u64,
            negatives: values.iter().filter(|v| **v < 0.0).count() as u64,
            mean: mean / unit,
            deviation: (values.len() > 1).then(|| libm::sqrt(squares.value() / (n - 1.0)) / unit),
            skewness: Some(skew).filter(|s| values.len() > 2 && s.is_finite()),
            min: values.first()? / unit,
            quantiles: [a?, b?, c?, d?, e?, f?, g?],
            max: values.last()? / unit,
        })
    }
}

impl Profile {
    /// Looks at every cell of a table: off the way to a first result. `as_of` is the reference date in days since 1970-01-01;
    /// `missing_words` as in a [`Plan`](super::Plan).
    #[must_use]
    pub fn new(mapped: &Arc<MappedTable>, as_of: Option<i32>, missing_words: Option<&[String]>) -> Self {
        let words = Words::new(missing_words);
        let raw = mapped.raw();
        let columns: Vec<ColumnProfile> =
            raw.columns.iter().enumerate().map(|(index, column)| profile(mapped, index, column, as_of, &words)).collect();
        let identical = Alike::new(Arc::clone(mapped)).identical().0.count_set_bits() as u64;
        let rows = raw.rows as u64;
        let sum = |of: &dyn Fn(&ColumnProfile) -> u64| columns.iter().map(of).sum::<u64>();
        let filled = |c: &ColumnProfile| c.missing.den - c.missing.num;
        let compared = |c: &ColumnProfile| if c.variants.is_some() { c.distinct.den } else { 0 };
        let off = |c: &ColumnProfile| c.variant_cells.max(c.form.map_or(0, |f| f.den - f.num));
        let ratio = |num: u64, den: u64| Ratio { num, den };
        let times = sum(&|c| c.future.map_or(0, |f| f.den));
        let scores = Scorecard {
            completeness: ratio(sum(&filled), sum(&|c| c.missing.den)),
            validity: ratio(sum(&filled) - sum(&|c| c.unreadable + c.outside.unwrap_or(0)), sum(&filled)),
            uniqueness: ratio(rows - identical, rows),
            consistency: ratio(sum(&compared) - sum(&|c| if c.variants.is_some() { off(c) } else { 0 }), sum(&compared)),
            timeliness: ratio(times - sum(&|c| c.future.map_or(0, |f| f.num)), times),
        };
        Self { rows, identical, scores, columns }
    }
}

fn profile(mapped: &MappedTable, index: usize, column: &Column, as_of: Option<i32>, words: &Words) -> ColumnProfile {
    let rows = column.len() as u64;
    let unreadable = column.invalid().count;
    let present = words.filled(column);
    let filled = present.as_ref().map_or(rows, |bits| bits.count_set_bits() as u64);
    let domain = Domain::of(mapped, index, column, None);
    let mut profile = ColumnProfile {
        column: index,
        kind: column.kind(),
        missing: Ratio { num: rows - (filled + unreadable).min(rows), den: rows },
        unreadable,
        outside: domain.map(|d| d.outside(column).count_set_bits() as u64),
        distinct: Ratio { num: 0, den: filled },
        variants: None,
        variant_cells: 0,
        form: None,
        mode: None,
        numbers: None,
        days_behind: None,
        future: None,
    };
    match column.kind() {
        Kind::Number | Kind::Money => {
            let mut values = Vec::with_capacity(filled as usize);
            each_value(column, |_, v| values.push(v));
            let values = sorted(values.into_iter());
            profile.distinct.num = values.chunk_by(|a, b| a == b).count() as u64;
            profile.numbers = Measures::new(&values, if column.kind() == Kind::Money { UNITS as f64 } else { 1.0 });
        }
        Kind::Text if column.is_coded() => profile.look_at_codes(column, words),
        Kind::Text => profile.distinct.num = distinct(column, &present.unwrap_or_else(|| BooleanBuffer::new_set(column.len()))),
        Kind::Time => {
            profile.distinct.num = distinct(column, &BooleanBuffer::new_set(column.len()));
            if let (Some(as_of), Some(last)) = (as_of, latest(column)) {
                let end = i64::from(as_of) * 86_400;
                let mut future = 0;
                each_int(column, |_, second| future += u64::from(second.is_some_and(|s| s >= end)));
                profile.days_behind = Some(as_of.saturating_sub(1).saturating_sub(civil_day(last)));
                profile.future = Some(Ratio { num: future, den: filled });
            }
        }
    }
    profile
}

impl ColumnProfile {
    fn look_at_codes(&mut self, column: &Column, words: &Words) {
        let values = column.dictionary();
        let mut counts = vec![0_u64; values.len()];
        each_code(column, |_, code| {
            if let Some(count) = code.and_then(|c| counts.get_mut(c as usize)) {
                *count += 1;
            }
        });
        let named: Vec<bool> = values.iter().zip(&counts).map(|(value, &count)| count > 0 && !words.has(value)).collect();
        self.distinct.num = named.iter().filter(|n| **n).count() as u64;
        if values.len() > MOST {
            return;
        }
        let of_named = || values.iter().zip(&counts).zip(&named).enumerate().filter(|(_, (_, named))| **named);
        // Of equally frequent values the one that stands first by code points, whatever the order of the rows.
        let best = of_named().map(|(code, ((value, &count), _))| (code, value, count));
        let best = best.reduce(|best, next| if (next.2, best.1) > (best.2, next.1) { next } else { best });
        if let Some((code, _, count)) = best {
            let first = column.codes().position(|c| c == Some(code as u32));
            self.mode = first.map(|row| (row as u64, count));
        }
        let (mut spellings, mut forms) = (Interner::default(), Interner::default());
        let (mut largest, mut of_form): (Vec<(u64, u64)>, Vec<u64>) = (Vec::new(), Vec::new());
        let (mut codes, mut form) = (0, Vec::new());
        for (_, ((value, &count), _)) in of_named() {
            let text = std::str::from_utf8(value).unwrap_or_default();
            let spelling: String = text.trim().chars().map(half_width).flat_map(char::to_lowercase).collect();
            let place = spellings.intern(spelling.as_bytes()) as usize;
            match largest.get_mut(place) {
                Some((most, all)) => (*most, *all) = ((*most).max(count), *all + count),
                None => largest.push((count, count)),
            }
            codes += u64::from(shape(text, &mut form)) * count;
            let place = forms.intern(&form) as usize;
            match of_form.get_mut(place) {
                Some(cells) => *cells += count,
                None => of_form.push(count),
            }
        }
        self.variants = Some(self.distinct.num - largest.len() as u64);
        self.variant_cells = largest.iter().map(|(most, all)| all - most).sum();
        let filled = self.distinct.den;
        let is_codes = codes * 2 > filled;
        self.form = is_codes.then(|| Ratio { num: of_form.iter().copied().max().unwrap_or(0), den: filled });
    }
}

/// Writes a text's form, runs of digits, letters and Han characters as one mark each; whether it is a code: digits without spaces.
fn shape(text: &str, form: &mut Vec<u8>) -> bool {
    form.clear();
    let (mut digits, mut spaces) = (false, false);
    for c in text.chars() {
        digits |= c.is_ascii_digit();
        spaces |= c.is_whitespace();
        let mark = match c {
            _ if c.is_ascii_digit() => b'9',
            _ if is_han(c) => b'H',
            _ if c.is_lowercase() => b'a',
            _ if c.is_alphabetic() => b'A',
            _ if c.is_ascii() => c as u8,
            _ => b'?',
        };
        if form.last() != Some(&mark) {
            form.push(mark);
        }
    }
    digits && !spaces
}

/// Different values of the cells of the wanted rows.
pub(super) fn distinct(column: &Column, wanted: &BooleanBuffer) -> u64 {
    if column.is_coded() {
        let mut seen = vec![false; column.dictionary().len()];
        each_code(column, |row, code| {
            if let Some(slot) = code.filter(|_| wanted.value(row)).and_then(|c| seen.get_mut(c as usize)) {
                *slot = true;
            }
        });
        return seen.into_iter().filter(|s| *s).count() as u64;
    }
    let mut keys: Vec<i64> = Vec::with_capacity(column.len());
    each_int(column, |row, v| keys.extend(v.filter(|_| wanted.value(row))));
    each_number(column, |row, v| keys.extend(v.filter(|_| wanted.value(row)).map(|v| sortable(v + 0.0))));
    let hasher = Interner::default();
    each_texts(column, |first, texts| {
        texts.each(|row, cell| keys.extend(cell.filter(|_| wanted.value(first + row)).map(|c| hasher.hash(c) as i64)));
    });
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).count() as u64
}
