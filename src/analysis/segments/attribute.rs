//! What customers can be divided by: what is known of them, what they bought, and the columns of a survey.

use super::favourite::{Weight, favourites};
use super::history::History;
use super::lineage::related;
use super::survey::is_survey;
use crate::analysis::{Grouping, rfm};
use crate::customers::{CustomerView, LineField, NO_DAY, NO_LABEL};
use crate::error::Result;
use crate::stats::{Ratio, order};
use serde::Serialize;

/// Most labels of an attribute; the customers of all others are counted together.
pub const MOST_LABELS: usize = 60;

/// Names of columns without a field, in the order of the table; further ones are counted and left out.
const COLUMNS: &str = "survey_1 survey_2 survey_3 survey_4 survey_5 survey_6 survey_7 survey_8 survey_9 survey_10 survey_11 survey_12 \
    survey_13 survey_14 survey_15 survey_16 survey_17 survey_18 survey_19 survey_20 survey_21 survey_22 survey_23 survey_24 \
    survey_25 survey_26 survey_27 survey_28 survey_29 survey_30 survey_31 survey_32 survey_33 survey_34 survey_35 survey_36 \
    survey_37 survey_38 survey_39 survey_40 survey_41 survey_42 survey_43 survey_44 survey_45 survey_46 survey_47 survey_48";

/// Names of all other attributes.
pub const ATTRIBUTES: [&str; 14] = [
    "gender",
    "age_band",
    "occupation",
    "province",
    "city",
    "member_level",
    "source",
    "channel",
    "payment_method",
    "category",
    "rfm_class",
    "recency_band",
    "order_band",
    "tenure_band",
];

/// Bands of days since the last purchase, by the first day of each; the last is of customers without one.
const RECENCY: [(i64, &str); 6] =
    [(0, "1-30"), (31, "31-90"), (91, "91-180"), (181, "181-365"), (366, "366+"), (i64::MAX, "none")];
/// Bands of orders.
const ORDERS: [(i64, &str); 6] = [(0, "0"), (1, "1"), (2, "2"), (3, "3-5"), (6, "6-10"), (11, "11+")];
/// Bands of days since joining.
const TENURE: [(i64, &str); 4] = [(0, "0-90"), (91, "91-365"), (366, "366-730"), (731, "731+")];

/// What kind of knowledge of customers an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "SegmentsFamily"))]
pub enum Family {
    /// Who they are.
    Demographic,
    /// Where they are.
    Geographic,
    /// What they do.
    Behavioural,
    /// What they like and say.
    Psychographic,
    /// Columns that are none of these, or not known to be.
    Other,
}

/// A division of the customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Stable name, as `gender`; of columns without a field `survey_1` and so on.
    pub name: &'static str,
    /// The header of a column without a field; else the name.
    pub title: String,
    /// Its kind.
    pub family: Family,
    /// Labels that somebody has, at most [`MOST_LABELS`]: bands and classes in their order, others from the most frequent on.
    pub labels: Vec<String>,
    /// Number of the label of each customer of the view; the number after the last for labels that are not listed, and
    /// [`Grouping::NONE`] where nothing is known.
    pub of: Vec<u16>,
    /// Labels that somebody has, the listed ones included.
    pub distinct: u64,
}

impl Attribute {
    /// An attribute of labels and the label of each customer. `ordered` labels stay in their order; of others the most frequent
    /// come first, of equally many the first in bytewise order. `None` where nobody has a label.
    pub(in crate::analysis) fn new(
        name: &'static str,
        title: &str,
        family: Family,
        (labels, ordered): (&[String], bool),
        codes: &[u32],
    ) -> Option<Self> {
        let mut counts = vec![0_u64; labels.len()];
        for &code in codes {
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
        }
        let count = |at: usize| counts.get(at).copied().unwrap_or(0);
        let label = |at: usize| labels.get(at).map(String::as_str);
        let by_count = order(labels.len(), &|a, b| {
            if ordered { a.cmp(&b) } else { count(b).cmp(&count(a)).then_with(|| label(a).cmp(&label(b))) }
        });
        let listed: Vec<usize> = by_count.into_iter().filter(|&at| count(at) > 0).collect();
        let distinct = listed.len() as u64;
        let shown = listed.len().min(MOST_LABELS);
        let mut number = vec![Grouping::NONE; labels.len()];
        for (place, &at) in listed.iter().enumerate() {
            if let Some(slot) = number.get_mut(at) {
                *slot = place.min(shown) as u16;
            }
        }
        let of = codes.iter().map(|&code| number.get(code as usize).copied().unwrap_or(Grouping::NONE)).collect();
        let labels = listed.iter().take(shown).filter_map(|&at| label(at)).map(str::to_owned).collect();
        (distinct > 0).then(|| Self { name, title: title.to_owned(), family, labels, of, distinct })
    }

