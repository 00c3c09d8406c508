//! Risk of re-identification and disclosure control, against cases worked out by hand or published.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod exports;
mod risk;
mod special_uniques;
mod speed;
