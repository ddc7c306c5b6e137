"""The demo's own rules, without a display: what its summary says when things fail early, that no part outlives it, what a
newcomer is told, and that the numbers in the pictures are read rightly."""
import contextlib
import io
import json
import os
import pathlib
import re
import signal
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest

ROOT = pathlib.Path(sys.argv[1]).resolve()
SIMULATOR = sys.argv[2] if len(sys.argv) > 2 else None
DEMO = ROOT / "tools" / "demo"
sys.path.insert(0, str(DEMO))
sys.dont_write_bytecode = True

import drill  # noqa: E402
import frame_code  # noqa: E402
import main as demo  # noqa: E402
import newcomer  # noqa: E402
from house import ACCOUNTS, BUTTON, House  # noqa: E402
from night import Night  # noqa: E402
from progress import Progress  # noqa: E402
from report import Report, StepFailed  # noqa: E402
from stage import Stage  # noqa: E402

PATIENCE = 30
HOST = """
import os, sys, time
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
from house import House, end_on_signals, hear_no_more_signals
end_on_signals()
house = House("/nowhere", sys.argv[2], 1, dict(os.environ))
try:
    house.start("part", "sh", "-c", "sleep 600 & echo $! $$; wait", ready_line=False)
    time.sleep(600)
finally:
    hear_no_more_signals()
    house.stop()
"""


def blocks(frame):
    """The row as app/simulator/frame_code.h writes it."""
    gray = frame ^ frame >> 1
    bits = [gray >> bit & 1 for bit in range(10, -1, -1)]
    return [1, 0, *bits, sum(bits) % 2, 0, 1]


