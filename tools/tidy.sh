#!/usr/bin/env bash
# clang-tidy over the files that changed, or over the whole house with --all, or over the files that are named.
# Reads gcc's commands from build/dev; says how many files it examined; a file that cannot be parsed is a failure.
set -uo pipefail
cd "$(dirname "$0")/.."
readonly most=40    # two cores need about two minutes for so many
readonly commits=20 # how far to look back when nothing stands between here and origin/main
tool=clang-tidy-16  # 16, because 14 cannot read this library's <ranges>
command -v $tool >/dev/null || { echo "tidy: $tool is not installed"; exit 1; }

# Where the change under examination starts: at origin/main, or some commits back where that is this very commit
# or unknown, or before the first commit where there are no others.
start_of_change() {
    local base
    base=$(git merge-base HEAD origin/main 2>/dev/null || true)
    if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
        base=$(git log -n $commits --format=%H -- 'modules/*.cpp' 'app/*.cpp' | tail -1)
        base=$(git rev-parse -q --verify "$base^" || git hash-object -t tree /dev/null)
    fi
    echo "$base"
}

# The sources with the most changed lines first, the working tree included.
changed() {
    git diff --numstat --diff-filter=d --no-renames "$(start_of_change)" -- 'modules/*.cpp' 'app/*.cpp' |
        awk '{ print $1 + $2 "\t" $3 }' | sort -k1,1nr -k2 | head -n $most | cut -f2
}

# Nothing need be built, but the commands must be those of today's files.
mkdir -p build
cmake --preset dev >build/configure-dev.log 2>&1 || {
    tail -5 build/configure-dev.log
    echo "tidy: the house does not configure"
    exit 1
}
case "${1:-}" in
--all) mapfile -t files < <(git ls-files 'modules/*.cpp' 'app/*.cpp') ;;
'') mapfile -t files < <(changed) ;;
*) files=("$@") ;;
esac
rm -rf build/tidy
mkdir -p build/tidy
python3 tools/tidy_commands.py build/dev/compile_commands.json build/tidy/compile_commands.json "${files[@]}" || exit 1

# Each file has its own log, so that two at a time do not mix; an empty .failed beside it says how it ended.
one() {
    local log=build/tidy/${2//\//_}.log
    "$1" -p build/tidy --quiet "$2" >"$log" 2>&1 && return
    mv "$log" "${log%.log}.failed"
}
export -f one
[ ${#files[@]} -eq 0 ] || printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -I{} bash -c 'one "$@"' _ $tool {}

shopt -s nullglob
logs=(build/tidy/*.log) failures=(build/tidy/*.failed)
# An error inside a library names no file of ours: so the log's name comes first.
for failure in "${failures[@]}"; do echo "tidy: $(basename "$failure" .failed)"; done
[ ${#failures[@]} -eq 0 ] || grep -hE '(warning|error):|Stack dump|Assertion' "${failures[@]}" | sort -u | head -n 60
echo "tidy: examined $((${#logs[@]} + ${#failures[@]})) files in $SECONDS s, ${#failures[@]} with findings"
[ $((${#logs[@]} + ${#failures[@]})) -eq ${#files[@]} ] || { echo "tidy: ${#files[@]} were asked for"; exit 1; }
[ ${#failures[@]} -eq 0 ]
