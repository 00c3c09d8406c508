//! Risk of re-identification and disclosure control, against cases worked out by hand or published.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod cross_tables;
mod exports;
mod risk;
mod simplex;
mod special_uniques;
mod speed;
