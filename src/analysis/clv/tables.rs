//! What a likelihood needs of each number of purchases and of each time: computed once per evaluation, not once per customer.

/// Sums over j < n of `ln(c + j)` and of `1 / (c + j)`, for n = 0, 1, …: `ln Γ(c + n) − ln Γ(c)` and its derivative.
///
/// Exact where differences of `ln Γ` lose their digits, as they do for large c.
pub(super) struct Rising {
    logs: Vec<f64>,
    inverses: Vec<f64>,
}

impl Rising {
    pub(super) fn new(c: f64, most: u32) -> Self {
        let (mut log, mut inverse) = (0.0, 0.0);
        let (mut logs, mut inverses) = (vec![0.0], vec![0.0]);
        for j in 0..most {
            let term = c + f64::from(j);
            log += libm::log(term);
            inverse += 1.0 / term;
            logs.push(log);
            inverses.push(inverse);
        }
        Self { logs, inverses }
    }

    pub(super) fn log(&self, n: u32) -> f64 {
        self.logs.get(n as usize).copied().unwrap_or(f64::NAN)
    }

    pub(super) fn inverse(&self, n: u32) -> f64 {
        self.inverses.get(n as usize).copied().unwrap_or(f64::NAN)
    }
}

/// `ln(1 + t/c)` and `t / (c + t)` of each time: both keep their digits for a large c.
pub(super) struct Scaled {
    cells: Vec<(f64, f64)>,
}

impl Scaled {
    pub(super) fn new(c: f64, times: &[f64]) -> Self {
        Self { cells: times.iter().map(|t| (libm::log1p(t / c), t / (c + t))).collect() }
    }

    pub(super) fn get(&self, place: u32) -> (f64, f64) {
        self.cells.get(place as usize).copied().unwrap_or((f64::NAN, f64::NAN))
    }
}
