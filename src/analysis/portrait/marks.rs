//! What sets groups apart: every difference tested once, all under one false discovery rate.

use super::Numbers;
use super::labels::{Counts, label_lift};
use super::moments::difference;
use super::output::{Difference, Direction, Mark, Phrase, Size};
use crate::analysis::segments::{Attribute, related};
use crate::stats::{Lift, false_discovery, order};

/// Differences above this false discovery rate may be chance.
const RATE: f64 = 0.05;
/// Most marks of a group.
const MOST: usize = 12;
/// Most parts of a sentence.
const MOST_PHRASES: usize = 3;

/// The marks of all groups.
pub(super) struct Marks {
    pub tested: u64,
    pub found: u64,
    pub groups: Vec<Own>,
}

/// The marks of a group.
#[derive(Default)]
pub(super) struct Own {
    pub marks: Vec<Mark>,
    pub sentence: Vec<Phrase>,
}

/// A difference that was tested.
struct Trial {
    group: usize,
    /// Place of the feature or attribute.
    source: usize,
    what: What,
    /// d or h; infinite where d is not defined.
    effect: f64,
    p: f64,
}

enum What {
    Number(Difference),
    Label(usize, Lift),
}

/// Tests every feature and label of every group.
pub(super) fn marks(by: &Attribute, numbers: &[Numbers], counts: &[Counts<'_>], groups: usize, least: u64) -> Marks {
    let mut trials: Vec<Trial> = Vec::new();
    for (source, numbers) in numbers.iter().enumerate() {
        for group in 0..groups {
            if let Some((difference, p)) = difference(&numbers.groups, group, least) {
                let beyond = f64::INFINITY.copysign(difference.mean - difference.others);
                trials.push(Trial { group, source, effect: difference.d.unwrap_or(beyond), what: What::Number(difference), p });
            }
        }
    }
    for (source, counts) in counts.iter().enumerate() {
        for (group, label, lift) in counts.lifts(least) {
            if let (Some(effect), Some(p)) = (lift.effect(), lift.p_value()) {
                trials.push(Trial { group, source, what: What::Label(label, lift), effect, p });
            }
        }
    }
    let p: Vec<f64> = trials.iter().map(|trial| trial.p).collect();
    let q = false_discovery(&p);
    let strength = |at: usize| trials.get(at).map_or(0.0, |trial| trial.effect.abs());
    let ranked = order(trials.len(), &|a, b| strength(b).total_cmp(&strength(a)));
    let mut own: Vec<Own> = (0..groups).map(|_| Own::default()).collect();
    let mut found = 0;
    for at in ranked {
        let (Some(trial), Some(&q)) = (trials.get(at), q.get(at)) else { continue };
        if q > RATE {
            continue;
        }
        found += 1;
        let Some(size) = size(trial.effect) else { continue };
        let Some(own) = own.get_mut(trial.group).filter(|own| own.marks.len() < MOST) else { continue };
        own.marks.extend(mark(trial, q, size, numbers, counts, by.name));
    }
    for own in &mut own {
        own.sentence = sentence(&own.marks);
    }
    Marks { tested: trials.len() as u64, found, groups: own }
}

fn size(effect: f64) -> Option<Size> {
    match effect.abs() {
        e if e >= 0.8 => Some(Size::Large),
        e if e >= 0.5 => Some(Size::Medium),
        e if e >= 0.2 => Some(Size::Small),
        _ => None,
    }
}

fn mark(trial: &Trial, q: f64, size: Size, numbers: &[Numbers], counts: &[Counts<'_>], by: &str) -> Option<Mark> {
    let (name, title, label) = match &trial.what {
        What::Number(_) => numbers.get(trial.source).map(|n| (n.values.name, n.values.title.clone(), None))?,
        What::Label(label, _) => {
            let attribute = counts.get(trial.source)?.attribute;
            (attribute.name, attribute.title.clone(), attribute.labels.get(*label).cloned())
        }
    };
    let (number, part) = match trial.what {
        What::Number(difference) => (Some(difference), None),
        What::Label(_, lift) => (None, label_lift(lift)),
    };
    Some(Mark {
        name,
        title,
        label,
        direction: if trial.effect > 0.0 { Direction::High } else { Direction::Low },
        size,
        strength: Some(trial.effect.abs()).filter(|strength| strength.is_finite()),
        number,
        part,
        p: trial.p,
        q,
        by_rule: related(by, name),
    })
}

/// The strongest marks that are no rule, one of those that are made of each other; where there are none, the rule.
fn sentence(marks: &[Mark]) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let found = marks.iter().any(|mark| !mark.by_rule);
    for mark in marks.iter().filter(|mark| mark.by_rule != found) {
        if phrases.len() < MOST_PHRASES && phrases.iter().all(|phrase| !related(phrase.name, mark.name)) {
            phrases.push(Phrase {
                name: mark.name,
                title: mark.title.clone(),
                label: mark.label.clone(),
                direction: mark.direction,
                size: mark.size,
                reference: "other_groups",
                by_rule: mark.by_rule,
            });
        }
    }
    phrases
}
