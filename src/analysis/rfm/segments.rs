//! Eleven named segments over the 125 cells of five scores each: every cell belongs to exactly one.

use serde::Serialize;

/// A box of cells, the bounds included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "RfmBox"))]
pub struct Cells {
    /// Lowest and highest R.
    pub r: [u8; 2],
    /// Lowest and highest F.
    pub f: [u8; 2],
    /// Lowest and highest M.
    pub m: [u8; 2],
}

/// A named union of boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Stable name.
    pub name: &'static str,
    /// The cells that make it up.
    pub rule: &'static [Cells],
}

/// Scores per dimension that the scheme is made for.
pub const BINS: u32 = 5;

const fn cells(r: [u8; 2], f: [u8; 2], m: [u8; 2]) -> Cells {
    Cells { r, f, m }
}

/// The segments in the order in which they are shown.
pub const SEGMENTS: [Segment; 11] = [
    Segment { name: "champions", rule: &[cells([4, 5], [4, 5], [4, 5])] },
    Segment { name: "loyal", rule: &[cells([4, 5], [4, 5], [1, 3]), cells([3, 3], [4, 5], [1, 5])] },
    Segment { name: "potential_loyalist", rule: &[cells([4, 5], [2, 3], [1, 5])] },
    Segment { name: "new_customers", rule: &[cells([5, 5], [1, 1], [1, 5])] },
    Segment { name: "promising", rule: &[cells([4, 4], [1, 1], [1, 5])] },
    Segment { name: "need_attention", rule: &[cells([3, 3], [1, 3], [3, 5])] },
    Segment { name: "about_to_sleep", rule: &[cells([3, 3], [1, 3], [1, 2])] },
    Segment { name: "at_risk", rule: &[cells([1, 2], [4, 5], [1, 3]), cells([1, 2], [2, 3], [3, 5])] },
    Segment { name: "cant_lose_them", rule: &[cells([1, 2], [4, 5], [4, 5])] },
    Segment { name: "hibernating", rule: &[cells([2, 2], [2, 3], [1, 2]), cells([2, 2], [1, 1], [1, 5])] },
    Segment { name: "lost", rule: &[cells([1, 1], [2, 3], [1, 2]), cells([1, 1], [1, 1], [1, 5])] },
];

impl Cells {
    /// Whether the box holds the cell.
    #[must_use]
    pub fn holds(&self, r: u8, f: u8, m: u8) -> bool {
        let within = |[low, high]: [u8; 2], score: u8| (low..=high).contains(&score);
        within(self.r, r) && within(self.f, f) && within(self.m, m)
    }
}

impl Segment {
    /// Index in [`SEGMENTS`] of the segment with this name.
    #[must_use]
    pub fn index_of(name: &str) -> Option<u8> {
        SEGMENTS.iter().position(|segment| segment.name == name).map(|index| index as u8)
    }
}

/// Index in [`SEGMENTS`] by cell, for looking up many customers.
pub(super) struct Chart([u8; 125]);

impl Chart {
    pub fn new() -> Self {
        let mut chart = [0; 125];
        for (at, slot) in (0_u8..).zip(&mut chart) {
            let (r, f, m) = (at / 25 + 1, at / 5 % 5 + 1, at % 5 + 1);
            let claimed = SEGMENTS.iter().position(|s| s.rule.iter().any(|cells| cells.holds(r, f, m)));
            *slot = claimed.unwrap_or(SEGMENTS.len() - 1) as u8;
        }
        Self(chart)
    }

    /// The segment of a customer with scores 1 to 5.
    pub fn segment(&self, r: u8, f: u8, m: u8) -> u8 {
        let at = |score: u8| usize::from(score.clamp(1, 5) - 1);
        self.0.get(at(r) * 25 + at(f) * 5 + at(m)).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_claimed_exactly_once() {
        let chart = Chart::new();
        let mut claimed = [0; SEGMENTS.len()];
        for r in 1..=5 {
            for f in 1..=5 {
                for m in 1..=5 {
                    let boxes = SEGMENTS.iter().enumerate().flat_map(|(i, s)| s.rule.iter().map(move |cells| (i, cells)));
                    let by: Vec<usize> = boxes.filter(|(_, cells)| cells.holds(r, f, m)).map(|(i, _)| i).collect();
                    assert_eq!(by.len(), 1, "cell {r}{f}{m} is claimed by {by:?}");
                    assert_eq!(usize::from(chart.segment(r, f, m)), by[0]);
                    claimed[by[0]] += 1;
                }
            }
        }
        assert_eq!(claimed.iter().sum::<i32>(), 125);
        assert!(claimed.iter().all(|&cells| cells > 0));
    }

    #[test]
    fn names_are_found() {
        for (index, segment) in SEGMENTS.iter().enumerate() {
            assert_eq!(Segment::index_of(segment.name), Some(index as u8));
        }
        assert_eq!(Segment::index_of("whales"), None);
    }
}
