//! Activity on made-up visits, beside the rules applied one customer at a time.

use insitu::analysis::{Outcome, activity};
use insitu::customers::{CustomerView, Events, NO_DAY, Parts, Traits};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;

const DAY: i64 = 86_400;
const AS_OF: i32 = 200;

/// A customer: moments of events, and the day of registration.
type Person = (Vec<i64>, Option<i32>);

fn people() -> impl Strategy<Value = Vec<Person>> {
    let moment = prop_oneof![0..i64::from(AS_OF) * DAY, (i64::from(AS_OF) - 9) * DAY..i64::from(AS_OF) * DAY];
    // Bursts of a few minutes make sessions, some of them over midnight.
    let burst = (moment, prop::collection::vec(0..4_000_i64, 1..4)).prop_map(|(from, steps)| {
        steps
            .iter()
            .scan(from, |at, step| {
                *at += step;
                Some(*at)
            })
            .collect::<Vec<_>>()
    });
    let person = (prop::collection::vec(burst, 0..8), prop::option::of(0..AS_OF));
    prop::collection::vec(
        person.prop_map(|(bursts, day)| {
            let mut moments: Vec<i64> = bursts.concat().into_iter().filter(|&m| m < i64::from(AS_OF) * DAY).collect();
            moments.sort_unstable();
            (moments, day)
        }),
        1..25,
    )
}

#[allow(clippy::field_reassign_with_default, reason = "what parts were made is a field of the crate alone")]
fn view(people: &[Person], timed: bool) -> CustomerView {
    let empty = CustomerView::from_parts(vec![0; people.len() + 1], vec![], vec![], vec![], vec![], AS_OF).unwrap();
    let mut visits = Events { offsets: vec![0], second: Vec::new(), timed, ..Events::default() };
    for (moments, _) in people {
        visits.second.extend(moments.iter().map(|&m| if timed { m } else { m / DAY * DAY }));
        visits.offsets.push(visits.second.len() as u32);
    }
    let mut parts = Parts::default();
    parts.events = Some(visits);
    let registered = people.iter().map(|(_, day)| day.unwrap_or(NO_DAY)).collect();
    parts.traits = Some(Traits { registered: Some(registered), ..Traits::default() });
    empty.with(parts)
}

/// Sessions (or days) since a day, counted event by event.
fn visits_since(moments: &[i64], day: i32, gap: i64, timed: bool) -> usize {
    let within: Vec<i64> = moments.iter().copied().filter(|m| m.div_euclid(DAY) >= i64::from(day)).collect();
    if !timed {
        return within.iter().map(|m| m.div_euclid(DAY)).collect::<BTreeSet<_>>().len();
    }
    let mut sessions = 0;
    let mut last = None;
    for moment in within {
        sessions += usize::from(last.is_none_or(|last| moment - last > gap));
        last = Some(moment);
    }
    sessions
}

