//! What is done to a column before it leaves, chosen by the user: rules alone, fit for a recipe.
//!
//! In: cells of a clean column, one at a time, and the key. Out: what of them may leave. Unkeyed hashes are not offered: all
//! mobile numbers of China can be hashed within hours.

mod applied;
mod coarse;

pub use applied::{Applied, Setting, Value};

use super::PiiType;
use crate::error::{Error, ErrorKind, Result};
use crate::table::Kind;
use serde::{Deserialize, Serialize};

/// What is done to a column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Operator {
    /// The mask of its kind of personal data ([`super::redact`]), or both ends ([`super::keep_ends`]). Analyses read the column
    /// as it is, so that they are exact.
    #[default]
    Mask,
    /// A keyed name: equal values have equal names in all files under one key. Analyses are exact.
    Pseudonym,
    /// Numbers as the band they fall into, `[20,30)`: the lower edge belongs to it, the upper does not. Analyses of the column
    /// are those of its bands.
    Band(Bands),
    /// Ages, dates of birth or identity cards as bands of age, `35-39`, from 80 on `80+`. Ages of dates are taken at the as-of
    /// date. Analyses of the column are those of its bands.
    AgeBand(AgeWidth),
    /// Numbers above a cap as the cap. Counts and medians below it stay exact, sums and means become smaller.
    TopCode(Cap),
    /// Numbers as the nearest multiple of a step, halves away from zero. Sums are right to half a step for each row.
    Round {
        /// The step, above 0.
        step: f64,
    },
    /// Dates and times moved by whole days. By customer, gaps and frequency of each customer stay exact, and calendars,
    /// recency and everything that compares customers in time are off by up to twice the days. By file, recency is exact too where the
    /// as-of date moves along, and only calendars and seasons are off.
    ShiftDates {
        /// Most days, 1 to 3650. The number is even over −days to days without 0, so that no date stays as it was.
        days: u16,
        /// What has one shift.
        by: ShiftBy,
    },
    /// Dates and times as the first moment of their period. Analyses by this period or a coarser one are exact, recency is up to
    /// one period too long.
    CoarsenDate(Period),
    /// Addresses, regions, identity cards and plates as province or city. Analyses by region are exact at this level for all rows
    /// that tell it, the others have none.
    Region(RegionLevel),
    /// Nothing leaves. Analyses are exact; what is exported lacks the column.
    Drop,
    /// The column leaves as it is. For personal data the user must confirm it. Analyses are exact.
    Keep,
}

/// Bands of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Bands {
    /// Bands of this width, one of which starts at 0.
    Width(f64),
    /// Bands between these edges, in ascending order; below the first and from the last on there is one more each, `(-∞,10)` and
    /// `[90,∞)`.
    Edges(Vec<f64>),
}

/// Width of the bands of age.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum AgeWidth {
    /// 5 years.
    Five,
    /// 10 years.
    #[default]
    Ten,
}

/// Where numbers are capped.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum Cap {
    /// At a number.
    At(f64),
    /// At a quantile of the column, 0.5 to below 1.
    Quantile(f64),
}

/// What has one shift of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum ShiftBy {
    /// Each customer, by HMAC of the id: the same in all files under one key.
    #[default]
    Customer,
    /// All dates under one key.
    File,
}

/// Period that dates are coarsened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "CoarsePeriod"))]
pub enum Period {
    /// Calendar month.
    Month,
    /// Quarter of the calendar year.
    Quarter,
    /// Calendar year.
    Year,
}

/// Level that places are coarsened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum RegionLevel {
    /// Province.
    Province,
    /// City.
    City,
}

/// What an operator does to results that use its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "OperatorEffect"))]
pub enum Effect {
    /// None: the same results.
    Exact,
    /// Results are those of the coarser column, and a panel that uses it says so.
    Coarser,
    /// Gaps between dates of one customer stay, dates themselves do not.
    GapsExact,
    /// Gaps between all dates stay, dates themselves do not.
    ShiftedAlike,
}