    /// The attribute of the groups of a grouping, in their order.
    pub(in crate::analysis) fn of_grouping(name: &'static str, title: &str, family: Family, grouping: &Grouping) -> Option<Self> {
        let code = |&group: &u16| if group == Grouping::NONE { NO_LABEL } else { u32::from(group) };
        let codes: Vec<u32> = grouping.of.iter().map(code).collect();
        Self::new(name, title, family, (&grouping.groups, true), &codes)
    }

    /// Groups with the one of all labels that are not listed, where there is one.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.labels.len() + usize::from(self.distinct > self.labels.len() as u64)
    }

    /// Of all customers those of whom it is known.
    #[must_use]
    pub fn coverage(&self) -> Ratio {
        Ratio { num: self.of.iter().filter(|&&at| at != Grouping::NONE).count() as u64, den: self.of.len() as u64 }
    }

    /// The customers of each listed label; those of others are in no group.
    #[must_use]
    pub fn grouping(&self) -> Grouping {
        let listed = |&at: &u16| if usize::from(at) < self.labels.len() { at } else { Grouping::NONE };
        Grouping { name: self.name, groups: self.labels.clone(), of: self.of.iter().map(listed).collect() }
    }

    /// Whether its groups and those of another decide each other by their definition.
    pub(super) fn is_made_of(&self, other: &Self) -> bool {
        // Those without a purchase have neither orders nor a last one.
        let tells_none = |a: &Self| match a.name {
            "order_band" => a.labels.iter().any(|label| label == "0"),
            "recency_band" => a.labels.iter().any(|label| label == "none"),
            _ => false,
        };
        related(self.name, other.name) || (tells_none(self) && tells_none(other))
    }

    /// The number of the attribute with this name, or with this header.
    pub(in crate::analysis) fn find(all: &[Self], name: &str) -> Option<usize> {
        all.iter().position(|a| a.name == name).or_else(|| all.iter().position(|a| a.title == name))
    }
}

/// Everything that the customers of a view can be divided by, in the order of the families, and the number of columns for which
/// there was no room.
///
/// # Errors
/// Those of RFM, whose classes are one of them.
pub(in crate::analysis) fn attributes(view: &CustomerView, history: &History) -> Result<(Vec<Attribute>, u64)> {
    let mut all: Vec<Attribute> = Vec::new();
    let traits = view.people().map(|people| people.classes.as_slice()).unwrap_or_default();
    for (field, name, family) in [
        ("gender", "gender", Family::Demographic),
        ("age_band", "age_band", Family::Demographic),
        ("occupation", "occupation", Family::Demographic),
        ("province", "province", Family::Geographic),
        ("city", "city", Family::Geographic),
        ("member_level", "member_level", Family::Behavioural),
        ("channel", "source", Family::Behavioural),
    ] {
        if let Some(t) = traits.iter().find(|t| t.field == Some(field)) {
            all.extend(Attribute::new(name, name, family, (&t.labels, name == "age_band"), &t.codes));
        }
    }
    for (field, name, family, weight) in [
        (LineField::Region, "province", Family::Geographic, Weight::Lines),
        (LineField::Channel, "channel", Family::Behavioural, Weight::Lines),
        (LineField::PaymentMethod, "payment_method", Family::Behavioural, Weight::Lines),
        (LineField::Category, "category", Family::Psychographic, Weight::Amount),
    ] {
        if let Some(dimension) = view.dimension(field).filter(|_| all.iter().all(|a| a.name != name)) {
            let codes = favourites(view, dimension, weight);
            all.extend(Attribute::new(name, name, family, (&dimension.labels, false), &codes));
        }
    }
    if history.buyers() > 0 {
        all.extend(bought(view, history)?);
    }
    if let Some(days) = view.people().and_then(|people| people.registered.as_deref()) {
        let since = |&day: &i32| if day == NO_DAY { -1 } else { i64::from(view.as_of()) - i64::from(day) };
        all.extend(banded("tenure_band", &TENURE, days.iter().map(since)));
    }
    let mut names = COLUMNS.split_ascii_whitespace();
    let mut left_out = 0;
    for t in traits.iter().filter(|t| t.field.is_none()) {
        let Some(name) = names.next() else {
            left_out += 1;
            continue;
        };
        let family = if is_survey(&t.name, &t.labels) { Family::Psychographic } else { Family::Other };
        all.extend(Attribute::new(name, &t.name, family, (&t.labels, false), &t.codes));
    }
    let places = order(all.len(), &|a, b| all.get(a).map(|a| a.family).cmp(&all.get(b).map(|b| b.family)));
    let mut slots: Vec<Option<Attribute>> = all.into_iter().map(Some).collect();
    Ok((places.into_iter().filter_map(|at| slots.get_mut(at)?.take()).collect(), left_out))
}

