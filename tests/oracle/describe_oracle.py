#!/usr/bin/env python3
"""Description and ABC of rfm_data_orders.csv, written straight from the definitions with exact fractions.

Usage: describe_oracle.py ORDERS.csv > describe_data_orders.json
Shares no code with the engine and favours plainness over speed.
"""

import csv
import json
import sys
from collections import defaultdict
from datetime import date
from fractions import Fraction
from statistics import mean, quantiles, stdev

AS_OF = date(2006, 12, 31)
PERCENTS = [1, 5, 10, 25, 50, 75, 90, 95, 99]


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["customer_id"], date.fromisoformat(row["order_date"]), int(row["revenue"])


def distribution(values):
    cuts = quantiles(values, n=100, method="inclusive")
    return {
        "n": len(values),
        "mean": float(mean([Fraction(v) for v in values])),
        "sd": stdev(values),
        "min": min(values),
        "max": max(values),
        "quantiles": [cuts[p - 1] for p in PERCENTS],
    }


def months(orders):
    first = {}
    for who, day, _ in sorted(orders, key=lambda o: o[1]):
        first.setdefault(who, day)
    by_month = defaultdict(list)
    for order in orders:
        by_month[order[1].isoformat()[:7]].append(order)
    out = []
    for name in sorted(by_month):
        of_month = by_month[name]
        counts = defaultdict(int)
        for who, _, _ in of_month:
            counts[who] += 1
        new = sum(1 for who in counts if first[who].isoformat()[:7] == name)
        net = sum(amount for _, _, amount in of_month)
        out.append([name, net, len(of_month), len(counts), new, sum(1 for c in counts.values() if c > 1)])
    return out


def december(orders):
    """The last month has 30 days (1 to 30 December 2006): with 1 to 30 November, and with 1 to 30 December 2005."""
    out = []
    for year, month in [(2006, 12), (2006, 11), (2005, 12)]:
        inside = [o for o in orders if (o[1].year, o[1].month) == (year, month) and o[1].day <= 30]
        out.append([sum(o[2] for o in inside), len(inside), len({o[0] for o in inside})])
    return out


def abc(spend):
    amounts = sorted(spend.values(), reverse=True)
    total = sum(amounts)
    classes = {"A": [0, 0], "B": [0, 0], "C": [0, 0]}
    least = {}
    for amount in amounts:
        larger = sum(a for a in amounts if a > amount)
        name = "A" if larger * 100 < total * 80 else "B" if larger * 100 < total * 95 else "C"
        classes[name][0] += 1
        classes[name][1] += amount
        least[name] = amount
    differences = sum(abs(a - b) for a in amounts for b in amounts)
    n = len(amounts)
    return {
        "classes": [classes[name] + [least[name]] for name in "ABC"],
        "gini": float(Fraction(differences, 2 * n * total)),
    }


orders = list(rows(sys.argv[1]))
spend = defaultdict(int)
for who, _, amount in orders:
    spend[who] += amount
json.dump(
    {
        "orders": len(orders),
        "customers": len(spend),
        "repeat": sum(1 for who in spend if sum(1 for o in orders if o[0] == who) > 1),
        "net": sum(spend.values()),
        "months": months(orders),
        "december": december(orders),
        "order_value": distribution([o[2] for o in orders]),
        "customer_spend": distribution(list(spend.values())),
        "abc": abc(spend),
    },
    sys.stdout,
    indent=1,
)
print()
