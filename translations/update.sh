#!/bin/sh
# Brings shouwang_en.ts in the folder given (default: this one) up to date with the sources. shouwang_zh_CN.ts is written
# by hand: the sources are Chinese already, it holds only what Qt itself says.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
target=${1:-$root/translations}
lupdate=$(command -v /usr/lib/qt6/bin/lupdate || command -v lupdate6 || command -v lupdate)
cd "$root"
list=$(mktemp)
trap 'rm -f "$list"' EXIT
find modules/*/ui app/console app/wall -name '*.cpp' -o -name '*.h' -o -name '*.qml' 2>/dev/null | sort >"$list"
"$lupdate" -silent -locations none -no-obsolete -I modules -I app -I . "@$list" -ts "$target/shouwang_en.ts" 2>&1 | grep -v "Ignoring definition" >&2 || true
