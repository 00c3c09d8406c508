//! How well the cells of a column fit a field.

use super::profile::Profile;
use super::{Domain, Field};
use crate::table::{Column, Kind};

/// What the cells of a field are.
enum Nature {
    Key,
    Word,
    Text,
    Time,
    Money,
    Count,
    Measure,
    Flag,
    Level,
    /// Digits or text, such as telephone numbers.
    Digits,
}

fn nature(field: Field) -> Nature {
    match field {
        Field::UserId | Field::OrderId | Field::ProductId | Field::SessionId | Field::TicketId => Nature::Key,
        Field::ProductName | Field::Category | Field::Channel | Field::Region | Field::PaymentMethod => Nature::Word,
        Field::Occupation | Field::Page | Field::Type => Nature::Word,
        Field::UserName | Field::Email | Field::Address | Field::Text => Nature::Text,
        Field::OrderTime | Field::BehaviorTime | Field::FeedbackTime | Field::ClosedAt => Nature::Time,
        Field::RegisterDate | Field::LastBuyDate | Field::Birthday | Field::Date => Nature::Time,
        Field::Amount | Field::Price | Field::Cost | Field::Discount | Field::Refund | Field::Revenue => Nature::Money,
        Field::Quantity | Field::Uv | Field::Click | Field::Order => Nature::Count,
        Field::Age | Field::Income | Field::Duration | Field::HandlingTime => Nature::Measure,
        Field::ConversionRate | Field::Roi | Field::Score => Nature::Measure,
        Field::IsRefund => Nature::Flag,
        Field::Gender | Field::MemberLevel | Field::BehaviorType => Nature::Level,
        Field::Phone | Field::BankCard | Field::IdCard => Nature::Digits,
    }
}

/// How well the cells fit a field, 0 to 1.
pub(super) fn content(field: Field, p: &Profile, column: &Column) -> f64 {
    let filled = 1.0 - 0.3 * p.null_share;
    let text = p.kind == Kind::Text;
    match nature(field) {
        Nature::Time => match p.kind {
            // Of two that fit alike, the one that tells the time of day.
            Kind::Time => filled * (1.0 - 0.002 * p.whole_share),
            // Months, years and bands are seldom read as times.
            Kind::Text if matches!(field, Field::Date | Field::Birthday) => 0.5,
            Kind::Number if matches!(field, Field::Date | Field::Birthday) && p.is_whole() => 0.5,
            _ => 0.0,
        },
        Nature::Key => {
            let spread = match field {
                Field::ProductId => 1.0,
                _ if p.distinct < 2 && p.filled > 1 => 0.2,
                Field::UserId if p.distinct_ratio > 0.999 && p.filled >= 50 => 0.5,
                _ => 1.0,
            };
            if text || p.is_whole() { spread * filled } else { 0.0 }
        }
        Nature::Word => match p.kind {
            Kind::Text => 1.0,
            Kind::Number if p.is_whole() => 0.3,
            _ => 0.0,
        },
        Nature::Text => f64::from(u8::from(text)),
        Nature::Count if p.is_whole() => 1.0,
        Nature::Count => {
            if p.is_numeric() {
                0.6
            } else {
                0.0
            }
        }
        Nature::Money => match p.kind {
            Kind::Money => filled,
            Kind::Number => 0.95 * filled,
            _ => 0.0,
        },
        Nature::Measure => match p.kind {
            Kind::Number | Kind::Money => filled,
            Kind::Text => 0.5,
            Kind::Time => 0.0,
        },
        Nature::Flag => match p.kind {
            Kind::Text if p.distinct <= 20 => 1.0,
            Kind::Number if p.is_whole() && p.distinct <= 2 => 1.0,
            _ => 0.0,
        },
        Nature::Level => match p.kind {
            Kind::Text if p.distinct <= 500 => 0.6 + 0.4 * Domain::of(field).map_or(0.0, |d| d.share(column)),
            Kind::Number if p.is_whole() && p.distinct <= 20 => 0.6,
            _ => 0.0,
        },
        Nature::Digits => f64::from(u8::from(p.kind != Kind::Time)),
    }
}