proptest! {
    #[test]
    fn classes_follow_the_rules(people in people(), timed: bool, lost in 1_u32..150, silent in 1_u32..80, days in 1_u32..20, visits in 1_u32..5, gap in 1_u32..60) {
        let params = json!({"lost_days": lost, "silent_days": silent, "active_days": days, "active_visits": visits, "gap_minutes": gap});
        let found = activity::run(&view(&people, timed), &activity::read(&params).unwrap()).unwrap();
        let Outcome::Found(outcome) = &found.finding.outcome else { return Ok(()) };
        prop_assert_eq!(outcome.basis, if timed { "sessions" } else { "event_days" });
        let mut counts = [0; 4];
        let (mut hole, mut open) = (0, 0);
        let begins = people.iter().flat_map(|(moments, _)| moments).map(|m| m.div_euclid(DAY) as i32).min().unwrap();
        for (customer, (moments, registered)) in people.iter().enumerate() {
            let known = moments.iter().map(|m| m.div_euclid(DAY) as i32).chain(*registered).min();
            let class = known.and_then(|known| {
                let judged = |window: u32| AS_OF - known >= window as i32;
                let told = |window: u32| AS_OF - window as i32 >= begins;
                let since = |window: u32| visits_since(moments, AS_OF - window as i32, i64::from(gap) * 60, timed);
                let none = |window: u32| judged(window) && since(window) == 0;
                let active = judged(days) && since(days) >= visits as usize;
                // Somebody who was known before the events begin may have come then.
                let unknown = |window: u32| none(window) && !told(window);
                let nobody_knows = unknown(lost) || unknown(silent) || judged(days) && !active && !told(days);
                match () {
                    () if none(lost) && told(lost) => Some(0),
                    () if none(silent) && told(silent) => Some(1),
                    () if active => Some(2),
                    () if nobody_knows => {
                        open += 1;
                        None
                    }
                    () => {
                        hole += 1;
                        Some(3)
                    }
                }
            });
            let expected = class.map(|class| activity::CLASSES[class]);
            prop_assert_eq!(found.groupings[0].group_of(customer), expected);
            if let Some(class) = class {
                counts[class] += 1;
            }
            let month = found.measures[1].values[customer];
            prop_assert_eq!(month, visits_since(moments, AS_OF - 30, i64::from(gap) * 60, timed) as f64);
        }
        let rows: Vec<u64> = outcome.classes.iter().map(|row| row.customers).collect();
        prop_assert_eq!(&rows[..], &counts[..]);
        prop_assert_eq!((outcome.known, outcome.not_judged, outcome.hole.num), (counts.iter().sum::<u64>() + open, open, hole));
        prop_assert_eq!(found.finding.notices.iter().map(|n| n.count).sum::<u64>(), open);
        for row in outcome.moves.iter().filter(|row| row.now) {
            prop_assert_eq!(&row.customers[..], &counts[..], "{}", row.setting);
        }
        prop_assert!(outcome.moves.iter().all(|row| row.customers.iter().sum::<u64>() <= outcome.known));
        let seen = outcome.known - outcome.without_visit;
        prop_assert_eq!(outcome.recency.iter().map(|bin| bin.count).sum::<u64>(), seen);
        prop_assert_eq!(outcome.visits_30.iter().map(|bin| bin.count).sum::<u64>(), outcome.known);
    }

    #[test]
    fn active_customers_of_a_day_a_week_and_a_month_are_counted_once(people in people()) {
        let found = activity::run(&view(&people, true), &activity::read(&json!({})).unwrap()).unwrap();
        let Outcome::Found(outcome) = &found.finding.outcome else { return Ok(()) };
        let shown = outcome.daily.days.len() as i32;
        for (at, day) in (AS_OF - shown..AS_OF).enumerate() {
            let count = |window: i64| {
                let within = |m: &i64| (i64::from(day) - window + 1..=i64::from(day)).contains(&m.div_euclid(DAY));
                people.iter().filter(|(moments, _)| moments.iter().any(within)).count() as u64
            };
            prop_assert_eq!((outcome.daily.dau[at], outcome.daily.wau[at], outcome.daily.mau[at]), (count(1), count(7), count(30)));
        }
        prop_assert_eq!(outcome.now.mau, *outcome.daily.mau.last().unwrap());
        prop_assert!(outcome.now.stickiness.num <= outcome.now.stickiness.den);
        // 1970-01-01 is a Thursday: the Monday of a day is 3 days before a multiple of 7.
        let mondays: BTreeSet<(usize, i64)> = people.iter().enumerate()
            .flat_map(|(at, (moments, _))| moments.iter().map(move |m| (at, (m.div_euclid(DAY) + 3).div_euclid(7)))).collect();
        prop_assert_eq!(outcome.weeks.iter().map(|week| week.customers).sum::<u64>(), mondays.len() as u64);
        let begins = people.iter().flat_map(|(moments, _)| moments).map(|m| m.div_euclid(DAY)).min().unwrap();
        for (at, week) in outcome.weeks.iter().enumerate() {
            let last = at + 1 == outcome.weeks.len() && (i64::from(AS_OF) + 3) % 7 != 0;
            let first = at == 0 && (begins + 3) % 7 != 0;
            prop_assert_eq!(week.complete, !first && !last, "{}", &week.label);
        }
    }
}
