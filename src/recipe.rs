//! Every setting of a run as versioned JSON: rules, replayable on any file. Of what stands in cells it holds the labels alone that a rule
//! or a filter names, as the events of a funnel.

use crate::analysis;
use crate::clean::Plan;
use crate::error::{Error, ErrorKind, Result};
use crate::fields::{Known, TableKind};
use crate::intake::Overrides;
use crate::mask::{K, Operator};
use crate::table::date::parse_day;
use crate::tree;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Version of the recipe; another one is refused.
pub const VERSION: u32 = 1;

/// The zone that the engine has rules for.
const ZONE: &str = "Asia/Shanghai";

/// The least and the greatest of smallest groups: two people tell of each other.
const SMALLEST: std::ops::RangeInclusive<u64> = 3..=1000;

/// The settings of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recipe {
    /// Version of this layout.
    pub version: u32,
    /// Reference date (ISO 8601): the exclusive end of all windows; the day after the last order where `null`.
    pub as_of: Option<String>,
    /// Zone in which days begin.
    pub time_zone: String,
    /// How files are read, where the user knows better than the sample.
    pub reading: Overrides,
    /// What is set for each table. A list, because headers come from files and must not become keys.
    pub tables: Vec<TableRecipe>,
    /// Groups of customers that everything is seen of; all customers where there is none.
    pub filter: Vec<Selection>,
    /// Settings of each analysis, all defaults spelled out.
    pub analyses: Map<String, Value>,
    /// What reports take for true of campaigns.
    pub report: Assumptions,
    /// The smallest group of people that anything which leaves tells of: 5 inside a firm, 11 for the public, 20 strict.
    pub smallest_group: u64,
}

/// A group of an analysis that everything else is to be seen of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Selection {
    /// Name of the analysis.
    pub analysis: String,
    /// Name of its grouping, as `class`.
    pub grouping: String,
    /// Code of the group.
    pub group: String,
    /// Whether it is a group of those who were chosen before it, and not of those whom the selection before it is a group of.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "types", ts(optional, as = "Option<bool>"))]
    pub within: bool,
}

/// What the user takes for true of a campaign. None of it is in the data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Assumptions {
    /// The least share of those addressed who buy once because of it, from 0 to 1.
    pub response_low: f64,
    /// The greatest, from 0 to 1.
    pub response_high: f64,
    /// The part of the revenue that is left after the cost of the goods, from 0 to 1.
    pub margin: f64,
    /// What it costs to address one customer, in money of the data.
    pub contact_cost: f64,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self { response_low: 0.02, response_high: 0.08, margin: 0.3, contact_cost: 0.5 }
    }
}

impl Assumptions {
    /// The same, if they are shares and costs.
    ///
    /// # Errors
    /// `E_PARAM` with the name of the one that is not.
    pub fn check(self) -> Result<Self> {
        let share = |v: f64| (0.0..=1.0).contains(&v);
        let fault = [
            ("response_low", share(self.response_low)),
            ("response_high", share(self.response_high) && self.response_high >= self.response_low),
            ("margin", share(self.margin)),
            ("contact_cost", self.contact_cost.is_finite() && self.contact_cost >= 0.0),
        ];
        match fault.into_iter().find(|(_, fits)| !fits) {
            Some((name, _)) => Err(Error::new(ErrorKind::Param).of_setting(&["report.", name].concat())),
            None => Ok(self),
        }
    }
}

/// What is set for one table. It is for the table that has most of its columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TableRecipe {
    /// What kind of table it is.
    pub kind: TableKind,
    /// Its columns and their fields; where none is named, they are guessed.
    pub columns: Vec<Known>,
    /// The plan of its cleaning; the proposed one where there is none.
    pub cleaning: Option<Plan>,
    /// What happens to columns before they leave, where that is not the default.
    pub masking: Vec<Operated>,
}

/// A column and what happens to it before it leaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operated {
    /// Header of the column.
    pub column: String,
    /// What happens to it.
    pub operator: Operator,
    /// The user's word that personal data are kept as they are.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirmed: bool,
}

/// A reference date in days since 1970-01-01.
///
/// # Errors
/// `E_PARAM` if it is not of the form `YYYY-MM-DD`.
pub fn day(text: &str) -> Result<i32> {
    parse_day(text).ok_or_else(|| Error::new(ErrorKind::Param).of_setting("as_of"))
}

