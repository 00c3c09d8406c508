"""Numbers of activity, lifecycle and retention by another way, with Python's standard library alone.

    python3 tests/oracle/time_oracle.py ../shared/data > tests/oracle/time.json

Reads cdnow/CDNOW_sample.txt (MIT) and events/retentioneering_ecom.csv (Apache-2.0, synthetic). Everything is counted from sets of
dates, one customer and one cell at a time.
"""

import csv
import datetime as dt
import json
import statistics
import sys
from collections import defaultdict
from pathlib import Path

root = Path(sys.argv[1])
DAY = dt.timedelta(days=1)


def month(day):
    return day.year * 12 + day.month - 1


def week(day):
    return (day - dt.date(1969, 12, 29)).days // 7


def quantile(values, p):
    values = sorted(values)
    h = (len(values) - 1) * p
    low = int(h)
    high = min(low + 1, len(values) - 1)
    return values[low] + (h - low) * (values[high] - values[low])


def retention(people, period, as_of, brackets):
    """Calendar brackets, `on`: sizes and counts of each cohort, None where the data do not reach."""
    firsts = {who: period(min(days)) for who, days in people.items()}
    rows = []
    for cohort in range(min(firsts.values()), period(as_of - DAY) + 1):
        members = [who for who, first in firsts.items() if first == cohort]
        cells = [len(members)]
        for n in range(1, brackets + 1):
            if cohort + n > period(as_of - DAY):
                cells.append(None)
            else:
                cells.append(sum(any(period(day) == cohort + n for day in people[who]) for who in members))
        rows.append({"size": len(members), "retained": cells})
    return rows


def rolling(people, as_of, length, brackets):
    """Rolling brackets, `on_or_after`, by cohorts of months; counts without regard to what the data reach."""
    rows = defaultdict(lambda: [0] * (brackets + 1))
    for days in people.values():
        start = min(days)
        last = max((day - start).days // length for day in days)
        for n in range(brackets + 1):
            rows[start.strftime("%Y-%m")][n] += n == 0 or last >= n
    return dict(sorted(rows.items()))


orders = defaultdict(list)
for line in (root / "cdnow/CDNOW_sample.txt").read_text().splitlines():
    fields = line.split()
    orders[fields[1]].append(dt.datetime.strptime(fields[2], "%Y%m%d").date())
as_of = dt.date(1998, 7, 1)
out = {}
gaps, day_gaps, overdue, judged = [], [], 0, 0
for days in orders.values():
    ordered = sorted(days)
    gaps += [(b - a).days for a, b in zip(ordered, ordered[1:])]
    distinct = sorted(set(days))
    day_gaps += [(b - a).days for a, b in zip(distinct, distinct[1:])]
    if len(distinct) >= 3:
        judged += 1
        expected = (distinct[-1] - distinct[0]).days / (len(distinct) - 1)
        overdue += (as_of - distinct[-1]).days > expected
people = {who: set(days) for who, days in orders.items()}
intervals = []
for t in range(month(min(map(min, people.values()))), month(as_of - DAY) + 1):
    active = {who for who, days in people.items() if any(month(day) == t for day in days)}
    before = {who for who, days in people.items() if any(month(day) == t - 1 for day in days)}
    earlier = {who for who, days in people.items() if any(month(day) < t for day in days)}
    intervals.append({
        "new": len(active - earlier),
        "returning": len(active & before),
        "resurrecting": len((active & earlier) - before),
        "dormant": len(before - active),
    })
out["cdnow"] = {
    "gaps": len(gaps), "median": statistics.median(gaps), "mean": sum(gaps) / len(gaps), "p90": quantile(gaps, 0.9),
    "day_gaps": len(day_gaps), "day_median": statistics.median(day_gaps), "day_p90": quantile(day_gaps, 0.9),
    "repeat": sum(len(days) > 1 for days in orders.values()), "buyers": len(orders),
    "judged": judged, "overdue": overdue, "intervals": intervals,
    "retention": retention(people, month, as_of, 12),
    "rolling": rolling(people, as_of, 30, 12),
}

events = defaultdict(list)
with open(root / "events/retentioneering_ecom.csv", newline="") as file:
    for row in csv.DictReader(file):
        events[row["user_id"]].append(dt.datetime.fromisoformat(row["timestamp"]))
for moments in events.values():
    moments.sort()
last = max(max(moments) for moments in events.values()).date()


def visits(moments, since, gap=1800):
    within = [m for m in moments if m.date() >= since]
    return sum(i == 0 or (m - within[i - 1]).total_seconds() > gap for i, m in enumerate(within))


def activity(as_of):
    """Classes at a date by the default thresholds; later events do not count."""
    counts = dict.fromkeys(["lost", "silent", "active", "regular"], 0)
    month_visits = 0
    for moments in events.values():
        moments = [m for m in moments if m.date() < as_of]
        if not moments:
            continue
        known = (as_of - moments[0].date()).days
        since = (as_of - moments[-1].date()).days
        month_visits += visits(moments, as_of - 30 * DAY)
        if known >= 90 and since > 90:
            counts["lost"] += 1
        elif known >= 30 and since > 30:
            counts["silent"] += 1
        elif known >= 7 and visits(moments, as_of - 7 * DAY) >= 3:
            counts["active"] += 1
        else:
            counts["regular"] += 1
    def seen(days):
        return sum(any(as_of - days * DAY <= m.date() < as_of for m in moments) for moments in events.values())
    return {"as_of": as_of.isoformat(), "classes": counts, "visits_30": month_visits, "dau": seen(1), "wau": seen(7), "mau": seen(30)}


dates = {who: {m.date() for m in moments} for who, moments in events.items()}
out["events"] = {
    "customers": len(events), "all_visits": sum(visits(m, dt.date.min) for m in events.values()),
    "activity": [activity(last + DAY), activity(last - 40 * DAY)],
    "weeks": [sum(any(week(day) == w for day in days) for days in dates.values())
              for w in range(min(week(min(days)) for days in dates.values()), week(last) + 1)],
    "retention": retention(dates, week, last + DAY, 8),
}
json.dump(out, sys.stdout, indent=1)
print()