def picture(frame, width=320, height=180, white=240, black=10):
    pixels = bytearray([90]) * (width * height)
    for cell, bit in enumerate(blocks(frame)):
        for y in range(height // 30):
            start = y * width + cell * width // 40
            pixels[start:start + width // 40] = bytes([white if bit else black]) * (width // 40)
    return pixels


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield pathlib.Path(name)


def run_demo(where, tools, *words):
    """`main.py --check` on a machine whose tools are these scripts; its exit status and its summary."""
    for name, text in tools.items():
        (where / name).write_text(f"#!/bin/sh\n{text}\n")
        (where / name).chmod(stat.S_IRWXU)
    out = where / "out"
    done = subprocess.run([sys.executable, "-B", str(DEMO / "main.py"), "--check", "--build", str(where), "--out", str(out),
                           *words], env={**os.environ, "PATH": f"{where}:{os.environ['PATH']}"}, timeout=2 * PATIENCE,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, json.loads((out / "summary.json").read_text()), done.stdout


class Summary(unittest.TestCase):
    def outcome(self, summary, name):
        return next(step for step in summary["steps"] if step["name"] == name)

    def test_without_a_display_server_it_is_written_and_names_all_that_was_not_reached(self):
        with folder() as where:
            code, summary, _ = run_demo(where, {"Xvfb": "exit 1"})
        self.assertEqual(code, 1)
        self.assertFalse(summary["ok"])
        self.assertIn("Xvfb", self.outcome(summary, "virtual_display")["why"])
        self.assertEqual([step["name"] for step in summary["steps"]], demo.PLANNED)
        for name in demo.PLANNED[1:]:
            self.assertFalse(self.outcome(summary, name)["ok"])
            self.assertEqual(self.outcome(summary, name)["why"], "not reached")

    def test_a_part_that_was_not_built_is_named(self):
        with folder() as where:
            display = 'for word; do [ "$last" = -displayfd ] && fd=$word; last=$word; done; eval "echo 99 >&$fd"; exec sleep 600'
            code, summary, _ = run_demo(where, {"Xvfb": display, "openbox": "exec sleep 600", "ffmpeg": "exit 0"})
        self.assertEqual(code, 1)
        self.assertTrue(self.outcome(summary, "virtual_display")["ok"])
        self.assertIn("shouwang-wall", self.outcome(summary, "first_pictures_within_a_minute")["why"])

    def test_a_build_that_failed_is_in_it(self):
        with folder() as where:
            code, summary, _ = run_demo(where, {}, "--not-built")
        self.assertEqual(code, 1)
        self.assertEqual(self.outcome(summary, "build")["ok"], False)
        self.assertEqual(self.outcome(summary, "site")["why"], "not reached")

    def test_a_step_without_its_picture_has_failed(self):
        with folder() as out, contextlib.redirect_stdout(io.StringIO()):
            report = Report(out, ["seen", "unseen"])
            report.stage = type("Stage", (), {"screenshot": lambda self, path, area=None: "unseen" not in str(path)})()
            self.assertTrue(report.step("seen", lambda: {"figure_ms": 7}))
            self.assertFalse(report.step("unseen", lambda: None))
            self.assertRaises(StepFailed, report.look, "unseen", None)
            summary = json.loads((out / "summary.json").read_text())
        self.assertEqual(summary["figures"], {"figure_ms": 7})
        self.assertEqual([step["ok"] for step in summary["steps"]], [True, False])
        self.assertFalse(summary["ok"])

    def test_an_interrupted_step_is_told(self):
        def interrupted():
            sys.exit(129)
        with folder() as out, contextlib.redirect_stdout(io.StringIO()):
            report = Report(out, ["one", "two"])
            self.assertRaises(SystemExit, report.step, "one", interrupted)
            steps = json.loads((out / "summary.json").read_text())["steps"]
        self.assertEqual([step["why"] for step in steps], ["interrupted", "not reached"])


class Parts(unittest.TestCase):
    def test_none_outlives_the_demo_however_it_is_told_to_end(self):
        for how in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            with self.subTest(how=how), folder() as run:
                host = subprocess.Popen([sys.executable, "-c", HOST, str(DEMO), str(run)])
                try:
                    pids = self.children(run / "logs" / "part.log")
                    host.send_signal(how)
                    self.assertEqual(host.wait(PATIENCE), 128 + how)
                finally:
                    host.kill()
                    host.wait()
                for pid in pids:
                    self.assertTrue(self.gone(pid), f"process {pid} runs on after {how}")

    @staticmethod
    def children(log):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            words = log.read_text().split() if log.exists() else []
            if len(words) == 2:
                return [int(word) for word in words]
            time.sleep(0.05)
        raise AssertionError("the part did not start")

    @staticmethod
    def gone(pid):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                state = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
            except OSError:
                return True
            if state == "Z":  # nobody here waits for orphans
                return True
            time.sleep(0.05)
        return False

    def test_a_socket_has_a_short_path_however_deep_the_clone_lies(self):
        with folder() as where:
            house = House(where, where / ("deep" * 20) / "run", 1, {})
            try:
                self.assertLess(len(house.inspector_name("desk-A") + ".wall"), 100)
            finally:
                house.stop()
            self.assertFalse(house.sockets.exists())


class Cameras(unittest.TestCase):
    def test_only_a_number_that_the_facility_has_is_taken(self):
        self.assertEqual(demo.arguments(["--cameras", "200"]).cameras, 200)
        for wrong in ("0", "201", "-1", "nine"):
            with contextlib.redirect_stderr(io.StringIO()) as said, self.assertRaises(SystemExit):
                demo.arguments([f"--cameras={wrong}"])
            self.assertIn("from 1 to 200", said.getvalue())

    @unittest.skipIf(SIMULATOR is None, "this house has no simulator")
    def test_the_first_scene_shows_as_many_as_were_asked_for_and_those_of_the_button(self):
        for wanted in (1, 7, 9, 15, 16, 17, 25, 100, 200):
            with self.subTest(cameras=wanted), folder() as run:
                subprocess.run([SIMULATOR, "sample-site", "--out", str(run / "site.json"), "--secrets-out",
                                str(run / "secrets.json"), "--cameras", str(wanted)], check=True, timeout=PATIENCE)
                site = json.loads((run / "site.json").read_text())
                shown = set(site["scenes"][0]["cameras"])
                streaming = {camera["id"] for camera in site["cameras"] if camera.get("main_url")}
                self.assertGreaterEqual(len(shown & streaming), wanted)
                self.assertEqual(shown, streaming)
                linked = next(point["cameras"] for point in site["points"] if point["id"] == BUTTON)
                self.assertLessEqual(set(linked), shown)


class Newcomer(unittest.TestCase):
    class House:
        def __init__(self, steps=3):
            self.orders, self.parts, self.steps = [], {"desk-A": self}, steps

        def simulate(self, **order):
            self.orders.append(order)
            return {"ok": True}

        def poll(self):  # of the desk: closed after so many looks
            self.steps -= 1
            return None if self.steps > 0 else 0

    def test_enter_presses_the_button_and_a_closed_terminal_presses_nothing(self):
        near, far = os.pipe()
        house = self.House(steps=6)
        os.write(far, b"\n")
        closing = threading.Timer(0.2, os.close, [far])
        closing.start()
        with os.fdopen(near) as source, contextlib.redirect_stdout(io.StringIO()):
            newcomer.press_on_enter(house, house, source)
        closing.join()
        self.assertEqual(house.orders, [{"do": "press", "point": BUTTON}])

    def test_the_words_name_the_moment_at_which_the_scenario_presses(self):
        self.assertGreaterEqual(newcomer.seconds_to_the_button(), 20)  # somebody has to sign on meanwhile
        self.assertIn("{seconds} 秒后", newcomer.WORDS)
        self.assertIn("In {seconds} seconds", newcomer.WORDS)

    def test_progress_is_said_once_and_not_too_often_where_there_is_no_terminal(self):
        out = io.StringIO()
        progress = Progress(out)
        for share in range(5):
            progress.say(f"{share} %")
        self.assertEqual(out.getvalue(), "0 %\n")

    def test_progress_of_a_step_moves_on_its_own_line(self):
        out = io.StringIO()
        progress = Progress(out, prefix="  site ... ")
        progress.say("1 %")
        self.assertEqual(out.getvalue(), "")
        out.isatty = lambda: True
        progress.say("2 %")
        progress.done()
        self.assertEqual(out.getvalue(), "\r\033[K  site ... 2 % \r\033[K  site ... ")


class Steps(unittest.TestCase):
    def test_each_has_a_name_of_its_own_and_can_be_played(self):
        names = [name for name, _ in Night.STEPS]
        self.assertEqual(len(names), len(set(names)))
        for _, action in Night.STEPS:
            self.assertTrue(callable(getattr(Night, action)), action)

    def test_the_second_person_of_the_drill_is_another_one_who_may(self):
        self.assertNotEqual(ACCOUNTS[0][0], ACCOUNTS[2][0])
        self.assertIn(ACCOUNTS[2][1], ("shift_leader", "commander"))


class PurpleFrame(unittest.TestCase):
    WIDTH, HEIGHT = 200, 120
    GROUND, PURPLE = (0x12, 0x16, 0x1B), (0xA6, 0x73, 0xE8)

    def screen(self, frame):
        """A stage with one screen on it, framed by so many pixels."""
        inside = [self.GROUND] * (self.WIDTH - 2 * frame)
        rows = [[self.PURPLE] * self.WIDTH] * frame
        rows += [[self.PURPLE] * frame + inside + [self.PURPLE] * frame] * (self.HEIGHT - 2 * frame)
        rows += [[self.PURPLE] * self.WIDTH] * frame
        pixels = bytes(value for row in rows for pixel in row for value in pixel)
        played = drill.Drill()
        played.stage = type("Stage", (), {"colours": lambda _: pixels, "part": Stage.part, "width": self.WIDTH})()
        return played

    def test_a_frame_is_one_on_all_four_edges(self):
        area = (0, 0, self.WIDTH, self.HEIGHT)
        self.assertTrue(self.screen(4).framed(area))
        self.assertTrue(self.screen(0).unframed(area))
        self.assertFalse(self.screen(2).framed(area))  # narrower than that of desk and wall

    def test_three_edges_are_neither_a_frame_nor_none(self):
        lower = (0, 4, self.WIDTH, self.HEIGHT - 4)  # the top edge is cut off
        self.assertFalse(self.screen(4).framed(lower))
        self.assertFalse(self.screen(4).unframed(lower))

    def test_its_tones_are_those_of_the_theme(self):
        source = (ROOT / "modules" / "shell" / "ui" / "theme.cpp").read_text(encoding="utf-8")
        tones = [bytes.fromhex(tone) for tone in re.findall(r"0xFF([0-9A-F]{6})", source)]
        self.assertEqual(sorted(tones.count(tone) for tone in drill.TONES), [1, 1])


class FrameCode(unittest.TestCase):
    def test_every_frame_of_the_minute_is_read(self):
        for frame in range(0, 1500, 7):
            self.assertEqual(frame_code.read(picture(frame), 320, 0, 0, 320, 180), frame)

    def test_a_row_that_the_simulator_wrote_is_read(self):
        luma = [243, 7, 243, 243, 7, 7, 243, 243, 7, 243, 7, 243, 7, 7, 7, 243]  # of a clip's picture at 44.00 s
        self.assertEqual(frame_code.decode(luma), 1100)

    def test_what_is_doubtful_is_not_read(self):
        self.assertIsNone(frame_code.read(picture(700, white=60, black=20), 320, 0, 0, 320, 180))  # too faint
        self.assertIsNone(frame_code.decode([90] * 16))
        for cell in range(16):  # one cell that has turned over
            luma = [240 if bit else 10 for bit in blocks(700)]
            luma[cell] = 250 - luma[cell]
            self.assertIsNone(frame_code.decode(luma))

    def test_the_age_is_that_of_the_newest_minute(self):
        now = 1_795_000_000_000_000 // 60_000_000 * 60_000_000 + 200_000  # 0.2 s into a minute
        self.assertEqual(frame_code.age_us(0, now), 200_000)
        self.assertEqual(frame_code.age_us(1499, now), 240_000)
        self.assertEqual(frame_code.nearest_us(1499, now), now - 240_000)
        self.assertEqual(frame_code.nearest_us(25, now), now + 800_000)

    def test_the_picture_is_found_in_its_tile(self):
        self.assertEqual(frame_code.picture_in({"x": 10, "y": 20, "width": 480, "height": 270}), (10, 20, 480, 270))
        self.assertEqual(frame_code.picture_in({"x": 0, "y": 0, "width": 320, "height": 226}), (0, 10, 320, 180))
        self.assertEqual(frame_code.picture_in({"x": 0, "y": 0, "width": 400, "height": 180}), (40, 0, 320, 180))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
