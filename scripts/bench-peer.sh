#!/usr/bin/env bash
# Starts one of the peers that `make bench-setup` installs, in the place of this process. It says a line when it is
# ready, and reads the database of a Jixiao that runs or ran.
#
# usage: scripts/bench-peer.sh python|node --database FILE --port N
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
target=${CARGO_TARGET_DIR:-target}
[[ $target == /* ]] || target=$root/$target
peers=$root/tests/load/peers

if [[ ! -x $target/bench-venv/bin/node ]]; then
    echo "error: there is no $target/bench-venv/bin/node; run make bench-setup" >&2
    exit 1
fi
case ${1:-} in
    python) exec "$target/bench-venv/bin/python" "$peers/python/server.py" "${@:2}" ;;
    node)
        export NODE_PATH=$target/bench-node/node_modules NODE_ENV=production
        exec "$target/bench-venv/bin/node" "$peers/node/server.js" "${@:2}"
        ;;
    *)
        echo "usage: scripts/bench-peer.sh python|node --database FILE --port N" >&2
        exit 2
        ;;
esac
