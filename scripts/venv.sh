#!/usr/bin/env bash
# Makes the project's own virtual environment, .venv, with the tools of requirements-tools.txt.
# Does nothing where it is there and the file has not changed since.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
made_from=.venv/requirements-tools.txt

if [[ -x .venv/bin/python ]] && cmp -s requirements-tools.txt "$made_from"; then
    exit 0
fi
if ! command -v "$python" >/dev/null; then
    echo "error: $python is not on PATH; install Python 3 (Debian, Ubuntu: apt-get install python3 python3-venv)" >&2
    exit 1
fi

echo "making .venv with the tools of requirements-tools.txt" >&2
rm -rf .venv
if ! "$python" -m venv .venv; then
    rm -rf .venv
    echo "error: $python cannot make a virtual environment (Debian, Ubuntu: apt-get install python3-venv)" >&2
    exit 1
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-tools.txt
# Last: an environment that was not finished is made again.
cp requirements-tools.txt "$made_from"
