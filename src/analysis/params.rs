//! Settings from JSON: unknown names are refused, what is left out takes its default, a wrong value is named.

use crate::error::{Error, ErrorKind};
use crate::tree;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::fmt;

/// A setting that does not exist or has a value outside its domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamFault {
    field: String,
}

impl ParamFault {
    pub(super) fn new(field: &str) -> Self {
        Self { field: field.to_owned() }
    }

    /// Name of the setting, a dot between nested names; empty when the settings are no JSON object.
    #[must_use]
    pub fn field(&self) -> &str {
        &self.field
    }
}

impl fmt::Display for ParamFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", ErrorKind::Param.code(), self.field)
    }
}

impl std::error::Error for ParamFault {}

impl From<ParamFault> for Error {
    fn from(fault: ParamFault) -> Self {
        Self::new(ErrorKind::Param).of_setting(&fault.field)
    }
}

/// The defaults with the given settings laid over them. `null` alone stands for "all defaults".
pub(super) fn read<P: Default + Serialize + DeserializeOwned>(given: &Value) -> Result<P, ParamFault> {
    let all = laid_over(tree::write(&P::default()), given, &|settings| tree::read::<P>(settings).is_some())?;
    tree::read(&all).ok_or_else(|| ParamFault::new(""))
}

fn laid_over(defaults: Value, given: &Value, fits: &dyn Fn(&Value) -> bool) -> Result<Value, ParamFault> {
    let given = match given {
        Value::Object(given) => given,
        Value::Null => return Ok(defaults),
        _ => return Err(ParamFault::new("")),
    };
    let mut all = defaults.clone();
    for (name, value) in given {
        // Each setting is tried alone over the defaults, so that the one at fault is known by name.
        let mut alone = defaults.clone();
        for settings in [&mut alone, &mut all] {
            settings.get_mut(name).ok_or_else(|| ParamFault::new(name))?.clone_from(value);
        }
        if !fits(&alone) {
            return Err(ParamFault::new(name));
        }
    }
    Ok(all)
}
