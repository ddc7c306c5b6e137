#!/usr/bin/env bash
# Brings translations/*.ts up to date with the sources; new texts are marked unfinished.
set -euo pipefail
cd "$(dirname "$0")/.."
for language in en zh_CN; do
    /usr/lib/qt6/bin/lupdate -silent -no-obsolete -locations none -source-language zh_CN -target-language "$language" \
        app modules -extensions cpp,h,qml -ts "translations/shouwang_$language.ts"
done
