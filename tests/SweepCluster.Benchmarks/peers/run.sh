#!/usr/bin/env bash
# Measures SweepCluster and its peers one after the other on this machine, and writes results/<cpu>.md:
#   a trial-update   the kernel, MathNet matrices, PyTorch one trial at a time, PyTorch with many trials batched
#   a whole sweep    `sweep run hocon/sweeps/keras-decay.hocon`, Optuna driving PyTorch, scikit-learn's GridSearchCV
# The command is the one that deploy/publish.sh builds. Takes eight minutes on two cores; the machine should have nothing else to do. The Python packages are Debian's;
# root has them installed where they are missing.
set -euo pipefail
cd "$(dirname "$0")/../../.."
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

peers=tests/SweepCluster.Benchmarks/peers
packages=(python3-torch python3-optuna python3-sklearn python3-numpy libopenblas0-pthread)
temp=$(mktemp -d)
samples=$temp/samples.tsv
child=

# Ends what is being measured, with all the processes it has started; they get three seconds to tidy up.
stop() {
  if [ -n "$child" ]; then
    kill -TERM -- "-$child" 2>/dev/null || true
    for _ in $(seq 30); do
      kill -0 -- "-$child" 2>/dev/null || break
      sleep 0.1
    done
    kill -KILL -- "-$child" 2>/dev/null || true
  fi
  rm -rf "$temp"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
set -m # each command has a process group of its own, which is what stop() ends

run() {
  echo "$(date +%T) $*" >&2
  cut -d ' ' -f 1 /proc/loadavg >>"$temp/loads"
  "$@" </dev/null &
  child=$!
  wait "$child"
  child=
}

# time_run NAME COMMAND...: runs it and adds the seconds it took to the samples.
time_run() {
  local name=$1 begin=$EPOCHREALTIME
  shift
  run "$@" >>"$samples"
  awk -v name="$name" -v begin="$begin" -v end="$EPOCHREALTIME" \
    'BEGIN { printf "%s\t%.3f\ts\n", name, end - begin }' >>"$samples"
}

# Python without settings that pin OpenBLAS to another processor; one thread a process, as there is a process a core.
python=(env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE OPENBLAS_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3)

missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q ' installed$' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" -ne 0 ]; then
    echo "Missing packages: apt-get install ${missing[*]}" >&2
    exit 2
  fi
  run apt-get update -qq >&2
  run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi

run dotnet build -c Release tests/SweepCluster.Benchmarks --nologo -v quiet -nodeReuse:false -p:UseSharedCompilation=false >&2
run bash deploy/publish.sh --out "$temp/published" >&2
sweep=$(echo "$temp"/published/*/sweep)

cpu=$(lscpu | sed -n 's/^Model name: *//p' | head -n 1)
{
  printf 'date\t%s\n' "$(date -u +%F)"
  printf 'processor\t%s, %s cores\n' "$cpu" "$(nproc)"
  printf 'SweepCluster\t%s\n' "$(git describe --always --dirty 2>/dev/null || echo unknown)"
  printf 'dotnet SDK\t%s\n' "$(dotnet --version)"
  dpkg-query -W -f '${Package}\t${Version}\n' "${packages[@]}"
} >"$temp/facts.tsv"

run dotnet exec artifacts/bin/SweepCluster.Benchmarks/release/SweepCluster.Benchmarks.dll peers >>"$samples"
run "${python[@]}" $peers/torch_one.py >>"$samples"
run "${python[@]}" $peers/torch_batched.py >>"$samples"

# In turns, so that a passing disturbance does not hit one of them only.
for repetition in 1 2 3 4 5; do
  out=$temp/sweep-$repetition
  time_run sweep "$sweep" run hocon/sweeps/keras-decay.hocon --out "$out" --quiet
  awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
    NR == 2 { printf "sweep-rmse\t%s\trmse\n", $column["rmse"] }' "$out/summary.csv" >>"$samples"
  time_run sklearn "${python[@]}" $peers/sklearn_grid.py
  if [ "$repetition" -le 3 ]; then
    time_run optuna "${python[@]}" $peers/optuna_grid.py "$temp/optuna-$repetition.db"
  fi
done

# More than the number of cores tells of others at work, which hits those that use both cores most.
printf 'highest load\t%s\n' "$(sort -g "$temp/loads" | tail -n 1)" >>"$temp/facts.tsv"

name=$(echo "$cpu" | tr '[:upper:]' '[:lower:]' | tr -cs 'a-z0-9' '-' | sed 's/^-//; s/-$//')
results=tests/SweepCluster.Benchmarks/results
mkdir -p $results
"${python[@]}" $peers/table.py "$temp/facts.tsv" "$samples" >"$temp/table.md"
mv "$temp/table.md" "$results/${name:-unknown}.md"
echo "Wrote $results/${name:-unknown}.md" >&2
