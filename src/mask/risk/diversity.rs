//! ℓ-diversity: how many values of the sensitive attribute a class leaves open (Machanavajjhala, Kifer, Gehrke and
//! Venkitasubramaniam 2007, "ℓ-diversity: privacy beyond k-anonymity").

use super::Sensitive;
use crate::stats::{Ratio, order};

impl Sensitive {
    /// Distinct ℓ-diversity: the fewest different values in a class (§4.2). `None` without rows.
    #[must_use]
    pub fn distinct(&self) -> Option<u64> {
        self.classes().map(|class| class.len() as u64).min()
    }

    /// Entropy ℓ-diversity: the smallest exp(H) over the classes, H = −Σ p ln p (def. 4.1: the table is entropy ℓ-diverse
    /// where H ≥ ln ℓ in every class; sdcMicro's `Entropy_Ldiversity`). `None` without rows.
    #[must_use]
    pub fn entropy(&self) -> Option<f64> {
        self.classes().map(entropy).min_by(f64::total_cmp)
    }

    /// Recursive (c, ℓ)-diversity: the largest ℓ such that r₁ < `c·(r_ℓ` + … + `r_m`) in every class, r descending (def. 4.2).
    /// Every class is (c, 1)-diverse by convention. `None` without rows, or where `c` is not above 0.
    #[must_use]
    pub fn recursive(&self, c: f64) -> Option<u64> {
        (c > 0.0).then(|| self.classes().map(|class| recursive(class, c)).min())?
    }

    /// Records in classes where all have one value, of all: their class tells the value (the homogeneity attack, §2.1).
    #[must_use]
    pub fn homogeneous(&self) -> Ratio {
        let alike = self.classes().filter(|class| class.len() == 1).flatten();
        Ratio { num: alike.map(|&(_, n)| u64::from(n)).sum(), den: self.table.iter().sum() }
    }
}

fn entropy(class: &[(u32, u32)]) -> f64 {
    let rows = class.iter().map(|&(_, n)| f64::from(n)).sum::<f64>();
    let terms = class.iter().map(|&(_, n)| f64::from(n) / rows).map(|p| p * libm::log(p));
    libm::exp(-terms.sum::<f64>())
}

fn recursive(class: &[(u32, u32)], c: f64) -> u64 {
    let size = |at: usize| class.get(at).map_or(0, |&(_, n)| u64::from(n));
    let descending = order(class.len(), &|a, b| size(b).cmp(&size(a)));
    let Some((&most, rest)) = descending.split_first() else {
        return 0;
    };
    let mut tail: u64 = rest.iter().map(|&at| size(at)).sum();
    let mut l = 1;
    for &at in rest {
        if size(most) as f64 >= c * tail as f64 {
            break;
        }
        l += 1;
        tail -= size(at);
    }
    l
}
