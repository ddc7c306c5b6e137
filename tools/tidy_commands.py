"""Rewrites gcc's compile commands for clang-tidy, and refuses files that are not in them.

clang-tidy would guess a command for a file that it does not find, and then report whatever it made of it.
"""
import json
import os
import shlex
import shutil
import sys


def plain_header(name, folder):
    """clang takes NAME.gch for its own as soon as it lies beside NAME: a copy elsewhere is read as text."""
    if not os.path.exists(name + ".gch"):
        return name
    copy = os.path.join(folder, name.strip("/").replace("/", "_"))
    shutil.copyfile(name, copy)
    return copy


def for_clang(arguments, folder):
    """Without what only gcc understands or can read: its warnings (they are its own business), a few switches and
    its precompiled headers."""
    kept = []
    for argument in arguments:
        if argument.startswith(("-W", "-fconcepts-diagnostics", "-fmodules-ts", "-fpch-")):
            continue
        if kept and kept[-1] == "-include":
            argument = plain_header(argument, folder)
        kept.append(argument)
    if "ccache" in os.path.basename(kept[0]):
        kept.pop(0)
    return kept


def main():
    source, target, *wanted = sys.argv[1:]
    with open(source, encoding="utf-8") as stream:
        commands = json.load(stream)
    for command in commands:
        arguments = command.pop("arguments", None) or shlex.split(command.pop("command"))
        command["arguments"] = for_clang(arguments, os.path.dirname(os.path.abspath(target)))
    with open(target, "w", encoding="utf-8") as stream:
        json.dump(commands, stream, indent=0)
    known = {os.path.realpath(os.path.join(command["directory"], command["file"])) for command in commands}
    missing = [name for name in wanted if os.path.realpath(name) not in known]
    for name in missing:
        print(f"tidy: {name} is not built by the preset dev (configure again, or delete it)")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