/// The same number, if groups may be as small.
///
/// # Errors
/// `E_PARAM` below 3, of which each could tell the other two, and above 1000.
pub fn smallest_group(k: u64) -> Result<u64> {
    let fault = || Error::new(ErrorKind::Param).of_setting("smallest_group").of_known(["3–1000"]);
    if SMALLEST.contains(&k) { Ok(k) } else { Err(fault()) }
}

impl TableRecipe {
    /// How many of its columns are among these headers, in thousandths; 0 where it names none.
    #[must_use]
    pub fn fit(&self, is_header: impl Fn(&str) -> bool) -> u32 {
        let found = self.columns.iter().filter(|c| is_header(&c.header)).count();
        (found * 1000).checked_div(self.columns.len()).unwrap_or(0) as u32
    }
}

impl Default for Recipe {
    fn default() -> Self {
        Self {
            version: VERSION,
            as_of: None,
            time_zone: ZONE.to_owned(),
            reading: Overrides::default(),
            tables: Vec::new(),
            filter: Vec::new(),
            analyses: analysis::ANALYSES.iter().map(|a| (a.name.to_owned(), (a.defaults)())).collect(),
            report: Assumptions::default(),
            smallest_group: K,
        }
    }
}

impl Recipe {
    /// Reads a recipe; settings that it leaves out take their defaults.
    ///
    /// # Errors
    /// `E_RECIPE` for what is no recipe, naming the first part that recipes do not have; `E_NEWER` for one of a later version;
    /// `E_PARAM` for a value outside its domain, naming the part where it stands.
    pub fn from_json(text: &str) -> Result<Self> {
        let fault = || Error::new(ErrorKind::Recipe);
        let whole: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).or(Err(fault()))?;
        let parts = whole.as_object().ok_or_else(fault)?;
        if parts.get("version").and_then(Value::as_u64).is_some_and(|version| version > u64::from(VERSION)) {
            return Err(ErrorKind::Newer.into());
        }
        let known = tree::write(&Self::default());
        for (name, part) in parts {
            if known.get(name).is_none() {
                return Err(fault().named(name));
            }
            let alone = Value::Object([(name.clone(), part.clone())].into_iter().collect());
            let _: Self = tree::read(&alone).ok_or_else(|| Error::new(ErrorKind::Param).of_setting(name))?;
        }
        let recipe: Self = tree::read(&whole).ok_or_else(fault)?;
        recipe.check()
    }

    /// The same recipe with every default spelled out.
    ///
    /// # Errors
    /// `E_RECIPE` for another version, `E_PARAM` for a value outside its domain, `E_UNKNOWN_ANALYSIS`.
    pub fn check(mut self) -> Result<Self> {
        if self.version != VERSION {
            return Err(ErrorKind::Recipe.into());
        }
        // Only this zone has its rules in the engine; another one must not be taken for it in silence.
        if self.time_zone != ZONE {
            return Err(Error::new(ErrorKind::Param).of_setting("time_zone").named(&self.time_zone).of_known([ZONE]));
        }
        self.as_of_day()?;
        self.report.check()?;
        smallest_group(self.smallest_group)?;
        let mut analyses = Self::default().analyses;
        for (name, params) in &self.analyses {
            analyses.insert(name.clone(), (analysis::find(name)?.check)(params)?);
        }
        self.analyses = analyses;
        for selection in &self.filter {
            analysis::find(&selection.analysis)?;
        }
        Ok(self)
    }

    /// The reference date in days since 1970-01-01.
    ///
    /// # Errors
    /// `E_PARAM` if it is not a date of the form `YYYY-MM-DD`.
    pub fn as_of_day(&self) -> Result<Option<i32>> {
        self.as_of.as_deref().map(day).transpose()
    }

    /// Sets one value by its path, as `rfm.bins` or `as_of`; names of analyses may stand first.
    ///
    /// # Errors
    /// `E_PARAM` if there is no such setting or the value does not fit.
    pub fn set(&mut self, path: &str, value: &str) -> Result<()> {
        self.set_all(&[(path.to_owned(), value.to_owned())])
    }

    /// Sets values as [`Recipe::set`] one. What they are together has to fit, in whatever order they come.
    ///
    /// # Errors
    /// `E_PARAM` if there is no such setting or a value does not fit.
    pub fn set_all(&mut self, values: &[(String, String)]) -> Result<()> {
        let mut whole = self.clone();
        for (path, value) in values {
            whole = whole.with(path, value)?;
        }
        *self = whole.check().map_err(|e| {
            // A zone or an analysis that nobody has is named by its own error; of a value, the path is what the user typed.
            let alone = |(path, value): &&(String, String)| self.with(path, value).is_ok_and(|one| one.check().is_err());
            let faulty = values.iter().find(alone).or(values.last()).filter(|_| e.place().name.is_none());
            faulty.map_or(e.clone(), |(path, _)| e.of_setting(path))
        })?;
        Ok(())
    }

    /// With one value more, which may not fit the others.
    fn with(&self, path: &str, value: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
        let fault = || Error::new(ErrorKind::Param).of_setting(path);
        let mut whole = tree::write(self);
        let pointer = match path.split_once('.') {
            Some((first, _)) if analysis::find(first).is_ok() => format!("/analyses/{}", path.replace('.', "/")),
            _ => format!("/{}", path.replace('.', "/")),
        };
        *whole.pointer_mut(&pointer).ok_or_else(fault)? = value;
        tree::read(&whole).ok_or_else(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_prints_and_reads_back() {
        let mut recipe = Recipe::default();
        recipe.set("as_of", "2006-12-31").unwrap();
        recipe.set("rfm.bins", "4").unwrap();
        recipe.set("rfm.method", "r_rfm").unwrap();
        let text = serde_json::to_string(&recipe).unwrap();
        assert_eq!(Recipe::from_json(&text).unwrap(), recipe);
        assert_eq!(recipe.analyses["rfm"]["bins"], 4);
        assert_eq!(recipe.as_of_day().unwrap(), Some(13_513));
    }

    #[test]
    fn values_that_fit_together_come_in_any_order() {
        let window = ("funnel.window".to_owned(), "20000".to_owned());
        let unit = ("funnel.window_unit".to_owned(), "seconds".to_owned());
        for values in [[window.clone(), unit.clone()], [unit.clone(), window.clone()]] {
            let mut recipe = Recipe::default();
            recipe.set_all(&values).unwrap();
            assert_eq!(recipe.analyses["funnel"]["window"], 20_000);
        }
        let mut recipe = Recipe::default();
        let fault = recipe.set_all(&[window, ("rfm.bins".to_owned(), "4".to_owned())]).unwrap_err();
        assert_eq!((fault.code(), fault.place().setting.as_deref()), ("E_PARAM", Some("funnel.window")));
        assert_eq!(recipe, Recipe::default());
    }

    #[test]
    fn what_is_not_a_recipe_of_this_version_is_refused() {
        for (text, code) in [
            ("{}x", "E_RECIPE"),
            ("[]", "E_RECIPE"),
            ("{\"version\": 0}", "E_RECIPE"),
            ("{\"version\": 2}", "E_NEWER"),
            ("{\"version\": 2, \"colour\": 1}", "E_NEWER"),
            ("{\"version\": \"1\"}", "E_PARAM"),
            ("{\"tables\": {}}", "E_PARAM"),
            ("{\"reading\": {\"colour\": 1}}", "E_PARAM"),
            ("{\"colour\": 1}", "E_RECIPE"),
            ("{\"as_of\": \"soon\"}", "E_PARAM"),
            ("{\"time_zone\": \"UTC\"}", "E_PARAM"),
            ("{\"analyses\": {\"rfm\": {\"bins\": 99}}}", "E_PARAM"),
            ("{\"analyses\": {\"abd\": {}}}", "E_UNKNOWN_ANALYSIS"),
        ] {
            assert_eq!(Recipe::from_json(text).unwrap_err().code(), code, "{text}");
        }
        for path in ["rfm.nothing", "nothing", "as_of", "rfm.bins"] {
            assert_eq!(Recipe::default().set(path, "[1]").unwrap_err().code(), "E_PARAM", "{path}");
        }
    }

    #[test]
    fn assumptions_are_shares_and_costs() {
        for (name, wrong) in [
            ("response_low", Assumptions { response_low: -0.1, ..Assumptions::default() }),
            ("response_high", Assumptions { response_high: 0.01, ..Assumptions::default() }),
            ("margin", Assumptions { margin: 1.5, ..Assumptions::default() }),
            ("contact_cost", Assumptions { contact_cost: f64::NAN, ..Assumptions::default() }),
        ] {
            let error = wrong.check().unwrap_err();
            assert_eq!((error.code(), error.place().setting.as_deref()), ("E_PARAM", Some(["report.", name].concat().as_str())));
        }
        assert!(Assumptions::default().check().is_ok());
    }
}
