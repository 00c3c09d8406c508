//! Reading results, which are plain JSON behind the registry, by path.

use crate::mask::suppress;
use serde_json::Value;

/// Whether a part of a group may be told beside the whole: both it and the others are none or at least `k`.
#[inline(never)]
pub(super) fn may_tell(part: f64, whole: f64, k: u64) -> bool {
    let is_few = |n: f64| n > 0.0 && n < k as f64;
    !is_few(part) && !is_few(whole - part)
}

/// A place in the results of an analysis; nothing where there is none.
#[derive(Clone, Copy, Default)]
pub(super) struct Look<'a>(Option<&'a Value>);

/// Which parts of groups that stand beside each other may be told, where their sum is known: as [`may_tell`], and so that none that is
/// left out follows from the others.
pub(super) fn parts_told(parts: &[(u64, u64)], k: u64) -> Vec<bool> {
    let counts: Vec<u64> = parts.iter().map(|(part, _)| *part).collect();
    let shown = suppress(&counts, k).cells;
    let is_open =
        |(shown, (part, whole)): (&crate::mask::Shown, &(u64, u64))| shown.is_open() && may_tell(*part as f64, *whole as f64, k);
    let mut open: Vec<bool> = shown.iter().zip(parts).map(is_open).collect();
    if open.iter().filter(|open| !**open).count() == 1 {
        let least = counts.iter().zip(&mut open).filter(|(n, open)| **open && **n > 0).min_by_key(|(n, _)| **n);
        if let Some((_, open)) = least {
            *open = false;
        }
    }
    open
}

impl<'a> Look<'a> {
    /// The whole.
    pub fn new(value: &'a Value) -> Self {
        Self(Some(value))
    }

    /// What stands at a path of names and numbers of items, as `board.periods.3.figures`.
    pub fn at(self, path: &str) -> Self {
        let step = |value: &'a Value, name: &str| match value {
            Value::Array(items) => name.parse::<usize>().ok().and_then(|at| items.get(at)),
            other => other.get(name),
        };
        Self(path.split('.').try_fold(self.0, |value, name| Some(value.and_then(|v| step(v, name)))).flatten())
    }

    /// Whether something stands here.
    pub fn is_there(self) -> bool {
        self.0.is_some_and(|value| !value.is_null())
    }

    /// The number here; sums that no `f64` holds exactly stand as decimal text ([`crate::table::Money`]).
    pub fn number(self) -> Option<f64> {
        match self.0? {
            Value::String(decimal) => decimal.parse().ok().filter(|n: &f64| n.is_finite()),
            other => other.as_f64(),
        }
    }

    /// The number at a path.
    pub fn num(self, path: &str) -> Option<f64> {
        self.at(path).number()
    }

    /// The count at a path; 0 where there is none.
    pub fn count(self, path: &str) -> u64 {
        self.at(path).0.and_then(Value::as_u64).unwrap_or_default()
    }

    /// The text at a path.
    pub fn text(self, path: &str) -> Option<&'a str> {
        self.at(path).0?.as_str()
    }

    /// The text here.
    pub fn word(self) -> Option<&'a str> {
        self.0?.as_str()
    }

    /// Whether it says yes at a path.
    pub fn is(self, path: &str) -> bool {
        self.at(path).0.and_then(Value::as_bool).unwrap_or_default()
    }

    /// Numerator and denominator at a path, where there is something to divide by.
    pub fn ratio(self, path: &str) -> Option<(f64, f64)> {
        let here = self.at(path);
        Some((here.num("num")?, here.num("den")?)).filter(|(_, den)| *den > 0.0)
    }

    /// People among people at a path, as [`Look::ratio`], where the part may be told.
    pub fn part(self, path: &str, k: u64) -> Option<(f64, f64)> {
        self.ratio(path).filter(|&(part, whole)| may_tell(part, whole, k))
    }

    /// The items at a path.
    pub fn list(self, path: &str) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        let items = self.at(path).0.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        items.iter().map(|item| Self(Some(item)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_path_leads_through_objects_and_lists() {
        let value = json!({"a": [{"b": 3}, {"b": {"num": 1, "den": 4}, "c": "x"}], "none": null, "zero": {"num": 1, "den": 0}});
        let look = Look::new(&value);
        assert_eq!(look.num("a.0.b"), Some(3.0));
        assert_eq!(look.ratio("a.1.b"), Some((1.0, 4.0)));
        assert_eq!((look.text("a.1.c"), look.list("a").len()), (Some("x"), 2));
        assert!(!look.at("none").is_there() && !look.at("a.2").is_there() && look.at("a.1").is_there());
        assert_eq!((look.ratio("zero"), look.count("a.0.b"), look.count("b.c")), (None, 3, 0));
        assert_eq!((look.part("a.1.b", 5), look.part("zero", 5)), (None, None));
        let told: Vec<_> = [0, 1, 4, 5, 95, 96, 100].into_iter().filter(|n| may_tell(f64::from(*n), 100.0, 5)).collect();
        assert_eq!(told, [0, 5, 95, 100]);
        assert_eq!(parts_told(&[(9, 20), (3, 20), (7, 20), (0, 20)], 5), [true, false, false, true]);
        // 19 of 20 leave one: neither may it be found as the sum less the others.
        assert_eq!(parts_told(&[(9, 20), (19, 20), (7, 20)], 5), [true, false, false]);
    }
}
