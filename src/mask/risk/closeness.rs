//! t-closeness: how far the sensitive attribute in a class is from the whole table (Li, Li and Venkatasubramanian 2007,
//! "t-closeness: privacy beyond k-anonymity and ℓ-diversity"). Distances are sums of whole numbers, divided once.

use super::Sensitive;

impl Sensitive {
    /// The smallest t for which the table is t-close under the equal distance: the largest ½ Σ|pᵢ − qᵢ| over the classes
    /// (§5.1, eq. for the equal distance; ARX `EqualDistanceTCloseness`). `None` without rows.
    #[must_use]
    pub fn equal_distance(&self) -> Option<f64> {
        self.classes().map(|class| equal_distance_to(class, &self.table)).max_by(f64::total_cmp)
    }

    /// The same under the ordered distance: the largest Σᵢ|Σ_{j≤i}(pⱼ − qⱼ)| / (m − 1) over the classes, with m the
    /// values in the table (§5.1, ordered distance; ARX `OrderedDistanceTCloseness`). Missing values have no place on a
    /// scale: they take no part, nor do classes of nothing else. 0 for one value; `None` without any.
    #[must_use]
    pub fn ordered_distance(&self) -> Option<f64> {
        let known = self.table.len() - usize::from(self.has_missing);
        let table = self.table.get(..known).unwrap_or_default();
        let scale = Scale::new(table);
        let with_a_place = |&&(place, _): &&(u32, u32)| (place as usize) < known;
        let classes = self.classes().map(|class| {
            let known = class.iter().take_while(with_a_place).count();
            class.get(..known).unwrap_or_default()
        });
        classes.filter(|class| !class.is_empty()).map(|class| scale.distance(class)).max_by(f64::total_cmp)
    }
}

/// Equal distance between two distributions over the same values, as counts: ½ Σ|pᵢ − qᵢ|. `None` where one is empty.
///
/// ```
/// use insitu::mask::risk::equal_distance;
/// assert_eq!(equal_distance(&[1, 1, 0], &[1, 1, 2]), Some(0.5));
/// ```
#[must_use]
pub fn equal_distance(class: &[u64], table: &[u64]) -> Option<f64> {
    both(class, table).map(|class| equal_distance_to(&class, table))
}

/// Ordered distance between two distributions over the same ascending values, as counts. `None` where one is empty.
///
/// ```
/// use insitu::mask::risk::ordered_distance;
/// // Li 2007, §5.2: salaries {3k, 4k, 5k} against {3k, …, 11k}.
/// assert_eq!(ordered_distance(&[1, 1, 1, 0, 0, 0, 0, 0, 0], &[1; 9]), Some(0.375));
/// ```
#[must_use]
pub fn ordered_distance(class: &[u64], table: &[u64]) -> Option<f64> {
    both(class, table).map(|class| Scale::new(table).distance(&class))
}

/// The values of a class that occur, where both distributions have some.
fn both(class: &[u64], table: &[u64]) -> Option<Vec<(u32, u32)>> {
    let values = (0..).zip(class).filter(|&(_, &n)| n > 0);
    let values: Vec<(u32, u32)> =
        values.map(|(place, &n)| u32::try_from(n).map(|n| (place, n))).collect::<Result<_, _>>().ok()?;
    (!values.is_empty() && table.iter().any(|&n| n > 0)).then_some(values)
}

fn equal_distance_to(class: &[(u32, u32)], table: &[u64]) -> f64 {
    let rows: u128 = class.iter().map(|&(_, n)| u128::from(n)).sum();
    let all: u128 = table.iter().map(|&n| u128::from(n)).sum();
    let mut elsewhere = all;
    let mut sum = 0_u128;
    for &(place, n) in class {
        let in_table = u128::from(table.get(place as usize).copied().unwrap_or_default());
        sum += (u128::from(n) * all).abs_diff(in_table * rows);
        elsewhere -= in_table.min(elsewhere);
    }
    (sum + elsewhere * rows) as f64 / (2 * rows * all) as f64
}

/// The table's distribution on a scale, with sums that make a run of places one step.
struct Scale {
    /// Rows at or below each place, and the sums of these over all places before.
    below: Vec<u128>,
    sums: Vec<u128>,
}

impl Scale {
    fn new(table: &[u64]) -> Self {
        let (mut below, mut sums) = (Vec::with_capacity(table.len()), vec![0]);
        let (mut rows, mut sum) = (0_u128, 0_u128);
        for &n in table {
            rows += u128::from(n);
            sum += rows;
            below.push(rows);
            sums.push(sum);
        }
        Self { below, sums }
    }

    /// A class's share of rows at or below a place changes only where it has a value; between two of them the table's only
    /// grows, so that it passes the class's at most once.
    fn distance(&self, class: &[(u32, u32)]) -> f64 {
        let places = self.below.len();
        let all = self.below.last().copied().unwrap_or_default();
        let rows: u128 = class.iter().map(|&(_, n)| u128::from(n)).sum();
        let sum = |from: usize, to: usize| {
            let at = |place: usize| self.sums.get(place).copied().unwrap_or_default();
            (at(to) - at(from)) * rows
        };
        let (mut total, mut own, mut from) = (0_u128, 0_u128, 0_usize);
        let starts = class.iter().map(|&(place, n)| (place as usize, u128::from(n)));
        for (to, n) in starts.chain(std::iter::once((places, 0))) {
            let level = own * all;
            let run = self.below.get(from..to).unwrap_or_default();
            let passes = from + run.partition_point(|&below| below * rows <= level);
            let (low, high) = ((passes - from) as u128, (to - passes) as u128);
            total += low * level - sum(from, passes) + (sum(passes, to) - high * level);
            own += n;
            from = to;
        }
        if places < 2 { 0.0 } else { total as f64 / (rows * all * (places as u128 - 1)) as f64 }
    }
}
