//! What the risk means: the level of identifiability and the three tests of WP216.

use super::{Classes, Sensitive};
use crate::error::Result;
use crate::stats::Ratio;

/// Level of identifiability of a table (GB/T 42460-2023, "Guide for evaluating the effectiveness of personal information
/// de-identification"; wording of the levels not checked against the standard's text).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 1: it holds direct identifiers.
    Direct = 1,
    /// 2: it holds quasi-identifiers, and the risk is above the threshold.
    AboveThreshold = 2,
    /// 3: it holds quasi-identifiers, and the risk is not above the threshold.
    BelowThreshold = 3,
    /// 4: it holds no identifiers.
    None = 4,
}

/// What decides the level besides the classes.
#[derive(Clone, Copy, Debug)]
pub struct Exposure {
    /// Whether a column holds direct identifiers in clear.
    pub has_direct_identifiers: bool,
    /// Whether a column holds pseudonyms under a key that still exists: the same person can be found in another table.
    pub has_pseudonyms: bool,
    /// Number of quasi-identifiers.
    pub quasi_identifiers: usize,
    /// Size from which a class is safe; one of [`THRESHOLDS`](super::THRESHOLDS) as a rule. The threshold of risk is 1/k.
    pub k: u64,
}

impl Level {
    /// Level of a table with these classes by its quasi-identifiers. The risk is the highest prosecutor risk, `1/k_min`.
    /// Pseudonyms do not make a table worse than level 2 or 3, and not better than 3: with the key it can be restored.
    #[must_use]
    pub fn of(exposure: &Exposure, classes: &Classes) -> Self {
        if exposure.has_direct_identifiers {
            Self::Direct
        } else if exposure.quasi_identifiers == 0 {
            if exposure.has_pseudonyms { Self::BelowThreshold } else { Self::None }
        } else if classes.k_min().is_some_and(|k| k < exposure.k) {
            Self::AboveThreshold
        } else {
            Self::BelowThreshold
        }
    }
}

/// One test of WP216 (Article 29 Working Party, Opinion 05/2014 on anonymisation techniques).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lamp {
    /// The share or chance that the test measures, from 0 to 1.
    pub value: f64,
    /// Whether the risk remains.
    pub is_lit: bool,
}

/// Inference of a sensitive attribute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Inference {
    /// Records in classes where all have one value, of all.
    pub homogeneous: Ratio,
    /// The smallest t for which the table is t-close, equal distance.
    pub t: f64,
}

impl Inference {
    /// From this t on a class tells a good deal more than the table (the upper end of what Li 2007 §7 uses).
    pub const T: f64 = 0.2;

    /// `None` without rows.
    #[must_use]
    pub fn of(sensitive: &Sensitive) -> Option<Self> {
        Some(Self { homogeneous: sensitive.homogeneous(), t: sensitive.equal_distance()? })
    }
}

/// The three tests of WP216 §2.2.2 as lamps. None lit does not make a table anonymous while a key exists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lamps {
    /// Singling out: share of records in classes of fewer than k. Lit above 0, or with direct identifiers (then 1).
    pub singling_out: Lamp,
    /// Linkability: share of records that a second table with the same quasi-identifiers links rightly on average, classes /
    /// rows. Lit above 1/k, or with direct identifiers or pseudonyms (then 1).
    pub linkability: Lamp,
    /// Inference: share of records whose class tells their sensitive value. Lit above 0, or where t is above
    /// [`Inference::T`]. `None` without a sensitive attribute: not tested.
    pub inference: Option<Lamp>,
}

impl Lamps {
    /// Lamps of a table; `sensitive` holds one attribute or several.
    #[must_use]
    pub fn of(exposure: &Exposure, classes: &Classes, sensitive: &[Inference]) -> Self {
        let share = |ratio: Ratio| if ratio.den == 0 { 0.0 } else { ratio.num as f64 / ratio.den as f64 };
        let lamp = |value: f64, is_lit: bool, always: bool| {
            if always { Lamp { value: 1.0, is_lit: true } } else { Lamp { value, is_lit } }
        };
        let (direct, named) = (exposure.has_direct_identifiers, exposure.has_direct_identifiers || exposure.has_pseudonyms);
        let below = classes.below(exposure.k);
        let mean = classes.prosecutor_mean().unwrap_or(Ratio { num: 0, den: 1 });
        // Without a quasi-identifier all rows are one class, whatever their number.
        let has_quasi = exposure.quasi_identifiers > 0;
        let above = mean.num.saturating_mul(exposure.k) > mean.den;
        let inference = sensitive.iter().map(|found| {
            let value = share(found.homogeneous);
            Lamp { value, is_lit: value > 0.0 || found.t > Inference::T }
        });
        Self {
            singling_out: lamp(share(below), below.num > 0, direct),
            linkability: lamp(share(mean), has_quasi && above, named),
            inference: inference.reduce(|a, b| Lamp { value: a.value.max(b.value), is_lit: a.is_lit || b.is_lit }),
        }
    }
}

impl Inference {
    /// Inference of an attribute given by its codes.
    ///
    /// # Errors
    /// `E_MEMORY`.
    pub fn new(classes: &Classes, codes: &[u32]) -> Result<Option<Self>> {
        Ok(Self::of(&Sensitive::new(classes, codes)?))
    }
}
