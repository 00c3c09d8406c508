//! Customers of equal history are one group: a likelihood is evaluated once for each.

use super::unit::Unit;

/// What a model knows of a customer, in whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct History {
    /// Repeat purchases: days with a purchase after the first one.
    pub repeats: u32,
    /// From the first to the last purchase.
    pub last: u32,
    /// From the first purchase to the end of the time that is looked at; not below `last`.
    pub total: u32,
}

/// Customers with the same repeat purchases x, time `t_x` from first to last purchase and time T under observation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// x.
    pub repeats: u32,
    /// `t_x`, as a place among [`Groups::times`].
    pub last: u32,
    /// T, as a place among [`Groups::times`].
    pub total: u32,
    /// How many customers; of a weighted sample it need not be whole.
    pub weight: f64,
}

/// All groups of a population, by x, then T, then `t_x`, ascending. Times are in [`Groups::unit`].
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    unit: Unit,
    times: Vec<f64>,
    rows: Vec<Group>,
    customers: f64,
    purchases: f64,
    exposure: f64,
}

/// Bits of each part of a sorting key: 2²¹ days are 5,700 years.
const BITS: u32 = 21;
const MASK: u64 = (1 << BITS) - 1;

impl Groups {
    /// Groups of histories, and the group of each customer. `None` where one spans 5,700 years.
    #[must_use]
    pub fn of_days(unit: Unit, histories: &[History]) -> Option<(Self, Vec<u32>)> {
        let longest = histories.iter().map(|h| h.total.max(h.last).max(h.repeats)).max().unwrap_or(0);
        if u64::from(longest) >= MASK {
            return None;
        }
        let mut place = vec![u32::MAX; longest as usize + 1];
        for day in histories.iter().flat_map(|h| [h.last, h.total]) {
            if let Some(mark) = place.get_mut(day as usize) {
                *mark = 0;
            }
        }
        let mut times = Vec::new();
        for (day, mark) in place.iter_mut().enumerate().filter(|(_, mark)| **mark == 0) {
            *mark = times.len() as u32;
            times.push(day as f64 / unit.days());
        }
        let at = |day: u32| u64::from(place.get(day as usize).copied().unwrap_or(0));
        let keys = histories.iter().map(|h| u64::from(h.repeats) << (2 * BITS) | at(h.total) << BITS | at(h.last));
        Some(Self::build(unit, times, keys.collect()))
    }

    /// Groups of customers whose x, `t_x` and T are given in units, and the group of each: for published tables. `None` for a time that
    /// is not finite or below 0, or for more than two million distinct ones.
    #[must_use]
    pub fn of_times(unit: Unit, rows: &[(u32, f64, f64)]) -> Option<(Self, Vec<u32>)> {
        let mut times: Vec<f64> = rows.iter().flat_map(|&(_, last, total)| [last, total]).collect();
        times.sort_unstable_by(f64::total_cmp);
        times.dedup();
        let fits = times.iter().all(|t| t.is_finite() && *t >= 0.0) && (times.len() as u64) < MASK;
        if !fits || rows.iter().any(|&(repeats, _, _)| u64::from(repeats) >= MASK) {
            return None;
        }
        let at = |time: f64| times.partition_point(|t| *t < time) as u64;
        let keys = rows.iter().map(|&(x, last, total)| u64::from(x) << (2 * BITS) | at(total) << BITS | at(last)).collect();
        Some(Self::build(unit, times, keys))
    }

    fn build(unit: Unit, times: Vec<f64>, keys: Vec<u64>) -> (Self, Vec<u32>) {
        let mut sorted: Vec<(u64, u32)> = keys.into_iter().zip(0..).collect();
        sorted.sort_unstable();
        let mut rows: Vec<Group> = Vec::new();
        let mut of = vec![0; sorted.len()];
        let mut before = None;
        for (key, customer) in sorted {
            if before == Some(key)
                && let Some(row) = rows.last_mut()
            {
                row.weight += 1.0;
            } else {
                let part = |shift: u32| (key >> (shift * BITS) & MASK) as u32;
                rows.push(Group { repeats: part(2), total: part(1), last: part(0), weight: 1.0 });
                before = Some(key);
            }
            if let Some(slot) = of.get_mut(customer as usize) {
                *slot = rows.len() as u32 - 1;
            }
        }
        (Self { unit, times, rows: Vec::new(), customers: 0.0, purchases: 0.0, exposure: 0.0 }.with_rows(rows), of)
    }

