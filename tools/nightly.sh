#!/usr/bin/env bash
# What takes longer than a landing may: thread sanitizer over everything headless, and the tests many times.
set -euo pipefail
cd "$(dirname "$0")/.."
./run build tsan
TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1 suppressions=$PWD/tools/tsan.supp" \
    ctest --test-dir build/tsan --output-on-failure -j "$(nproc)"
# A minute of fuzzing each; a finding is kept beside the corpus and becomes an ordinary test.
./run build fuzz
for target in build/fuzz/tests/fuzz/fuzz_*; do
    [ -x "$target" ] && [ -f "$target" ] || continue
    name=$(basename "$target")
    mkdir -p "build/fuzz/corpus/$name"
    seeds=()
    [ ! -d "tests/fuzz/corpus/${name#fuzz_}" ] || seeds=("tests/fuzz/corpus/${name#fuzz_}")
    "$target" -max_total_time="${FUZZ_SECONDS:-60}" -rss_limit_mb=2048 -print_final_stats=0 \
        "build/fuzz/corpus/$name" "${seeds[@]}" 2>&1 | tail -1
done
RC_PARAMS="max_success=2000" ./run test -L "ledger|sync|alarms|dispatch|devices|video" --timeout 1800
./run test --repeat until-fail:5
