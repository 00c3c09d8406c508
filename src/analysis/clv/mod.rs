//! Customer lifetime value: what customers were worth and what they will be.
#![allow(missing_docs, dead_code)]

mod coin;
mod fit;
mod groups;
mod nbd;
mod pareto;
mod search;
mod spend;
mod tables;
mod unit;

pub use coin::Tosses;
pub use fit::{Fit, Model, Status};
pub use groups::{Group, Groups, History};
pub use spend::{SpendFit, Spender, Spenders, expected_mean};
pub use unit::{Span, Unit};

#[cfg(test)]
mod simulated;
