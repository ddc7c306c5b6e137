#!/bin/sh
# Fails when a text of the user interfaces has no translation, or one that loses a place for a value (%1, %n).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/shouwang_en.ts "$here"/shouwang_zh_CN.ts "$work/"
"$here/update.sh" "$work"
python3 - "$work" <<'PY'
import re, sys, xml.etree.ElementTree as tree
bad = 0
for name in ("shouwang_en.ts", "shouwang_zh_CN.ts"):
    root = tree.parse(f"{sys.argv[1]}/{name}").getroot()
    for context in root.iter("context"):
        for message in context.iter("message"):
            target = message.find("translation")
            if target is None or target.get("type") in ("vanished", "obsolete"):
                continue
            source = message.findtext("source") or ""
            texts = [form.text or "" for form in target.iter("numerusform")] or [target.text or ""]
            wanted = set(re.findall(r"%(?:\d|n)", source)) - {"%n"}
            problem = None
            if target.get("type") == "unfinished" or not all(text.strip() for text in texts):
                problem = "not translated"
            elif any(set(re.findall(r"%(?:\d|n)", text)) - {"%n"} != wanted for text in texts):
                problem = "loses or adds a place for a value"
            elif name.endswith("en.ts") and any(re.search(r"[\u4e00-\u9fff]", t) for t in texts) and context.findtext("name") != "names":
                problem = "still holds Chinese"
            if problem:
                bad += 1
                print(f"{name}: {context.findtext('name')}: {source!r}: {problem}")
sys.exit(1 if bad else 0)
PY
