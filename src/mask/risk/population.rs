//! Journalist risk: the table is a sample, and a table of the population is at hand.

use super::Classes;
use crate::error::{ErrorKind, Result};

/// Journalist risk against a population table (k-map, Sweeney 2001; El Emam 2013, "Guide to the de-identification of personal
/// health information", ch. 16; ARX `JournalistRisk`). With f the size of a class in the sample and F in the population:
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Journalist {
    /// Smallest F of the classes that the sample has: the table is k-map for this k.
    pub k_map: u64,
    /// Highest risk, 1 / smallest F (`ʲR_b`).
    pub max: f64,
    /// Mean risk, the larger of J / ΣF and Σ(f/F) / n over the J classes of the sample (`ʲR_c`).
    pub mean: f64,
    /// Records of the sample whose class the population does not have: it is not the population of them, and they take no
    /// part in the other figures.
    pub unmatched: u64,
}

impl Journalist {
    /// Risk of the sample; the same code means the same value in the columns of both. `None` where no record is in the population.
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn new(sample: (usize, &[&[u32]]), population: (usize, &[&[u32]])) -> Result<Option<Self>> {
        let ((rows, sample), (people, population)) = (sample, population);
        let mut joined: Vec<Vec<u32>> = Vec::new();
        for (own, other) in sample.iter().zip(population) {
            let mut column = Vec::new();
            column.try_reserve_exact(rows + people).or(Err(ErrorKind::Memory))?;
            column.extend(own.iter().take(rows).copied().chain(std::iter::repeat(super::MISSING)).take(rows));
            column.extend(other.iter().take(people));
            joined.push(column);
        }
        let columns: Vec<&[u32]> = joined.iter().map(Vec::as_slice).collect();
        let both = Classes::new(rows + people, &columns)?;
        let mut in_sample = super::filled(both.sizes().len(), 0_u64)?;
        for &class in both.of_row().iter().take(rows) {
            if let Some(f) = in_sample.get_mut(class as usize) {
                *f += 1;
            }
        }
        let sizes = in_sample.iter().zip(both.sizes()).map(|(&f, &all)| (f, u64::from(all) - f)).filter(|&(f, _)| f > 0);
        let (mut k_map, mut classes, mut records, mut unmatched, mut sum, mut risk) = (u64::MAX, 0_u64, 0_u64, 0, 0_u64, 0.0);
        for (f, people) in sizes {
            if people == 0 {
                unmatched += f;
                continue;
            }
            k_map = k_map.min(people);
            classes += 1;
            records += f;
            sum += people;
            risk += f as f64 / people as f64;
        }
        Ok((records > 0).then(|| Self {
            k_map,
            max: 1.0 / k_map as f64,
            mean: (classes as f64 / sum as f64).max(risk / records as f64),
            unmatched,
        }))
    }
}
