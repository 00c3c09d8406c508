#!/usr/bin/env bash
# Fuzzes all targets of tests/fuzz, or those named: fuzz.sh [--seconds N] [TARGET…]. What it finds stays in tests/fuzz/artifacts.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

CARGO_FUZZ=0.13.2
TOOLCHAIN=${FUZZ_TOOLCHAIN:-nightly}
# Longest run of one input in seconds, and the megabytes that all of it may take.
TIMEOUT=2
MEMORY=512

seconds=60
targets=()
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=${2:?--seconds needs a number}; shift ;;
    -*) fail "usage: fuzz.sh [--seconds N] [TARGET…]"; exit 2 ;;
    *) targets+=("$1") ;;
  esac
  shift
done
if [ ${#targets[@]} -eq 0 ]; then
  for path in tests/fuzz/targets/*.rs; do targets+=("$(basename "$path" .rs)"); done
fi

need_fuzz() {
  need_rust || return 1
  if ! rustup run "$TOOLCHAIN" rustc --version >/dev/null 2>&1; then
    say "Installing the Rust toolchain $TOOLCHAIN"
    rustup toolchain install "$TOOLCHAIN" --profile minimal || return 1
  fi
  if ! command -v cargo-fuzz >/dev/null; then
    say "Installing cargo-fuzz $CARGO_FUZZ"
    cargo install cargo-fuzz --version "$CARGO_FUZZ" --locked || return 1
  fi
}

# Longest input in bytes: damage is found in small files.
length() {
  case $1 in
    number | date) say 512 ;;
    workbook) say 8192 ;;
    parquet | arrow) say 24000 ;;
    *) say 4096 ;;
  esac
}

# What grows while fuzzing stays out of the repository; the fixtures of the tests are seeds too.
run_target() {
  local grown=.cache/fuzz/$1 seeds=(tests/fuzz/corpus/"$1")
  mkdir -p "$grown" .cache/fuzz/fixtures/parquet .cache/fuzz/fixtures/arrow
  cp tests/fixtures/tables/*.parquet .cache/fuzz/fixtures/parquet
  cp tests/fixtures/tables/*.{feather,arrows} .cache/fuzz/fixtures/arrow
  [ -d ".cache/fuzz/fixtures/$1" ] && seeds+=(".cache/fuzz/fixtures/$1")
  # Without AddressSanitizer: the code has no unsafe block, and the targets count their memory themselves.
  cargo "+$TOOLCHAIN" fuzz run --fuzz-dir tests/fuzz --sanitizer none "$1" "$grown" "${seeds[@]}" -- \
    -max_total_time="$seconds" -timeout="$TIMEOUT" -rss_limit_mb="$MEMORY" -max_len="$(length "$1")" -print_final_stats=1
}

need_fuzz || exit 1
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/fuzz
failed=()
for target in "${targets[@]}"; do
  [ -e "tests/fuzz/targets/$target.rs" ] || { fail "no target $target"; exit 2; }
  say "== $target"
  run_target "$target" </dev/null || failed+=("$target")
done
say "$((${#targets[@]} - ${#failed[@]})) without a finding, ${#failed[@]} with one: ${failed[*]:-none}"
[ ${#failed[@]} -eq 0 ]
