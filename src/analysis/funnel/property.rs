//! Labels by name: of events and of customers.

use crate::customers::{CustomerView, EventField, NO_LABEL};

/// Fields of events that settings name, beside the headers of other columns.
pub(super) const FIELDS: [(&str, EventField, &str); 6] = [
    ("product", EventField::Product, "field_product_id"),
    ("category", EventField::Category, "field_category"),
    ("channel", EventField::Channel, "field_channel"),
    ("session", EventField::Session, "field_session_id"),
    ("order", EventField::Order, "field_order_id"),
    ("page", EventField::Page, "field_page"),
];

/// The field of events with this name.
pub(super) fn field_of(name: &str) -> Option<EventField> {
    FIELDS.iter().find(|(own, ..)| *own == name).map(|(_, field, _)| *field)
}

/// Labels of all events or of all customers.
#[derive(Clone, Copy)]
pub(super) struct Property<'a> {
    pub name: &'a str,
    pub labels: &'a [String],
    codes: &'a [u32],
    /// Whether the labels are of events.
    pub of_events: bool,
}

impl<'a> Property<'a> {
    /// The label of an event of a customer.
    #[inline]
    pub fn label(&self, customer: usize, place: u32) -> Option<usize> {
        let at = if self.of_events { place as usize } else { customer };
        self.codes.get(at).copied().filter(|code| *code != NO_LABEL).map(|code| code as usize)
    }

    /// Codes of all events; none of a property of customers.
    pub fn of_event(&self) -> Option<&'a [u32]> {
        self.of_events.then_some(self.codes)
    }
}

/// Why there is no such property.
pub(super) enum Missing {
    /// The tables lack the field: its code.
    Field(&'static str),
    /// Nothing has that name.
    Unknown,
}

/// The property with a name: a field of events, another column of theirs, or what is known of customers.
pub(super) fn find<'a>(view: &'a CustomerView, name: &'a str) -> Result<Property<'a>, Missing> {
    let events = view.events().ok_or(Missing::Unknown)?;
    if let Some((_, field, code)) = FIELDS.iter().find(|(own, ..)| *own == name) {
        let dimension = events.labels(*field).ok_or(Missing::Field(code))?;
        return Ok(Property { name, labels: &dimension.labels, codes: dimension.codes(), of_events: true });
    }
    all(view).into_iter().find(|property| property.name == name).ok_or(Missing::Unknown)
}

/// Everything of few values that is known of events and customers.
pub(super) fn all(view: &CustomerView) -> Vec<Property<'_>> {
    let mut all = Vec::new();
    if let Some(events) = view.events() {
        for (name, field, _) in FIELDS.iter().filter(|(name, ..)| !matches!(*name, "session" | "order")) {
            if let Some(dimension) = events.labels(*field) {
                all.push(Property { name, labels: &dimension.labels, codes: dimension.codes(), of_events: true });
            }
        }
        for (name, dimension) in &events.properties {
            all.push(Property { name, labels: &dimension.labels, codes: dimension.codes(), of_events: true });
        }
    }
    for class in view.people().map(|people| people.classes.as_slice()).unwrap_or_default() {
        all.push(Property { name: &class.name, labels: &class.labels, codes: &class.codes, of_events: false });
    }
    all
}
