#!/usr/bin/env bash
# Saves every kind of file that leaves insitu, from the page and from the command line, and has other programs open them: the
# browser without a network, openpyxl, LibreOffice, Pillow. What is not on the machine is named: downloads.sh [--no-build]
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

case "$*" in
  '') build=yes ;;
  --no-build) build=no ;;
  *)
    fail "usage: downloads.sh [--no-build]"
    exit 2
    ;;
esac

need_rust && need_node && need_browser || exit 1
if ! python3 -c 'import openpyxl' 2>/dev/null; then
  fail "openpyxl is missing: pip install openpyxl (Debian: apt-get install python3-openpyxl; LibreOffice: libreoffice-calc)."
  exit 1
fi
if [ "$build" = yes ] || [ ! -e dist/index.html ]; then
  say "Building (the first time takes some minutes)"
  tool build >/dev/null || exit 1
fi

folder=.cache/downloads
rm -rf "$folder"
mkdir -p "$folder/sample"
node_modules/.bin/playwright test --config tests/downloads/playwright.config.ts || exit 1

insitu() { cargo run --quiet --locked --features cli --bin insitu -- "$@"; }
insitu demo --out "$folder/demo" || exit 1
for lang in zh en; do
  insitu report -q --lang "$lang" --out "$folder/cli-$lang" "$folder"/demo/*.csv || exit 1
done
cargo test --quiet --locked --features cli --test report >/dev/null || exit 1
cp "${CARGO_TARGET_DIR:-target}"/tmp/{report-zh.xlsx,report-en.xlsx,numbers-zh.json,numbers-en.json} "$folder/sample/" || exit 1
python3 tests/downloads/check.py "$folder"
