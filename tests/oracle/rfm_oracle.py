#!/usr/bin/env python3
"""RFM of rfm_data_orders.csv, written straight from the definitions with exact fractions.

Usage: rfm_oracle.py ORDERS.csv > rfm_data_orders.json
Shares no code with the engine and favours plainness over speed: every rank is counted anew.
"""

import csv
import json
import sys
from collections import defaultdict
from datetime import date
from fractions import Fraction
from statistics import median

AS_OF = date(2006, 12, 31)


def customers(path):
    days, sums, counts = defaultdict(list), defaultdict(int), defaultdict(int)
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            name = row["customer_id"]
            days[name].append(date.fromisoformat(row["order_date"]))
            sums[name] += int(row["revenue"])
            counts[name] += 1
    names = sorted(days, key=lambda name: name.encode())
    recency = [(AS_OF - max(days[name])).days for name in names]
    return names, recency, [counts[n] for n in names], [sums[n] for n in names]


def by_rank(values, k):
    n = len(values)
    return [sum(w < v for w in values) * k // n + 1 for v in values]


def type7(values, p):
    ordered = sorted(values)
    h = (len(ordered) - 1) * p
    low = int(h)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (h - low) * (ordered[high] - ordered[low])


def thresholds(values, k):
    return [type7(values, Fraction(i, k)) + 1 for i in range(1, k)]


def by_package(values, k):
    bounds = [min(values)] + thresholds(values, k) + [max(values) + 1]
    scores = [0] * len(values)
    for i in range(k):
        for at, v in enumerate(values):
            if bounds[i] <= v < bounds[i + 1]:
                scores[at] = i + 1
    return scores


def by_cuts(values, cuts):
    return [1 + sum(c <= v for c in cuts) for v in values]


def segment(r, f, m):
    """The scheme in words, one question after the other."""
    if r >= 4:
        if f == 1:
            return "new_customers" if r == 5 else "promising"
        if f <= 3:
            return "potential_loyalist"
        return "champions" if m >= 4 else "loyal"
    if r == 3:
        if f >= 4:
            return "loyal"
        return "need_attention" if m >= 3 else "about_to_sleep"
    if f >= 4:
        return "cant_lose_them" if m >= 4 else "at_risk"
    if f >= 2 and m >= 3:
        return "at_risk"
    return "hibernating" if r == 2 else "lost"


def tally(keys, orders, revenue):
    rows = defaultdict(lambda: [0, 0, 0])
    for key, n, amount in zip(keys, orders, revenue):
        rows[key][0] += 1
        rows[key][1] += n
        rows[key][2] += amount
    return {key: dict(zip(("customers", "orders", "revenue"), rows[key])) for key in sorted(rows)}


def scored(params, score, k, measures):
    recency, frequency, monetary = measures
    r = [k + 1 - s for s in score(recency, "recency")]
    f, m = score(frequency, "frequency"), score(monetary, "monetary")
    case = {
        "params": params,
        "score_counts": {name: [s.count(i) for i in range(1, k + 1)] for name, s in (("r", r), ("f", f), ("m", m))},
        # Digits from 0, so that ten scores stay one character each.
        "scores": {name: "".join(str(i - 1) for i in s) for name, s in (("r", r), ("f", f), ("m", m))},
    }
    if k == 5:
        case["segments"] = tally([segment(*c) for c in zip(r, f, m)], frequency, monetary)
    return case


def classes(measures, split):
    recency, frequency, monetary = measures
    at = [split(v) for v in measures]
    codes = [f"{int(a < at[0])}{int(b > at[1])}{int(c > at[2])}" for a, b, c in zip(recency, frequency, monetary)]
    return codes, {"values": [float(v) for v in at], "rows": tally(codes, frequency, monetary)}


def main():
    names, *measures = customers(sys.argv[1])
    mean = lambda values: Fraction(sum(values), len(values))
    cases = [scored({"bins": k}, lambda v, _, k=k: by_rank(v, k), k, measures) for k in (2, 3, 4, 5, 7, 10)]
    for k in (4, 5):
        case = scored({"bins": k, "method": "r_rfm"}, lambda v, _, k=k: by_package(v, k), k, measures)
        case["thresholds"] = [[float(t) for t in thresholds(v, k)] for v in measures]
        cases.append(case)
    cuts = {"recency": [90, 180, 297.4, 365], "frequency": [2, 4, 6, 8], "monetary": [100, 255.8, 500, 1000.5]}
    fixed = {"bins": 5, "method": "fixed", "cuts": cuts}
    cases.append(scored(fixed, lambda v, name: by_cuts(v, cuts[name]), 5, measures))
    by_mean, mean_split = classes(measures, mean)
    by_median, median_split = classes(measures, median)
    result = {
        "as_of": AS_OF.isoformat(),
        "customers": len(names),
        "orders": sum(measures[1]),
        "revenue": sum(measures[2]),
        "first": [[name, *(v[i] for v in measures)] for i, name in enumerate(names[:5])],
        "classes": {"mean": mean_split, "median": median_split, "moved": sum(a != b for a, b in zip(by_mean, by_median))},
        "cases": cases,
    }
    json.dump(result, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
