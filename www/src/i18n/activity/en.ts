import type { activity as zh } from "./zh.ts";

export const activity = {
  "activity.name": "Activity",
  "activity.title": "Customer activity",

  "activity.answer":
    "Of {n} {n|customer|customers}, {active} {active|is|are} active ({active_share}), {silent} silent ({silent_share}) and {lost} lost ({lost_share}).",
  "activity.answer.none":
    "{n} {n|customer meets|customers meet} no rule of active, silent or lost and count as regular.",
  "activity.basis": "As of {as_of}, that day excluded; visits from {from} to {to}; {basis}.",
  "activity.basis.sessions":
    "a visit is a session: it ends after {n} {n|minute|minutes} without an event, midnight does not split it",
  "activity.basis.event_days": "only days are known: a day with events is a visit",
  "activity.basis.purchase_days": "no table of events: days with a purchase stand in for visits",
  "activity.doubt.purchases":
    "There is no table of events, so days with a purchase stand in for visits: customers who only look around seem less active than they are.",
  "activity.doubt.unknown":
    "{n} {n|customer has|customers have} no day of a visit, a purchase or a registration and {n|is|are} in no class.",
  "activity.doubt.not_judged":
    "{n} {n|customer is|customers are} not judged and in no class: the visits cover {from} to {to}, that day excluded, and not all days of the windows.",
  "activity.doubt.new":
    "{n} {n|customer is|customers are} known for less than every window: no rule judges them, they count as regular.",

  "activity.class": "Class",
  "activity.class.lost": "Lost",
  "activity.class.silent": "Silent",
  "activity.class.active": "Active",
  "activity.class.regular": "Regular",
  "activity.grouping.class": "Activity",
  "activity.measure.days_since_visit": "Days since visit",
  "activity.measure.visits_30": "Visits in 30 days",
  "activity.customers": "Customers",
  "activity.share": "Share",
  "activity.unit.customers": "customers",

  "activity.kpi.mau": "Monthly active",
  "activity.kpi.mau.more": "Customers with a visit in the 30 days before the reference date",
  "activity.kpi.wau": "Weekly active",
  "activity.kpi.wau.more": "Customers with a visit in the 7 days before the reference date",
  "activity.kpi.dau": "Daily active",
  "activity.kpi.dau.more": "Customers with a visit on the last day",
  "activity.kpi.stickiness": "Stickiness",
  "activity.kpi.stickiness.more": "Mean daily active of the last 30 days ÷ monthly active",
  "activity.kpi.hole": "Under no rule",
  "activity.kpi.hole.more": "Customers for whom none of the three rules holds: the class “regular”",

  "activity.rule": "Rule",
  "activity.rule.of": "{name}: {rule}",
  "activity.rule.lost": "no visit in the last {days} {days|day|days}",
  "activity.rule.silent": "no visit in the last {days} {days|day|days}",
  "activity.rule.active": "at least {visits} {visits|visit|visits} in the last {days} {days|day|days}",
  "activity.rule.regular": "everybody else",
  "activity.rule.from": "Window from",
  "activity.rule.judged": "Judged",
  "activity.rule.judged.more": "Known for at least as long as the window",
  "activity.rule.holds": "Holds by itself",
  "activity.note":
    "The first rule that holds gives the class: lost (no visit in the last {lost} {lost|day|days}), silent (none in the last {silent}), active (at least {visits} in the last {active}), regular (all others). Windows end on {as_of}, that day excluded; nobody is judged by a window who is known (first visit, purchase or registration) for less.",

  "activity.classes": "Classes of activity",
  "activity.classes.unit": "Customers, {n} in all",
  "activity.classes.summary":
    "No rule covers the regular customers, {hole} of all; {both} {both|customer is|customers are} both lost and silent, and count as lost.",
  "activity.overlaps": "Overlaps and the hole of the rules",
  "activity.overlaps.pair": "{a} and {b}",
  "activity.overlaps.hole": "No rule holds (regular)",

  "activity.recency": "Days since the last visit",
  "activity.recency.unit": "Customers by days",
  "activity.recency.axis": "days",
  "activity.recency.summary":
    "{within} came in the last {silent} {silent|day|days}, {behind} not for more than {lost} {lost|day|days}; {never} never came.",
  "activity.recency.note":
    "Reference date less the day of the last visit; the last day counts as 1. The dashed lines are the thresholds of silent and lost: move them in the settings.",

  "activity.visits": "How often customers visit",
  "activity.visits.by": "Window",
  "activity.visits.window": "Last {days} {days|day|days}",
  "activity.visits.month": "Last 30 days",
  "activity.visits.unit": "Customers by visits",
  "activity.visits.axis": "visits",
  "activity.visits.summary": "{none} did not come in this time, {share} of all.",
  "activity.visits.note":
    "A visit is in the window if one of its events is; the dashed line is the threshold of active (at least {visits}).",

  "activity.trend": "Active customers over time",
  "activity.trend.by": "Period",
  "activity.trend.weeks": "Weeks",
  "activity.trend.months": "Months",
  "activity.trend.period": "Period",
  "activity.trend.from": "From",
  "activity.trend.unit": "Customers with a visit in each period",
  "activity.trend.summary": "The last complete period, {label}, has {n}; the one before has {before}.",
  "activity.trend.summary.short": "There are no two complete periods to compare yet.",
  "activity.trend.note":
    "Weeks are those of ISO 8601, from Monday; months are calendar months. The dashed stretch is a period that is not over and is compared with nothing.",
  "activity.trend.open": "in part",

  "activity.daily": "Daily, weekly and monthly active",
  "activity.daily.unit": "Customers, the last {n} {n|day|days}",
  "activity.daily.day": "Day",
  "activity.daily.summary": "On a day of the last 30, {dau} come on average: {share} of the monthly active.",
  "activity.daily.note":
    "DAU: customers with a visit on the day; WAU and MAU: in the 7 and 30 days that end with it, each customer once. Stickiness = mean DAU ÷ MAU.",

  "activity.moves": "Classes when a threshold moves",
  "activity.moves.by": "Threshold",
  "activity.moves.lost_days": "Days until lost",
  "activity.moves.lost_months": "Months until lost",
  "activity.moves.silent_days": "Days until silent",
  "activity.moves.active_visits": "Visits of the active",
  "activity.moves.unit": "Customers, all other thresholds unchanged",
  "activity.moves.summary":
    "{name}, from {from} to {to}: lost go from {lost_from} to {lost_to}, active from {active_from} to {active_to}.",
  "activity.moves.note": "One threshold moves, the others stay as set; ● marks the present value.",
  "activity.moves.now": "● {value}",

  "activity.lost_by": "Window of lost",
  "activity.lost_by.days": "Days",
  "activity.lost_by.months": "Calendar months",
  "activity.lost_days": "Lost: days without a visit",
  "activity.lost_months": "Lost: months without a visit",
  "activity.silent_days": "Silent: days without a visit",
  "activity.active_visits": "Active: least visits",
  "activity.active_days": "Active: in so many days",
  "activity.gap_minutes": "Gap between visits (minutes)",
  "activity.gap_minutes.hint":
    "A visit ends where nothing happens for longer; only with events that have a time of day",
} as const satisfies Record<keyof typeof zh, string>;
