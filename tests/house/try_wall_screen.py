"""A bare wall fills a screen where no window manager runs, which is all that a wall's machine needs to have."""
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

PATIENCE = 60  # seconds; a loaded machine starts slowly
SCREEN = (1280, 720)


def screen(folder):
    read, write = os.pipe()
    with open(os.path.join(folder, "xvfb.log"), "w") as log:
        server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SCREEN[0]}x{SCREEN[1]}x24",
                                   "-nolisten", "tcp"], pass_fds=[write], stdout=log, stderr=log)
    os.close(write)
    with os.fdopen(read) as pipe:
        return server, f":{pipe.readline().strip()}"


def ask(path, question):
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(PATIENCE)
        link.connect(path)
        link.sendall(json.dumps(question).encode() + b"\n")
        with link.makefile(encoding="utf-8") as answer:
            return json.loads(answer.readline())


def tiles(wall, path):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert wall.poll() is None, f"the wall ended with {wall.returncode}"
        try:
            found = ask(path, {"get": "tiles"})["tiles"]
            if found:
                return found
        except OSError:
            pass  # it does not listen yet
        time.sleep(0.1)
    raise AssertionError("the wall shows no tile")


def main():
    program, site = sys.argv[1:]
    scene = json.loads(pathlib.Path(site).read_text())["scenes"][0]
    with tempfile.TemporaryDirectory() as folder:
        server, display = screen(folder)
        path = os.path.join(folder, "wall")
        environment = {**os.environ, "DISPLAY": display}
        for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
            environment.pop(name, None)
        wall = subprocess.Popen([program, "--site", site, "--scene", scene["id"], "--renderer", "software",
                                 "--inspect", path], env=environment)
        try:
            shown = tiles(wall, path)
            assert len(shown) == len(scene["cameras"]), f"{len(shown)} tiles for {len(scene['cameras'])} cameras"
            width = sum(tile["width"] for tile in shown)
            assert width > 0.9 * SCREEN[0], f"the tiles of one row are {width} wide on a screen of {SCREEN[0]}"
            wall.terminate()
            assert wall.wait(PATIENCE) == 0, f"the wall ended with {wall.returncode}"
        finally:
            for part in (wall, server):
                part.kill()
                part.wait()


if __name__ == "__main__":
    main()
