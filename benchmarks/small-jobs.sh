#!/usr/bin/env bash
# From command to prompt: medians of five runs of small jobs, in seconds. On an idle machine.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export VOXMATRIX_WAREHOUSE=$work/warehouse
v=$home/bin/voxmatrix

# The first demo also archives classes, as for every user.
"$v" demo --warehouse "$VOXMATRIX_WAREHOUSE" >demo.log 2>&1
run=$(sed -n 's/.*status --run \([-0-9a-f]*\).*/\1/p' demo.log | tail -1)
"$v" manifest "$home/sample-data/voices" --out voices.parquet >/dev/null 2>&1
printf 'uri,profile_id,kind\n%s,%s,text-independent\n' \
  "$home/sample-data/voices/english-rms/english-rms-1.wav" 49a36324fc4b4387aa06090cbfb0064f >people.csv
"$v" manifest people.csv --out people.parquet >/dev/null 2>&1

# median NAME COMMAND...
median() {
  local name=$1 times=() before
  shift
  for _ in 1 2 3 4 5; do
    [[ $name != "extract 64"* ]] || rm -rf "$work/new"
    before=$(date +%s%N)
    "$@" >last.log 2>&1 || {
      cat last.log >&2
      exit 1
    }
    times+=($((($(date +%s%N) - before) / 10000000)))
  done
  mapfile -t times < <(printf '%s\n' "${times[@]}" | sort -n)
  printf '%-26s %6s s\n' "$name" "$((times[2] / 100)).$(printf '%02d' $((times[2] % 100)))"
}

median "compare 64 x 64" "$v" compare --a "run:$run" --self
median "extract nothing new" "$v" extract --manifest voices.parquet
median "extract 64 recordings" "$v" extract --manifest voices.parquet --warehouse "$work/new"
median "enroll 1 recording" "$v" enroll --manifest people.parquet --create --again --copies allow
median "manifest of 64" "$v" manifest "$home/sample-data/voices" --out again.parquet
median "status" "$v" status
