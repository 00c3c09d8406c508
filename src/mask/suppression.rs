//! Small cells of a table that leaves: none may show how few they are, nor be found from the total.

use crate::stats::order;
use serde::{Serialize, Serializer};

/// The smallest group that an export shows, where the recipe sets no other.
pub const K: u64 = 5;

/// A count as an export shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The count itself.
    Count(u64),
    /// Fewer than this many, and not none.
    Below(u64),
    /// Left out, because a small count could be found from it.
    Withheld,
}

/// A column of counts with its total, as an export shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suppressed {
    /// The counts, in their order.
    pub cells: Vec<Shown>,
    /// Their total.
    pub total: Shown,
}

impl Shown {
    /// Whether the count itself is shown. Other figures of the same row (revenue, orders, means) may be shown only then.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Count(_))
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Count(n) => n.fmt(f),
            Self::Below(k) => write!(f, "<{k}"),
            Self::Withheld => f.write_str("–"),
        }
    }
}

/// As it is printed: a number, or text such as `<5`.
impl Serialize for Shown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(n) => serializer.serialize_u64(*n),
            _ => serializer.collect_str(self),
        }
    }
}

/// Hides the counts from 1 to `k − 1`, and withholds the smallest of the others until the total minus what is shown no
/// longer fixes any of the hidden ones; the total itself goes when nothing else is left to withhold.
///
/// ```
/// use insitu::mask::{Shown, suppress};
/// let shown = suppress(&[3, 40, 12, 0], 5);
/// assert_eq!(shown.cells, [Shown::Below(5), Shown::Count(40), Shown::Withheld, Shown::Count(0)]);
/// assert_eq!(shown.total, Shown::Count(55));
/// ```
#[must_use]
pub fn suppress(counts: &[u64], k: u64) -> Suppressed {
    let is_small = |n: u64| n > 0 && n < k;
    let total: u64 = counts.iter().sum();
    let mut cells: Vec<Shown> = counts.iter().map(|&n| if is_small(n) { Shown::Below(k) } else { Shown::Count(n) }).collect();
    let small = counts.iter().filter(|&&n| is_small(n)).count() as u64;
    let mut hidden: u64 = counts.iter().filter(|&&n| is_small(n)).sum();
    let smallest_first = order(counts.len(), &|a, b| counts.get(a).cmp(&counts.get(b)));
    let mut next = smallest_first.into_iter().filter_map(|at| Some((*counts.get(at)?, at))).filter(|&(n, _)| n >= k);
    let mut withheld = 0;
    while !is_safe(small, withheld, hidden, k) {
        let Some((n, index)) = next.next() else {
            // A small total of several counts would bound each of them.
            let total = if is_small(total) && small == 1 { Shown::Below(k) } else { Shown::Withheld };
            return Suppressed { cells, total };
        };
        if let Some(cell) = cells.get_mut(index) {
            *cell = Shown::Withheld;
        }
        withheld += 1;
        hidden += n;
    }
    Suppressed { cells, total: Shown::Count(total) }
}

/// Whether a reader who knows the sum of the hidden cells, how many are below `k` and how many are at least `k` can
/// still take each small one for any number from 1 to `k − 1`.
fn is_safe(small: u64, withheld: u64, hidden: u64, k: u64) -> bool {
    if small == 0 || k <= 2 {
        return true;
    }
    let others = small - 1;
    // One small cell at its largest, the others at their smallest, must fit below the sum.
    let can_be_large = k - 1 + others + withheld * k <= hidden;
    // One small cell at 1 with the others at their largest must reach it, unless a withheld one takes up the rest.
    let can_be_one = withheld > 0 || 1 + others * (k - 1) >= hidden;
    can_be_large && can_be_one
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_cells_are_hidden_and_large_ones_shown() {
        let shown = suppress(&[10, 20, 30], 5);
        assert!(shown.cells.iter().all(|c| c.is_open()));
        assert_eq!(suppress(&[3], 5).total, Shown::Below(5));
        assert_eq!(suppress(&[1, 1, 0, 0], 5).total, Shown::Withheld);
        assert_eq!(suppress(&[], 5).total, Shown::Count(0));
        assert_eq!(serde_json::to_string(&suppress(&[3, 40, 12], 5)).unwrap(), r#"{"cells":["<5",40,"–"],"total":55}"#);
    }

    proptest! {
        /// Every hidden small cell has, for a reader of the export, each of the values 1 to K − 1.
        #[test]
        fn nothing_small_can_be_worked_out(counts in prop::collection::vec(0_u64..12, 0..7)) {
            let shown = suppress(&counts, K);
            for (cell, &n) in shown.cells.iter().zip(&counts) {
                prop_assert!(n == 0 || n >= K || *cell == Shown::Below(K));
                prop_assert!(*cell != Shown::Count(n) || n == 0 || n >= K);
            }
            if let Shown::Count(total) = shown.total {
                let open: u64 = shown.cells.iter().zip(&counts).filter(|(c, _)| c.is_open()).map(|(_, n)| n).sum();
                let small = shown.cells.iter().filter(|c| matches!(c, Shown::Below(_))).count() as u64;
                let withheld = shown.cells.iter().filter(|c| matches!(c, Shown::Withheld)).count() as u64;
                let hidden = total - open;
                for guess in 1..K {
                    if small == 0 { break; }
                    let low = guess + (small - 1) + withheld * K;
                    let high = if withheld > 0 { u64::MAX } else { guess + (small - 1) * (K - 1) };
                    prop_assert!((low..=high).contains(&hidden), "{counts:?} {shown:?}");
                }
            }
        }
    }
}
