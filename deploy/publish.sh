#!/usr/bin/env bash
# Builds the command for machines without .NET: self-contained, compiled ahead of time.
set -euo pipefail

known=(linux-x64 linux-arm64 win-x64 osx-arm64)

usage() {
  cat <<TEXT
usage: publish.sh [RID...] [--out DIR]

Builds DIR/RID for each RID, which is one of: ${known[*]}. Without a RID, for this machine.
The folder runs where it is copied to; nothing else need be installed. The command in it is sweep
(sweep.exe on Windows).

  --out DIR    the folder that gets a folder for each RID; default: publish, beside deploy

example: publish.sh linux-x64 linux-arm64 --out /srv/sweepcluster
TEXT
}

fail() { echo "publish.sh: $*" >&2; exit 2; }

this_machine() {
  local system machine
  case "$(uname -s)" in
    Linux) system=linux ;;
    Darwin) system=osx ;;
    MINGW* | MSYS* | CYGWIN*) system=win ;;
    *) fail "$(uname -s) is not a system that it builds for: name a RID." ;;
  esac
  case "$(uname -m)" in
    x86_64 | amd64) machine=x64 ;;
    aarch64 | arm64) machine=arm64 ;;
    *) fail "$(uname -m) is not a processor that it builds for: name a RID." ;;
  esac
  echo "$system-$machine"
}

root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/publish
rids=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help) usage; exit 0 ;;
    --out) [ $# -ge 2 ] && [ -n "$2" ] || fail "--out needs a folder."; out=$2; shift ;;
    -*) fail "there is no option $1 (see --help)." ;;
    *) rids+=("$1") ;;
  esac
  shift
done
[ "${#rids[@]}" -gt 0 ] || rids=("$(this_machine)")
for rid in "${rids[@]}"; do
  [[ " ${known[*]} " == *" $rid "* ]] || fail "it does not build for $rid, only for: ${known[*]}."
done
command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing."
for rid in "${rids[@]}"; do
  [ ! -e "$out/$rid" ] || [ -e "$out/$rid/sweep.dll" ] || [ -z "$(ls -A "$out/$rid")" ] ||
    fail "$out/$rid holds other things than the command: give another folder with --out."
done

for rid in "${rids[@]}"; do
  dotnet publish "$root/src/SweepCluster.Cli" -c Release -r "$rid" --nologo -v quiet -o "$out/$rid"
  echo "built $out/$rid"
done
