//! Labels of attributes by group: how many customers of each group have each.

use super::output::{LabelLift, Mode};
use crate::analysis::Grouping;
use crate::analysis::segments::Attribute;
use crate::stats::{Lift, Ratio};

/// An attribute in each group.
pub(super) struct Counts<'a> {
    pub attribute: &'a Attribute,
    /// Group after group; the labels that are not listed stand last.
    cells: Vec<u64>,
    width: usize,
}

impl<'a> Counts<'a> {
    /// Counts the customers of `groups` groups.
    pub fn new(attribute: &'a Attribute, of: &[u16], groups: usize) -> Self {
        let width = attribute.groups();
        let mut cells = vec![0; width * groups];
        for (&label, &group) in attribute.of.iter().zip(of).filter(|(l, g)| **l != Grouping::NONE && **g != Grouping::NONE) {
            if let Some(cell) = cells.get_mut(usize::from(group) * width + usize::from(label)) {
                *cell += 1;
            }
        }
        Self { attribute, cells, width }
    }

    fn row(&self, group: Option<usize>) -> Vec<u64> {
        let mut row = vec![0; self.width];
        let rows = self.cells.chunks(self.width.max(1)).enumerate().filter(|(at, _)| group.is_none_or(|g| g == *at));
        for (_, own) in rows {
            row.iter_mut().zip(own).for_each(|(sum, count)| *sum += count);
        }
        row
    }

    /// Each listed label in a group against everybody, where at least so many of the group have it and so many do not.
    pub fn lifts(&self, least: u64) -> Vec<(usize, usize, Lift)> {
        let all = self.row(None);
        let whole: u64 = all.iter().sum();
        let mut lifts = Vec::new();
        for (group, row) in self.cells.chunks(self.width.max(1)).enumerate() {
            let size: u64 = row.iter().sum();
            for (label, (&part, &parts)) in row.iter().zip(&all).enumerate().take(self.attribute.labels.len()) {
                if part >= least && size >= least && whole - size >= least {
                    lifts.push((group, label, Lift { part, group: size, parts, whole }));
                }
            }
        }
        lifts
    }

    /// The most frequent listed label of a group, or of everybody, where at least so many have it; of equal ones the first.
    /// With its number.
    pub fn mode(&self, group: Option<usize>, least: u64) -> Option<(u16, Mode)> {
        let row = self.row(group);
        let listed = row.iter().zip(&self.attribute.labels).zip(0_u16..);
        let mut best: Option<(u64, &String, u16)> = None;
        for ((&count, label), number) in listed {
            if count >= least && best.is_none_or(|(most, ..)| count > most) {
                best = Some((count, label, number));
            }
        }
        let (count, label, number) = best?;
        let mode = Mode {
            name: self.attribute.name,
            title: self.attribute.title.clone(),
            label: label.clone(),
            share: Ratio { num: count, den: row.iter().sum() },
        };
        Some((number, mode))
    }
}

/// The shares and the ratio of a lift.
pub(super) fn label_lift(lift: Lift) -> Option<LabelLift> {
    Some(LabelLift {
        share: Ratio { num: lift.part, den: lift.group },
        overall: Ratio { num: lift.parts, den: lift.whole },
        lift: lift.value()?,
        interval: lift.interval(),
    })
}
