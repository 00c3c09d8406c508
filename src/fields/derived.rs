//! Fields that follow from others, computed again and compared with what was supplied.
//!
//! Decimals are compared exactly: a supplied value is right when the computed one rounds to it, that is when they differ by at
//! most half a unit of the last decimal that its column uses anywhere.

use super::{Field, MappedTable};
use crate::table::{Column, Kind};
use serde::Serialize;

/// How many rows a check names.
const NAMED_ROWS: usize = 10;
/// Places behind the point that a number may have to be taken as a decimal.
const PLACES: u32 = 9;
/// Places of a money column.
const MONEY_PLACES: u32 = 4;
const DAY: i64 = 86_400;

/// One way to compute a field, and how many supplied values it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DerivedTrial"))]
pub struct Trial {
    /// Stable name of the formula, as `order_per_click_percent`.
    pub definition: &'static str,
    /// Rows in which both values are there.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub compared: u64,
    /// Rows in which they agree.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub equal: u64,
}

/// A supplied field against its formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(rename = "DerivedCheck"))]
pub struct Check {
    /// The supplied field.
    pub field: Field,
    /// The formula that fits best.
    pub definition: &'static str,
    /// Whether it fits 95 of 100 compared rows; otherwise the definition is open.
    pub fits: bool,
    /// Rows in which both values are there.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub compared: u64,
    /// Rows in which they agree.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub equal: u64,
    /// Rows in which they do not.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub differ: u64,
    /// Rows in which one of them is not there or cannot be computed.
    #[cfg_attr(feature = "types", ts(type = "number"))]
    pub missing: u64,
    /// The first rows, from 0, that differ.
    #[cfg_attr(feature = "types", ts(type = "number[]"))]
    pub rows: Vec<usize>,
    /// All formulas that were tried.
    pub trials: Vec<Trial>,
}

/// A decimal: `units · 10^-places`.
#[derive(Clone, Copy)]
struct Decimal {
    units: i128,
    places: u32,
}

impl Decimal {
    const ONE: Self = Self { units: 1, places: 0 };
    const HUNDRED: Self = Self { units: 100, places: 0 };
    const TEN: Self = Self { units: 10, places: 0 };

    /// The decimal that a number was written as: the shortest that is the same `f64`.
    fn of_number(number: f64) -> Option<Self> {
        if !number.is_finite() || number.abs() >= 1e15 {
            return None;
        }
        let mut scale = 1.0_f64;
        for places in 0..=PLACES {
            let units = (number * scale).round();
            if units / scale == number {
                return Some(Self { units: units as i128, places });
            }
            scale *= 10.0;
        }
        None
    }

    fn at(column: &Column, row: usize) -> Option<Self> {
        match column.kind() {
            Kind::Money => Some(Self { units: i128::from(column.int_at(row)?), places: MONEY_PLACES }),
            Kind::Number => Self::of_number(column.number_at(row)?),
            Kind::Text | Kind::Time => None,
        }
    }

    /// Places that are needed to write it.
    fn used(self) -> u32 {
        let mut decimal = self;
        while decimal.places > 0 && decimal.units % 10 == 0 {
            decimal = Self { units: decimal.units / 10, places: decimal.places - 1 };
        }
        decimal.places
    }

    fn times(self, other: Self) -> Option<Self> {
        Some(Self { units: self.units.checked_mul(other.units)?, places: self.places + other.places })
    }

    fn minus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        Some(Self { units: self.to(places)?.checked_sub(other.to(places)?)?, places })
    }

    fn to(self, places: u32) -> Option<i128> {
        self.units.checked_mul(10_i128.checked_pow(places.checked_sub(self.places)?)?)
    }
}

/// A computed value as a fraction, so that no division rounds.
struct Fraction {
    over: Decimal,
    under: Decimal,
}

impl Fraction {
    fn of(over: Decimal, under: Decimal) -> Option<Self> {
        (under.units != 0).then_some(Self { over, under })
    }

