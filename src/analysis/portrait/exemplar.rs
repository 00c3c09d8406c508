//! Typical customers: near the middle of a group, and nobody of it.

use super::Numbers;
use super::labels::Counts;
use super::output::{Exemplar, Mode};
use crate::analysis::Grouping;
use crate::analysis::segments::{Attribute, related};
use crate::stats::order;

/// Most that a number is moved, as a part of it.
const FARTHEST: f64 = 0.25;
/// Most steps that a number is moved.
const STEPS: u8 = 3;

/// What typical customers are made of.
pub(super) struct Sources<'a> {
    pub numbers: &'a [Numbers],
    pub counts: &'a [Counts<'a>],
    /// Group of each customer.
    pub of: &'a [u16],
}

/// A typical customer, if there are enough customers, and whether it is withheld.
pub(super) type Typical = (Option<Exemplar>, bool);

/// A typical customer that may be somebody.
struct Draft<'a> {
    /// The numbers that it has: the place of each, its value, and that of every customer.
    numbers: Vec<(usize, f64, &'a [f64])>,
    /// The labels that tell customers apart beside these numbers.
    labels: Vec<(&'a Attribute, u16)>,
}

/// Another value of one of the numbers.
#[derive(Clone, Copy)]
struct Move {
    /// Place among the numbers of the draft.
    number: usize,
    value: f64,
    /// Part of the number that it is moved by.
    by: f64,
    /// Whether somebody has that value and all the rest.
    is_somebody: bool,
}

impl Sources<'_> {
    /// The typical customer of a group, or of everybody.
    pub fn typical(&self, group: Option<usize>, least: u64) -> Typical {
        let moments = |n: &Numbers| group.map_or(Some(n.all), |at| n.groups.get(at).copied());
        let median = |n: &Numbers| moments(n).filter(|m| m.n >= least).map(|m| two_digits(m.median));
        let mut numbers: Vec<Option<f64>> = self.numbers.iter().map(median).collect();
        let modes: Vec<(&Attribute, u16, Mode)> = (self.counts.iter())
            .filter_map(|counts| counts.mode(group, least).map(|(label, mode)| (counts.attribute, label, mode)))
            .collect();
        if modes.is_empty() && numbers.iter().all(Option::is_none) {
            return (None, false);
        }
        let known = self.numbers.iter().zip(&numbers).enumerate();
        let draft = Draft {
            numbers: known.filter_map(|(at, (n, value))| value.map(|value| (at, value, n.values.of.as_slice()))).collect(),
            // A band or class of a number tells nobody apart who has the number.
            labels: (modes.iter())
                .filter(|(attribute, ..)| {
                    let mut known = self.numbers.iter().zip(&numbers).filter(|(_, value)| value.is_some());
                    !known.any(|(n, _)| related(n.values.name, attribute.name))
                })
                .map(|&(attribute, label, _)| (attribute, label))
                .collect(),
        };
        let mut moves = self.moves(&draft);
        let own = (0..self.of.len()).filter(|&at| group.is_none_or(|g| self.of.get(at).is_some_and(|&of| usize::from(of) == g)));
        if draft.is_somebody(own, &mut moves) {
            let Some(to) = moves.iter().find(|to| !to.is_somebody) else { return (None, true) };
            let place = draft.numbers.get(to.number).and_then(|&(at, ..)| numbers.get_mut(at));
            place.into_iter().for_each(|slot| *slot = Some(to.value));
        }
        (Some(Exemplar { numbers, modes: modes.into_iter().map(|(.., mode)| mode).collect() }), false)
    }

    /// The values that each number could have instead, the nearest first.
    fn moves(&self, draft: &Draft<'_>) -> Vec<Move> {
        let mut moves: Vec<Move> = Vec::new();
        for (number, &(at, value, _)) in draft.numbers.iter().enumerate() {
            let is_counted = self.numbers.get(at).is_some_and(|n| matches!(n.values.unit, "day" | "order" | "year"));
            let step = if is_counted { unit(value).max(1.0) } else { unit(value) };
            for moved in (1..=STEPS).flat_map(|steps| [1.0, -1.0].map(|side| side * f64::from(steps) * step)) {
                let by = moved.abs() / value.abs();
                // Nothing is near 0.
                if by <= FARTHEST {
                    moves.push(Move { number, value: two_digits(value + moved), by, is_somebody: false });
                }
            }
        }
        let by = |at: usize| moves.get(at).map_or(0.0, |to| to.by);
        order(moves.len(), &|a, b| by(a).total_cmp(&by(b))).into_iter().filter_map(|at| moves.get(at).copied()).collect()
    }
}

impl Draft<'_> {
    /// Whether one of these customers has all numbers to two digits and all labels; says of each move whether one has that.
    /// A label that is not known tells nobody apart, a number that is not known does.
    fn is_somebody(&self, customers: impl Iterator<Item = usize>, moves: &mut [Move]) -> bool {
        let mut found = false;
        for customer in customers {
            let label = |attribute: &Attribute| attribute.of.get(customer).copied().filter(|&at| at != Grouping::NONE);
            if self.labels.iter().any(|&(attribute, mode)| label(attribute).is_some_and(|own| own != mode)) {
                continue;
            }
            let mut other = None;
            let mut others = 0_u32;
            for (number, &(_, value, of)) in self.numbers.iter().enumerate() {
                let own = of.get(customer).copied().unwrap_or(f64::NAN);
                // Two digits are 5 % of a number at most, so that most numbers need no rounding.
                if (own - value).abs() <= 0.06 * value.abs() && two_digits(own) == value {
                    continue;
                }
                others += 1;
                other = Some((number, own));
                if others > 1 || !own.is_finite() {
                    others = 2;
                    break;
                }
            }
            match other {
                None => found |= !self.numbers.is_empty() || self.labels.iter().any(|&(attribute, _)| label(attribute).is_some()),
                Some((number, own)) if others == 1 => {
                    let own = two_digits(own);
                    moves.iter_mut().filter(|to| to.number == number && to.value == own).for_each(|to| to.is_somebody = true);
                }
                Some(_) => {}
            }
        }
        found
    }
}

/// One of the second significant digit of a number.
fn unit(value: f64) -> f64 {
    libm::pow(10.0, libm::floor(libm::log10(value.abs())) - 1.0)
}

/// A number to two significant digits.
fn two_digits(value: f64) -> f64 {
    let unit = unit(value);
    // Tenths and less have no exact unit, but an exact one over it.
    let rounded = if unit < 1.0 {
        libm::round(value * libm::round(1.0 / unit)) / libm::round(1.0 / unit)
    } else {
        libm::round(value / unit) * unit
    };
    if rounded.is_finite() { rounded } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_digits() {
        for (value, rounded) in [
            (79.65, 80.0),
            (0.0, 0.0),
            (-0.123, -0.12),
            (9.96, 10.0),
            (1234.0, 1200.0),
            (1250.0, 1300.0),
            (3.0, 3.0),
            (0.30000000000000004, 0.3),
            (99.5, 100.0),
            (1e300, 1e300),
            (5e-324, 5e-324),
        ] {
            assert_eq!(two_digits(value), rounded, "{value}");
        }
        assert!(two_digits(f64::NAN).is_nan());
    }
}
