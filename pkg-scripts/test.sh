#!/usr/bin/env bash
# Runs all checks, or those named: test.sh [fmt|clippy|rust|types|biome|build|tsc|vitest|browser|size]…
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

STEPS=(fmt biome build tsc vitest clippy rust types browser size)

fmt() { need_rust && cargo fmt --all -- --check; }

clippy() {
  need_rust &&
    cargo clippy --quiet --locked --workspace --all-targets --features cli -- -D warnings &&
    cargo clippy --quiet --locked -p insitu --lib --target wasm32-unknown-unknown -- -D warnings &&
    cargo clippy --quiet --locked -p insitu --lib --target wasm32-unknown-unknown --no-default-features --features reader -- -D warnings &&
    cargo clippy --quiet --locked -p insitu --lib --target wasm32-unknown-unknown --no-default-features --features formats -- -D warnings
}

# Where the real files are, a test that does without them is a failure.
[ -d "${INSITU_DATA:-../shared/data}" ] && export INSITU_DATA_REQUIRED=${INSITU_DATA_REQUIRED:-1}

rust() { need_rust && cargo test --quiet --locked --workspace --features cli; }

types() { need_rust && tool types --check; }

biome() { need_node && node_modules/.bin/biome check --error-on-warnings .; }

build() { need_rust && need_node && tool build; }

# The glue of the wasm modules has types that the page uses, so these need a build.
built() { [ -e dist/index.html ] || build; }

tsc() { need_node && built && node_modules/.bin/tsc --noEmit; }

vitest() { need_node && need_rust && built && node_modules/.bin/vitest run; }

browser_step() { need_node && need_rust && need_browser && built && node_modules/.bin/playwright test; }

size() { need_rust && built && tool size; }

run_step() {
  case $1 in
    browser) browser_step ;;
    fmt | clippy | rust | types | biome | build | tsc | vitest | size) "$1" ;;
    *) fail "no step $1; steps: ${STEPS[*]}" ;;
  esac
}

passed=0
failed=()
for step in "${@:-${STEPS[@]}}"; do
  say "== $step"
  began=$SECONDS
  if run_step "$step" </dev/null; then
    passed=$((passed + 1))
    say "== $step: passed in $((SECONDS - began)) s"
  else
    failed+=("$step")
    say "== $step: FAILED after $((SECONDS - began)) s"
  fi
done
[ ${#failed[@]} -eq 0 ] || say "Failed: ${failed[*]}"
say "$passed passed, ${#failed[@]} failed"
[ ${#failed[@]} -eq 0 ]
