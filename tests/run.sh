#!/usr/bin/env bash
# The test command: builds Release, publishes the command and runs every test; ends with "N passed, N failed".
# With --long also those that take minutes each.
set -uo pipefail
filter=(-trait- "Length=long")
[ "${1:-}" != "--long" ] || filter=()
cd "$(dirname "$0")/.."

if ! command -v dotnet >/dev/null; then
  echo "The .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download) and put dotnet on the PATH." >&2
  echo "0 passed, 1 failed"
  exit 1
fi

# Tests send signals with kill, make certificates and networks, start sshd and PostgreSQL, check systemd units, lie about the
# time, open pages and check metrics with promtool: a bare Debian may lack what that takes.
missing=()
command -v /bin/kill >/dev/null || missing+=(procps)
command -v openssl >/dev/null || missing+=(openssl)
command -v ssh >/dev/null || missing+=(openssh-client)
[ -x /usr/sbin/sshd ] || missing+=(openssh-server)
PATH="$PATH:/usr/sbin:/sbin" command -v ip >/dev/null || missing+=(iproute2)
compgen -G "/usr/lib/*/faketime/libfaketime.so.1" >/dev/null || missing+=(libfaketime)
compgen -G "/usr/lib/postgresql/*/bin/postgres" >/dev/null || missing+=(postgresql)
command -v systemd-analyze >/dev/null || missing+=(systemd)
command -v chromium >/dev/null || missing+=(chromium)
command -v promtool >/dev/null || missing+=(prometheus)
command -v python3 >/dev/null || missing+=(python3)
[ "${1:-}" != "--long" ] || /usr/bin/python3 -c "import pandas" 2>/dev/null || missing+=(python3-pandas)
[ "${1:-}" != "--long" ] || /usr/bin/python3 -c "import sklearn" 2>/dev/null || missing+=(python3-sklearn)
[ "${1:-}" != "--long" ] || /usr/bin/python3 -c "import torch" 2>/dev/null || missing+=(python3-torch)
[ "${1:-}" != "--long" ] || command -v Rscript >/dev/null || missing+=(r-base-core)
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}"
  else
    echo "Tests will fail for want of programs: install the packages ${missing[*]}." >&2
  fi
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Code that is compiled as it runs need not be guarded and profiled here: a fifth of the time of a build, a seventh of a start's.
export DOTNET_EnableWriteXorExecute=0 DOTNET_TieredPGO=0
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
if ! dotnet build SweepCluster.sln -c Release --nologo -v quiet; then
  echo "0 passed, 1 failed"
  exit 1
fi

# Tests start the command hundreds of times: compiled ahead, as it is installed, it starts in two thirds of the time.
if ! bash deploy/publish.sh --out "$results/published"; then
  echo "0 passed, 1 failed"
  exit 1
fi
SWEEPCLUSTER_PUBLISHED=$(echo "$results"/published/*/sweep)
export SWEEPCLUSTER_PUBLISHED

status=0
for project in tests/*.Tests; do
  name=$(basename "$project")
  # Of those that wait, for processes or for one another, there are more at a time than there are cores.
  threads=()
  case "$name" in
    SweepCluster.Acceptance.Tests) threads=(-maxThreads 3) ;;
    SweepCluster.Cluster.Tests) threads=(-maxThreads 4) ;;
  esac
  dotnet exec "artifacts/bin/$name/release/$name.dll" -noColor "${filter[@]}" "${threads[@]}" -xml "$results/$name.xml" || status=1
  [ -s "$results/$name.xml" ] || { echo "$name ended without a report."; status=1; crashed=$((${crashed:-0} + 1)); }
done

# Sums one attribute of <assembly> over all reports.
sum() { cat "$results"/*.xml 2>/dev/null | grep -o "<assembly [^>]*" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' |
  awk '{ total += $1 } END { print total + 0 }'; }
failed=$(($(sum failed) + $(sum errors) + ${crashed:-0}))
[ "$failed" -eq 0 ] || status=1
# Once more what failed and why, where a reader begins: at the end.
cat "$results"/*.xml 2>/dev/null | awk '
  function between(begin, end,    text, at) {
    if (!(at = index($0, begin))) return ""
    text = substr($0, at + length(begin))
    return substr(text, 1, index(text, end) - 1)
  }
  BEGIN { RS = "<test " }
  / result="Fail"/ {
    print "failed: " between(" name=\"", "\"")
    count = split(between("<message><![CDATA[", "]]>") "\n" between("<stack-trace><![CDATA[", "]]>"), lines, "\n")
    for (line = 1; line <= count && line <= 20; line++) print "  " lines[line]
  }'
echo "$(sum passed) passed, $failed failed"
exit $status
