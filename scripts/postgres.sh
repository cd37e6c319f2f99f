#!/usr/bin/env bash
# Checks that there is a PostgreSQL server for the tests to start (they start their own, see
# tests/support). Where there is none, apt-get and root install Debian's, without a running cluster;
# otherwise this says what to install and fails.
set -euo pipefail

# The tests look in the same places.
installed() {
    local directory
    while IFS= read -r directory; do
        if [[ -x $directory/initdb && -x $directory/postgres && -x $directory/pg_ctl && -x $directory/createdb ]]; then
            return 0
        fi
    done < <(tr ':' '\n' <<<"$PATH"; printf '%s\n' /usr/lib/postgresql/*/bin)
    return 1
}

installed && exit 0

if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
    echo "error: the tests need PostgreSQL's server programs (initdb, postgres, pg_ctl, createdb) on PATH or under" \
        "/usr/lib/postgresql/*/bin; install them (Debian, Ubuntu: sudo apt-get install postgresql)" >&2
    exit 1
fi

echo "installing Debian's postgresql for the tests" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
export DEBIAN_FRONTEND=noninteractive
# The package would otherwise make a cluster and start it.
if [[ ! -e /etc/postgresql-common/createcluster.conf ]]; then
    mkdir -p /etc/postgresql-common
    echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
fi
install() {
    apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold postgresql >"$log" 2>&1
}
if ! install && ! { apt-get update >"$log" 2>&1 && install; }; then
    cat "$log" >&2
    echo "error: apt-get could not install postgresql" >&2
    exit 1
fi
if ! installed; then
    echo "error: the package postgresql is installed, but its server programs are not under /usr/lib/postgresql/*/bin" >&2
    exit 1
fi
