//! How dates and numbers are written, where one column or file leaves open what others leave no doubt about.

use crate::table::date::DateOrder;
use crate::table::{DecimalMark, Doubt, Kind, Reason, Spec};

/// The order of day and month and the mark before decimals of which all that leave no doubt are of one mind.
pub struct Forms {
    order: Option<DateOrder>,
    mark: Option<DecimalMark>,
}

impl Forms {
    /// What these columns tell.
    pub fn of<'a>(specs: impl Iterator<Item = &'a Spec> + Clone) -> Self {
        let sure = specs.filter(|s| matches!(s.form_reason, Some(Reason::Values | Reason::Grouping | Reason::User)));
        let times = sure.clone().filter(|s| s.kind == Kind::Time).map(|s| s.dates);
        let numbers = sure.filter(|s| is_number(s.kind)).map(|s| s.numbers.decimal);
        Self { order: agreed(times), mark: agreed(numbers) }
    }

    /// Settles what a column leaves open, for this reason.
    pub fn settle(&self, spec: &mut Spec, reason: Reason) {
        let doubt = match (spec.kind, self.order, self.mark) {
            (Kind::Time, Some(order), _) if spec.doubts.contains(&Doubt::DateOrder) => {
                spec.dates = order;
                Doubt::DateOrder
            }
            (Kind::Number | Kind::Money, _, Some(mark)) if spec.doubts.contains(&Doubt::DecimalMark) => {
                spec.numbers.decimal = mark;
                Doubt::DecimalMark
            }
            _ => return,
        };
        spec.doubts.retain(|d| *d != doubt);
        spec.form_reason = Some(reason);
    }
}

/// Whether cells of a kind are written as numbers.
pub fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Money)
}

/// What all say, if they say the same.
fn agreed<T: PartialEq>(mut said: impl Iterator<Item = T>) -> Option<T> {
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}
