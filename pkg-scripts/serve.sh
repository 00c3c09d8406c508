#!/usr/bin/env bash
# Builds everything and serves the page on http://localhost:8080 (PORT changes it).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
need_rust
need_node
say "Building (the first time takes some minutes)"
tool build
exec cargo run --quiet --locked -p pkg-scripts -- serve "$@"
