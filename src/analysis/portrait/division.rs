//! Whose portraits are made: the groups of an attribute or of another analysis.

use crate::analysis;
use crate::analysis::segments::{Attribute, Family};
use crate::customers::CustomerView;
use crate::error::Result;

/// Groups of customers.
pub(super) struct Division {
    pub attribute: Attribute,
    /// The analysis that made them, and its grouping.
    pub analysis: Option<&'static str>,
    pub grouping: Option<&'static str>,
}

impl Division {
    fn of(attribute: &Attribute) -> Self {
        Self { attribute: attribute.clone(), analysis: None, grouping: None }
    }
}

/// The wanted groups, and whether there are none such and others stand in their place.
///
/// # Errors
/// Those of the analysis that makes the groups.
pub(super) fn choose(view: &CustomerView, all: &[Attribute], by: Option<&str>) -> Result<(Option<Division>, bool)> {
    if let Some(name) = by {
        if let Some(attribute) = Attribute::find(all, name).and_then(|at| all.get(at)) {
            return Ok((Some(Division::of(attribute)), false));
        }
        if let Some(division) = of_analysis(view, name)? {
            return Ok((Some(division), false));
        }
    }
    let two = |a: &&Attribute| a.labels.len() > 1;
    let first = all.iter().filter(two).find(|a| a.name == "rfm_class").or_else(|| all.iter().find(two));
    Ok((first.map(Division::of), by.is_some()))
}

/// The groups of another analysis with its settings in force; `None` where there is no such analysis or grouping, and of portraits themselves.
fn of_analysis(view: &CustomerView, name: &str) -> Result<Option<Division>> {
    let Some((source, grouping)) = name.split_once('.') else { return Ok(None) };
    let Ok(entry) = analysis::find(source) else { return Ok(None) };
    if matches!(entry.name, "portrait" | "segments") {
        return Ok(None);
    }
    let found = (entry.run)(view, view.settings_of(entry.name))?;
    let Some(grouping) = found.groupings.iter().find(|g| g.name == grouping) else { return Ok(None) };
    let Some(attribute) = Attribute::of_grouping(entry.name, name, Family::Behavioural, grouping) else { return Ok(None) };
    let analysis = Some(entry.name);
    Ok(Some(Division { attribute, analysis, grouping: Some(grouping.name) }))
}
