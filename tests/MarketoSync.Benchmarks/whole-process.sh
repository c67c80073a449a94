#!/usr/bin/env bash
# Measures the command line as a whole process, against the simulator in another: the least calls, the pace at a set rate limit,
# how peak memory grows with the records, and what bulk import takes. Needs GNU time (Debian: apt install time).
#   whole-process.sh calls | pace | memory [RECORDS …] | import [RECORDS …]
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'kill %1 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build src/MarketoSync.Cli --configuration Release --verbosity quiet --nologo
sync="dotnet src/MarketoSync.Cli/bin/Release/net10.0/marketo-sync.dll"

simulate() {
  $sync simulate --port 0 --lean --concurrent-calls 0 --daily-quota 0 "$@" > "$work/simulator" &
  until grep -q '^What it saw' "$work/simulator" 2>/dev/null; do sleep 0.1; done
  eval "$(grep '^export' "$work/simulator")"
  export Marketo__CallsPerWindow=1000000 Marketo__DailyCallLimit=1000000
}

people() {
  awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "{\"email\":\"person%d@example.com\",\"firstName\":\"Ada\",\"lastName\":\"Okafor\",\"city\":\"Leeds\",\"postalCode\":\"%05d\",\"leadScore\":%d,\"title\":\"Head of Things\",\"company\":\"Example %d Ltd\"}\n", i, i % 100000, i % 100, i % 1000 }' > "$work/people.ndjson"
}

# One row in a hundred is bad, one in twenty comes again, and the last cell of every other row is empty.
rows() {
  awk -v n="$1" 'BEGIN { print "email,firstName,lastName,company,leadScore,phone"
    for (i = 0; i < n; i++) { r = i % 20 == 19 ? i - 9 : i
      printf "person%d@example.com,Ada,Okafor,Example %d Ltd,%s,%s\n", r, r % 1000, r % 100 == 7 ? "many" : r % 100, r % 2 ? "+44 113 " r % 1000000 : "" } }' > "$work/people.csv"
}

# Whether just the bad rows were refused, each at its place.
check() {
  awk -v n="$1" '{ r = NR - 1; bad = (r % 20 == 19 ? r - 9 : r) % 100 == 7
    if (index($0, "{\"record\":" r ",") != 1 || index($0, bad ? "\"status\":\"skipped\"" : "\"status\":\"imported\"") == 0) wrong++ }
    END { printf "lines %d, wrong %d\n", NR, wrong + (NR != n) }' "$work/runs/r/results.ndjson"
}

run() {
  rm -rf "$work/runs"
  /usr/bin/time -f '%e s, %M KiB peak' -o "$work/time" $sync sync "${2:-$work/people.ndjson}" --runs "$work/runs" --run r --json "${@:3}" > "$work/report" 2> "$work/errors" ||
    [ $? -eq "${1:-0}" ] || { cat "$work/errors"; exit 1; }
}

case "${1:-}" in
  calls)
    simulate --calls-per-window 0
    people 10000; run
    grep -A1 '"calls"' "$work/report" | tail -1
    ;;
  pace)
    # 51 calls in windows of 5 calls and 4 s: the limit alone takes 10 windows.
    simulate --calls-per-window 5 --window-seconds 4
    export Marketo__CallsPerWindow=5 Marketo__WindowSeconds=4
    people 15300; run
    echo "floor 40 s; whole process: $(cat "$work/time"); kinds of errors met: $(grep -c '"606"\|"615"' "$work/report" || true)"
    at() { date -d "$(sed -n "s/.*\"$1\": \"\(.*\)\",/\1/p" "$work/report")" +%s%3N; }
    echo "from start to report: $(( $(at finishedAt) - $(at startedAt) )) ms"
    ;;
  memory)
    shift
    simulate --calls-per-window 0
    for records in "${@:-1000000 5000000}"; do
      for n in $records; do people "$n"; run; echo "$n records: $(cat "$work/time")"; done
    done
    ;;
  import)
    shift
    simulate --calls-per-window 0
    for records in "${@:-1000000}"; do
      rows "$records"; run 1 "$work/people.csv" --mode bulk
      echo "$records rows: $(tail -1 "$work/time"); calls:$(grep -A1 '"calls"' "$work/report" | tail -1); $(check "$records")"
    done
    ;;
  *)
    sed -n '2,4p' "$0"; exit 2
    ;;
esac
