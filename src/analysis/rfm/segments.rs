//! Named segments over the 125 cells of five scores each: ours, in which every cell belongs to exactly one, and the ten of the
//! R package rfm, in which it does not.

use serde::{Deserialize, Serialize};

/// A box of cells, the bounds included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// The ten segments that the README of the R package rfm 0.3 makes, in its order: the first rule that holds counts, the rest are others.
/// They leave 10 of the 125 cells out and claim 58 more than once.
pub const README_TEN: [Segment; 10] = [
    Segment { name: "champions", rule: &[cells([5, 5], [5, 5], [5, 5])] },
    Segment { name: "potential_loyalist", rule: &[cells([3, 5], [3, 5], [2, 5])] },
    Segment { name: "loyal", rule: &[cells([2, 4], [2, 4], [2, 4])] },
    Segment { name: "promising", rule: &[cells([3, 4], [1, 3], [3, 5])] },
    Segment { name: "new_customers", rule: &[cells([4, 5], [1, 3], [1, 5])] },
    Segment { name: "cant_lose_them", rule: &[cells([1, 2], [3, 4], [4, 5])] },
    Segment { name: "at_risk", rule: &[cells([1, 2], [2, 5], [4, 5])] },
    Segment { name: "need_attention", rule: &[cells([1, 3], [3, 5], [3, 5])] },
    Segment { name: "about_to_sleep", rule: &[cells([2, 3], [1, 3], [1, 4])] },
    Segment { name: "lost", rule: &[cells([1, 1], [1, 5], [1, 5])] },
];

impl Cells {
    /// Whether the box holds the cell.
    #[must_use]
    pub fn holds(&self, [r, f, m]: [u8; 3]) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        for (index, segment) in SEGMENTS.iter().enumerate() {
            assert_eq!(Segment::index_of(segment.name), Some(index as u8));
        }
        assert_eq!(Segment::index_of("whales"), None);
    }
}
