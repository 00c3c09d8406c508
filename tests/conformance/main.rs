//! Published suites of odd delimited files: what the reader understood is what their authors expect.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::print_stderr)]

#[path = "../data/mod.rs"]
mod data;
mod duckdb;
mod suites;

use insitu::error::Error;
use insitu::intake::{Container, Overrides, Plan, RawTable, Source, plan, read, unpack};
use std::rc::Rc;

/// A file as `convert --stage raw` sees it.
pub struct Raw {
    /// How it was read.
    pub plan: Plan,
    /// Rows of text, each with its surplus cells.
    pub rows: Vec<Vec<String>>,
    /// What was read; nothing if there is no row below the header.
    pub table: Option<RawTable>,
}

/// Reads every cell as text.
pub fn raw(name: &str, bytes: &[u8], overrides: &Overrides) -> Result<Raw, Error> {
    let overrides = Overrides { all_text: true, ..overrides.clone() };
    let source: &[u8] = bytes;
    assert_eq!(source.size(), bytes.len() as u64);
    let read = match Container::of(bytes) {
        Container::Text => read(name, source, &overrides, 1 << 20),
        packed => unpack(name, &(Rc::new(bytes.to_vec()) as Rc<dyn Source>), packed, &overrides),
    };
    match read {
        Ok(table) => {
            let cell = |row| move |c: &insitu::table::Column| c.text_at(row).unwrap_or_default().into_owned();
            let line = |row| table.columns.iter().map(cell(row)).chain(table.surplus.of(row).map(str::to_owned)).collect();
            Ok(Raw { plan: table.first.plan.clone(), rows: (0..table.rows).map(line).collect(), table: Some(table) })
        }
        Err(error) if error.code() == "E_HEADER_ONLY" => {
            Ok(Raw { plan: plan(source, &overrides)?, rows: Vec::new(), table: None })
        }
        Err(error) => Err(error),
    }
}

impl Raw {
    /// Names of the columns.
    pub fn names(&self) -> Vec<String> {
        self.plan.columns.iter().map(|c| c.name.clone()).collect()
    }

    /// Header and rows.
    pub fn all(&self) -> Vec<Vec<String>> {
        let header = self.plan.dialect.header_row.map(|_| self.names());
        header.into_iter().chain(self.rows.iter().cloned()).collect()
    }

    /// Codes of the notices.
    pub fn notices(&self) -> Vec<&'static str> {
        self.table.iter().flat_map(|t| t.notices.iter().map(|n| n.code)).collect()
    }
}
