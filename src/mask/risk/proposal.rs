//! Which columns are proposed as quasi-identifiers.

use crate::fields::Field;
use crate::stats::Ratio;

/// What kind of value a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Words or codes.
    Category,
    /// Days or moments.
    Date,
    /// Measured or counted amounts.
    Number,
}

/// What is known of a column.
#[derive(Clone, Copy, Debug)]
pub struct ColumnFacts {
    /// Its field, if it has one.
    pub field: Option<Field>,
    /// What kind of value it holds.
    pub nature: Nature,
    /// Different values, of those that are not missing.
    pub distinct: Ratio,
    /// Whether it names a person by itself (name, telephone, number of an account or a person).
    pub is_direct_identifier: bool,
}

/// Why a column is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Its field is one that others may know of a person.
    Field,
    /// A date that is not the same for everybody.
    Date,
    /// A category that parts the table into many groups: distinct ratio from 1e-4 to 0.5.
    RareCategory,
}

impl Why {
    /// Stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Date => "date",
            Self::RareCategory => "rare_category",
        }
    }
}

/// A column that is proposed as a quasi-identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its place.
    pub column: usize,
    /// Why it is proposed.
    pub why: Why,
}

/// Fields that others may know of a person.
const KNOWN: [Field; 9] = [
    Field::Gender,
    Field::Age,
    Field::Birthday,
    Field::Region,
    Field::Address,
    Field::RegisterDate,
    Field::MemberLevel,
    Field::LastBuyDate,
    Field::Occupation,
];

/// Fields that name the row, or measure it: not proposed for their distinct ratio.
const NEVER: [Field; 6] = [Field::UserId, Field::OrderId, Field::TicketId, Field::SessionId, Field::Amount, Field::Quantity];

/// Quasi-identifiers of a table, in the order of its columns: sex, age, birthday, region, register date, level, last-buy date, other dates, and
/// rare categories. A direct identifier is none: it is masked or dropped. A column with one value splits nothing and is none either.
///
/// ```
/// use insitu::fields::Field;
/// use insitu::mask::risk::{ColumnFacts, Nature, Why, quasi_identifiers};
/// use insitu::stats::Ratio;
/// let column = |field, num| ColumnFacts { field, nature: Nature::Category, distinct: Ratio { num, den: 1000 }, is_direct_identifier: false };
/// let found = quasi_identifiers(&[column(Some(Field::UserId), 400), column(Some(Field::Gender), 2), column(None, 40), column(None, 600)]);
/// assert_eq!(found.iter().map(|p| (p.column, p.why)).collect::<Vec<_>>(), [(1, Why::Field), (2, Why::RareCategory)]);
/// ```
#[must_use]
pub fn quasi_identifiers(columns: &[ColumnFacts]) -> Vec<Proposal> {
    let proposal = |(column, facts)| why(facts).map(|why| Proposal { column, why });
    columns.iter().enumerate().filter_map(proposal).collect()
}

fn why(facts: &ColumnFacts) -> Option<Why> {
    let Ratio { num, den } = facts.distinct;
    let is_of = |fields: &[Field]| facts.field.is_some_and(|f| fields.contains(&f));
    if facts.is_direct_identifier || num < 2 || is_of(&NEVER) {
        return None;
    }
    let is_rare = num.saturating_mul(10_000) >= den;
    match facts.nature {
        _ if is_of(&KNOWN) => Some(Why::Field),
        Nature::Date if is_rare => Some(Why::Date),
        Nature::Category if is_rare && num.saturating_mul(2) <= den => Some(Why::RareCategory),
        _ => None,
    }
}
