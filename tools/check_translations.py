#!/usr/bin/env python3
"""Fails when a text of the sources has no finished translation. Chinese is the source language."""
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parent.parent
LUPDATE = "/usr/lib/qt6/bin/lupdate"


def messages(path):
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            translation = message.find("translation")
            kind = translation.get("type") if translation is not None else "unfinished"
            forms = [form.text or "" for form in translation.iter("numerusform")] if translation is not None else []
            text = "".join(forms) or ((translation.text or "") if translation is not None else "")
            found[(name, message.findtext("source"), message.findtext("comment"))] = (kind, text)
    return found


def sources():
    roots = [ROOT / "app", ROOT / "modules"]
    return [str(p) for root in roots for p in root.rglob("*") if p.suffix in {".cpp", ".h", ".qml"}]


def main():
    stored = ROOT / "translations" / "shouwang_en.ts"
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder) / "fresh.ts"
        subprocess.run([LUPDATE, "-silent", "-no-obsolete", "-locations", "none", *sources(), "-ts", str(fresh)],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wanted = messages(fresh)
    known = messages(stored) if stored.exists() else {}
    missing = [key for key in wanted
               if key not in known or known[key][0] in {"unfinished", "vanished", "obsolete"} or not known[key][1]]
    for name, text, _ in missing[:20]:
        print(f"translations: {name}: no English for: {text}")
    if missing:
        print(f"translations: {len(missing)} of {len(wanted)} texts have no English; run ./run translations and fill them")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
