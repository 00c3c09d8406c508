//! Counts and flows → results.

use super::counts::Counts;
use super::flows::{Flows, To};
use super::nodes::Nodes;
use super::output::{ByStep, EventRow, Group, Link, Node, PathOutcome, PathRow, Paths, Step, Transitions};
use crate::analysis::period::iso;
use crate::analysis::tally::Cell;
use crate::customers::CustomerView;
use crate::error::Result;
use crate::stats::{Exact, Ratio};

/// Paths that are listed.
const PATHS: usize = 50;
/// Events that are listed.
const EVENTS: usize = 50;
/// Events that can be chosen to start or end at.
const NAMES: usize = 300;

/// What is drawn.
pub(super) struct Picture<'a> {
    pub nodes: &'a Nodes,
    pub counts: &'a Counts,
    pub flows: &'a Flows,
    /// Moves, and those between events of one second.
    pub moves: (u64, u64),
    pub basis: &'static str,
    pub timed: bool,
}

impl Picture<'_> {
    /// # Errors
    /// [`ErrorKind::Span`](crate::error::ErrorKind::Span) where the calendar does not reach a day.
    pub fn draw(&self, view: &CustomerView) -> Result<PathOutcome> {
        let Self { nodes, counts, .. } = *self;
        let steps: Vec<Step> = (0..self.flows.shown.len()).map(|step| self.step(step)).collect();
        Ok(PathOutcome {
            as_of: iso(view.as_of())?,
            basis: self.basis,
            timed: self.timed,
            journeys: counts.journeys,
            customers: counts.customers,
            without: counts.without,
            events: counts.events,
            mean_steps: (counts.journeys > 0).then(|| Exact::new(counts.events.into(), counts.journeys)),
            single: self.of_all(counts.single),
            lengths: counts.lengths.clone(),
            tied: Ratio { num: self.moves.1, den: self.moves.0 },
            kinds: nodes.len() as u64 + nodes.rare,
            rare: nodes.rare,
            unlabelled: nodes.unlabelled,
            left_out: nodes.left_out,
            names: nodes.names.iter().take(NAMES).cloned().collect(),
            patterns: nodes.proposals(),
            links: self.links(&steps),
            steps,
            paths: self.paths(),
            transitions: self.transitions(),
            by_step: self.by_step(),
            rows: self.rows(),
        })
    }

    fn of_all(&self, num: u64) -> Ratio {
        Ratio { num, den: self.counts.journeys }
    }

    fn step(&self, step: usize) -> Step {
        let shown = self.flows.shown.get(step).map(Vec::as_slice).unwrap_or_default();
        let kinds = self.counts.at_step(step).iter().filter(|count| **count > 0).count();
        let events = shown.iter().map(|&node| (self.nodes.name(node), 1));
        let others = std::iter::once((None, kinds.saturating_sub(shown.len()) as u64));
        let all = events.chain(others).enumerate().map(|(place, (event, kinds))| {
            let cell = self.flows.node(step, place);
            Node { event, kinds, journeys: self.of_all(cell.count), customers: cell.customers.into() }
        });
        Step {
            step: step as u32 + 1,
            nodes: all.filter(|node| node.journeys.num > 0).collect(),
            over: group(self.flows.over(step)),
        }
    }

    fn links(&self, steps: &[Step]) -> Vec<Link> {
        let mut links = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let next = steps.get(number + 1);
            for (place, node) in step.nodes.iter().enumerate() {
                let mut add = |kind: &'static str, to: To, number_to: Option<u32>| {
                    let cell = self.flows.link(number, place, to);
                    if cell.count > 0 {
                        links.push(Link {
                            step: step.step,
                            from: place as u32,
                            kind,
                            to: number_to,
                            journeys: Ratio { num: cell.count, den: node.journeys.num },
                            customers: cell.customers.into(),
                        });
                    }
                };
                match next {
                    Some(next) => {
                        for to in 0..next.nodes.len() {
                            add("next", To::Node(to), Some(to as u32));
                        }
                    }
                    None => add("more", To::More, None),
                }
                add("exit", To::Exit, None);
            }
        }
        links
    }

    fn paths(&self) -> Paths {
        let trails = &self.flows.trails;
        let rows = trails.top(PATHS).into_iter().map(|trail| PathRow {
            events: trail.nodes().into_iter().map(|node| self.nodes.name(node)).collect(),
            goes_on: trail.goes_on(),
            journeys: self.of_all(trail.cell.count),
            customers: trail.cell.customers.into(),
        });
        Paths { steps: trails.steps(), different: trails.len() as u64, rows: rows.collect() }
    }

    fn matrix_names(&self) -> Vec<String> {
        self.flows.matrix.iter().filter_map(|&node| self.nodes.name(node)).collect()
    }

    fn transitions(&self) -> Transitions {
        let side = self.flows.side();
        let each = |value: &dyn Fn(Cell) -> u64| {
            let row = |from: usize| (0..side).map(|to| value(self.flows.transition(from, to))).collect();
            (0..side).map(row).collect()
        };
        let used = self.counts.occurrences.iter().filter(|count| **count > 0).count();
        Transitions {
            events: self.matrix_names(),
            others: used.saturating_sub(self.flows.matrix.len()) as u64,
            counts: each(&|cell| cell.count),
            customers: each(&|cell| cell.customers.into()),
        }
    }

    fn by_step(&self) -> ByStep {
        let steps = self.flows.shown.len();
        let each = |value: &dyn Fn(Cell) -> u64| {
            let row = |place: usize| (0..steps).map(|step| value(self.flows.by_step(step, place))).collect();
            (0..self.flows.side()).map(row).collect()
        };
        ByStep { events: self.matrix_names(), journeys: each(&|cell| cell.count), customers: each(&|cell| cell.customers.into()) }
    }

    fn rows(&self) -> Vec<EventRow> {
        let counts = self.counts;
        let named = self.nodes.len();
        let ends = |of: &[u16]| {
            let mut ends = vec![0_u64; named + 1];
            for (&number, _) in of.iter().zip(&counts.met).filter(|(_, met)| **met) {
                if let Some(count) = ends.get_mut(usize::from(number).min(named)) {
                    *count += 1;
                }
            }
            ends
        };
        let (entries, exits) = (ends(&counts.entry), ends(&counts.exit));
        let at = |values: &[u64], node: usize| values.get(node).copied().unwrap_or(0);
        let listed = counts.most_frequent_of_all(EVENTS);
        let mut rows: Vec<EventRow> = listed
            .into_iter()
            .map(|node| {
                let reach = counts.reach.at(node);
                EventRow {
                    event: self.nodes.name(node),
                    count: at(&counts.occurrences, node),
                    journeys: Some(self.of_all(reach.count)),
                    customers: Some(Ratio { num: reach.customers.into(), den: counts.customers }),
                    entries: at(&entries, node),
                    exits: at(&exits, node),
                }
            })
            .collect();
        let rest = |values: &[u64], of: &dyn Fn(&EventRow) -> u64| values.iter().sum::<u64>() - rows.iter().map(of).sum::<u64>();
        let others = EventRow {
            event: None,
            count: rest(&counts.occurrences, &|row| row.count),
            journeys: None,
            customers: None,
            entries: rest(&entries, &|row| row.entries),
            exits: rest(&exits, &|row| row.exits),
        };
        if others.count + others.entries + others.exits > 0 {
            rows.push(others);
        }
        rows
    }
}

fn group(cell: Cell) -> Group {
    Group { journeys: cell.count, customers: cell.customers.into() }
}
