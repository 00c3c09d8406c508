#!/usr/bin/env bash
# Pictures of every view in both languages and looks, at 1440 and 390 px, into .cache/pictures; what can be told by reading the
# page (words of the other language, cut labels, a view too wide) is told: pictures.sh [--no-build] [zh|en]-[light|dark]-[1440|390]…
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"

build=yes
names=()
for word in "$@"; do
  case $word in
    --no-build) build=no ;;
    zh-* | en-*) names+=("$word") ;;
    *)
      fail "usage: pictures.sh [--no-build] [zh|en]-[light|dark]-[1440|390]..."
      exit 2
      ;;
  esac
done

need_rust && need_node && need_browser || exit 1
if [ "$build" = yes ] || [ ! -e dist/index.html ]; then
  say "Building (the first time takes some minutes)"
  tool build >/dev/null || exit 1
fi
pattern=$(IFS='|'; printf '%s' "${names[*]}")
node_modules/.bin/playwright test --config tests/pictures/playwright.config.ts ${pattern:+--grep "$pattern"}
tests=$?
say "The pictures are in .cache/pictures."
exit $tests
