//! Amounts → three classes, the Lorenz curve and its Gini coefficient, all in whole numbers.

use super::output::{Apart, ClassRow, Ranking};
use super::params::Params;
use crate::analysis::MoneyRatio;
use crate::customers::Holders;
use crate::stats::Ratio;
use crate::table::Money;

/// Names of the classes, the best first.
pub(super) const CLASSES: [&str; 3] = ["A", "B", "C"];

/// Steps of the Lorenz curve.
const STEPS: u64 = 100;

/// Amounts divided into classes.
pub(super) struct Ranked {
    pub ranking: Ranking,
    /// Smallest amount of A, and of A and B together.
    least: [i64; 2],
}

impl Ranked {
    /// Number of the class of an amount; `None` of 0 and below.
    pub fn class_of(&self, amount: i64) -> Option<usize> {
        (amount > 0).then(|| self.least.iter().position(|&least| amount >= least).unwrap_or(CLASSES.len() - 1))
    }

    /// Ranks amounts in ten-thousandths.
    pub fn of(amounts: &[i64], params: &Params) -> Self {
        let mut apart = Apart::default();
        let mut sorted = Vec::with_capacity(amounts.len());
        for &amount in amounts {
            match amount {
                0 => apart.zero += 1,
                1.. => sorted.push(amount),
                _ => {
                    apart.negative += 1;
                    apart.revenue.0 += i128::from(amount);
                }
            }
        }
        sorted.sort_unstable();
        let total: i128 = sorted.iter().map(|&amount| i128::from(amount)).sum();
        let least = [params.a, params.b].map(|percent| least(&sorted, total, percent));
        let mut ranked = Self {
            ranking: Ranking {
                count: sorted.len() as u64,
                revenue: Money(total),
                classes: Vec::new(),
                apart,
                lorenz_count: Vec::new(),
                lorenz_revenue: Vec::new(),
                gini: gini(&sorted, total),
            },
            least,
        };
        ranked.lorenz(&sorted);
        ranked.classes(&sorted);
        ranked
    }

    fn lorenz(&mut self, sorted: &[i64]) {
        let n = sorted.len() as u64;
        let steps = STEPS.min(n);
        let (mut sum, mut done) = (0_i128, 0);
        for step in 0..=steps {
            let count = if steps == 0 { 0 } else { (u128::from(n) * u128::from(step) / u128::from(steps)) as usize };
            let between = sorted.get(done..count).unwrap_or_default();
            sum += between.iter().map(|&amount| i128::from(amount)).sum::<i128>();
            done = count;
            self.ranking.lorenz_count.push(count as u64);
            self.ranking.lorenz_revenue.push(Money(sum));
        }
    }

    fn classes(&mut self, sorted: &[i64]) {
        let whole = (self.ranking.count, self.ranking.revenue);
        let [a, b] = self.least.map(|least| sorted.partition_point(|&amount| amount < least));
        for (class, range) in CLASSES.into_iter().zip([a..sorted.len(), b..a, 0..b]) {
            let own = sorted.get(range).unwrap_or_default();
            let revenue = Money(own.iter().map(|&amount| i128::from(amount)).sum());
            let mut held = Holders::default();
            own.iter().for_each(|&amount| held.add(i128::from(amount)));
            let money = |amount: &i64| Money(i128::from(*amount));
            self.ranking.classes.push(ClassRow {
                class,
                count: own.len() as u64,
                share: (whole.0 > 0).then_some(Ratio { num: own.len() as u64, den: whole.0 }),
                revenue,
                dominated: held.are_told(),
                revenue_share: (whole.1.0 > 0).then_some(MoneyRatio { num: revenue, den: whole.1 }),
                from: own.first().map(money),
                to: own.last().map(money),
            });
        }
    }
}

/// The smallest amount above the line: an item is above it while those with larger amounts have less than so many percent together.
fn least(sorted: &[i64], total: i128, percent: u32) -> i64 {
    let mut larger = 0_i128;
    let mut least = i64::MAX;
    for run in sorted.chunk_by(|a, b| a == b).rev() {
        let Some(&amount) = run.first() else { continue };
        // larger / total ≥ percent / 100, without a division; both sums are below 2⁹⁶.
        if larger * 100 >= total * i128::from(percent) {
            break;
        }
        least = amount;
        larger += i128::from(amount) * run.len() as i128;
    }
    least
}

