#!/usr/bin/env bash
# Builds the committed sources in a fresh folder and compares the files with published sums: reproduce.sh SHA256SUMS
# Without a word it builds them twice, in two folders, and compares the two.
set -euo pipefail
sums=${1:+$(realpath "$1")}
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
need_rust
need_node

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Builds into the folder given, with a target directory of its own.
build_in() {
  say "Building in $1"
  mkdir -p "$1"
  git archive HEAD | tar -x -C "$1"
  cp -r node_modules "$1/node_modules"
  (cd "$1" && env -u CARGO_TARGET_DIR cargo run --quiet --locked -p pkg-scripts -- build >/dev/null)
}

build_in "$place/one"
if [ -z "$sums" ]; then
  build_in "$place/another/folder/with a longer name"
  sums="$place/another/folder/with a longer name/dist/SHA256SUMS"
  diff -r "$place/one/dist" "$(dirname "$sums")"
fi
(cd "$place/one/dist" && sha256sum --strict -c "$sums")
say "The same bytes."
