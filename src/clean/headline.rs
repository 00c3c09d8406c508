//! The headline numbers of a table under its plan, without it, and without its fillings: what cleaning does to results.

use super::amount::{Units, units};
use super::{Action, CleanTable, Decisions, Entry, Rule};
use crate::error::Result;
use crate::fields::{AmountSource, Field};
use crate::stats::Ratio;
use crate::table::{Column, Money, each_code};
use serde::Serialize;

/// Headline numbers of the rows that count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Headline {
    /// Rows that count, of all rows.
    pub rows: Ratio,
    /// Different customers.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub customers: Option<u64>,
    /// Different order numbers.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub orders: Option<u64>,
    /// Sum of the amounts (or of price × quantity) as they stand, negative ones included; nothing for orders that were
    /// refunded on their own row.
    #[cfg_attr(feature = "types", ts(type = "number | null"))]
    pub revenue: Option<Money>,
}

/// The same numbers under three plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Headlines {
    /// With nothing but the rows set aside that cannot count.
    pub without: Headline,
    /// Under the plan and the decisions but for the fillings of missing cells.
    pub without_fills: Headline,
    /// Under the plan and the decisions.
    pub with: Headline,
}

impl CleanTable {
    /// The headline numbers. `customers` are the coded keys of the rows and the customer of each code, numbers from 0; a number
    /// that is not below `count` is nobody's.
    #[must_use]
    pub fn headline(&self, customers: Option<(&Column, &[u32], usize)>) -> Headline {
        let kept = self.kept();
        let customers = customers.map(|(keys, of_code, count)| {
            let mut seen = vec![false; count];
            each_code(keys, |row, code| {
                let slot = code.filter(|_| kept.value(row)).and_then(|c| of_code.get(c as usize));
                if let Some(slot) = slot.and_then(|&c| seen.get_mut(c as usize)) {
                    *slot = true;
                }
            });
            seen.into_iter().filter(|s| *s).count() as u64
        });
        let orders = self.field(Field::OrderId).map(|(_, column)| super::profile::distinct(column, kept));
        Headline {
            rows: Ratio { num: kept.count_set_bits() as u64, den: kept.len() as u64 },
            customers,
            orders,
            revenue: self.revenue(),
        }
    }

    fn revenue(&self) -> Option<Money> {
        let mut total = 0_i128;
        let refunded = self.refunded();
        let mut add = |cells: &mut dyn Iterator<Item = Option<Units>>| {
            for (row, cell) in cells.enumerate() {
                let counts = self.kept().value(row) && refunded.as_ref().is_none_or(|r| !r.value(row));
                total += cell.filter(|_| counts).map_or(0, |u| i128::from(u.value));
            }
        };
        match self.mapped().amount_source()? {
            AmountSource::Amount(i) | AmountSource::Price(i) => add(&mut units(self.column(i)?).map(Option::flatten)),
            AmountSource::PriceQuantity(p, q) => {
                let both = units(self.column(p)?).zip(units(self.column(q)?));
                add(&mut both.map(|(p, q)| Units::product(p??, q??)));
            }
        }
        Some(Money(total))
    }

    /// The headline numbers without plan and decisions, with both but for fillings, and with all.
    ///
    /// # Errors
    /// None in practice: plan and decisions were found valid for this table.
    pub fn headlines(&self, customers: Option<(&Column, &[u32], usize)>) -> Result<Headlines> {
        let is_no_fill = |e: &Entry| e.rule != Rule::Missing || e.action == Action::Delete;
        Ok(Headlines {
            without: self.again(Some(&self.plan.only(|_| false)), &Decisions::default())?.headline(customers),
            without_fills: self.again(Some(&self.plan.only(is_no_fill)), &self.decisions)?.headline(customers),
            with: self.headline(customers),
        })
    }
}
