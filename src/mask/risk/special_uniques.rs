//! Special uniques: records that few attributes are enough to single out.

use super::{Classes, MISSING, filled};
use crate::error::Result;
use crate::stats::Ratio;

/// The most quasi-identifiers that are looked at: their 2^q subsets are all tried, and each keeps a bit per unique record.
pub const QUASI_IDENTIFIERS: usize = 10;

/// SUDA scores (Elliot, Manning and Ford 2002, "A computational algorithm for handling the special uniques problem"; Manning,
/// Haglin and Keane 2008, SUDA2; scores as sdcMicro's `suda2` gives them by default).
///
/// A minimal sample unique (MSU) of a record is a set of attributes in which it is unique, and in no part of which it is.
/// An MSU of k of q attributes scores ∏_{i=k}^{min(M, q−1)} (q − i), M being the largest size that is looked for; with M = q that is (q − k)!.
/// A record's score is the sum over its MSUs, 0 for a record with a twin. A missing value is in no MSU.
///
/// Limits: at most [`QUASI_IDENTIFIERS`] attributes. Scores say which record is riskier than another; they are no
/// probabilities, and scores with different q or M cannot be compared.
#[derive(Clone, Debug)]
pub struct SpecialUniques {
    /// Score of each row.
    pub scores: Vec<f64>,
    /// MSUs by size, from 1.
    pub by_size: Vec<u64>,
    /// Share of the sum of all scores by MSUs that hold an attribute, for each attribute; MSUs count for each that they hold, so
    /// these add up to more than 1. All 0 where there is no MSU.
    pub contributions: Vec<f64>,
    uniques: u64,
    in_pairs: u64,
}

impl SpecialUniques {
    /// Scores of `rows` rows by MSUs of at most `largest` attributes. `None` without a column or with more than [`QUASI_IDENTIFIERS`].
    ///
    /// Work: 2^q passes over the distinct records. Memory: for each distinct record, 4 bytes per attribute, and 2^q bits if it is unique.
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn new(rows: usize, columns: &[&[u32]], largest: usize) -> Result<Option<Self>> {
        let count = columns.len();
        if count == 0 || count > QUASI_IDENTIFIERS {
            return Ok(None);
        }
        let classes = Classes::new(rows, columns)?;
        let uniques = classes.sizes().iter().filter(|&&n| n == 1).count();
        // A set in which a record is unique has no twin of it; a class of several is needed twice to stay one.
        let mut kept = Vec::new();
        let mut seen = filled(classes.sizes().len(), 0_u8)?;
        for (row, &class) in classes.of_row().iter().enumerate() {
            if let Some(seen) = seen.get_mut(class as usize).filter(|seen| **seen < 2) {
                *seen += 1;
                kept.push((row, class));
            }
        }
        let size = |class: u32| classes.sizes().get(class as usize).copied().unwrap_or_default();
        let distinct: Vec<Vec<u32>> = columns
            .iter()
            .map(|column| kept.iter().map(|&(row, _)| column.get(row).copied().unwrap_or(MISSING)).collect())
            .collect();
        let alone: Vec<usize> = kept.iter().enumerate().filter(|&(_, &(_, class))| size(class) == 1).map(|(at, _)| at).collect();
        let mut sets =
            Sets { count, columns: &distinct, alone: &alone, words: (1_usize << count).div_ceil(64), unique: Vec::new() };
        sets.unique = filled(sets.words * alone.len(), 0_u64)?;
        sets.visit(&Classes::new(kept.len(), &[])?, 0, 0, largest)?;
        let mut suda = Self {
            scores: filled(rows, 0.0)?,
            by_size: vec![0; count],
            contributions: vec![0.0; count],
            uniques: uniques as u64,
            in_pairs: 2 * classes.sizes().iter().filter(|&&n| n == 2).count() as u64,
        };
        for (record, at) in alone.iter().enumerate() {
            let score = suda.score(&sets, record, largest);
            if let Some(own) = kept.get(*at).and_then(|&(row, _)| suda.scores.get_mut(row)) {
                *own = score;
            }
        }
        let sum: f64 = suda.scores.iter().sum();
        suda.contributions.iter_mut().filter(|_| sum > 0.0).for_each(|part| *part /= sum);
        Ok(Some(suda))
    }

