#!/usr/bin/env bash
# Measures calls, scoring and reading beside what any program must do at least, prints one table of the goals and writes
# them to target/bench.json. Needs no network once it is built; `make bench-setup` installs the peers of Python and Node,
# without which their goals are left out.
#
# READING=1: also how fast tables are read and in how much memory. PEERS=1: that by Python, too.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
mkdir -p "$target/bench"
target=$(cd "$target" && pwd)

cargo build --release --package jixiao --package jixiao-bench
if [[ -x $target/bench-venv/bin/node ]]; then
    JIXIAO_BENCH_PEERS=$PWD/scripts/bench-peer.sh
    export JIXIAO_BENCH_PEERS
else
    echo "the peers are not installed; make bench-setup installs them" >&2
fi
if [[ ${PEERS:-} ]]; then
    scripts/bench-setup.sh
    JIXIAO_BENCH_PYTHON=$target/bench-venv/bin/python
    export JIXIAO_BENCH_PYTHON
fi

"$target/release/kernel" --json "$target/bench/kernel.json"
"$target/release/serving" --json "$target/bench/serving.json"
if [[ ${READING:-} || ${PEERS:-} ]]; then "$target/release/jixiao-bench"; fi
"$target/release/jixiao-bench" goals "$target/bench.json" "$target/bench/kernel.json" "$target/bench/serving.json"
