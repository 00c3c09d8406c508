//! insitu: customer analytics that never leaves the tab.
//!
//! The modules stand in the order in which data flow; each uses only modules above it.

#[cfg(feature = "engine")]
pub mod analysis;
#[cfg(feature = "engine")]
pub mod clean;
#[cfg(feature = "engine")]
pub mod customers;
pub mod error;
#[cfg(feature = "engine")]
pub mod fields;
pub mod intake;
#[cfg(feature = "engine")]
pub mod mask;
pub mod notice;
#[cfg(feature = "engine")]
pub mod stats;
pub mod table;
