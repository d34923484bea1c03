#!/usr/bin/env bash
# What `sweep plan` says against what `sweep run` then takes, on an otherwise idle machine.
set -euo pipefail
cd "$(dirname "$0")"
sweep=../../../artifacts/bin/SweepCluster.Cli/release/sweep
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "| sweep | plan, s | run, s | plan / run |"
echo "|---|---|---|---|"
for file in *.hocon; do
  plan=$("$sweep" plan "$file" | awk '$1 == "time" { print $4 == "minutes" ? $3 * 60 : $3 }' | sed 's/[^0-9.]//g')
  start=$(date +%s.%N)
  "$sweep" run "$file" --out "$folder/${file%.hocon}" --quiet
  awk -v name="${file%.hocon}" -v plan="$plan" -v start="$start" -v end="$(date +%s.%N)" \
    'BEGIN { printf "| %s | %d | %.1f | %.2f |\n", name, plan, end - start, plan / (end - start) }'
done
