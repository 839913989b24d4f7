# shellcheck shell=bash
# Sourced by the other scripts: a Python environment with what a requirements file lists, and checks
# beside the tests.
# Works on a fresh Debian as root with nothing but Python 3.11 and pip, and wherever more is there.

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
  if ! command -v apt-get > /dev/null; then
    echo "Missing here, and there is no apt-get to install it: $*" >&2
    exit 1
  fi
  as_root apt-get update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# The first Python that is new enough. The environment of an earlier run is used again if that run
# got as far as pip, which comes last.
find_python() {
  local name earlier=""
  if [ -x .venv/bin/pip ]; then earlier=.venv/bin/python; fi
  for name in "${VIRTUAL_ENV:+$VIRTUAL_ENV/bin/python}" "$earlier" python3.11 python3 python; do
    if [ -n "$name" ] && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null
    then
      command -v "$name"
      return
    fi
  done
  echo "Python 3.11 or newer is needed." >&2
  return 1
}

# Debian's pip refuses to touch the system's own packages, so they get an environment of their own.
in_environment() {
  "$1" -c 'import sys; sys.exit(sys.prefix == sys.base_prefix)'
}

make_environment() {
  # Debian's Python has no ensurepip without python3-venv; its pip can fill an empty environment.
  if "$1" -c 'import ensurepip' 2> /dev/null; then
    "$1" -m venv --clear .venv
  else
    "$1" -m venv --clear --without-pip .venv
    "$1" -m pip --python .venv/bin/python install pip
  fi
}

# environment FILE: sets $python to the Python of an environment in which FILE is installed.
environment() {
  python=$(find_python)
  if ! in_environment "$python"; then
    echo "Setting up an environment in .venv; this takes some minutes and 1 GB of disk." >&2
    make_environment "$python"
    python=.venv/bin/python
  fi
  # Python compiles what it imports; to compile all that is installed takes as long again.
  "$python" -m pip install --quiet --disable-pip-version-check --no-compile -r "$1"
}

# beside CHECK COMMAND…: runs a function of the script while the command runs, and tells what it said
# at the end; fails as the command does, or else as the check.
beside() {
  local other checked=0 ran=0
  told=$(mktemp)
  trap 'rm -f "$told"' EXIT
  "$1" > "$told" 2>&1 &
  other=$!
  "${@:2}" || ran=$?
  wait "$other" || checked=$?
  cat "$told"
  return $((ran ? ran : checked))
}
