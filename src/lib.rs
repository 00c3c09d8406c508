//! insitu: customer analytics that never leaves the tab.
//!
//! The modules stand in the order in which data flow; each uses only modules above it. Two builds exist of the one crate:
//! with the feature `engine` all of it, with `formats` alone the reader of legacy encodings.

pub mod error;
pub mod notice;
pub mod table;
#[cfg(feature = "engine")]
pub mod stats;
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
