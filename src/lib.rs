//! insitu: customer analytics that never leaves the tab.
//!
//! The modules stand in the order in which data flow; each uses only modules above it. With the feature `engine` the crate is
//! all of it; with `reader` or `formats` alone it ends behind [`intake`]: what a page needs to read files beside the engine.

pub mod error;
pub mod notice;
pub mod tree;
pub mod table;
#[cfg(feature = "engine")]
pub mod stats;
#[cfg(feature = "engine")]
pub mod demo;
pub mod intake;
#[cfg(feature = "engine")]
pub mod fields;
#[cfg(feature = "engine")]
pub mod clean;
#[cfg(feature = "engine")]
pub mod mask;
#[cfg(feature = "engine")]
pub mod customers;
#[cfg(feature = "engine")]
pub mod analysis;
#[cfg(feature = "engine")]
pub mod recipe;
pub mod report;
#[cfg(feature = "engine")]
pub mod session;
#[cfg(target_arch = "wasm32")]
mod wasm;
