#!/usr/bin/env bash
# Makes tokens to try Jixiao with (docs/access.md): in a folder a key, its key set keys.json, and for each subject a
# file SUBJECT.jwt that is good for 30 days, from the issuer `demo` for the audience `jixiao`. A key that is there
# is used again. In earnest, tokens come from your own issuer. Needs OpenSSL 3.
#
# scripts/tokens.sh FOLDER SUBJECT...
set -euo pipefail

if (($# < 2)); then
    echo "usage: $0 FOLDER SUBJECT..." >&2
    exit 2
fi
folder=$1
shift
umask 077
mkdir -p "$folder"
key=$folder/key.pem

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

[[ -e $key ]] || openssl genpkey -algorithm ed25519 -out "$key"
# The last 32 bytes of the public key in DER are the key itself.
x=$(openssl pkey -in "$key" -pubout -outform DER | tail -c 32 | base64url)
printf '{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"demo","x":"%s"}]}\n' "$x" >"$folder/keys.json"

header=$(printf '{"alg":"EdDSA","kid":"demo"}' | base64url)
until=$(($(date +%s) + 30 * 24 * 60 * 60))
message=$(mktemp)
trap 'rm -f "$message"' EXIT
for subject in "$@"; do
    if [[ ! $subject =~ ^[A-Za-z0-9._-]+$ ]]; then
        echo "error: the subject $subject is not of letters, digits, dots, _ and -" >&2
        exit 2
    fi
    claims=$(printf '{"sub":"%s","iss":"demo","aud":"jixiao","exp":%d}' "$subject" "$until" | base64url)
    printf '%s.%s' "$header" "$claims" >"$message"
    # It signs files only: the whole message has to be known before it begins.
    signature=$(openssl pkeyutl -sign -inkey "$key" -rawin -in "$message" | base64url)
    printf '%s.%s\n' "$(cat "$message")" "$signature" >"$folder/$subject.jwt"
done
