#!/usr/bin/env python3
"""`./run demo`: the whole site on this machine, shown or played."""
import argparse
import os
import pathlib
import shutil
import signal
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from house import ACCOUNTS, PASSWORD, House  # noqa: E402
from night import Night  # noqa: E402
from report import Report  # noqa: E402
from stage import Stage  # noqa: E402


def size(text):
    width, height = map(int, text.split("x"))
    if not (1280 <= width <= 1920 and 720 <= height <= 1080):
        raise argparse.ArgumentTypeError("between 1280x720 and 1920x1080")
    return width, height


def arguments():
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--build", default="build/dev", help=argparse.SUPPRESS)
    parser.add_argument("--out", default="build/demo", help=argparse.SUPPRESS)
    parser.add_argument("--check", action="store_true", help="play the night on a virtual display and check it")
    parser.add_argument("--cameras", type=int, default=16, help="how many cameras stream (default 16)")
    parser.add_argument("--language", choices=("zh_CN", "en"), default="zh_CN", help="of desk and wall")
    parser.add_argument("--size", type=size, default=(1920, 1080), help="of the desk, such as 1366x768")
    parser.add_argument("--keep", action="store_true", help="leave the parts running after the played night")
    return parser.parse_args()


def start_site(house):
    print("Preparing the sample facility ...", flush=True)
    house.prepare()
    house.start_broker()
    house.start_station()
    print("Starting the simulated site (the first start encodes its pictures; the rest is encoded behind) ...", flush=True)
    house.start_simulator()


def show(options, run):
    """With a display: open the windows; everything stops with the desk."""
    house = House(options.build, run, options.cameras, dict(os.environ))
    try:
        start_site(house)
        house.start_desk("A", wall=True, geometry="1600x900", language=options.language)
        account, _ = ACCOUNTS[0]
        print(f"\nSign on as {account} with {PASSWORD}\n"
              f"Press a button:  {house.program('sim')} ctl --control {house.ports['control']} "
              "'{\"do\":\"press\",\"point\":\"AL-BTN-Z31-2F-值班室\"}'\n"
              "Close the desk to stop everything.", flush=True)
        house.parts["desk-A"].wait()
    except KeyboardInterrupt:
        pass
    finally:
        house.stop()
    return 0


def play(options, out, run):
    stage = Stage(width=1920 + 1366, height=2160, log_folder=out)
    stage.desk_area = (0, 0, *options.size)
    house = House(options.build, run, options.cameras, stage.environment)
    report = Report(out, stage)
    try:
        report.step("site", lambda: start_site(house))
        if report.ok():
            Night(house, stage, report, options).play()
        if options.keep:
            input("The parts run on; Enter stops them. ")
    finally:
        house.stop()
        stage.stop()
    print(f"{sum(step['ok'] for step in report.steps)} of {len(report.steps)} steps ok; see {out}/summary.json")
    return 0 if report.ok() else 1


def main():
    options = arguments()
    options.build = pathlib.Path(options.build).resolve()
    out = pathlib.Path(options.out).resolve()
    shutil.rmtree(out, ignore_errors=True)
    run = out / "run"
    run.mkdir(parents=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if not options.check and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return show(options, run)
    return play(options, out, run)


if __name__ == "__main__":
    sys.exit(main())
