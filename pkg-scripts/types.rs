//! Prints the TypeScript types of what crosses to the page. Add a type to the list in `main`; `pkg-scripts types`
//! writes the file.
#![allow(clippy::print_stdout)]

use insitu::analysis::rfm::{output, params};
use insitu::{analysis, fields, intake, mask, notice, report, session, stats, table};
use ts_rs::{Config, TS};

/// Prints one exported type with its documentation.
fn print<T: TS>(config: &Config) {
    if let Some(docs) = T::docs() {
        print!("{docs}");
    }
    println!("export {}\n", T::decl(config));
}

macro_rules! print_all {
    ($config:expr, $($type:ty),* $(,)?) => { $(print::<$type>($config);)* };
}

fn main() {
    let config = Config::default();
    print_all!(
        &config,
        report::text::Texts,
        report::Lang,
        notice::Severity,
        notice::Notice,
        table::Kind,
        table::Store,
        table::date::DateOrder,
        table::DecimalMark,
        table::Notation,
        table::BareTime,
        table::LongNumbers,
        table::Reason,
        table::Doubt,
        table::Spec,
        intake::Candidate,
        intake::Encoding,
        intake::EncodingReason,
        intake::LineEnd,
        intake::DialectReason,
        intake::DialectReasons,
        intake::Dialect,
        intake::Container,
        intake::ColumnReading,
        intake::Overrides,
        intake::LeftOut,
        intake::Estimate,
        intake::Plan,
        intake::Range,
        intake::RejectReason,
        intake::Reject,
        fields::TableKind,
        mask::PiiType,
        session::Range,
        session::RowCounts,
        session::ReasonCount,
        session::Why,
        session::Reading,
        session::ColumnInspect,
        session::PartInspect,
        session::FileInspect,
        session::OfferedColumn,
        session::Required,
        session::FieldInfo,
        session::WordedNotice,
        session::Inspect,
        stats::Ratio,
        output::MoneyRatio,
        analysis::Quantity,
        analysis::Shortage,
        params::Method,
        params::Split,
        params::Frequency,
        params::Refunds,
        params::Monetary,
        params::Cuts,
        params::Params,
        output::Window,
        output::Population,
        output::Dimension,
        output::Cell,
        output::SplitValues,
        output::ClassRow,
        output::Classes,
        analysis::rfm::Cells,
        output::SegmentRow,
        output::Segments,
        output::Customers,
        output::RfmOutcome,
        session::RowsOf,
        session::RowsFilter,
        session::RowsQuery,
        session::CustomerRow,
        session::RowsPage,
        session::What,
        session::Form,
        session::Export,
    );
}
