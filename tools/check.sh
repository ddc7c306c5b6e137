#!/usr/bin/env bash
# Formatting, words, arrows, translations, and clang-tidy on what changed. `--quick`: only what needs no build.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=0
complain() {
    echo "check: $1"
    failed=1
}

mapfile -t sources < <(git ls-files '*.cpp' '*.h')

if ! clang-format-14 --dry-run --Werror "${sources[@]}" 2>build/format.log; then
    grep -m 10 error: build/format.log
    complain "not formatted: clang-format-14 -i the files above"
fi

if git grep -nE '犯人|罪犯|服刑' -- . ':!tools/check.sh' ':!CONTRIBUTING.md' ':!README.md'; then
    complain "words that this product does not use (say 戒毒人员)"
fi

if git grep -nE '#include <Q(t(Core|Gui|Widgets|Quick|Network|Qml)/|tCore>|tGui>|tWidgets>|tQuick>)' -- '*.cpp' '*.h'; then
    complain "single Qt headers only"
fi

# Headless rooms know no Qt.
if git grep -nE '#include <Q' -- 'modules/*/*.cpp' 'modules/*/*.h' ':!modules/*/ui/*' app/server app/verify app/simulator; then
    complain "Qt in a headless room"
fi

if [ "${1:-}" = --quick ]; then
    [ "$failed" = 0 ] && echo "check: what needs no build is well"
    exit "$failed"
fi

cmake --preset headless -DSHOUWANG_TESTS=OFF -B build/arrows >build/arrows.log 2>&1 || {
    tail -5 build/arrows.log
    complain "arrows: the house does not configure headless"
}
grep -qE 'Qt6(Gui|Widgets|Quick)' build/arrows/CMakeCache.txt && complain "the headless preset searched for Qt Gui, Widgets or Quick"

sh translations/check.sh || complain "translations are not complete"

# `./run check --all` examines the whole house instead of what changed.
bash tools/tidy.sh "$@" || complain "clang-tidy"

[ "$failed" = 0 ] && echo "check: all is well"
exit "$failed"
