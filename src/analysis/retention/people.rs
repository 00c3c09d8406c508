//! Lines, events and registrations → when each customer started and came back.

use super::params::{Activity, Bracket, Cohort, Params};
use crate::analysis::period::Calendar;
use crate::customers::{Covered, CustomerView, Events, NO_DAY};
use crate::error::Result;
use crate::table::date::{DAY, civil_day};

/// Where activity and first days come from.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    view: &'a CustomerView,
    pub cohort: Cohort,
    pub activity: Activity,
}

impl<'a> Sources<'a> {
    /// The sources of the settings, `Auto` replaced by what there is; else the code of what is missing.
    pub fn new(view: &'a CustomerView, params: &Params) -> std::result::Result<Self, &'static str> {
        let (orders, events) = (view.all().refund.contains(&false), view.events().is_some());
        let registered = view.people().is_some_and(|people| people.registered.is_some());
        let cohort = match params.cohort {
            Cohort::Auto if !orders && events => Cohort::FirstEvent,
            Cohort::Auto => Cohort::FirstOrder,
            given => given,
        };
        let activity = match (params.activity, cohort) {
            (Activity::Auto, Cohort::FirstEvent) => Activity::Event,
            (Activity::Auto, Cohort::Registered) if events => Activity::Event,
            (Activity::Auto, _) => Activity::Order,
            (given, _) => given,
        };
        match (cohort, activity) {
            (Cohort::Registered, _) if !registered => Err("field_register_date"),
            (Cohort::FirstEvent, _) | (_, Activity::Event) if !events => Err("field_behavior_time"),
            (Cohort::FirstOrder, _) | (_, Activity::Order) if !orders => Err("customers_with_purchase"),
            _ => Ok(Self { view, cohort, activity }),
        }
    }

    fn first_order(&self, customer: usize) -> Option<i32> {
        let lines = self.view.lines_of(customer);
        lines.day.iter().zip(lines.refund).filter(|(_, refund)| !**refund).map(|(&day, _)| day).min()
    }

    fn first_event(&self, customer: usize) -> Option<i32> {
        self.view.events().and_then(|visits| visits.of(customer).first()).map(|&second| civil_day(second))
    }

    /// The days that the table of the activity covers.
    pub fn covered(&self) -> Option<Covered> {
        if self.activity == Activity::Event { self.events_covered() } else { self.view.covered() }
    }

    /// The days that the table of the first days covers; registrations are told from the first one on.
    pub fn starts_covered(&self, first: i32) -> Covered {
        let covered = match self.cohort {
            Cohort::Auto | Cohort::FirstOrder => self.view.covered(),
            Cohort::FirstEvent => self.events_covered(),
            Cohort::Registered => None,
        };
        covered.unwrap_or(Covered { from: first, to: self.view.as_of() })
    }

    fn events_covered(&self) -> Option<Covered> {
        self.view.events().and_then(|events| events.covered(self.view.as_of()))
    }

    /// The day that puts a customer into a cohort, before the reference date.
    pub fn start(&self, customer: usize) -> Option<i32> {
        let start = match self.cohort {
            Cohort::Auto | Cohort::FirstOrder => self.first_order(customer),
            Cohort::FirstEvent => self.first_event(customer),
            Cohort::Registered => self.registered(customer),
        };
        start.filter(|&day| day < self.view.as_of())
    }

    /// Day of registration.
    pub fn registered(&self, customer: usize) -> Option<i32> {
        let days = self.view.people().and_then(|people| people.registered.as_ref());
        days.and_then(|days| days.get(customer)).copied().filter(|&day| day != NO_DAY)
    }

    fn events(&self) -> Option<&Events> {
        self.view.events().filter(|_| self.activity == Activity::Event)
    }

    /// The brackets in which a customer was active.
    #[inline]
    pub fn brackets(&self, customer: usize, start: i32, laid: &Laid<'_>) -> Brackets {
        let mut brackets = Brackets::default();
        if let Some(visits) = self.events() {
            let mut end = i64::MIN;
            for &second in visits.of(customer) {
                // Events of one day follow each other: most need no division.
                if second >= end {
                    let day = civil_day(second);
                    end = (i64::from(day) + 1) * DAY;
                    brackets.add(laid, start, day);
                }
            }
        } else {
            let lines = self.view.lines_of(customer);
            for (&day, &refund) in lines.day.iter().zip(lines.refund) {
                if !refund {
                    brackets.add(laid, start, day);
                }
            }
        }
        brackets
    }
}

/// How brackets are laid over the calendar.
pub(super) struct Laid<'a> {
    pub calendar: &'a Calendar,
    pub bracket: Bracket,
    /// Days of a rolling bracket.
    pub days: i32,
}

/// Brackets with activity: bit n for bracket n, and the last of all.
#[derive(Clone, Copy, Default)]
pub(super) struct Brackets {
    pub bits: u64,
    pub last: u32,
}

impl Brackets {
    #[inline]
    fn add(&mut self, laid: &Laid<'_>, start: i32, day: i32) {
        if day < start {
            return;
        }
        let number = match laid.bracket {
            Bracket::Calendar => (laid.calendar.period(day) - laid.calendar.period(start)) as u32,
            Bracket::Rolling => (day.abs_diff(start)) / laid.days.unsigned_abs(),
        };
        self.last = self.last.max(number);
        if number < u64::BITS {
            self.bits |= 1 << number;
        }
    }
}

/// First days of the customers, and the days that the table of their activity covers.
pub(super) struct Span {
    pub first_start: i32,
    pub covered: Covered,
    /// First day of each customer; none for those without.
    pub starts: Vec<Option<i32>>,
}

impl Span {
    /// `None` where nobody has a first day.
    ///
    /// # Errors
    /// `E_MEMORY` where there is no room for the customers.
    pub fn of(sources: Sources<'_>) -> Result<Option<Self>> {
        let customers = sources.view.customers();
        crate::table::room(customers.saturating_mul(8))?;
        let starts: Vec<Option<i32>> = (0..customers).map(|customer| sources.start(customer)).collect();
        let both = starts.iter().flatten().min().copied().zip(sources.covered());
        Ok(both.map(|(first_start, covered)| Self { first_start, covered, starts }))
    }
}
