//! The second pass over all journeys: from which event to which, with all that is not shown as one.

use super::counts::Counts;
use super::journeys::{Journey, Journeys};
use super::params::Direction;
use super::trails::Trails;
use crate::analysis::tally::{Cell, Tally};
use crate::error::{Error, Result};

/// Events of the matrices.
const SHOWN: usize = 15;

/// What the second pass counts.
pub(super) struct Flows {
    /// Numbers of the events that each step shows.
    pub shown: Vec<Vec<usize>>,
    /// Numbers of the events that the matrices show.
    pub matrix: Vec<usize>,
    /// Place among those shown by step and number.
    slots: Vec<u8>,
    /// The same in the matrices.
    matrix_slots: Vec<u8>,
    /// Places of a step: events that are shown, and all others.
    stride: usize,
    width: usize,
    nodes: Tally,
    links: Tally,
    /// Journeys that are over before a step.
    over: Tally,
    transitions: Tally,
    by_step: Tally,
    pub trails: Trails,
}

/// Where a journey goes from a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// To an event of the next step, by its place; the one behind the last shown is all others.
    Node(usize),
    /// It ends.
    Exit,
    /// It goes on behind the last step.
    More,
}

impl Flows {
    /// # Errors
    /// `E_MEMORY`.
    pub fn of(all: &Journeys, counts: &Counts, named: usize, steps: usize, nodes: usize) -> Result<Self> {
        let width = named + 1;
        let shown: Vec<Vec<usize>> = (0..steps).map(|step| counts.most_frequent(step, nodes)).collect();
        let matrix = counts.most_frequent_of_all(SHOWN);
        let stride = nodes + 1;
        let mut slots = Vec::with_capacity(steps * width);
        for of_step in &shown {
            slots.extend(places(of_step, width));
        }
        let side = matrix.len() + 2;
        let mut flows = Self {
            slots,
            matrix_slots: places(&matrix, width),
            stride,
            width,
            nodes: Tally::new(steps * stride),
            links: Tally::new(steps * stride * (stride + 1)),
            over: Tally::new(steps + 1),
            transitions: Tally::new(side * side),
            by_step: Tally::new(steps * side),
            trails: Trails::new(steps as u32),
            shown,
            matrix,
        };
        let mut fault: Option<Error> = None;
        let mut full = false;
        follow_all(all, &mut |journey, direction| {
            flows.follow(journey, steps, direction);
            flows.turn(journey);
            if !full {
                match flows.trail(journey, named, direction) {
                    Ok(room) => full = !room,
                    Err(error) => fault = Some(error),
                }
            }
            fault.is_none()
        });
        while full && fault.is_none() {
            let steps = flows.trails.steps();
            flows.trails = std::mem::replace(&mut flows.trails, Trails::new(1)).shorter();
            full = false;
            follow_all(all, &mut |journey, direction| {
                match flows.trail(journey, named, direction) {
                    Ok(room) => full = !room,
                    Err(error) => fault = Some(error),
                }
                !full && fault.is_none()
            });
            if steps <= 1 {
                break;
            }
        }
        fault.map_or(Ok(flows), Err)
    }

    #[inline]
    fn trail(&mut self, journey: Journey<'_>, named: usize, direction: Direction) -> Result<bool> {
        let key = self.trails.key(journey.counted.len(), |step| {
            let node = journey.step(step, direction).map_or(named, usize::from);
            node.min(named) as u32
        });
        self.trails.add(key, journey.customer)
    }

    #[inline]
    fn follow(&mut self, journey: Journey<'_>, steps: usize, direction: Direction) {
        let (customer, length) = (journey.customer, journey.counted.len());
        let slot = |step: usize| {
            let node = usize::from(journey.step(step, direction)?).min(self.width - 1);
            self.slots.get(step * self.width + node).map(|&slot| usize::from(slot))
        };
        let side = self.matrix.len() + 2;
        let Some(mut from) = slot(0) else { return };
        for step in 0..steps {
            if step >= length {
                self.over.add(step, customer);
                self.by_step.add(step * side + side - 1, customer);
                continue;
            }
            let node = journey.step(step, direction).map_or(0, |node| usize::from(node).min(self.width - 1));
            let row = self.matrix_slots.get(node).map_or(0, |&slot| usize::from(slot));
            self.by_step.add(step * side + row, customer);
            self.nodes.add(step * self.stride + from, customer);
            let (to, next) = if step + 1 >= length {
                (self.stride, 0)
            } else if step + 1 == steps {
                (0, 0)
            } else {
                let next = slot(step + 1).unwrap_or(0);
                (next, next)
            };
            self.links.add((step * self.stride + from) * (self.stride + 1) + to, customer);
            from = next;
        }
        if length <= steps {
            self.over.add(steps, customer);
        }
    }

    /// All moves in order of time, with the start and the end.
    #[inline]
    fn turn(&mut self, journey: Journey<'_>) {
        let side = self.matrix.len() + 2;
        let mut from = side - 1;
        for &node in journey.counted {
            let to = self.matrix_slots.get(usize::from(node).min(self.width - 1)).map_or(0, |&slot| usize::from(slot));
            self.transitions.add(from * side + to, journey.customer);
            from = to;
        }
        self.transitions.add(from * side + side - 1, journey.customer);
    }

    /// Journeys by the place of their event at a step.
    pub fn node(&self, step: usize, place: usize) -> Cell {
        self.nodes.at(step * self.stride + place)
    }

    /// Journeys from a place of a step.
    pub fn link(&self, step: usize, place: usize, to: To) -> Cell {
        let to = match to {
            To::Node(next) => next,
            To::Exit => self.stride,
            To::More => 0,
        };
        self.links.at((step * self.stride + place) * (self.stride + 1) + to)
    }

    /// Journeys that are over before a step; before the one behind the last, all that do not go on.
    pub fn over(&self, step: usize) -> Cell {
        self.over.at(step)
    }

    /// Rows and columns of the matrix of moves: the events shown, all others, and the start (as a row) or the end (as a column).
    pub fn side(&self) -> usize {
        self.matrix.len() + 2
    }

    pub fn transition(&self, from: usize, to: usize) -> Cell {
        self.transitions.at(from * self.side() + to)
    }

    /// Journeys at an event of the matrix at a step; behind all others stand those that are over.
    pub fn by_step(&self, step: usize, place: usize) -> Cell {
        self.by_step.at(step * self.side() + place)
    }
}

/// Place of each number among those shown; all others have the one behind.
fn places(shown: &[usize], width: usize) -> Vec<u8> {
    let mut places = vec![shown.len() as u8; width];
    for (place, &node) in shown.iter().enumerate() {
        if let Some(slot) = places.get_mut(node) {
            *slot = place as u8;
        }
    }
    places
}

/// Shows the journeys that count.
fn follow_all(all: &Journeys, show: &mut dyn FnMut(Journey<'_>, Direction) -> bool) {
    all.each(&mut |journey| journey.counted.is_empty() || show(journey, all.direction));
}
