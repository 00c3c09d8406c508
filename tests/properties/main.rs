//! What must hold for every input.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../visits/mod.rs"]
mod visits;
#[path = "../orders/mod.rs"]
mod orders;
#[path = "../events/mod.rs"]
mod events;
mod activity;
mod basket;
mod products;
mod recommend;
mod funnel;
mod funnel_rules;
mod lifecycle;
mod path;
mod people;
mod portrait;
mod retention;
mod abc;
mod channel;
mod describe;
mod rfm;
mod segments;