    /// The same times with other groups.
    #[must_use]
    pub fn with_rows(&self, rows: Vec<Group>) -> Self {
        let sum = |of: &dyn Fn(&Group) -> f64| rows.iter().map(|row| row.weight * of(row)).sum::<f64>();
        let customers = sum(&|_| 1.0);
        let purchases = sum(&|row| f64::from(row.repeats));
        let exposure = sum(&|row| self.time(row.total));
        Self { unit: self.unit, times: self.times.clone(), rows, customers, purchases, exposure }
    }

    /// Every `stride`-th group, with the weight of those left out.
    #[must_use]
    pub fn thinned(&self, stride: usize) -> Self {
        let factor = stride as f64;
        let rows = self.rows.iter().skip(stride / 2).step_by(stride.max(1));
        self.with_rows(rows.map(|row| Group { weight: row.weight * factor, ..*row }).collect())
    }

    /// The unit of all times.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// The distinct times, ascending.
    #[must_use]
    pub fn times(&self) -> &[f64] {
        &self.times
    }

    /// The time at a place.
    #[must_use]
    pub fn time(&self, place: u32) -> f64 {
        self.times.get(place as usize).copied().unwrap_or(0.0)
    }

    /// The groups.
    #[must_use]
    pub fn rows(&self) -> &[Group] {
        &self.rows
    }

    /// How many customers there are.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.customers
    }

    /// Σx: how many repeat purchases they made.
    #[must_use]
    pub fn purchases(&self) -> f64 {
        self.purchases
    }

    /// Repeat purchases per unit of time under observation: where a search for parameters starts. 0 without any.
    #[must_use]
    pub fn rate(&self) -> f64 {
        if self.exposure > 0.0 { self.purchases / self.exposure } else { 0.0 }
    }

    /// The greatest x.
    #[must_use]
    pub fn most(&self) -> u32 {
        self.rows.iter().map(|row| row.repeats).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_histories_are_one_group() {
        let history = |repeats, last, total| History { repeats, last, total };
        let histories = [history(2, 14, 70), history(0, 0, 7), history(2, 14, 70), history(1, 14, 70), history(2, 7, 70)];
        let (groups, of) = Groups::of_days(Unit::Week, &histories).unwrap();
        assert_eq!(groups.times(), [0.0, 1.0, 2.0, 10.0]);
        let rows: Vec<_> = groups.rows().iter().map(|g| (g.repeats, g.last, g.total, g.weight)).collect();
        assert_eq!(rows, [(0, 0, 1, 1.0), (1, 2, 3, 1.0), (2, 1, 3, 1.0), (2, 2, 3, 2.0)]);
        assert_eq!(of, [3, 0, 3, 1, 2]);
        assert_eq!((groups.customers(), groups.purchases(), groups.most()), (5.0, 7.0, 2));
        let times: Vec<_> = histories.iter().map(|h| (h.repeats, f64::from(h.last) / 7.0, f64::from(h.total) / 7.0)).collect();
        assert_eq!(Groups::of_times(Unit::Week, &times), Some((groups, of)));
    }

    #[test]
    fn what_spans_too_much_is_refused() {
        assert!(Groups::of_days(Unit::Day, &[History { repeats: 0, last: 0, total: 1 << 21 }]).is_none());
        assert!(Groups::of_times(Unit::Day, &[(1, f64::NAN, 3.0)]).is_none());
        assert_eq!(Groups::of_days(Unit::Day, &[]).unwrap().0.rate(), 0.0);
    }
}
