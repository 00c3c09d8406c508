# Sourced by serve.sh, test.sh and prove.sh: gets what they need and says what it installs.
# Expected on the machine: git, rustup's Rust, Node 20.19 or later.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

say() { printf '%s\n' "$*"; }

fail() {
  printf '%s\n' "$*" >&2
  return 1
}

need_rust() {
  command -v cargo >/dev/null || { fail "Rust is missing: install it with rustup (https://rustup.rs)."; return 1; }
  command -v rustup >/dev/null || return 0
  local channel
  channel=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)
  if ! rustup run "$channel" rustc --version >/dev/null 2>&1; then
    say "Installing the Rust toolchain $channel"
    rustup toolchain install "$channel" --profile minimal --component rustfmt --component clippy || return 1
  fi
  if ! rustup target list --toolchain "$channel" --installed 2>/dev/null | grep -qx wasm32-unknown-unknown; then
    say "Installing the Rust target wasm32-unknown-unknown"
    rustup target add --toolchain "$channel" wasm32-unknown-unknown || return 1
  fi
}

need_node() {
  command -v node >/dev/null || { fail "Node is missing: version 20.19 or later is needed."; return 1; }
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    { fail "Node $(node --version) is too old: version 20.19 or later is needed."; return 1; }
  local stamp=node_modules/.insitu-lock
  if ! cmp -s package-lock.json "$stamp" || [ ! -e node_modules/.bin/vite ]; then
    say "Installing the npm packages of package-lock.json into node_modules"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error || return 1
    cp package-lock.json "$stamp"
  fi
}

# Prints the browser's path. CHROMIUM may name another one.
browser() {
  local name
  for name in ${CHROMIUM:-} chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" 2>/dev/null && return 0
  done
  return 1
}

# Installs Debian packages where that is possible.
install_packages() {
  [ $# -gt 0 ] || return 0
  local as=()
  if [ "$(id -u)" != 0 ]; then as=(sudo -n); fi
  if command -v apt-get >/dev/null && "${as[@]}" true 2>/dev/null; then
    say "Installing from Debian: $*"
    "${as[@]}" apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  fi
}

# Prints what is missing of a font for Chinese: without one the page has boxes for letters.
missing_font() {
  if command -v dpkg >/dev/null && ! fc-list :lang=zh 2>/dev/null | grep -q .; then echo fonts-noto-cjk; fi
}

need_browser() {
  local missing=()
  browser >/dev/null || missing+=(chromium)
  mapfile -t -O ${#missing[@]} missing < <(missing_font)
  install_packages "${missing[@]}"
  browser >/dev/null ||
    { fail "The browser tests need Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path."; return 1; }
  CHROMIUM=$(browser)
  export CHROMIUM
}

need_firefox() {
  local missing=()
  firefox >/dev/null || missing+=(firefox-esr)
  mapfile -t -O ${#missing[@]} missing < <(missing_font)
  install_packages "${missing[@]}"
  firefox >/dev/null ||
    { fail "Firefox is missing: install it (Debian: apt-get install firefox-esr fonts-noto-cjk) or set FIREFOX to its path."; return 1; }
  FIREFOX=$(firefox)
  export FIREFOX
}

# Prints the path of Firefox. FIREFOX may name another one.
firefox() {
  local name
  for name in ${FIREFOX:-} firefox-esr firefox; do
    command -v "$name" 2>/dev/null | grep / && return 0
  done
  return 1
}

tool() { cargo run --quiet --locked -p pkg-scripts -- "$@"; }
