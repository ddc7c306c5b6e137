"""Runs one bench in small and looks at every line: it is strict JSON in the one shape that rows.h describes."""
import json
import math
import numbers
import subprocess
import sys

program, bench = sys.argv[1:3]
UNITS = {"s", "ms", "mb", "cores", "px", "percent", "fps"}
COUNTS = {"facts", "records", "commands", "commands_meanwhile", "changes", "clicks", "alarms", "seats", "streams",
          "shadowed_unseen", "things", "items", "persons", "runs", "sealed"}


def refuse(constant):
    raise ValueError(f"{constant} is no JSON")


def unit_in(name):
    """Whether a figure's name says what it is counted in: facts_per_s, limit_p99_ms, fps_per_core_min, ratio."""
    parts = name.removeprefix("limit_").removesuffix("_min").removesuffix("_max").split("_")
    return (name in COUNTS or parts in (["seconds"], ["ratio"]) or parts[-1] in UNITS
            or len(parts) > 2 and parts[-2] == "per")


def check_figures(row, where):
    for name, value in row.items():
        if name in ("bench", "row", "name", "peers", "void", "content", "note"):
            continue
        assert isinstance(value, numbers.Real) and not isinstance(value, bool), f"{where}: {name} is no plain number"
        assert math.isfinite(value), f"{where}: {name}"
        assert unit_in(name), f"{where}: {name} says no unit"
        if name.endswith("_min"):
            middle = name.removesuffix("_min")
            assert value <= row[middle] <= row[middle + "_max"], f"{where}: {middle} is not the median"


def check_line(line):
    row = json.loads(line, parse_constant=refuse)
    where = f"{row.get('bench')} {row.get('row')}"
    assert row["bench"] == bench and isinstance(row["row"], str), where
    assert isinstance(row["peers"], list), f"{where}: peers"
    for peer in row["peers"]:
        assert isinstance(peer, dict) and peer["name"], f"{where}: a peer without a name"
        check_figures(peer, f"{where}, {peer['name']}")
        assert set(peer) - {"name"} <= set(row), f"{where}: {peer['name']} has figures of other names"
    check_figures(row, where)
    return row


def run(*words):
    done = subprocess.run([program, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=500)
    return done.returncode, done.stdout.splitlines(), done.stderr


code, names, _ = run("--list")
assert code == 0 and names and len(set(names)) == len(names), names

code, lines, said = run("no_such_row")
assert code == 2 and not lines and "no_such_row" in said and names[0] in said, (code, lines, said)

code, lines, said = run("--small")
assert code == 0, said
rows = [check_line(line) for line in lines]
assert sorted(row["row"] for row in rows) == sorted(names), [row["row"] for row in rows]
for row in rows:
    print(json.dumps(row, ensure_ascii=False))
    # Here everything is there that a row needs; only what was built without may say so.
    assert "void" not in row or "built without" in row["void"], row

code, lines, said = run(names[-1], "--small")
assert code == 0 and [json.loads(line)["row"] for line in lines] == [names[-1]], lines
