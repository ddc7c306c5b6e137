#!/usr/bin/env bash
# What takes longer than a landing may. Six parts, each with one line of totals at the end; a part that fails does not
# keep the others from running, but the night has failed. Logs and findings stay in build/nightly.
#   PARTS="tsan fuzz properties repeat kills simulate"   FUZZ_SECONDS=60 (each target)   CASES=2000 (each property)
#   REPEAT=5   KILLS=200   SEEDS=10000
set -uo pipefail
cd "$(dirname "$0")/.."
out=$PWD/build/nightly
mkdir -p "$out/findings"
export QT_QPA_PLATFORM=offscreen
totals=() failed=0

# Notes a part's totals; $1 is its exit status.
note() {
    local state=passed
    [ "$1" = 0 ] || { state=FAILED; failed=1; }
    totals+=("$(printf '%-6s %-10s %5d s  %s' $state "$2" "$((SECONDS - began))" "$3")")
    printf '== %s\n' "${totals[-1]}"
}

# ctest's own line of totals.
counted() { grep -E 'tests? (passed|failed)' "$1" | tail -1 || true; }

# Everything headless under ThreadSanitizer. Fewer cases a property, because every access costs ten times as much; the
# gateway's test forks a broker while it has threads. A race is written to findings/ and fails its test.
part_tsan() {
    ./run build tsan >"$out/tsan-build.log" 2>&1 || { tail -20 "$out/tsan-build.log"; return 1; }
    RC_PARAMS="max_success=25" \
        TSAN_OPTIONS="die_after_fork=0 second_deadlock_stack=1 suppressions=$PWD/tools/tsan.supp log_path=$out/findings/tsan" \
        ctest --test-dir build/tsan --output-on-failure -j "$(nproc)" >"$out/tsan.log" 2>&1 ||
        { tail -40 "$out/tsan.log"; return 1; }
}

# Every target for a while, from its seeds and from what earlier nights have found worth keeping.
part_fuzz() {
    local target name log worst=0
    ./run build fuzz --target fuzzers >"$out/fuzz-build.log" 2>&1 || { tail -20 "$out/fuzz-build.log"; return 1; }
    for target in build/fuzz/tests/fuzz/fuzz_*; do
        [ -f "$target" ] && [ -x "$target" ] || continue
        name=$(basename "$target")
        log=$out/$name.log
        mkdir -p "build/fuzz/corpus/$name"
        if ! "$target" -max_total_time="${FUZZ_SECONDS:-60}" -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
            -artifact_prefix="$out/findings/$name-" "build/fuzz/corpus/$name" "tests/fuzz/corpus/${name#fuzz_}" \
            >"$log" 2>&1; then
            worst=1
            tail -30 "$log"
        fi
        printf '%-14s %s\n' "$name" "$(awk '/number_of_executed_units/ {runs = $2} / cov: / {sub(/.* cov: /, "cov: "); at = $0}
            END {print runs + 0 " runs, " at}' "$log")" | tee -a "$out/fuzz.log"
    done
    return $worst
}

# The properties with many more cases than before a landing, without ctest and its time limit for a test.
part_properties() {
    local source folder program worst=0
    ./run build dev >"$out/dev-build.log" 2>&1 || { tail -20 "$out/dev-build.log"; return 1; }
    while read -r source; do
        folder=$(dirname "${source#tests/}")
        program=$(basename "${source%.cpp}")
        program=build/dev/tests/$folder/tst_${folder//\//_}_${program#tst_}
        if RC_PARAMS="max_success=${CASES:-2000}" timeout 3600 "$program" >"$out/property.log" 2>&1; then
            echo "passed $source" >>"$out/properties.log"
        else
            worst=1
            echo "FAILED $source" >>"$out/properties.log"
            mv "$out/property.log" "$out/findings/$(basename "$program").log"
            tail -20 "$out/findings/$(basename "$program").log"
        fi
    done < <(git grep -l '#include <rapidcheck' -- 'tests/*/tst_*.cpp')
    return $worst
}

part_repeat() {
    ./run test --repeat "until-fail:${REPEAT:-5}" >"$out/repeat.log" 2>&1 || { tail -40 "$out/repeat.log"; return 1; }
}

# Station and two seats under load, killed over and over.
part_kills() {
    ./run build dev --target tst_system_kills >"$out/dev-build.log" 2>&1 || { tail -20 "$out/dev-build.log"; return 1; }
    SHOUWANG_KILLS=${KILLS:-200} timeout 3600 build/dev/tests/system/tst_system_kills >"$out/kills.log" 2>&1 ||
        { tail -40 "$out/kills.log"; return 1; }
}

# The river of facts under every fault, by seed.
part_simulate() {
    ./run simulate --seeds "${SEEDS:-10000}" >"$out/simulate.log" 2>&1 || { tail -40 "$out/simulate.log"; return 1; }
}

for part in ${PARTS:-tsan fuzz properties repeat kills simulate}; do
    began=$SECONDS
    rm -f "$out/$part.log" "$out/properties.log"
    "part_$part"
    result=$?
    case $part in
    fuzz) note $result fuzz "$(grep -c runs "$out/fuzz.log" 2>/dev/null || true) targets, $(awk '{n += $2} END {print n + 0}' "$out/fuzz.log" 2>/dev/null || true) runs" ;;
    properties) note $result properties "$(grep -c passed "$out/properties.log" 2>/dev/null || true) programs passed, $(grep -c FAILED "$out/properties.log" 2>/dev/null || true) failed" ;;
    kills) note $result kills "$(grep -o '[0-9]* kills: .*' "$out/kills.log" 2>/dev/null || true)" ;;
    simulate) note $result simulate "$(tail -1 "$out/simulate.log" 2>/dev/null || true)" ;;
    *) note $result "$part" "$(counted "$out/$part.log" 2>/dev/null)" ;;
    esac
done

printf '\n'
printf '%s\n' "${totals[@]}"
found=$(find "$out/findings" -type f | wc -l)
[ "$found" = 0 ] || echo "$found findings of this and earlier nights in $out/findings"
[ "$failed" = 0 ] && echo "nightly: all is well in $SECONDS s"
exit "$failed"