impl Operator {
    /// Stable name, as in the recipe.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Mask => "mask",
            Self::Pseudonym => "pseudonym",
            Self::Band(_) => "band",
            Self::AgeBand(_) => "age_band",
            Self::TopCode(_) => "top_code",
            Self::Round { .. } => "round",
            Self::ShiftDates { .. } => "shift_dates",
            Self::CoarsenDate(_) => "coarsen_date",
            Self::Region(_) => "region",
            Self::Drop => "drop",
            Self::Keep => "keep",
        }
    }

    /// What it does to results that use the column.
    #[must_use]
    pub fn effect(&self) -> Effect {
        match self {
            Self::Mask | Self::Pseudonym | Self::Drop | Self::Keep => Effect::Exact,
            Self::ShiftDates { by: ShiftBy::Customer, .. } => Effect::GapsExact,
            Self::ShiftDates { by: ShiftBy::File, .. } => Effect::ShiftedAlike,
            Self::Band(_) | Self::AgeBand(_) | Self::TopCode(_) | Self::Round { .. } | Self::CoarsenDate(_) | Self::Region(_) => {
                Effect::Coarser
            }
        }
    }

    /// Whether it can be used on a column of this kind of cells and of personal data.
    #[must_use]
    pub fn applies_to(&self, kind: Kind, pii: Option<PiiType>) -> bool {
        let number = matches!(kind, Kind::Number | Kind::Money);
        match self {
            Self::Mask | Self::Pseudonym | Self::Drop | Self::Keep => true,
            // Numbers that are names, such as telephone numbers, have no size.
            Self::Band(_) | Self::TopCode(_) | Self::Round { .. } => number && pii.is_none(),
            Self::AgeBand(_) => {
                (kind == Kind::Number && pii.is_none())
                    || kind == Kind::Time
                    || matches!(pii, Some(PiiType::IdCard | PiiType::Birthday))
            }
            Self::ShiftDates { .. } | Self::CoarsenDate(_) => kind == Kind::Time,
            Self::Region(RegionLevel::Province) if pii == Some(PiiType::Plate) => true,
            Self::Region(_) => matches!(pii, Some(PiiType::Address | PiiType::IdCard)) || (kind == Kind::Text && pii.is_none()),
        }
    }

    /// Whether the user must confirm it before anything leaves: personal data as it is.
    #[must_use]
    pub fn needs_confirmation(&self, pii: Option<PiiType>) -> bool {
        *self == Self::Keep && pii.is_some()
    }

    /// Checks the settings, and that the operator fits a column.
    ///
    /// # Errors
    /// `E_PARAM` with the operator as the setting for numbers out of their domain or a column that it does not apply to;
    /// `E_NOT_CONFIRMED` for personal data that are to be kept without the user's word.
    pub fn check(&self, kind: Kind, pii: Option<PiiType>, confirmed: bool) -> Result<()> {
        let positive = |step: f64| step.is_finite() && step > 0.0;
        let fits = match self {
            Self::Band(Bands::Width(step)) | Self::Round { step } => positive(*step),
            Self::Band(Bands::Edges(edges)) => {
                (1..=1000).contains(&edges.len()) && edges.iter().all(|e| e.is_finite()) && edges.is_sorted_by(|a, b| a < b)
            }
            Self::TopCode(Cap::At(cap)) => cap.is_finite(),
            Self::TopCode(Cap::Quantile(share)) => (0.5..1.0).contains(share),
            Self::ShiftDates { days, .. } => (1..=3650).contains(days),
            _ => true,
        };
        if !fits || !self.applies_to(kind, pii) {
            return Err(Error::new(ErrorKind::Param).of_setting(self.code()));
        }
        if self.needs_confirmation(pii) && !confirmed {
            return Err(Error::new(ErrorKind::NotConfirmed).of_setting(self.code()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Operator> {
        vec![
            Operator::Mask,
            Operator::Pseudonym,
            Operator::Band(Bands::Width(10.0)),
            Operator::Band(Bands::Edges(vec![0.0, 18.0, 60.0])),
            Operator::AgeBand(AgeWidth::Five),
            Operator::TopCode(Cap::At(80.0)),
            Operator::TopCode(Cap::Quantile(0.99)),
            Operator::Round { step: 0.5 },
            Operator::ShiftDates { days: 30, by: ShiftBy::Customer },
            Operator::ShiftDates { days: 30, by: ShiftBy::File },
            Operator::CoarsenDate(Period::Quarter),
            Operator::Region(RegionLevel::City),
            Operator::Drop,
            Operator::Keep,
        ]
    }

    #[test]
    fn operators_are_written_and_read_back() {
        for operator in all() {
            let json = serde_json::to_value(&operator).unwrap();
            let name = json.as_str().map(str::to_owned).or_else(|| json.as_object()?.keys().next().cloned());
            assert_eq!(name.as_deref(), Some(operator.code()));
            assert_eq!(serde_json::from_value::<Operator>(json).unwrap(), operator);
        }
        let read = |text: &str| serde_json::from_str::<Operator>(text).ok();
        assert_eq!(read("{\"band\":{\"width\":5}}"), Some(Operator::Band(Bands::Width(5.0))));
        assert_eq!(
            read("{\"shift_dates\":{\"days\":7,\"by\":\"file\"}}"),
            Some(Operator::ShiftDates { days: 7, by: ShiftBy::File })
        );
        for wrong in
            ["\"hash\"", "\"md5\"", "{\"round\":{\"step\":1,\"more\":2}}", "{\"shift_dates\":{\"days\":7}}", "{}", "null"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn settings_out_of_their_domain_are_refused_by_name() {
        for wrong in [
            Operator::Band(Bands::Width(0.0)),
            Operator::Band(Bands::Width(f64::NAN)),
            Operator::Band(Bands::Edges(vec![])),
            Operator::Band(Bands::Edges(vec![2.0, 1.0])),
            Operator::Band(Bands::Edges(vec![1.0, 1.0])),
            Operator::Round { step: -1.0 },
            Operator::TopCode(Cap::Quantile(1.0)),
            Operator::TopCode(Cap::At(f64::INFINITY)),
        ] {
            let error = wrong.check(Kind::Number, None, true).unwrap_err();
            assert_eq!((error.code(), error.place().setting.as_deref()), ("E_PARAM", Some(wrong.code())));
        }
        for days in [0, 3651] {
            assert!(Operator::ShiftDates { days, by: ShiftBy::File }.check(Kind::Time, None, true).is_err());
        }
    }

    #[test]
    fn operators_fit_their_columns_only() {
        let fits = |operator: &Operator, kind, pii| operator.check(kind, pii, true).is_ok();
        let phone = Some(PiiType::Phone);
        let names = |kind, pii| {
            all().into_iter().filter(|o| fits(o, kind, pii)).map(|o| o.code()).collect::<std::collections::BTreeSet<_>>()
        };
        let always = ["drop", "keep", "mask", "pseudonym"];
        let with = |more: &[&'static str]| always.iter().chain(more).copied().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(names(Kind::Number, phone), with(&[]));
        assert_eq!(names(Kind::Number, None), with(&["band", "age_band", "top_code", "round"]));
        assert_eq!(names(Kind::Money, None), with(&["band", "top_code", "round"]));
        assert_eq!(names(Kind::Time, None), with(&["age_band", "shift_dates", "coarsen_date"]));
        assert_eq!(names(Kind::Text, Some(PiiType::Address)), with(&["region"]));
        assert_eq!(names(Kind::Text, Some(PiiType::IdCard)), with(&["age_band", "region"]));
        assert_eq!(names(Kind::Text, Some(PiiType::Email)), with(&[]));
    }

    #[test]
    fn keeping_personal_data_asks_first() {
        let keep = Operator::Keep;
        assert_eq!(keep.check(Kind::Text, Some(PiiType::Phone), false).unwrap_err().code(), "E_NOT_CONFIRMED");
        assert!(keep.check(Kind::Text, Some(PiiType::Phone), true).is_ok());
        assert!(keep.check(Kind::Text, None, false).is_ok());
    }
}
