//! Seeded numbers that are the same on every machine, in every year.

/// `SplitMix64` (Steele, Lea, Flood 2014). Only integer steps, IEEE division and square root are used on its
/// output, so no platform's `ln` or `pow` can change a file.
pub struct Random(u64);

impl Random {
    /// A generator whose whole sequence follows from `seed`.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A whole number in `0..limit` (0 when `limit` is 0).
    pub fn below(&mut self, limit: u32) -> u32 {
        (((self.next() >> 32) * u64::from(limit)) >> 32) as u32
    }

    /// A number in `[0, 1)` with 53 random bits.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A Pareto number with exponent 2 from 1 up to `cap`: most near 1, a few large.
    pub fn heavy(&mut self, cap: f64) -> f64 {
        (1.0 / (1.0 - self.unit()).sqrt()).min(cap)
    }
}

/// A choice among `0..n` with given weights.
pub struct Weighted {
    sums: Vec<f64>,
}

impl Weighted {
    /// Weights need not add up to anything; negative ones are not expected.
    pub fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut total = 0.0;
        let add = |weight| {
            total += weight;
            total
        };
        Self { sums: weights.into_iter().map(add).collect() }
    }

    /// Zipf-like popularity `(rank + flat + 1)^-0.75`, the exponent of two square roots; `flat` tames the first ranks.
    pub fn popularity(rank: usize, flat: usize) -> f64 {
        let rank = (rank + flat + 1) as f64;
        1.0 / (rank * rank.sqrt()).sqrt()
    }

    /// One choice.
    pub fn draw(&self, random: &mut Random) -> usize {
        let point = random.unit() * self.sums.last().copied().unwrap_or(0.0);
        self.sums.partition_point(|sum| *sum <= point).min(self.sums.len().saturating_sub(1))
    }

    /// The share of the weights of `0..=index` in all, from 0 to 1.
    pub fn share_up_to(&self, index: usize) -> f64 {
        match (self.sums.get(index), self.sums.last()) {
            (Some(sum), Some(total)) if *total > 0.0 => sum / total,
            _ => 1.0,
        }
    }
}
