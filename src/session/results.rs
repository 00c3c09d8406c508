//! results.json: the same bytes from the page and from the command line.

use super::{RowCounts, Session};
use crate::analysis::{self, Analysis};
use crate::clean::{Cleaned, SetAside};
use crate::customers::Summary;
use crate::error::{Error, ErrorKind, Place, Result};
use crate::intake::Part;
use crate::notice::Notice;
use crate::recipe::Recipe;
use crate::table::date::iso_day;
use crate::tree;
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Serialize)]
struct Results {
    insitu: &'static str,
    recipe: Recipe,
    as_of: Option<String>,
    inputs: Vec<Input>,
    quality: Quality,
    customers: Counted,
    results: Map<String, Value>,
    notices: Vec<Notice>,
}

#[derive(Serialize)]
struct Input {
    name: String,
    bytes: u64,
    fingerprint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<String>,
    rows: RowCounts,
}

#[derive(Serialize)]
struct Quality {
    rows_counted: u64,
    set_aside: Vec<SetAside>,
    cleaned: Vec<Cleaned>,
    totals: Summary,
}

#[derive(Serialize)]
struct Counted {
    customers: u64,
    lines: u64,
    first: Option<String>,
    last: Option<String>,
}

/// An analysis that failed beside others: its settings and why.
#[derive(Serialize)]
struct Failed {
    params: Value,
    failed: Failure,
}

#[derive(Serialize)]
struct Failure {
    code: &'static str,
    #[serde(flatten)]
    place: Place,
}

impl Session {
    /// The results of the named analyses as JSON text; `sha256` are the files', where the caller made them. An analysis that cannot follow
    /// these dates or amounts fails alone: its code stands in the place of its outcome, and [`Session::failed`] has it.
    ///
    /// # Errors
    /// Those of the stages and of settings, and that of the first analysis where none has results.
    pub fn results(&mut self, names: &[&str], sha256: &[String]) -> Result<String> {
        let mut results = Map::new();
        let (mut found, mut failed) = (Vec::new(), Vec::new());
        for name in names {
            let finding = match self.analyze(name) {
                Ok(finding) => finding,
                Err(error) if matches!(error.kind(), ErrorKind::Span | ErrorKind::Amount) => {
                    failed.push((analysis::find(name)?, error));
                    continue;
                }
                Err(error) => return Err(error),
            };
            found.extend(finding.notices.iter().cloned());
            results.insert((*name).to_owned(), tree::write(&finding));
        }
        if let Some((_, error)) = failed.first().filter(|_| results.is_empty()) {
            return Err(error.clone());
        }
        for (analysis, error) in &failed {
            let failure = Failure { code: error.code(), place: error.place().clone() };
            let failed = Failed { params: self.params_of(analysis.name, &Value::Null)?, failed: failure };
            results.insert(analysis.name.to_owned(), tree::write(&failed));
        }
        let masked = self.masked()?;
        let sales = self.sales()?;
        let clean = self.table(sales)?.clean()?;
        let totals = Summary::new(&masked);
        let mut sha256 = sha256.iter();
        let input = |part: &Part| Input {
            name: part.name.clone(),
            bytes: part.bytes,
            fingerprint: format!("{:016x}", part.fingerprint),
            sha256: sha256.next().cloned(),
            rows: RowCounts::of_part(part),
        };
        let inputs = self.tables.iter().flat_map(|t| t.raw.parts()).map(input).collect();
        let recipe = self.recipe()?;
        let customers = self.customers()?;
        let is_dated = customers.is_dated();
        let view = customers.view();
        let counted = Counted {
            customers: view.customers() as u64,
            lines: view.lines() as u64,
            first: view.first_day().map(iso_day),
            last: view.last_day().map(iso_day),
        };
        let as_of = is_dated.then(|| iso_day(view.as_of()));
        // Notices of an analysis come from the run above, whatever the page has shown since.
        let mut notices = self.stage_notices();
        notices.extend(found);
        let quality = Quality {
            rows_counted: clean.kept_rows() as u64,
            set_aside: clean.set_aside().to_vec(),
            cleaned: clean.cleaned().to_vec(),
            totals,
        };
        let all =
            Results { insitu: env!("CARGO_PKG_VERSION"), recipe, as_of, inputs, quality, customers: counted, results, notices };
        self.results.failed = failed;
        // The alternate form of a tree is the one of several lines.
        Ok(format!("{:#}\n", tree::write(&all)))
    }

    /// The analyses that failed alone when the results were last made.
    #[must_use]
    pub fn failed(&self) -> &[(&'static Analysis, Error)] {
        &self.results.failed
    }
}
