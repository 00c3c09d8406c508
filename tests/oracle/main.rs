//! Results beside those of independent implementations and published ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../data/mod.rs"]
mod data;
#[path = "../orders/mod.rs"]
mod orders;
#[path = "../events/mod.rs"]
mod events;
mod clv;
mod describe;
mod funnel;
mod rfm;
mod time;
mod cluster;