    fn score(&mut self, sets: &Sets<'_>, record: usize, largest: usize) -> f64 {
        let mut score = 0.0;
        for set in 1..1_usize << sets.count {
            let is_part_unique = |at: &usize| sets.is_unique(record, set & !(1 << at));
            let mut members = (0..sets.count).filter(|at| set >> at & 1 == 1);
            if !sets.is_unique(record, set) || members.any(|at| is_part_unique(&at)) {
                continue;
            }
            let size = set.count_ones() as usize;
            let value: f64 = (size..=largest.min(sets.count - 1)).map(|i| (sets.count - i) as f64).product();
            score += value;
            if let Some(number) = self.by_size.get_mut(size - 1) {
                *number += 1;
            }
            for (at, part) in self.contributions.iter_mut().enumerate() {
                *part += if set >> at & 1 == 1 { value } else { 0.0 };
            }
        }
        score
    }

    /// The DIS measure (Skinner and Elliot 2002, "A measure of disclosure risk for microdata", θ̂ = πn₁ / (πn₁ + 2(1 − π)n₂)):
    /// the chance that a match with a sample unique is right, for a simple random sample of the share π. n₁ are records that are
    /// alone, n₂ pairs. `None` where π is not in (0, 1], or without uniques.
    #[must_use]
    pub fn dis(&self, sampled: f64) -> Option<f64> {
        let fits = sampled > 0.0 && sampled <= 1.0 && self.uniques > 0;
        let (alone, in_pairs) = (self.uniques as f64 * sampled, self.in_pairs as f64 * (1.0 - sampled));
        fits.then(|| alone / (alone + in_pairs))
    }

    /// DIS-SUDA scores (Elliot et al. 2003, "SUDA: a program for detecting special uniques", as in sdcMicro): the DIS measure spread
    /// over the records by score, 1 / (1 + (n₁/θ̂ − n₁) / (sᵂ·Σs⁻ᵂ)) with W = 1 + (8 − q)/20; 0 for a score of 0. A table of all
    /// customers is no sample: with π = 1 every score above 0 gives 1.
    #[must_use]
    pub fn dis_scores(&self, sampled: f64) -> Option<Vec<f64>> {
        let spread = self.uniques as f64 / self.dis(sampled)? - self.uniques as f64;
        let power = 1.0 + (8.0 - self.by_size.len() as f64) / 20.0;
        let with_score = |score: &&f64| **score > 0.0;
        let factor: f64 = self.scores.iter().filter(with_score).map(|&s| 1.0 / libm::pow(s, power)).sum();
        let own = |&s: &f64| if s > 0.0 { 1.0 / (1.0 + spread / (libm::pow(s, power) * factor)) } else { 0.0 };
        Some(self.scores.iter().map(own).collect())
    }

    /// Records with an MSU, of all.
    #[must_use]
    pub fn special(&self) -> Ratio {
        let num = self.scores.iter().filter(|&&s| s > 0.0).count() as u64;
        Ratio { num, den: self.scores.len() as u64 }
    }
}

/// In which sets of attributes each unique record is unique.
struct Sets<'a> {
    count: usize,
    columns: &'a [Vec<u32>],
    alone: &'a [usize],
    words: usize,
    unique: Vec<u64>,
}

impl Sets<'_> {
    /// Marks all sets that add attributes from `next` on to `set`, whose classes are given.
    fn visit(&mut self, classes: &Classes, set: usize, next: usize, left: usize) -> Result<()> {
        for (at, column) in self.columns.iter().enumerate().skip(next) {
            if left == 0 {
                break;
            }
            let finer = classes.refined(column)?;
            let wider = set | 1 << at;
            for (record, &row) in self.alone.iter().enumerate() {
                let class = finer.of_row().get(row).copied().unwrap_or_default();
                let is_alone = finer.sizes().get(class as usize) == Some(&1);
                let has = |column: &Vec<u32>| column.get(row).is_some_and(|&code| code != MISSING);
                if is_alone
                    && self.columns.iter().enumerate().all(|(at, column)| wider >> at & 1 == 0 || has(column))
                    && let Some(word) = self.unique.get_mut(record * self.words + wider / 64)
                {
                    *word |= 1 << (wider % 64);
                }
            }
            self.visit(&finer, wider, at + 1, left - 1)?;
        }
        Ok(())
    }

    fn is_unique(&self, record: usize, set: usize) -> bool {
        self.unique.get(record * self.words + set / 64).is_some_and(|word| word >> (set % 64) & 1 == 1)
    }
}
