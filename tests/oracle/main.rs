//! Results beside those of independent implementations and published ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../data/mod.rs"]
mod data;
#[path = "../visits/mod.rs"]
mod visits;
#[path = "../orders/mod.rs"]
mod orders;
mod basket;
mod clv;
mod describe;
mod path;
#[path = "../events/mod.rs"]
mod events;
mod funnel;
mod rfm;
mod time;
mod channel;
mod cluster;
