#!/usr/bin/env bash
# What takes longer than a landing may: thread sanitizer over everything headless, and the tests many times.
set -euo pipefail
cd "$(dirname "$0")/.."
./run build tsan
TSAN_OPTIONS="halt_on_error=1 second_deadlock_stack=1 suppressions=$PWD/tools/tsan.supp" \
    ctest --test-dir build/tsan --output-on-failure -j "$(nproc)"
RC_PARAMS="max_success=2000" ./run test -L "ledger|sync|alarms|dispatch|devices|video" --timeout 1800
./run test --repeat until-fail:5
