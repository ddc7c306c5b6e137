"""The units of the package: systemd itself finds no fault in them, and a bare X, which no desktop tells that a graphical
session stands, gets its wall."""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PACKAGING = pathlib.Path(sys.argv[1])
PATIENCE = 30
SYSTEM = ("shouwang-server.service", "shouwang-kiosk@.service")
USER = ("shouwang-wall.service", "shouwang-kiosk.target")
SYSTEMCTL = """#!/bin/sh
echo "$DISPLAY: $*" >>"$CALLS"
case "$*" in *start*) exec sleep 600 ;; esac
"""


def settings(unit):
    return [line.partition("=")[::2] for line in (PACKAGING / unit).read_text().splitlines()
            if "=" in line and not line.startswith("#")]


@unittest.skipIf(shutil.which("systemd-analyze") is None, "no systemd here")
class Units(unittest.TestCase):
    def complaints(self, where, spoil=lambda text: text):
        """What systemd says of the units, with programs that are there on any machine."""
        for unit in SYSTEM + USER:
            text = re.sub(r"^(Exec\w+=)\S+", r"\1/bin/true", (PACKAGING / unit).read_text(), flags=re.MULTILINE)
            (where / unit).write_text(spoil(re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE)))
        said = ""
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(where), "HOME": str(where), "LC_ALL": "C"}
        for scope, units in (("--system", [where / "shouwang-server.service", where / "shouwang-kiosk@.service"]),
                             ("--user", [where / unit for unit in USER])):
            done = subprocess.run(["systemd-analyze", scope, "verify", "--man=no", *map(str, units)], env=environment,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE, check=False)
            # Of other units of this machine nothing is our business.
            said += "".join(line + "\n" for line in done.stdout.splitlines() if "shouwang" in line)
        return said

    def test_systemd_finds_no_fault(self):
        with tempfile.TemporaryDirectory() as where:
            self.assertEqual(self.complaints(pathlib.Path(where)), "")

    def test_a_fault_is_found(self):
        faults = {"an unknown word": ("Restart=always", "Restarts=always", "Restarts"),
                  # A target comes after what it wants, unless it says otherwise: the wall would wait for itself.
                  "a circle": ("DefaultDependencies=no\n", "", "ordering cycle")}
        for name, (good, bad, word) in faults.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as where:
                self.assertIn(word, self.complaints(pathlib.Path(where), lambda text: text.replace(good, bad)))


class BareX(unittest.TestCase):
    def test_its_session_is_a_graphical_one_and_wants_the_wall(self):
        target = settings("shouwang-kiosk.target")
        self.assertIn(("BindsTo", "graphical-session.target"), target)
        self.assertIn(("Wants", "shouwang-wall.service"), target)
        start = dict(settings("shouwang-kiosk@.service"))["ExecStart"]
        self.assertIn(" /usr/lib/shouwang/wall-session ", start)

    def test_the_session_tells_the_display_and_ends_with_x(self):
        with tempfile.TemporaryDirectory() as folder:
            calls = pathlib.Path(folder) / "calls"
            systemctl = pathlib.Path(folder) / "systemctl"
            systemctl.write_text(SYSTEMCTL)
            systemctl.chmod(0o755)
            session = subprocess.Popen([str(PACKAGING / "wall-session")], start_new_session=True,
                                       env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "DISPLAY": ":7",
                                            "CALLS": str(calls)})
            try:
                self.wait_for(calls, ":7: --user start --wait shouwang-kiosk.target")
                session.send_signal(signal.SIGHUP)
                self.assertEqual(session.wait(PATIENCE), 0)
                orders = calls.read_text().splitlines()
            finally:
                os.killpg(session.pid, signal.SIGKILL)
                session.wait()
        self.assertLess(orders.index(":7: --user import-environment DISPLAY XAUTHORITY"),
                        orders.index(":7: --user start --wait shouwang-kiosk.target"))
        self.assertEqual(orders[-1], ":7: --user stop shouwang-kiosk.target")

    def wait_for(self, calls, text):
        deadline = time.monotonic() + PATIENCE
        while text not in (calls.read_text() if calls.exists() else ""):
            self.assertLess(time.monotonic(), deadline, f"never: {text}")
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
