#!/usr/bin/env bash
# Measures how fast tables are read and in how much memory, beside what any reader must do at least.
#
# PEERS=1: also by openpyxl, xlrd and csv of Python, in the environment that `make bench-setup` makes.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}

cargo build --release --package jixiao-bench
if [[ ${PEERS:-} ]]; then
    scripts/bench-setup.sh
    JIXIAO_BENCH_PYTHON=$(cd "$target" && pwd)/bench-venv/bin/python
    export JIXIAO_BENCH_PYTHON
fi
"$target/release/jixiao-bench"
