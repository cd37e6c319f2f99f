#!/usr/bin/env bash
# Runs every target of fuzz/ with libFuzzer for FUZZ_SECONDS, 60 unless given. The tests of tests/fuzz run the same
# functions on stable Rust; this needs a nightly compiler, cargo-fuzz and a C++ compiler.
#
# FUZZ_TARGETS: which, all unless given.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${FUZZ_SECONDS:-60}
missing=()
rustup run nightly rustc --version >/dev/null 2>&1 || missing+=("a nightly compiler: rustup toolchain install nightly")
cargo fuzz --version >/dev/null 2>&1 || missing+=("cargo-fuzz: cargo install cargo-fuzz")
command -v c++ >/dev/null || missing+=("a C++ compiler, Debian, Ubuntu: apt-get install g++")
if ((${#missing[@]})); then
    echo "error: fuzzing with libFuzzer needs" >&2
    printf '  %s\n' "${missing[@]}" >&2
    echo "without it: JIXIAO_FUZZ_ROUNDS=100000 cargo test --release -p jixiao-fuzz" >&2
    exit 1
fi

targets=${FUZZ_TARGETS:-$(cargo +nightly fuzz list)}
corpus=(tests/fuzz/corpus tests/fixtures tests/fixtures/forms crates/sheets/tests/data)
for target in $targets; do
    echo "fuzzing $target for $seconds seconds" >&2
    seeds=()
    case $target in open | read | read_actuals) seeds=("${corpus[@]}") ;; esac
    mkdir -p "fuzz/corpus/$target"
    cargo +nightly fuzz run "$target" "fuzz/corpus/$target" "${seeds[@]}" -- \
        -max_total_time="$seconds" -max_len=65536 -timeout=30 -rss_limit_mb=2048
done
