# Starts a PostgreSQL server in a new directory, waits for the end of standard input, then stops it
# and removes the directory. Arguments: directory of the binaries, ports to try in turn. Prints
# `ready PORT DIRECTORY`, or `failed` and then why. One shell does all of it in turn, so that there is
# no moment in which an end of the test leaves something behind.
set -u
trap '' INT TERM HUP
# A name each.
# shellcheck disable=SC2046
unset $(env | sed -n 's/^\(PG[A-Z_]*\)=.*/\1/p')
bin=$1
shift

failed() {
    echo failed
    echo "$1"
    exit 1
}

as_server() { "$@" </dev/null; }
owner=
if [ "$(id -u)" = 0 ]; then
    # initdb and postgres refuse root.
    id postgres >/dev/null 2>&1 || failed "as root the server runs as the user postgres, whom this machine lacks"
    command -v runuser >/dev/null || failed "as root the server is run by runuser, which is not on PATH"
    as_server() { runuser -u postgres -- "$@" </dev/null; }
    owner=postgres
fi

# The first place that the server's user can reach: under root, TMPDIR may be closed to others.
directory=
for base in "${TMPDIR:-/tmp}" /tmp /var/tmp; do
    candidate=$(mktemp -d "$base/jixiao-postgres.XXXXXX" 2>/dev/null) || continue
    if { [ -z "$owner" ] || chown "$owner" "$candidate"; } && as_server test -x "$candidate/." -a -w "$candidate"; then
        directory=$candidate
        break
    fi
    rm -rf "$candidate"
done
[ -n "$directory" ] || failed "no temporary directory that the server's user can write to"
cd "$directory" || failed "cannot enter $directory"
log=$directory/log

give_up() {
    echo failed
    echo "$1"
    cat "$log" "$directory/server.log" 2>/dev/null
    rm -rf "$directory"
    exit 1
}

as_server "$bin/initdb" -D "$directory/data" -U postgres -A trust -E UTF8 --no-locale -N >"$log" 2>&1 ||
    give_up "initdb failed:"

# Nothing has to survive a crash here.
settings="-c listen_addresses=127.0.0.1 -c unix_socket_directories=$directory -c max_connections=200"
settings="$settings -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
port=
for candidate in "$@"; do
    if as_server "$bin/pg_ctl" -D "$directory/data" -l "$directory/server.log" -w -t 60 \
        -o "-p $candidate $settings" start >>"$log" 2>&1; then
        port=$candidate
        break
    fi
done
[ -n "$port" ] || give_up "the server did not start on any of the ports $*:"

echo "ready $port $directory"
exec >&-
while read -r _; do :; done
as_server "$bin/pg_ctl" -D "$directory/data" -m immediate -w -t 60 stop >/dev/null 2>&1
cd /
rm -rf "$directory"
