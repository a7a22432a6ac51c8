#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# inject.sh ASCEND-SIM PROGRAM: faults under `ascend-sim run` and without it, and files at fault.
set -eu
sim=$1 program=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() { echo "inject.sh: $1" >&2; exit 1; }

echo '{"faults": [{"fail": "memset", "nth": 2, "status": "aicore_exception"}]}' > "$folder/good.json"
expected='synchronised: 0
synchronised: 507015'
got=$("$sim" run --inject "$folder/good.json" -- "$program" 2> "$folder/summary")
[ "$got" = "$expected" ] || fail "under run: $got"
got=$(ASCEND_SIM_INJECT="$folder/good.json" "$program")
[ "$got" = "$expected" ] || fail "from the environment: $got"

# Files that are at fault stop `run` before the program starts, with one line.
echo '{"faults": [{"fail": "memset", "nth": 0}]}' > "$folder/bad.json"
"$sim" run --inject "$folder/bad.json" -- "$program" > "$folder/out" 2> "$folder/err" && fail "a bad file was taken"
[ ! -s "$folder/out" ] || fail "the program ran in spite of a bad file"
[ "$(wc -l < "$folder/err")" = 1 ] || fail "more than one line: $(cat "$folder/err")"
grep -q 'bad.json: fault 1: "nth" is 0' "$folder/err" || fail "$(cat "$folder/err")"
"$sim" run --inject "$folder/absent.json" -- "$program" > /dev/null 2> "$folder/err" && fail "an absent file was taken"
grep -q 'absent.json' "$folder/err" || fail "$(cat "$folder/err")"
echo '{"faults": [{"drop_device": 1}]}' > "$folder/beyond.json"
"$sim" run --inject "$folder/beyond.json" -- "$program" > /dev/null 2> "$folder/err" && fail "a device that is not there was taken"
grep -q 'device 1: expected less than 1' "$folder/err" || fail "$(cat "$folder/err")"
"$sim" run --devices 2 --inject "$folder/beyond.json" -- "$program" > "$folder/out" 2> /dev/null
[ "$(sort -u "$folder/out")" = 'synchronised: 0' ] || fail "device 0 without device 1: $(cat "$folder/out")"

# Without `run` the first call says so.
ASCEND_SIM_INJECT="$folder/bad.json" "$program" > /dev/null 2> "$folder/err" && fail "a bad file in the environment was taken"
grep -q 'bad.json: fault 1' "$folder/err" || fail "$(cat "$folder/err")"