/// Σ(2i − n − 1)·x over ascending amounts, by n·Σx.
fn gini(sorted: &[i64], total: i128) -> Option<f64> {
    let n = sorted.len() as i128;
    // The absolute weights add up to n² / 2 at most, below 2⁶³: the sum fits.
    let weighted: i128 = (1_i128..).zip(sorted).map(|(i, &amount)| (2 * i - n - 1) * i128::from(amount)).sum();
    (total > 0).then(|| weighted as f64 / (n as f64 * total as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn classes(amounts: &[i64]) -> Vec<&'static str> {
        let ranked = Ranked::of(amounts, &Params::default());
        amounts.iter().map(|&amount| ranked.class_of(amount).map_or("-", |class| CLASSES[class])).collect()
    }

    #[test]
    fn the_item_that_crosses_the_line_is_above_it() {
        // Cumulative before each: 0, 50, 70, 85, 95 %.
        assert_eq!(classes(&[50, 20, 15, 10, 5]), ["A", "A", "A", "B", "C"]);
        // 80 % is reached exactly by the first: the second begins at 80 % and is B.
        assert_eq!(classes(&[80, 15, 5]), ["A", "B", "C"]);
        assert_eq!(classes(&[7]), ["A"]);
    }

    #[test]
    fn equal_amounts_are_together_in_the_better_class() {
        assert_eq!(classes(&[10; 10]), ["A"; 10]);
        assert_eq!(classes(&[70, 10, 10, 10]), ["A"; 4]);
        assert_eq!(classes(&[40, 0, -5, 40, 10, 10]), ["A", "-", "-", "A", "B", "B"]);
    }

    #[test]
    fn the_gini_coefficient_by_hand() {
        let g = |amounts: &[i64]| Ranked::of(amounts, &Params::default()).ranking.gini;
        // Of 1, 2, 3, 4 the 16 differences add up to 20: their mean is 1.25, and half of it by the mean 2.5 is 0.25.
        assert_eq!(g(&[4, 1, 3, 2]), Some(0.25));
        assert_eq!(g(&[5, 5, 5]), Some(0.0));
        // One of four has nearly all: (n − 1) / n is the limit.
        assert!((g(&[1, 1, 1, 1_000_000_000]).unwrap() - 0.75).abs() < 1e-8);
        assert_eq!((g(&[]), g(&[-3, 0]), g(&[3])), (None, None, Some(0.0)));
        assert_eq!(g(&[i64::MAX; 1000]), Some(0.0), "no overflow");
    }

    #[test]
    fn what_is_not_positive_is_apart() {
        let r = Ranked::of(&[0, -5, 20, -7], &Params::default()).ranking;
        assert_eq!(r.apart, Apart { zero: 1, negative: 2, revenue: Money(-12) });
        assert_eq!((r.count, r.revenue), (1, Money(20)));
        assert_eq!((r.lorenz_count, r.lorenz_revenue), (vec![0, 1], vec![Money(0), Money(20)]));
        let none = Ranked::of(&[], &Params::default()).ranking;
        assert!(none.classes.iter().all(|c| c.count == 0 && c.share.is_none() && c.from.is_none()));
    }

    proptest! {
        #[test]
        fn classes_are_those_of_the_rule(amounts in prop::collection::vec(-20_i64..200, 0..150), a in 1_u32..98) {
            let params = Params { a, b: a + 1, top: 1 };
            let ranked = Ranked::of(&amounts, &params);
            let total: i64 = amounts.iter().filter(|v| **v > 0).sum();
            for &amount in amounts.iter().filter(|v| **v > 0) {
                // The rule item by item: what the strictly larger ones have together.
                let larger: i64 = amounts.iter().filter(|v| **v > amount).sum();
                let class = [a, a + 1].iter().position(|&p| larger * 100 < total * i64::from(p)).unwrap_or(2);
                prop_assert_eq!(ranked.class_of(amount), Some(class));
            }
            let r = &ranked.ranking;
            prop_assert_eq!(r.classes.iter().map(|c| c.count).sum::<u64>(), r.count);
            prop_assert_eq!(r.classes.iter().map(|c| c.revenue.0).sum::<i128>(), r.revenue.0);
            prop_assert_eq!(r.count + r.apart.zero + r.apart.negative, amounts.len() as u64);
            prop_assert!(r.lorenz_count.len() <= 101);
            prop_assert_eq!((r.lorenz_count.last(), r.lorenz_revenue.last()), (Some(&r.count), Some(&r.revenue)));
        }

        #[test]
        fn gini_is_half_the_mean_difference_by_the_mean(amounts in prop::collection::vec(1_i64..1000, 1..40)) {
            let differences: i64 = amounts.iter().flat_map(|a| amounts.iter().map(move |b| (a - b).abs())).sum();
            let (n, total) = (amounts.len() as f64, amounts.iter().sum::<i64>() as f64);
            let got = Ranked::of(&amounts, &Params::default()).ranking.gini.unwrap();
            prop_assert!((got - differences as f64 / (2.0 * n * total)).abs() < 1e-12);
        }
    }
}
