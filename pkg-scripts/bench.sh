#!/usr/bin/env bash
# Times the built page beside DuckDB-WASM and Papa Parse in one headless Chromium, all from this machine.
#
#   ./pkg-scripts/bench.sh [--rows N] [--rounds N] [--only NAME,…] [--native] [--workbook] [--feel] [--peers] [--no-build] [--json FILE]
#
# --rows    rows of the orders table, 1000000 unless said (about 88 bytes a row); the file is kept in .cache/
# --rounds  rounds after the warm-up, 5 unless said; at least 5 for figures that are published
# --only    a choice of insitu, duckdb, papaparse, sheetjs, "blob read"
# --workbook  the same table as an xlsx, 200000 rows unless said, beside SheetJS (reading only)
# --analyses  also every analysis behind the first result, each opened once
# --feel    instead of the peers: the first result of the example, tasks that hold up the page, memory after 50 files
# --peers   instead of the table: a funnel over events (10000000 rows unless said) beside DuckDB-WASM, models and item sets beside
#           scikit-learn, lifetimes, mlxtend and pyfim where python3, or the program PYTHON, has them
# --no-build  takes dist/ as it is; where there is none, the peers alone are timed
# --native  also the command line on the same file (builds it with optimisation), beside pandas and DuckDB where
#           python3, or the program PYTHON, has them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rows=
workbook=0
feel=0
peers=0
build=1
native=0
pass=()
while [ $# -gt 0 ]; do
  case "$1" in
    --rows) rows="${2:?--rows N}"; shift 2 ;;
    --analyses) pass+=("$1"); shift ;;
    --rounds | --only | --json) pass+=("$1" "${2:?$1 needs a value}"); shift 2 ;;
    --native) native=1; shift ;;
    --workbook) workbook=1; shift ;;
    --feel) feel=1; shift ;;
    --peers) peers=1; shift ;;
    --no-build) build=0; shift ;;
    *) sed -n '2,18s/^# \{0,1\}//p' pkg-scripts/bench.sh >&2; exit 2 ;;
  esac
done

browser="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}"
if [ -z "$browser" ]; then
  echo "bench: no Chromium found; install Debian's package chromium, or set CHROMIUM to the program" >&2
  exit 1
fi

if ! cmp -s pkg-scripts/bench/package-lock.json pkg-scripts/bench/node_modules/.bench-lock; then
  echo "bench: installing the peers (DuckDB-WASM, Papa Parse, SheetJS) and the browser driver into pkg-scripts/bench/node_modules" >&2
  npm ci --prefix pkg-scripts/bench --ignore-scripts --no-audit --no-fund --loglevel=error
  cp pkg-scripts/bench/package-lock.json pkg-scripts/bench/node_modules/.bench-lock
fi

if [ "$build" = 1 ]; then
  if [ ! -d node_modules ]; then
    echo "bench: installing the packages of the page into node_modules" >&2
    npm ci --no-audit --no-fund --loglevel=error
  fi
  cargo run --quiet --package pkg-scripts -- build
fi

if [ -z "$rows" ]; then
  if [ "$workbook" = 1 ]; then rows=200000; elif [ "$peers" = 1 ]; then rows=10000000; else rows=1000000; fi
fi
table=orders
[ "$peers" = 1 ] && table=events

# A changed generator makes a new file.
version="$(cat pkg-scripts/src/demo.rs pkg-scripts/src/demo/*.rs | git hash-object --stdin | cut -c1-8)"
file=".cache/bench/$table-$rows-$version.csv"
if [ ! -f "$file" ]; then
  mkdir -p .cache/bench
  echo "bench: writing $file" >&2
  cargo run --quiet --package pkg-scripts -- demo --table "$table" --rows "$rows" --out "$file.part"
  mv "$file.part" "$file"
fi

if [ "$feel" = 1 ]; then
  exec node pkg-scripts/bench/feel.mjs --file "$file" --chromium "$browser"
fi

if [ "$peers" = 1 ]; then
  cargo build --quiet --release --features cli --example models --example basket
  target="$(cargo metadata --no-deps --format-version 1 | node -pe 'JSON.parse(require("fs").readFileSync(0)).target_directory')"
  exec node pkg-scripts/bench/peers.mjs --events "$file" --points .cache/bench/points-500000.f64 --examples "$target/release/examples" \
    --python "${PYTHON:-python3}" --chromium "$browser" "${pass[@]}"
fi

if [ "$workbook" = 1 ]; then
  book="${file%.csv}.xlsx"
  if [ ! -f "$book" ]; then
    echo "bench: writing $book" >&2
    node pkg-scripts/bench/workbook.mjs "$file" "$book.part.xlsx"
    mv "$book.part.xlsx" "$book"
  fi
  file="$book"
  pass=(--only insitu,sheetjs "${pass[@]}")
fi

if [ "$native" = 1 ]; then
  cargo build --quiet --release --features cli --bin insitu
  target="$(cargo metadata --no-deps --format-version 1 | node -pe 'JSON.parse(require("fs").readFileSync(0)).target_directory')"
  pass+=(--native "$target/release/insitu" --python "${PYTHON:-python3}")
fi

exec node pkg-scripts/bench/bench.mjs --file "$file" --rows "$rows" --chromium "$browser" "${pass[@]}"
