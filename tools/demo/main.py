#!/usr/bin/env python3
"""`./run demo`: the whole site on this machine, shown or played."""
import argparse
import fcntl
import os
import pathlib
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import newcomer  # noqa: E402
from hands import require  # noqa: E402
from house import House, end_on_signals, hear_no_more_signals  # noqa: E402
from night import Night  # noqa: E402
from progress import Progress  # noqa: E402
from report import Report, StepFailed, wait_for  # noqa: E402
from stage import Stage  # noqa: E402

FIRST_PICTURE_LIMIT_S = 60
CAMERAS = 200  # of the sample facility
PLANNED = ["virtual_display", "first_pictures_within_a_minute", "site"] + [name for name, _ in Night.STEPS]


def size(text):
    width, height = map(int, text.split("x"))
    if not (1280 <= width <= 1920 and 720 <= height <= 1080):
        raise argparse.ArgumentTypeError("between 1280x720 and 1920x1080")
    return width, height


def cameras(text):
    if not (text.isdecimal() and 1 <= int(text) <= CAMERAS):
        raise argparse.ArgumentTypeError(f"a number from 1 to {CAMERAS}")
    return int(text)


def arguments(words=None):
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--build", default="build/dev", help=argparse.SUPPRESS)
    parser.add_argument("--out", default="build/demo", help=argparse.SUPPRESS)
    parser.add_argument("--not-built", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--check", action="store_true", help="play the night on a virtual display and check it")
    parser.add_argument("--cameras", type=cameras, default=16, help="how many cameras stream (default 16)")
    parser.add_argument("--language", choices=("zh_CN", "en"), default="zh_CN", help="of desk and wall")
    parser.add_argument("--size", type=size, default=(1920, 1080), help="of the desk, such as 1366x768")
    parser.add_argument("--keep", action="store_true", help="leave the parts running after the played night")
    return parser.parse_args(words)


def start_site(house, progress=None):
    house.check_programs()
    house.prepare()
    house.start_broker()
    house.start_station()
    house.start_simulator(progress)


def show(options, run):
    """With a display: open the windows; everything stops with the desk."""
    house = House(options.build, run, options.cameras, dict(os.environ))
    progress = Progress()
    try:
        progress.say("Preparing the sample facility ...")
        start_site(house, progress)
        house.start_desk("A", wall=True, language=options.language)
        newcomer.guide(house)
    finally:
        hear_no_more_signals()
        progress.done()
        house.stop()
    return 0


def first_pictures(options, run, stage, progress):
    """As after the very first build: nothing has been encoded yet. A bare wall shows what there is."""
    started = time.monotonic()
    house = House(options.build, run / "cold", options.cameras, stage.environment, cache=run / "cold" / "places")
    try:
        house.check_programs()
        house.write_site()
        house.start_simulator(progress, devices=False)
        house.start_bare_wall("wall", "1920x1080+0+0")
        wall = house.inspector("wall")

        def tiles():
            return [tile for tile in (wall.ask(get="tiles") or {}).get("tiles", []) if tile["camera"]]
        wait_for("a first picture", lambda: any(tile["state"] == "live" for tile in tiles()), 2 * FIRST_PICTURE_LIMIT_S)
        took = time.monotonic() - started
        require(len(tiles()) >= options.cameras, f"{len(tiles())} tiles for {options.cameras} cameras")
        stage.screenshot(house.logs / "wall.png")
    finally:
        house.stop()
        shutil.rmtree(house.cache, ignore_errors=True)
    require(took <= FIRST_PICTURE_LIMIT_S, f"the first picture came after {took:.0f} s")
    return {"first_picture_s": round(took, 1), "first_picture_limit_s": FIRST_PICTURE_LIMIT_S}


def play(options, out, run):
    report = Report(out, PLANNED)
    stages, houses = [], []

    def raise_stage():
        stages.append(Stage(width=1920 + 1366, height=2160, log_folder=out))
        report.stage = stages[0]
        report.stage.desk_area = (0, 0, *options.size)

    def time_first_pictures():
        return first_pictures(options, run, stages[0], report.progress)

    def open_site():
        houses.append(House(options.build, run, options.cameras, stages[0].environment))
        start_site(houses[0], report.progress)
    try:
        if (report.step("virtual_display", raise_stage)
                and report.step("first_pictures_within_a_minute", time_first_pictures)
                and report.step("site", open_site)):
            Night(houses[0], stages[0], report, options).play()
        if options.keep:
            input("The parts run on; Enter stops them. ")
    finally:
        hear_no_more_signals()
        for part in houses + stages:
            part.stop()
    print(f"{sum(step['ok'] for step in report.steps)} of {len(PLANNED)} steps ok; see {out}/summary.json")
    return 0 if report.ok() else 1


def not_built(out):
    def why():
        raise StepFailed("it was not built, or packages are missing; the lines above say why")
    Report(out, ["build"] + PLANNED).step("build", why)
    return 1


def have_for_oneself(out):
    """A second demo would empty the folder of one that runs. Held until this program ends."""
    out.parent.mkdir(parents=True, exist_ok=True)
    held = open(out.with_suffix(".lock"), "w", encoding="utf-8")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(f"A demo is running in {out} already; end it first, or run this one in another checkout.")
    return held


def main():
    options = arguments()
    options.build = pathlib.Path(options.build).resolve()
    out = pathlib.Path(options.out).resolve()
    held = have_for_oneself(out)  # noqa: F841
    shutil.rmtree(out, ignore_errors=True)
    run = out / "run"
    run.mkdir(parents=True)
    end_on_signals()
    if options.not_built:
        return not_built(out)
    if not options.check and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return show(options, run)
    return play(options, out, run)


if __name__ == "__main__":
    sys.exit(main())
