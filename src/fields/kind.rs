//! Kinds of table: what each needs and what tells it from the others.

use super::Field;
use serde::{Deserialize, Serialize};

/// What kind of table a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub enum TableKind {
    /// One row is a customer.
    Customers,
    /// One row is an order or a line of one.
    Orders,
    /// One row is something that a customer did.
    Events,
    /// One row is a channel, on a day perhaps: visitors, clicks, orders, cost.
    Channels,
    /// One row is a service case, an answer to a survey or a review.
    Feedback,
    /// Anything else.
    #[default]
    Unknown,
}

impl TableKind {
    /// The kinds that are known.
    pub const ALL: &[Self] = &[Self::Orders, Self::Customers, Self::Events, Self::Channels, Self::Feedback];

    /// Stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Orders => "orders",
            Self::Events => "events",
            Self::Channels => "channels",
            Self::Feedback => "feedback",
            Self::Unknown => "unknown",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().chain([Self::Unknown]).find(|k| k.code() == code)
    }

    /// The field that tells when a row happened; a table of customers or channels has no such moment.
    #[must_use]
    pub fn moment(self) -> Option<Field> {
        match self {
            Self::Orders => Some(Field::OrderTime),
            Self::Events => Some(Field::BehaviorTime),
            Self::Feedback => Some(Field::FeedbackTime),
            Self::Customers | Self::Channels | Self::Unknown => None,
        }
    }

    /// Letter in the list of fields; the unknown kind has none.
    pub(super) fn letter(self) -> Option<char> {
        match self {
            Self::Customers => Some('C'),
            Self::Orders => Some('O'),
            Self::Events => Some('E'),
            Self::Channels => Some('H'),
            Self::Feedback => Some('F'),
            Self::Unknown => None,
        }
    }

    /// Fields of this kind, in the order in which they are offered; all fields for an unknown one.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        Field::ALL.iter().copied().filter(move |f| f.is_of(self))
    }

    /// What a table of this kind cannot do without: of each group one field, the first being the one to ask for.
    #[must_use]
    pub fn required(self) -> &'static [&'static [Field]] {
        match self {
            Self::Customers => &[&[Field::UserId]],
            Self::Orders => &[&[Field::UserId], &[Field::OrderTime], &[Field::Amount, Field::Price]],
            Self::Events => &[&[Field::UserId], &[Field::BehaviorTime], &[Field::BehaviorType, Field::Page]],
            Self::Channels => &[&[Field::Channel], &[Field::Click], &[Field::Order]],
            Self::Feedback => &[&[Field::Score, Field::Text, Field::Type, Field::HandlingTime]],
            Self::Unknown => &[],
        }
    }

    /// The field of this kind that says when.
    pub(super) fn time(self) -> Option<Field> {
        match self {
            Self::Orders => Some(Field::OrderTime),
            Self::Events => Some(Field::BehaviorTime),
            Self::Channels => Some(Field::Date),
            Self::Feedback => Some(Field::FeedbackTime),
            Self::Customers | Self::Unknown => None,
        }
    }

    /// Fields that speak for this kind, and how loudly (tenths).
    fn evidence(self) -> &'static [(Field, u8)] {
        match self {
            Self::Customers => &[
                (Field::RegisterDate, 12),
                (Field::LastBuyDate, 10),
                (Field::MemberLevel, 8),
                (Field::Gender, 8),
                (Field::Birthday, 8),
                (Field::Age, 8),
                (Field::Occupation, 8),
                (Field::Income, 8),
                (Field::UserName, 5),
                (Field::IdCard, 5),
                (Field::Phone, 5),
                (Field::Email, 5),
                (Field::Address, 4),
                (Field::Region, 2),
            ],
            Self::Orders => &[
                (Field::OrderId, 10),
                (Field::OrderTime, 10),
                (Field::Amount, 10),
                (Field::Quantity, 8),
                (Field::PaymentMethod, 8),
                (Field::IsRefund, 7),
                (Field::Refund, 7),
                (Field::Price, 6),
                (Field::Discount, 5),
                (Field::ProductId, 4),
                (Field::ProductName, 4),
                (Field::Cost, 3),
                (Field::Category, 2),
            ],
            Self::Events => &[
                (Field::BehaviorType, 15),
                (Field::SessionId, 10),
                (Field::Page, 10),
                (Field::BehaviorTime, 8),
                (Field::Duration, 8),
                (Field::ProductId, 3),
            ],
            Self::Channels => &[
                (Field::Click, 14),
                (Field::Uv, 12),
                (Field::Order, 10),
                (Field::ConversionRate, 10),
                (Field::Roi, 10),
                (Field::Revenue, 5),
                (Field::Cost, 5),
                (Field::Channel, 5),
                (Field::Date, 2),
            ],
            Self::Feedback => &[
                (Field::TicketId, 14),
                (Field::Score, 14),
                (Field::HandlingTime, 12),
                (Field::Text, 10),
                (Field::ClosedAt, 10),
                (Field::FeedbackTime, 8),
                (Field::Type, 6),
            ],
            Self::Unknown => &[],
        }
    }

    /// How well fields of these scores make a table of this kind.
    pub(super) fn fit(self, score: &dyn Fn(Field) -> f64) -> Fitness {
        let groups = self.required();
        let of_group = |group: &&[Field]| group.iter().map(|&f| score(f)).fold(0.0, f64::max);
        let required = groups.iter().map(of_group).sum::<f64>() / groups.len().max(1) as f64;
        let evidence = self.evidence().iter().map(|&(f, tenths)| score(f) * f64::from(tenths) / 10.0).sum();
        Fitness { required, evidence }
    }
}

/// How well a mapping makes a table of some kind.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fitness {
    /// Mean score of what the kind needs, 0 to 1.
    pub(super) required: f64,
    /// Weighted sum of the scores of what is typical of it.
    pub(super) evidence: f64,
}
