#!/usr/bin/env bash
# Builds Jixiao, starts `jixiao serve all` on 127.0.0.1 with SQLite under ./data, runs `jixiao demo`
# against it and stays until Ctrl-C. Where the port already answers as Jixiao, that one is used.
#
# PORT: the API's port, 50051 unless given. HEALTH_PORT: the health port, PORT + 1 unless given.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${PORT:-50051}
health_port=${HEALTH_PORT:-$((port + 1))}
address=127.0.0.1:$port
endpoint=http://$address
jixiao=${CARGO_TARGET_DIR:-target}/debug/jixiao
service=jixiao.planning.v1.PlanningService
plan=regions/120000000/departments/canlian/plans/2023
server=

fail() {
    echo "error: $*" >&2
    exit 1
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# What listens may not be Jixiao, and may never answer.
answers() {
    local bound=()
    if command -v timeout >/dev/null; then bound=(timeout 5); fi
    ${bound[@]+"${bound[@]}"} "$jixiao" healthcheck --endpoint "$endpoint" --service "$service" >/dev/null 2>&1
}

# Lets the server finish what is under way; a second Ctrl-C ends it at once.
stop() {
    trap - EXIT
    trap 'kill -TERM "$server" 2>/dev/null || true' INT TERM HUP
    if [[ -n $server ]]; then
        kill -TERM "$server" 2>/dev/null || true
        while kill -0 "$server" 2>/dev/null; do
            wait "$server" 2>/dev/null || true
        done
    fi
    exit "$1"
}

hints() {
    cat <<HINTS

Jixiao answers at $address. To call it with any gRPC client, such as grpcurl
(\`scripts/venv.sh\` puts one at .venv/bin/grpcurl):

  grpcurl -plaintext $address list
  grpcurl -plaintext $address describe jixiao.scoring.v1.ScoringService
  grpcurl -plaintext -d '{"name":"$plan"}' $address jixiao.planning.v1.PlanningService/GetPlan
  grpcurl -plaintext -d '{"plan":"$plan"}' $address jixiao.scoring.v1.ScoringService/ScorePlan

HINTS
}

cargo build --workspace --bin jixiao

if listens "$port"; then
    answers || fail "port $port of 127.0.0.1 is taken, and not by Jixiao; choose another: make run PORT=$((port + 10))"
    echo "Jixiao already answers at $address; the demo uses it."
    "$jixiao" demo --endpoint "$endpoint"
    hints
    exit 0
fi
if listens "$health_port"; then
    fail "port $health_port of 127.0.0.1, for health, is taken; choose others: make run PORT=$((port + 10))" \
        "(health is at the port after it, or at HEALTH_PORT)"
fi

mkdir -p data
settings=(
    --set "listen=$address"
    --set "health_listen=127.0.0.1:$health_port"
    --set "database.url=${JIXIAO__DATABASE__URL:-sqlite://data/jixiao.db}"
)
"$jixiao" "${settings[@]}" migrate

trap 'stop $?' EXIT
trap 'stop 0' INT TERM HUP
# In a process group of its own: Ctrl-C must reach it once, through `stop`; a second signal would
# end it at once.
set -m
"$jixiao" "${settings[@]}" serve all &
server=$!
set +m

for ((try = 1; ; try++)); do
    if answers; then break; fi
    kill -0 "$server" 2>/dev/null || fail "the server ended before it was ready; its messages are above"
    ((try < 100)) || fail "the server was not ready after $try tries"
    sleep 0.1
done

"$jixiao" demo --endpoint "$endpoint"
hints
echo "Ctrl-C stops it."
wait "$server"
