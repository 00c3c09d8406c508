//! Portraits: what sets each group of customers apart from the others, and a made-up typical customer of each.
//!
//! In: [`CustomerView`], [`Params`]. Out: [`PortraitOutcome`]. Numbers are compared by standardised differences, labels by lift; all
//! tests of a run share one false discovery rate. The typical customer is near the medians and modes of a group: nobody of it.

mod division;
mod exemplar;
mod feature;
mod labels;
mod marks;
mod moments;
pub mod output;
pub mod params;

pub use output::PortraitOutcome;
pub use params::{Params, ValidParams};

use super::segments::{History, attributes};
use super::{Analysis, Finding, Found, Outcome, ParamFault, Shortage, Text};
use crate::customers::{CustomerView, LineField, Part};
use crate::error::Result;
use crate::stats::Ratio;
use crate::tree;
use division::{Division, choose};
use exemplar::Sources;
use feature::{Values, features};
use labels::Counts;
use moments::{Moments, moments};
use output::{Choice, Everybody, Feature, Portrait};
use serde_json::Value;

/// The entry of portraits in [`super::ANALYSES`].
pub(super) const ANALYSIS: Analysis = Analysis {
    name: "portrait",
    title: Text { zh: "客户画像", en: "Customer portraits" },
    definition: Text {
        zh: "每个群体与其他群体相比有何不同：数值特征用标准化差异（Cohen d），类别特征用提升度，均给出 95% 区间并控制错误发现率；典型客户由组内中位数（两位有效数字）与众数合成，并确保组内无人与之完全相同。",
        en: "What sets each group apart from the others: standardised differences (Cohen's d) of numbers, lift of labels, with 95 % intervals and a controlled false discovery rate; the typical customer is made of medians (two digits) and modes, changed or withheld where somebody of the group is just so.",
    },
    needs: &["user_id"],
    uses: super::segments::USES,
    defaults: || tree::write(&Params::default()),
    check: |given| Ok(tree::write(read(given)?.get())),
    parts: |_| {
        vec![
            Part::Traits,
            Part::Line(LineField::Category),
            Part::Line(LineField::Channel),
            Part::Line(LineField::Region),
            Part::Line(LineField::PaymentMethod),
            Part::Events,
        ]
    },
    run: |view, given| run(view, &read(given)?),
};

/// Fewest groups: each is compared with the others.
const LEAST_GROUPS: u64 = 2;
/// Most axes of the radar.
const MOST_AXES: usize = 8;

/// Settings from JSON; those left out take their defaults.
///
/// # Errors
/// [`ParamFault`] names a setting that does not exist or lies outside its domain.
pub fn read(given: &Value) -> std::result::Result<ValidParams, ParamFault> {
    super::params::read::<Params>(given)?.check()
}

/// One feature in all groups.
struct Numbers {
    values: Values,
    groups: Vec<Moments>,
    all: Moments,
}

/// Portraits of the groups of a view.
///
/// # Errors
/// Those of the analysis that makes the groups, and [`ErrorKind::Amount`](crate::error::ErrorKind::Amount) when one customer's amounts do not
/// fit 64 bits of ten-thousandths.
pub fn run(view: &CustomerView, params: &ValidParams) -> Result<Found> {
    let params = params.get();
    let history = History::of(view)?;
    let (all, labels_left_out) = attributes(view, &history)?;
    let choices = all.iter().map(|a| Choice { name: a.name, title: a.title.clone(), family: a.family }).collect();
    let (division, missing) = choose(view, &all, params.by.as_deref())?;
    let count = division.as_ref().map_or(0, |d| d.attribute.labels.len());
    let Some(Division { attribute, analysis, grouping }) = division.filter(|_| count as u64 >= LEAST_GROUPS) else {
        let finding: Finding<Params, PortraitOutcome> = Finding {
            params: params.clone(),
            outcome: Outcome::NotEnoughData(Shortage::of("groups", LEAST_GROUPS, count as u64)),
            notices: Vec::new(),
        };
        return Ok(finding.to_json().into());
    };
    let groups = attribute.grouping();
    let least = u64::from(params.least);
    let (features, figures_left_out) = features(view, &history);
    let columns_left_out = labels_left_out + figures_left_out;
    let numbers: Vec<Numbers> = features
        .into_iter()
        .map(|values| {
            let (groups, all) = moments(&values.of, &groups.of, count);
            Numbers { values, groups, all }
        })
        .collect();
    let counts: Vec<Counts<'_>> =
        all.iter().filter(|a| a.name != attribute.name).map(|a| Counts::new(a, &groups.of, count)).collect();

    let axes = axes(&numbers, least);
    let marks = marks::marks(&attribute, &numbers, &counts, count, least);
    let mut sizes = vec![0_u64; count];
    for &group in &groups.of {
        if let Some(size) = sizes.get_mut(usize::from(group)) {
            *size += 1;
        }
    }
    let inside: u64 = sizes.iter().sum();
    // A typical customer leaves with the tables, whatever the settings say.
    let behind = least.max(view.smallest_group());
    let sources = Sources { numbers: &numbers, counts: &counts, of: &groups.of };
    let portrait = |(at, (label, own)): (usize, (&String, marks::Own))| {
        let size = sizes.get(at).copied().unwrap_or(0);
        let small = size < least;
        let (exemplar, exemplar_withheld) = if small { (None, false) } else { sources.typical(Some(at), behind) };
        let of = |numbers: &Numbers, value: &dyn Fn(&Moments) -> f64| {
            numbers.groups.get(at).filter(|moments| !small && moments.n >= least).map(value)
        };
        Portrait {
            label: label.clone(),
            customers: size,
            share: Ratio { num: size, den: inside },
            small,
            marks: own.marks,
            sentence: own.sentence,
            radar: axes
                .iter()
                .filter_map(|&axis| numbers.get(axis as usize))
                .map(|n| of(n, &|moments| if n.values.reversed { 100.0 - moments.rank } else { moments.rank }))
                .collect(),
            means: numbers.iter().map(|n| of(n, &|moments| moments.mean)).collect(),
            exemplar,
            exemplar_withheld,
        }
    };
    let (exemplar, exemplar_withheld) = if inside < least { (None, false) } else { sources.typical(None, behind) };
    let outcome = PortraitOutcome {
        by: attribute.name,
        title: attribute.title.clone(),
        analysis,
        grouping,
        missing,
        choices,
        features: numbers
            .iter()
            .map(|Numbers { values: v, .. }| Feature { name: v.name, title: v.title.clone(), unit: v.unit, reversed: v.reversed })
            .collect(),
        tested: marks.tested,
        found: marks.found,
        everybody: Everybody { customers: view.customers() as u64, exemplar, exemplar_withheld },
        groups: attribute.labels.iter().zip(marks.groups).enumerate().map(portrait).collect(),
        columns_left_out,
        outside: view.customers() as u64 - inside,
        axes,
    };
    let finding =
        Finding { params: params.clone(), outcome: Outcome::Found(outcome), notices: super::segments::notices(columns_left_out) };
    Ok(Found { finding: finding.to_json(), groupings: vec![groups], measures: super::segments::measures(&history) })
}

/// The first features that tell groups apart.
fn axes(numbers: &[Numbers], least: u64) -> Vec<u32> {
    let tells = |n: &Numbers| n.groups.iter().filter(|moments| moments.n >= least).count() > 1;
    let axes = (0_u32..).zip(numbers).filter(|(_, n)| tells(n)).map(|(at, _)| at);
    axes.take(MOST_AXES).collect()
}
