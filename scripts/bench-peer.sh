#!/usr/bin/env bash
# Starts one of the peers that `make bench-setup` installed, in the place of this process.
#
# usage: scripts/bench-peer.sh python|node --database FILE --port N
set -euo pipefail

peers=$(cd "$(dirname "$0")/.." && pwd)/tests/load/peers
cd "$(dirname "$0")/.." && target=$(mkdir -p "${CARGO_TARGET_DIR:-target}" && cd "${CARGO_TARGET_DIR:-target}" && pwd)
