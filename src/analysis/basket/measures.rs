//! The counts of a rule → its measures.

use crate::stats::{Interval, Lift, hypergeometric_tail};
use serde::{Serialize, Serializer};
use std::cmp::Ordering;

/// Baskets behind a rule "with the left side comes the right side". Every measure is made of these four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// With both sides.
    pub both: u64,
    /// With the left side.
    pub left: u64,
    /// With the right side.
    pub right: u64,
    /// All.
    pub whole: u64,
}

/// `(1 − supp right) / (1 − confidence)`: how much more often the rule would be wrong by chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Conviction {
    /// A number.
    Value(f64),
    /// The rule is never wrong.
    Infinite,
    /// The right side is in every basket, so that no rule could be wrong.
    Undefined,
}

impl Serialize for Conviction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_f64(*value),
            Self::Infinite => serializer.serialize_str("infinite"),
            Self::Undefined => serializer.serialize_str("undefined"),
        }
    }
}

impl Counts {
    /// `supp − supp left · supp right`, by `whole²`: a whole number, so that equal rules compare as equal.
    #[must_use]
    pub fn excess(self) -> i128 {
        i128::from(self.both) * i128::from(self.whole) - i128::from(self.left) * i128::from(self.right)
    }

    /// Which of two rules over the same baskets has the higher confidence.
    #[must_use]
    pub fn by_confidence(self, other: Self) -> Ordering {
        let cross = |a: Self, b: Self| u128::from(a.both) * u128::from(b.left);
        cross(self, other).cmp(&cross(other, self))
    }

    /// Which of two rules over the same baskets has the higher lift. Counts of baskets are below 2³², so that the products fit.
    #[must_use]
    pub fn by_lift(self, other: Self) -> Ordering {
        let cross = |a: Self, b: Self| u128::from(a.both) * u128::from(b.left) * u128::from(b.right);
        cross(self, other).cmp(&cross(other, self))
    }

    fn lift_of(self) -> Lift {
        Lift { part: self.both, group: self.left, parts: self.right, whole: self.whole }
    }

    /// Confidence over the share of the right side.
    #[must_use]
    pub fn lift(self) -> Option<f64> {
        self.lift_of().value()
    }

    /// Its interval of 95 %.
    #[must_use]
    pub fn lift_interval(self) -> Option<Interval> {
        self.lift_of().interval()
    }

    /// `supp − supp left · supp right`.
    #[must_use]
    pub fn leverage(self) -> f64 {
        self.excess() as f64 / (self.whole as f64 * self.whole as f64)
    }

    /// See [`Conviction`].
    #[must_use]
    pub fn conviction(self) -> Conviction {
        let wrong = self.left.saturating_sub(self.both);
        if self.right >= self.whole {
            Conviction::Undefined
        } else if wrong == 0 {
            Conviction::Infinite
        } else {
            let others = (self.whole - self.right) as f64;
            Conviction::Value(others * self.left as f64 / (self.whole as f64 * wrong as f64))
        }
    }

    /// Leverage over the most that it could be, −1 to 1: `max(supp·(1 − supp left), supp left·(supp right − supp))`; `None` for 0/0.
    #[must_use]
    pub fn zhang(self) -> Option<f64> {
        let product = |a: u64, b: u64| i128::from(a) * i128::from(b);
        let most = product(self.both, self.whole - self.left).max(product(self.left, self.right - self.both));
        (most > 0).then(|| self.excess() as f64 / most as f64)
    }

    /// Baskets with both sides among those with either.
    #[must_use]
    pub fn jaccard(self) -> f64 {
        self.both as f64 / (self.left + self.right - self.both) as f64
    }

    /// `(confidence − supp right) / (1 − supp right)`; `None` where every basket has the right side.
    #[must_use]
    pub fn certainty(self) -> Option<f64> {
        let others = i128::from(self.whole - self.right) * i128::from(self.left);
        (others > 0).then(|| self.excess() as f64 / others as f64)
    }

    /// Mean of the confidences of the rule and of its reverse.
    #[must_use]
    pub fn kulczynski(self) -> f64 {
        (self.both as f64 / self.left as f64 + self.both as f64 / self.right as f64) / 2.0
    }

    /// Probability of as many baskets with both sides, or more, by chance: Fisher's exact test.
    #[must_use]
    pub fn p(self) -> f64 {
        hypergeometric_tail(self.both, self.left, self.right, self.whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_have_names() {
        let everywhere = Counts { both: 3, left: 3, right: 5, whole: 5 };
        assert_eq!((everywhere.conviction(), everywhere.certainty()), (Conviction::Undefined, None));
        assert_eq!((everywhere.zhang(), everywhere.lift(), everywhere.leverage()), (Some(0.0), Some(1.0), 0.0));
        let always = Counts { both: 3, left: 3, right: 4, whole: 5 };
        assert_eq!((always.conviction(), always.zhang()), (Conviction::Infinite, Some(0.5)));
        let all = Counts { both: 5, left: 5, right: 5, whole: 5 };
        assert_eq!((all.zhang(), all.certainty(), all.p()), (None, None, 1.0));
        let json = serde_json::to_string(&[Conviction::Value(1.5), Conviction::Infinite, Conviction::Undefined]).unwrap();
        assert_eq!(json, r#"[1.5,"infinite","undefined"]"#);
    }
}
