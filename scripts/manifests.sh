#!/usr/bin/env bash
# Renders every kustomization of deploy/kustomize and validates each resource strictly against the
# schemas of the oldest and the newest Kubernetes that is supported. Needs no network and no cluster.
# With an argument, a directory, the rendered manifests stay there.
set -euo pipefail
cd "$(dirname "$0")/.."

versions=(1.30.0 1.35.0)
kustomizations=(base overlays/insecure-demo)

if (($# > 0)); then
    output=$1
    mkdir -p "$output"
else
    output=$(mktemp -d)
    trap 'rm -rf "$output"' EXIT
fi

for kustomization in "${kustomizations[@]}"; do
    rendered=$output/${kustomization//\//-}.yaml
    .venv/bin/kubectl kustomize "deploy/kustomize/$kustomization" >"$rendered"
    resources=$(grep -c '^kind: ' "$rendered")
    for version in "${versions[@]}"; do
        .venv/bin/kubernetes-validate --strict --quiet --kubernetes-version "$version" "$rendered"
        echo "deploy/kustomize/$kustomization: $resources resources are valid for Kubernetes $version"
    done
done
