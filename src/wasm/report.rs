//! The report of an engine.

use super::codec::{JsResult, decode, encode, fail};
use super::core::Engine;
use crate::report::{Lang, Summary, faults};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Engine {
    /// The report in five parts: type `Report` for an order of type `ReportOrder`.
    ///
    /// ```js
    /// const { summary, findings } = engine.report({ role: "marketing", lang: "zh", today: "2024-12-31" });
    /// ```
    pub fn report(&mut self, order: JsValue) -> JsResult<JsValue> {
        encode(&self.0.report(&decode(order)?).map_err(fail)?)
    }

    /// What reports take for true of campaigns (type `Assumptions`).
    ///
    /// ```js
    /// engine.assume({ response_low: 0.02, response_high: 0.08, margin: 0.3, contact_cost: 0.5 });
    /// ```
    pub fn assume(&mut self, assumptions: JsValue) -> JsResult<()> {
        self.0.assume(decode(assumptions)?).map_err(fail)
    }

    /// The smallest group that anything which leaves tells of, from 3 to 1000.
    ///
    /// ```js
    /// engine.set_smallest_group(11);
    /// ```
    pub fn set_smallest_group(&mut self, k: u32) -> JsResult<()> {
        self.0.set_smallest_group(k.into()).map_err(fail)
    }

    /// Enters among the exports what a page around this one gets, under a name for it; refused where it and earlier exports together
    /// tell of a few customers.
    ///
    /// ```js
    /// engine.enter("https://portal.example");
    /// ```
    pub fn enter(&mut self, name: &str) -> JsResult<()> {
        self.0.enter(name).map_err(fail)
    }

    /// What is wrong with the suggestion of a summary (type `ReportSummary`): a list of type `SuggestionFault`.
    ///
    /// ```js
    /// const faults = engine.lint(summary, "zh");
    /// ```
    pub fn lint(&self, summary: JsValue, lang: JsValue) -> JsResult<JsValue> {
        let (summary, lang): (Summary, Lang) = (decode(summary)?, decode(lang)?);
        encode(&faults(&summary, lang))
    }
}
