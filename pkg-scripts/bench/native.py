"""RFM of the bench's orders file as one would write it in pandas or in DuckDB, with insitu's definitions.

    python3 native.py pandas|duckdb FILE

Prints milliseconds from opening the file to the scored customers, imports left out, and the totals, as JSON.
"""

import json
import sys
import time
from pathlib import Path

# The same statements as in the browser.
RFM = (Path(__file__).parent / "pages" / "rfm.sql").read_text(encoding="utf-8")


def by_pandas(path):
    import pandas as pd

    start = time.perf_counter()
    orders = pd.read_csv(path, parse_dates=["下单时间"])
    bought = orders[(orders["实付金额"] >= 0) & (orders["数量"] >= 0)]
    purchases = bought.groupby("客户ID").agg(last=("下单时间", "max"), frequency=("订单号", "nunique"))
    customers = purchases.join(orders.groupby("客户ID")["实付金额"].sum().rename("monetary"))
    as_of = orders["下单时间"].max().normalize() + pd.Timedelta(days=1)
    customers["days"] = (as_of - customers["last"].dt.normalize()).dt.days
    for score, column, up in [("r", "days", False), ("f", "frequency", True), ("m", "monetary", True)]:
        rank = customers[column].rank(method="min" if up else "max", ascending=True)
        bins = pd.qcut(rank, 5, labels=False, duplicates="drop") + 1
        customers[score] = bins if up else 6 - bins
    grid = customers.groupby(["r", "f"])["monetary"].agg(["count", "sum", "mean"])
    ms = (time.perf_counter() - start) * 1000
    totals = {
        "customers": int(orders["客户ID"].nunique()),
        "orders": int(orders["订单号"].nunique()),
        "revenue": float(orders["实付金额"].sum()),
    }
    return ms, len(grid), totals, pd.__version__


def by_duckdb(path):
    import duckdb

    connection = duckdb.connect()
    connection.execute("set threads = 2")
    start = time.perf_counter()
    connection.execute("create table orders as select * from read_csv(?)", [path])
    grid = connection.execute(RFM).fetchall()
    ms = (time.perf_counter() - start) * 1000
    customers, orders, revenue = connection.execute(
        """select count(distinct "客户ID"), count(distinct "订单号"), sum("实付金额"::decimal(18, 2))::double from orders"""
    ).fetchone()
    return ms, len(grid), {"customers": customers, "orders": orders, "revenue": revenue}, duckdb.__version__


WAYS = {"pandas": by_pandas, "duckdb": by_duckdb}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in WAYS:
        sys.exit(__doc__)
    try:
        ms, cells, totals, version = WAYS[sys.argv[1]](sys.argv[2])
    except ModuleNotFoundError:
        sys.exit(3)
    print(json.dumps({"ms": ms, "cells": cells, "totals": totals, "version": version}))
