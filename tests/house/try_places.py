"""The desk as an icon starts it, with nothing said of places: with two screens its wall gets the other one, with a single
one an ordinary window that lies beside the desk. The wall is a stand-in that only writes down what it was told."""
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

DESK = sys.argv[1]
PATIENCE = 60
WALL = '#!/bin/sh\necho "$@" >"$TOLD.new" && mv "$TOLD.new" "$TOLD"\nexec sleep 600\n'
LEFT = {"name": "left", "x": 0, "y": 0, "width": 1920, "height": 1080}
RIGHT = {"name": "right", "x": 1920, "y": 0, "width": 1366, "height": 768}


def ask(path, question):
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(PATIENCE)
        link.connect(path)
        link.sendall(json.dumps(question).encode() + b"\n")
        with link.makefile(encoding="utf-8") as answer:
            return json.loads(answer.readline())


def wait_for(condition, desk):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert desk.poll() is None, f"the desk ended with {desk.returncode}"
        try:
            found = condition()
            if found:
                return found
        except OSError:
            pass  # not there yet
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")


def start(where, screens):
    """What the wall is told, and where the desk's sign-on page stands."""
    config, seat, told, inspect = (where / name for name in ("screens.json", "seat.json", "told", "desk"))
    config.write_text(json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
                                              for screen in screens]}))
    seat.touch(0o600)
    seat.write_text(json.dumps({"seat": "8a41021aa05578611d53c16a6f522a5e", "letter": "A", "name": "席"}))
    wall = where / "wall"
    wall.write_text(WALL)
    wall.chmod(0o755)
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}", "TOLD": str(told), "TMPDIR": str(where)}
    desk = subprocess.Popen([DESK, "--seat", str(seat), "--data", str(where / "data"), "--wall", str(wall), "--inspect",
                             str(inspect)], env=environment, start_new_session=True)
    try:
        words = wait_for(lambda: told.exists() and told.read_text().split(), desk)
        alarms = wait_for(lambda: ask(str(inspect), {"get": "widget", "name": "alarms.panel"}).get("rect"), desk)
        return words, alarms
    finally:
        desk.terminate()
        try:
            desk.wait(PATIENCE)
        finally:
            desk.kill()


def value(words, option):
    return words[words.index(option) + 1]


def with_two_screens_the_wall_gets_the_second():
    with tempfile.TemporaryDirectory() as where:
        words, alarms = start(pathlib.Path(where), [LEFT, RIGHT])
    assert value(words, "--screen") == "right", words
    assert "--windowed" not in words and "--geometry" not in words, words
    assert alarms["x"] + alarms["width"] <= LEFT["width"], f"the desk reaches over to the wall's screen: {alarms}"


def with_one_screen_it_is_a_window_beside_the_desk():
    with tempfile.TemporaryDirectory() as where:
        words, alarms = start(pathlib.Path(where), [LEFT])
    assert "--windowed" in words and "--screen" not in words, words
    left = int(value(words, "--geometry").split("+")[1])
    assert alarms["x"] + alarms["width"] <= left, f"the wall at {left} hides the alarms at {alarms}"


if __name__ == "__main__":
    with_two_screens_the_wall_gets_the_second()
    with_one_screen_it_is_a_window_beside_the_desk()