    /// Whether it rounds to a decimal: |over − supplied · under| ≤ ½ · 10^-places · |under|. `None` beyond 128 bits.
    fn rounds_to(&self, supplied: Decimal, places: u32) -> Option<bool> {
        let half = Decimal { units: 5, places: places + 1 };
        let gap = self.over.minus(supplied.times(self.under)?)?;
        let room = half.times(self.under)?;
        let all = gap.places.max(room.places);
        Some(gap.to(all)?.abs() <= room.to(all)?.abs())
    }
}

type Formula<'a> = (&'static str, &'a dyn Fn(usize) -> Option<Fraction>);

/// The columns of a table by field.
type Lookup<'a> = &'a dyn Fn(Field) -> Option<&'a Column>;

/// Compares a column with several formulas and keeps the one that agrees most often, the first of equals.
fn check(field: Field, supplied: &Column, formulas: &[Formula<'_>]) -> Option<Check> {
    let rows = supplied.len();
    let places = (0..rows).filter_map(|row| Decimal::at(supplied, row)).map(Decimal::used).max()?;
    let agrees = |formula: &Formula<'_>, row: usize| (formula.1)(row)?.rounds_to(Decimal::at(supplied, row)?, places);
    let mut trials = Vec::new();
    for formula in formulas {
        let (mut compared, mut equal) = (0, 0);
        for agrees in (0..rows).filter_map(|row| agrees(formula, row)) {
            compared += 1;
            equal += u64::from(agrees);
        }
        trials.push(Trial { definition: formula.0, compared, equal });
    }
    let best = |a: usize, b: usize| if trials.get(b).map(|t| t.equal) > trials.get(a).map(|t| t.equal) { b } else { a };
    let at = (0..trials.len()).reduce(best)?;
    let (trial, formula) = (*trials.get(at)?, formulas.get(at)?);
    let differing = (0..rows).filter(|&row| agrees(formula, row) == Some(false)).take(NAMED_ROWS).collect();
    (trial.compared > 0).then(|| Check {
        field,
        definition: trial.definition,
        fits: trial.equal * 20 >= trial.compared * 19,
        compared: trial.compared,
        equal: trial.equal,
        differ: trial.compared - trial.equal,
        missing: rows as u64 - trial.compared,
        rows: differing,
        trials,
    })
}

/// amount = quantity × price, less the discount where one is given: as an amount, a share, a percentage off or a rate to pay.
fn amount(column: Lookup<'_>) -> Option<Check> {
    let supplied = column(Field::Amount)?;
    let (quantity, price) = (column(Field::Quantity)?, column(Field::Price)?);
    let gross = |row| Decimal::at(quantity, row)?.times(Decimal::at(price, row)?);
    let plain = |row| Fraction::of(gross(row)?, Decimal::ONE);
    let Some(discount) = column(Field::Discount) else {
        return check(Field::Amount, supplied, &[("quantity_price", &plain)]);
    };
    let off = |row| Decimal::at(discount, row);
    let less = |row| Fraction::of(gross(row)?.minus(off(row)?)?, Decimal::ONE);
    let share = |row| Fraction::of(gross(row)?.times(Decimal::ONE.minus(off(row)?)?)?, Decimal::ONE);
    let percent = |row| Fraction::of(gross(row)?.times(Decimal::HUNDRED.minus(off(row)?)?)?, Decimal::HUNDRED);
    let rate = |row| Fraction::of(gross(row)?.times(off(row)?)?, Decimal::ONE);
    let tenths = |row| Fraction::of(gross(row)?.times(off(row)?)?, Decimal::TEN);
    let formulas: &[Formula<'_>] = &[
        ("quantity_price", &plain),
        ("quantity_price_less_discount", &less),
        ("quantity_price_less_share", &share),
        ("quantity_price_less_percent", &percent),
        ("quantity_price_times_rate", &rate),
        ("quantity_price_times_tenths", &tenths),
    ];
    check(Field::Amount, supplied, formulas)
}

/// conversion rate = orders / clicks (definitions of channels), in per cent or as a share; orders / visitors is tried too.
fn conversion_rate(column: Lookup<'_>) -> Option<Check> {
    let supplied = column(Field::ConversionRate)?;
    let order = column(Field::Order)?;
    let share = |under: Option<&Column>, row| Fraction::of(Decimal::at(order, row)?, Decimal::at(under?, row)?);
    let percent = |under, row| share(under, row).and_then(|f| Fraction::of(f.over.times(Decimal::HUNDRED)?, f.under));
    let (click, uv) = (column(Field::Click), column(Field::Uv));
    let formulas: &[Formula<'_>] = &[
        ("order_per_click_percent", &|row| percent(click, row)),
        ("order_per_click", &|row| share(click, row)),
        ("order_per_uv_percent", &|row| percent(uv, row)),
        ("order_per_uv", &|row| share(uv, row)),
    ];
    check(Field::ConversionRate, supplied, formulas)
}

/// roi: (revenue − cost) / cost, or what is named ROAS, revenue / cost; both as a number or in per cent.
fn roi(column: Lookup<'_>) -> Option<Check> {
    let supplied = column(Field::Roi)?;
    let (revenue, cost) = (column(Field::Revenue)?, column(Field::Cost)?);
    let both = |row| Some((Decimal::at(revenue, row)?, Decimal::at(cost, row)?));
    let ratio = |row| both(row).and_then(|(r, c)| Fraction::of(r, c));
    let profit = |row| both(row).and_then(|(r, c)| Fraction::of(r.minus(c)?, c));
    let percent = |f: Fraction| Fraction::of(f.over.times(Decimal::HUNDRED)?, f.under);
    let formulas: &[Formula<'_>] = &[
        ("profit_per_cost", &profit),
        ("revenue_per_cost", &ratio),
        ("profit_per_cost_percent", &|row| profit(row).and_then(percent)),
        ("revenue_per_cost_percent", &|row| ratio(row).and_then(percent)),
    ];
    check(Field::Roi, supplied, formulas)
}

/// All checks that the columns of a table allow. `column` gives the column of a field, raw or cleaned.
#[must_use]
pub fn checks(column: Lookup<'_>) -> Vec<Check> {
    [amount(column), conversion_rate(column), roi(column)].into_iter().flatten().collect()
}

/// A supplied time against one computed elsewhere (seconds of wall time), as the last purchase from the orders. Where the
/// supplied column has days only, days are compared.
#[must_use]
pub fn times(field: Field, definition: &'static str, supplied: &Column, computed: &dyn Fn(usize) -> Option<i64>) -> Check {
    let days = supplied.ints().flatten().all(|second| second.rem_euclid(DAY) == 0);
    let unit = if days { DAY } else { 1 };
    let mut check = Check {
        field,
        definition,
        fits: false,
        compared: 0,
        equal: 0,
        differ: 0,
        missing: 0,
        rows: Vec::new(),
        trials: Vec::new(),
    };
    for row in 0..supplied.len() {
        match (supplied.int_at(row).filter(|_| supplied.kind() == Kind::Time), computed(row)) {
            (Some(given), Some(found)) => {
                check.compared += 1;
                if given.div_euclid(unit) == found.div_euclid(unit) {
                    check.equal += 1;
                } else {
                    check.differ += 1;
                    if check.rows.len() < NAMED_ROWS {
                        check.rows.push(row);
                    }
                }
            }
            _ => check.missing += 1,
        }
    }
    check.fits = check.compared > 0 && check.equal * 20 >= check.compared * 19;
    check.trials.push(Trial { definition, compared: check.compared, equal: check.equal });
    check
}

impl MappedTable {
    /// All checks that the columns as read allow.
    #[must_use]
    pub fn derived(&self) -> Vec<Check> {
        checks(&|field| self.column(field).map(|(_, column)| column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(cells: &[f64]) -> Column {
        Column::of_numbers("n", cells.iter().map(|&v| v.is_finite().then_some(v)))
    }

    fn money(cells: &[i64]) -> Column {
        Column::of_ints("m", Kind::Money, cells.iter().map(|&v| Some(v)))
    }

    fn run(columns: &[(Field, Column)]) -> Vec<Check> {
        checks(&|field| columns.iter().find(|(f, _)| *f == field).map(|(_, c)| c))
    }

    #[test]
    fn amounts_are_compared_to_half_a_cent() {
        let columns = [
            (Field::Quantity, numbers(&[3.0, 2.0, 1.0, f64::NAN, 3.0])),
            // 3 × 0.335 = 1.005, which rounds to 1.00 or 1.01.
            (Field::Price, money(&[3_350, 12_500, 99_900, 10_000, 3_350])),
            (Field::Amount, money(&[10_100, 25_000, 99_800, 10_000, 10_200])),
        ];
        let found = run(&columns);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].compared, found[0].equal, found[0].differ, found[0].missing), (4, 2, 2, 1));
        assert_eq!((found[0].rows.as_slice(), found[0].definition), (&[2, 4][..], "quantity_price"));
    }

    #[test]
    fn each_kind_of_discount_is_found() {
        let of = |discount: Column, amount: &[i64]| {
            let columns = [
                (Field::Quantity, numbers(&[2.0, 1.0])),
                (Field::Price, money(&[1_000_000, 1_000_000])),
                (Field::Discount, discount),
                (Field::Amount, money(amount)),
            ];
            let check = run(&columns).remove(0);
            assert!(check.fits);
            check.definition
        };
        assert_eq!(of(numbers(&[0.0, 0.0]), &[2_000_000, 1_000_000]), "quantity_price");
        assert_eq!(of(money(&[50_000, 120_000]), &[1_950_000, 880_000]), "quantity_price_less_discount");
        assert_eq!(of(numbers(&[0.2, 0.1]), &[1_600_000, 900_000]), "quantity_price_less_share");
        assert_eq!(of(numbers(&[20.0, 12.5]), &[1_600_000, 875_000]), "quantity_price_less_percent");
        assert_eq!(of(numbers(&[0.88, 0.95]), &[1_760_000, 950_000]), "quantity_price_times_rate");
        assert_eq!(of(numbers(&[8.8, 9.5]), &[1_760_000, 950_000]), "quantity_price_times_tenths");
    }

    #[test]
    fn the_seed_s_channel() {
        let of = |rate: &[f64], revenue: f64, roi: f64| {
            run(&[
                (Field::Uv, numbers(&[10_000.0])),
                (Field::Click, numbers(&[2000.0])),
                (Field::Order, numbers(&[300.0])),
                (Field::ConversionRate, numbers(rate)),
                (Field::Cost, numbers(&[5000.0])),
                (Field::Revenue, numbers(&[revenue])),
                (Field::Roi, numbers(&[roi])),
            ])
        };
        let names = |checks: &[Check]| checks.iter().map(|c| (c.definition, c.fits)).collect::<Vec<_>>();
        assert_eq!(names(&of(&[15.0], 21_000.0, 3.2)), [("order_per_click_percent", true), ("profit_per_cost", true)]);
        assert_eq!(names(&of(&[0.15], 16_000.0, 3.2)), [("order_per_click", true), ("revenue_per_cost", true)]);
        assert_eq!(names(&of(&[3.0], 9000.0, 3.2)), [("order_per_uv_percent", true), ("profit_per_cost", false)]);
    }

    #[test]
    fn a_rate_is_right_when_the_quotient_rounds_to_it() {
        let rates = [33.3, 66.7, 66.6, 14.3];
        let columns = [
            (Field::Click, numbers(&[3.0, 3.0, 3.0, 0.0])),
            (Field::Order, numbers(&[1.0, 2.0, 2.0, 1.0])),
            (Field::ConversionRate, numbers(&rates)),
        ];
        let check = run(&columns).remove(0);
        assert_eq!((check.equal, check.differ, check.missing, check.rows.as_slice()), (2, 1, 1, &[2][..]));
    }

    #[test]
    fn days_are_compared_as_days() {
        let of = |supplied: &[Option<i64>], computed: &[Option<i64>]| {
            let column = Column::of_ints("t", Kind::Time, supplied.iter().copied());
            times(Field::LastBuyDate, "last_order", &column, &|row| computed[row])
        };
        let check = of(&[Some(DAY), Some(2 * DAY), None], &[Some(DAY + 5), Some(3 * DAY), Some(DAY)]);
        assert_eq!((check.compared, check.equal, check.differ, check.missing), (2, 1, 1, 1));
        let check = of(&[Some(DAY + 5), Some(DAY + 6)], &[Some(DAY + 5), Some(DAY)]);
        assert_eq!((check.equal, check.rows), (1, vec![1]));
    }
}
