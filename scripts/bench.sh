#!/usr/bin/env bash
# Measures how fast tables are read and in how much memory, beside what any reader must do at least.
#
# PEERS=1: also by openpyxl, xlrd and csv of Python, in an environment of their own, target/bench-venv.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
venv=${CARGO_TARGET_DIR:-target}/bench-venv

cargo build --release --package jixiao-bench
if [[ ${PEERS:-} ]]; then
    if [[ ! -x $venv/bin/python ]]; then
        "$python" -m venv "$venv"
    fi
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check 'openpyxl==3.1.5' 'xlrd==2.0.2'
    export JIXIAO_BENCH_PYTHON=$PWD/$venv/bin/python
fi
"${CARGO_TARGET_DIR:-target}/release/jixiao-bench"
