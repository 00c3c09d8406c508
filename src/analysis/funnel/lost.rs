//! What sets those who are lost behind a step apart from those who go on, and what they do next.

use super::matching::Path;
use super::output::{LostRow, NextRow};
use super::property::Property;
use crate::stats::{Lift, Ratio, false_discovery, largest, order};

/// Most labels of a property that is compared.
const MOST_LABELS: usize = 60;
/// Fewest customers with a label, and without it.
const FEWEST: u64 = 5;
/// Most rows behind a step.
const MOST_ROWS: usize = 30;
/// Events that are named of those behind a drop.
const NAMED: usize = 8;

/// Counts by property, step and label.
pub(super) struct Compared<'a> {
    properties: Vec<Property<'a>>,
    /// Of each property: lost and all, by step and label.
    counts: Vec<Vec<[u64; 2]>>,
    steps: usize,
}

impl<'a> Compared<'a> {
    pub fn new(properties: Vec<Property<'a>>, steps: usize) -> Self {
        let fits = |property: &Property<'_>| (2..=MOST_LABELS).contains(&property.labels.len());
        let properties: Vec<Property<'a>> = properties.into_iter().filter(fits).collect();
        let counts = properties.iter().map(|property| vec![[0; 2]; property.labels.len() * steps]).collect();
        Self { properties, counts, steps }
    }

    /// Counts an attempt at each of its steps but the last of all.
    pub fn add(&mut self, customer: usize, path: &Path) {
        let level = path.level();
        for (property, counts) in self.properties.iter().zip(&mut self.counts) {
            for step in 0..level.min(self.steps.saturating_sub(1)) {
                let Some((_, place)) = path.at(step) else { continue };
                let slot = property.label(customer, place).and_then(|label| counts.get_mut(step * property.labels.len() + label));
                if let Some([lost, all]) = slot {
                    *lost += u64::from(level == step + 1);
                    *all += 1;
                }
            }
        }
    }

    /// All differences that enough customers stand behind, by step and then by how sure they are.
    pub fn rows(&self) -> Vec<LostRow> {
        let mut rows = Vec::new();
        for (property, counts) in self.properties.iter().zip(&self.counts) {
            for (step, counts) in counts.chunks(property.labels.len()).enumerate() {
                self.of_step(property, step, counts, &mut rows);
            }
        }
        let p: Vec<f64> = rows.iter().map(|row| row.p).collect();
        for (row, q) in rows.iter_mut().zip(false_discovery(&p)) {
            row.q = q;
        }
        let at = |place: usize| rows.get(place);
        let key = |place: usize| at(place).map(|row| (row.step, row.p));
        let compare = |a: usize, b: usize| match (key(a), key(b)) {
            (Some((step, p)), Some((other, q))) => step.cmp(&other).then(p.total_cmp(&q)),
            _ => std::cmp::Ordering::Equal,
        };
        let mut shown = vec![0_usize; self.steps + 1];
        let sorted = order(rows.len(), &compare).into_iter().filter_map(|place| at(place).cloned());
        let few = sorted.filter(|row| {
            shown.get_mut(row.step as usize).is_some_and(|count| {
                *count += 1;
                *count <= MOST_ROWS
            })
        });
        few.collect()
    }

    fn of_step(&self, property: &Property<'_>, step: usize, counts: &[[u64; 2]], rows: &mut Vec<LostRow>) {
        let (lost, whole) = counts.iter().fold((0, 0), |(lost, all), [l, a]| (lost + l, all + a));
        let held = counts.iter().filter(|[_, all]| *all > 0).count();
        let mut told = false;
        for (label, &[part, group]) in property.labels.iter().zip(counts) {
            let lift = Lift { part, group, parts: lost, whole };
            let (rest, others) = (lost - part, whole - group);
            // Of two labels the one says what the other does.
            let (here, there) = (u128::from(part) * u128::from(others), u128::from(rest) * u128::from(group));
            let mirrored = held == 2 && (here < there || here == there && told);
            told |= group > 0;
            let Some(p) = lift.p_value().filter(|_| group >= FEWEST && others >= FEWEST && !mirrored) else { continue };
            let (ratio, bounds) = (lift.risk_ratio(), lift.risk_interval());
            rows.push(LostRow {
                step: step as u32 + 1,
                property: property.name.to_owned(),
                label: label.clone(),
                with: Ratio { num: part, den: group },
                without: Ratio { num: rest, den: others },
                risk_ratio: ratio,
                low: bounds.map(|(low, _)| low),
                high: bounds.and_then(|(_, high)| high),
                p,
                q: p,
            });
        }
    }
}

/// What came next, by step and kind; the last of each step is nothing.
pub(super) struct Next {
    counts: Vec<Vec<u64>>,
}

impl Next {
    pub fn new(steps: usize, kinds: usize) -> Self {
        Self { counts: vec![vec![0; kinds + 2]; steps] }
    }

    /// Counts an event behind a drop: its kind, `None` for one without a kind; no event at all is `Err`.
    pub fn add(&mut self, step: usize, kind: Result<Option<u32>, ()>) {
        let Some(counts) = self.counts.get_mut(step) else { return };
        let last = counts.len() - 1;
        let at = match kind {
            Ok(kind) => kind.map_or(last - 1, |kind| (kind as usize).min(last - 1)),
            Err(()) => last,
        };
        if let Some(count) = counts.get_mut(at) {
            *count += 1;
        }
    }

    /// The most frequent, then all others, then nothing; and how many they are in all.
    pub fn rows(&self, step: usize, labels: &[String]) -> (Vec<NextRow>, u64) {
        let counts = self.counts.get(step).map(Vec::as_slice).unwrap_or_default();
        let total = counts.iter().sum();
        let kinds: Vec<i128> = counts.iter().take(labels.len()).map(|count| i128::from(*count)).collect();
        let named = largest(&kinds, NAMED);
        let mut rows = Vec::new();
        let mut listed = 0;
        for at in named {
            let count = counts.get(at).copied().unwrap_or(0);
            if count > 0 {
                rows.push(NextRow { event: labels.get(at).cloned(), kind: "event", count });
                listed += count;
            }
        }
        let nothing = counts.last().copied().unwrap_or(0);
        for (kind, count) in [("other", total - listed - nothing), ("nothing", nothing)] {
            if count > 0 {
                rows.push(NextRow { event: None, kind, count });
            }
        }
        (rows, total)
    }
}
