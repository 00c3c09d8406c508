//! Made-up customers with traits and labelled lines.

use crate::orders::{self, Line};
use insitu::customers::{CustomerView, Dimension, Figure, NO_LABEL, Parts, Trait, Traits};

/// A customer: gender and city as small numbers, an age, and orders of (day, amount, category, refund).
#[derive(Clone, Debug)]
pub struct Person {
    pub gender: Option<u8>,
    pub city: u16,
    pub answer: Option<u8>,
    pub age: Option<u8>,
    pub orders: Vec<(i32, i64, u8, bool)>,
}

pub const AS_OF: i32 = 400;

fn class(name: &str, field: Option<&'static str>, labels: impl Iterator<Item = Option<String>>) -> Trait {
    let of: Vec<Option<String>> = labels.collect();
    let mut labels: Vec<String> = of.iter().flatten().cloned().collect();
    labels.sort();
    labels.dedup();
    let code =
        |label: &Option<String>| label.as_ref().map_or(NO_LABEL, |label| labels.iter().position(|l| l == label).unwrap() as u32);
    let codes = of.iter().map(code).collect();
    Trait { name: name.to_owned(), field, labels, codes }
}

/// The view of these customers, their ids in this order.
pub fn view(people: &[Person], label: &dyn Fn(&str, u16) -> String) -> CustomerView {
    let mut lines = Vec::new();
    let mut categories = Vec::new();
    for (at, person) in people.iter().enumerate() {
        for (number, &(day, amount, category, refund)) in person.orders.iter().enumerate() {
            let amount = if refund { -amount } else { amount };
            lines.push(Line { user: format!("{at:06}"), order: Some(number.to_string()), day, amount, refund });
            categories.push(Some(label("category", category.into())));
        }
    }
    let plain = orders::view(&lines, AS_OF);
    // The plain view has the buyers alone; here everybody stands in it.
    let mut offsets = vec![0];
    for person in people {
        offsets.push(offsets.last().unwrap() + person.orders.len() as u32);
    }
    let all = plain.all();
    let view =
        CustomerView::from_parts(offsets, all.day.to_vec(), all.order.to_vec(), all.amount.to_vec(), all.refund.to_vec(), AS_OF);
    let mut parts = Parts::default();
    let each = |of: &dyn Fn(&Person) -> Option<String>| people.iter().map(of).collect::<Vec<_>>().into_iter();
    parts.traits = Some(Traits {
        registered: None,
        classes: vec![
            class("gender", Some("gender"), each(&|p| p.gender.map(|g| label("gender", g.into())))),
            class("city", Some("city"), each(&|p| Some(label("city", p.city)))),
            class("满意吗", None, each(&|p| p.answer.map(|a| label("answer", a.into())))),
        ],
        figures: vec![Figure {
            name: "age".to_owned(),
            field: Some("age"),
            values: people.iter().map(|p| p.age.map_or(f64::NAN, f64::from)).collect(),
        }],
    });
    let category = class("category", None, categories.into_iter());
    if !category.labels.is_empty() {
        parts.lines[0] = Some(Dimension::new(category.labels, category.codes));
    }
    view.unwrap().with(parts)
}

pub fn plain_label(kind: &str, number: u16) -> String {
    format!("{kind}{number:05}")
}
