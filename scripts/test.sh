#!/usr/bin/env bash
# Sets up everything that the tests need, then runs them: bash scripts/test.sh [arguments of pytest]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/environment.sh

find_browser() {
  local name
  for name in "${HUSTINGS_CHROMIUM:-}" "${CHROMIUM:-}" chromium chromium-browser google-chrome \
    google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

environment requirements-dev.txt

browser=$(find_browser) || {
  apt_install chromium fonts-dejavu-core >&2
  browser=$(find_browser)
}
export HUSTINGS_CHROMIUM="$browser"

if ! command -v openssl > /dev/null ||
  ! PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v nginx > /dev/null; then
  apt_install nginx-light openssl >&2
fi

# The tests start a PostgreSQL server of their own, and a Spark cluster on loopback.
if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' > /dev/null && ! command -v initdb > /dev/null; then
  apt_install postgresql >&2
fi
if ! command -v java > /dev/null; then
  apt_install openjdk-17-jre-headless >&2
fi

"$python" -m ruff check .
"$python" -m ruff format --check --quiet .
# Types are checked beside the first tests: alone, that is half a minute in which one core rests.
types() { "$python" -m mypy; }
# Browser tests come last on every worker: their event loop stays out of the others.
beside types "$python" -m pytest -n "$(nproc)" --dist loadfile --no-loadscope-reorder "$@"
