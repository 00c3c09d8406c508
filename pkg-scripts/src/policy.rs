//! The texts of the policies, read from `www/src/boot/policy.json`: the page's scripts and the header files use the same.

use std::fs;
use std::io::{self, Error};

use serde_json::Value;

use crate::workspace;

/// The policies with their places for script hashes.
pub struct Policies(Value);

impl Policies {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is missing or not JSON.
    pub fn read() -> io::Result<Self> {
        let text = fs::read_to_string(workspace::root().join("www/src/boot/policy.json"))?;
        serde_json::from_str(&text).map(Self).map_err(Error::other)
    }

    /// The policy `name` with `scripts` as the hashes of the inline scripts that may run under it.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn text(&self, name: &str, scripts: &[String]) -> io::Result<String> {
        let policy = self.member(name)?;
        Ok(policy.as_str().unwrap_or_default().replace("{scripts}", &scripts.join(" ")))
    }

    /// The response headers besides the policy, in order.
    ///
    /// # Errors
    /// When the member `headers` is missing.
    pub fn headers(&self) -> io::Result<Vec<(String, String)>> {
        let headers = self.member("headers")?.as_object();
        Ok(headers
            .into_iter()
            .flatten()
            .map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned()))
            .collect())
    }

    fn member(&self, name: &str) -> io::Result<&Value> {
        self.0.get(name).ok_or_else(|| Error::other(format!("policy.json has no {name}")))
    }
}
