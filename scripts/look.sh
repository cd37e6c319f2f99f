#!/usr/bin/env bash
# Renders the forms of the main job as a person sees them: runs the demo on a database of its own, writes its
# scorecard, monitoring table, target table and actuals template as pages and workbooks into OUT, and turns
# them into pictures with Chromium and LibreOffice. As root on Debian it installs what is missing.
#
# OUT: where everything goes, target/look unless given. PICTURES=1 also replaces those of docs/pictures.
set -euo pipefail
cd "$(dirname "$0")/.."

out=${OUT:-target/look}
jixiao=${CARGO_TARGET_DIR:-target}/debug/jixiao
plan=regions/120000000/departments/canlian/plans/2023
packages=(chromium libreoffice-calc poppler-utils fonts-noto-cjk)
server=

fail() {
    echo "error: $*" >&2
    exit 1
}

tools() {
    if [[ $(command -v chromium soffice pdftoppm | wc -l) == 3 ]]; then return; fi
    [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null || fail "install Chromium, LibreOffice and pdftoppm first"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

free_port() { .venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

stop() {
    if [[ -n $server ]]; then
        kill -TERM "$server" 2>/dev/null || true
        wait "$server" 2>/dev/null || true
    fi
}

# A page as a picture: file, width and height of the window, name.
page() {
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
        --window-size="$2,$3" --screenshot="$out/$4.png" "file://$out/$1" >/dev/null 2>&1 || fail "Chromium could not draw $1"
}

# A workbook as pictures of its printed pages.
workbook() {
    soffice --headless --convert-to pdf --outdir "$out" "$out/$1.xlsx" >/dev/null 2>&1 || fail "LibreOffice could not print $1.xlsx"
    pdftoppm -r 70 -png "$out/$1.pdf" "$out/$1-printed"
}

tools
scripts/venv.sh
cargo build --workspace --bin jixiao
mkdir -p "$out"
# Only what an earlier run made.
rm -f "$out"/*.{png,pdf,html,xlsx} "$out"/look.db* "$out/demo.txt"
out=$(cd "$out" && pwd)

address=127.0.0.1:$(free_port)
settings=(--set "listen=$address" --set "health_listen=127.0.0.1:$(free_port)" --set "database.url=sqlite://$out/look.db")
endpoint=(--endpoint "http://$address")
"$jixiao" "${settings[@]}" migrate
trap stop EXIT
"$jixiao" "${settings[@]}" serve all &
server=$!
for ((try = 1; ; try++)); do
    if "$jixiao" healthcheck "${endpoint[@]}" --service jixiao.planning.v1.PlanningService >/dev/null 2>&1; then break; fi
    kill -0 "$server" 2>/dev/null || fail "the server ended before it was ready"
    ((try < 100)) || fail "the server was not ready after $try tries"
    sleep 0.1
done
"$jixiao" demo "${endpoint[@]}" >"$out/demo.txt"

for format in html xlsx; do
    "$jixiao" report "$plan" --format $format -o "$out/scorecard.$format" "${endpoint[@]}"
    "$jixiao" report "$plan" --period 2023-11 --format $format -o "$out/scorecard-november.$format" "${endpoint[@]}"
    "$jixiao" report "$plan" --monitoring --period 2023-11 --format $format -o "$out/monitoring.$format" "${endpoint[@]}"
    "$jixiao" export "$plan" --format $format -o "$out/target-table.$format" "${endpoint[@]}"
    "$jixiao" template "$plan" --format $format -o "$out/template.$format" "${endpoint[@]}"
done
for name in scorecard scorecard-november monitoring target-table template; do
    page "$name.html" 1200 1600 "$name-page"
    page "$name.html" 500 1400 "$name-phone"
    workbook "$name"
done
echo "the pictures are in $out"

if [[ ${PICTURES:-} ]]; then
    mkdir -p docs/pictures
    cp "$out/scorecard-page.png" "$out/scorecard-phone.png" docs/pictures/
    printed=("$out"/scorecard-printed-*.png)
    cp "${printed[0]}" docs/pictures/scorecard-printed.png
fi
