#!/usr/bin/env bash
# Sets up what the dashboard needs, then opens it: bash scripts/run.sh [options of streamlit run]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/environment.sh

environment requirements.txt
exec "$python" -m streamlit run dashboard.py "$@"