/// What divides the customers by their purchases.
fn bought(view: &CustomerView, history: &History) -> Result<Vec<Attribute>> {
    let mut all = Vec::new();
    let (groupings, _) = rfm::run(view, &rfm::read(view.settings_of("rfm"))?)?.table.groups(view.customers());
    if let Some(class) = groupings.iter().find(|g| g.name == "class") {
        all.extend(Attribute::of_grouping("rfm_class", "rfm_class", Family::Behavioural, class));
    }
    let as_of = i64::from(view.as_of());
    let since = |&day: &i32| if day == NO_DAY { i64::MAX } else { as_of - i64::from(day) };
    all.extend(banded("recency_band", &RECENCY, history.last.iter().map(since)));
    all.extend(banded("order_band", &ORDERS, history.orders.iter().map(|&orders| i64::from(orders))));
    Ok(all)
}

/// Numbers in bands; a number below the first band is in none.
fn banded(name: &'static str, bands: &[(i64, &str)], values: impl Iterator<Item = i64>) -> Option<Attribute> {
    let band = |value: i64| bands.iter().rposition(|(from, _)| value >= *from).map_or(NO_LABEL, |at| at as u32);
    let codes: Vec<u32> = values.map(band).collect();
    let labels: Vec<String> = bands.iter().map(|(_, label)| (*label).to_owned()).collect();
    Attribute::new(name, name, Family::Behavioural, (&labels, true), &codes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(labels: &[&str]) -> Vec<String> {
        labels.iter().map(|&l| l.to_owned()).collect()
    }

    #[test]
    fn frequent_labels_come_first_and_bands_stay_in_order() {
        let labels = strings(&["a", "b", "c", "d"]);
        let codes = [2, 1, 2, NO_LABEL, 0, 2];
        let by_count = Attribute::new("gender", "gender", Family::Demographic, (&labels, false), &codes).unwrap();
        assert_eq!(by_count.labels, ["c", "a", "b"]);
        assert_eq!(by_count.of, [0, 2, 0, Grouping::NONE, 1, 0]);
        assert_eq!((by_count.coverage(), by_count.groups()), (Ratio { num: 5, den: 6 }, 3));
        let ordered = Attribute::new("gender", "gender", Family::Demographic, (&labels, true), &codes).unwrap();
        assert_eq!(ordered.labels, ["a", "b", "c"]);
        assert!(Attribute::new("gender", "gender", Family::Demographic, (&labels, true), &[NO_LABEL; 3]).is_none());
    }

    #[test]
    fn too_many_labels_are_counted_together() {
        let labels: Vec<String> = (0..10_000).map(|i| format!("{i:05}")).collect();
        let codes: Vec<u32> = (0..10_000).chain([9_999]).collect();
        let many = Attribute::new("city", "city", Family::Geographic, (&labels, false), &codes).unwrap();
        assert_eq!((many.labels.len(), many.distinct, many.groups()), (MOST_LABELS, 10_000, MOST_LABELS + 1));
        assert_eq!((many.labels[0].as_str(), many.labels[1].as_str()), ("09999", "00000"));
        assert_eq!(many.coverage().num, 10_001);
        let grouping = many.grouping();
        assert_eq!(grouping.of.iter().filter(|&&at| at != Grouping::NONE).count(), MOST_LABELS + 1);
        assert_eq!((grouping.group_of(9_999), grouping.group_of(5_000)), (Some("09999"), None));
    }

    #[test]
    fn numbers_in_bands() {
        let bands = banded("order_band", &ORDERS, [0, 1, 2, 4, 5, 6, 11, 400].into_iter()).unwrap();
        assert_eq!(bands.labels, ["0", "1", "2", "3-5", "6-10", "11+"]);
        assert_eq!(bands.of, [0, 1, 2, 3, 3, 4, 5, 5]);
        let days = banded("recency_band", &RECENCY, [1, 30, 31, 366, i64::MAX].into_iter()).unwrap();
        assert_eq!((days.labels.len(), days.of), (4, vec![0, 0, 1, 2, 3]));
        assert_eq!(banded("tenure_band", &TENURE, [-1, 5].into_iter()).unwrap().of, [Grouping::NONE, 0]);
    }
}
