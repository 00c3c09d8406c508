#!/usr/bin/env bash
# Tries every way out of the page in each of its forms, beside listeners on the loopback address, and prints a table of what
# got out: prove.sh [--firefox] [--no-build]. Ends with 0 only if nothing got out and the control without a policy was open.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

part=chromium
build=yes
for word in "$@"; do
  case $word in
    --firefox) part=firefox ;;
    --no-build) build=no ;;
    *)
      fail "usage: prove.sh [--firefox] [--no-build]"
      exit 2
      ;;
  esac
done

need_rust && need_node || exit 1
if [ "$part" = firefox ]; then need_firefox; else need_browser; fi || exit 1
if [ "$build" = yes ] || [ ! -e dist/prove.html ]; then
  say "Building (the first time takes some minutes)"
  tool build || exit 1
fi
rm -rf test-results/egress
if [ "$part" = firefox ]; then
  node_modules/.bin/playwright test --config tests/firefox/playwright.config.ts
else
  node_modules/.bin/playwright test tests/browser/egress tests/browser/prove.spec.ts
fi
tests=$?
node pkg-scripts/prove.mjs test-results/egress
table=$?
if [ $tests -eq 0 ] && [ $table -eq 0 ]; then
  say "Nothing got out."
else
  say "NOT PROVEN: see above."
  exit 1
fi
