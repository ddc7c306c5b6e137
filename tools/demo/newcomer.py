"""For somebody who sees the house for the first time, at a real display: how to sign on, and an alarm to look at."""
import json
import os
import pathlib
import select
import sys
import time

from house import ACCOUNTS, BUTTON, PASSWORD
from progress import Progress, encoding

FIRST_LOOK = pathlib.Path(__file__).parents[2] / "app/simulator/scenarios/first-look.json"
PATIENCE_S = 60  # for the first pictures; the rest comes behind

WORDS = """
  登录    账号 {account}    口令 {password}
  Sign on: account {account}, password {password}

  {seconds} 秒后，{place}的紧急按钮会被按下：警情列表、声音、电视墙上的关联画面。
  In {seconds} seconds the panic button of Z31-2F is pressed: the list, a sound, its cameras on the wall.

  回车：再按一次报警按钮        Enter: press the button again
  F11：电视墙（或席位）全屏      F11: wall (or desk) on the whole screen
  关闭席位窗口即全部停止          Close the desk to stop everything
"""


def seconds_to_the_button():
    steps = json.loads(FIRST_LOOK.read_text())["steps"]
    return next(step["at_s"] for step in steps if step["do"] == "press" and step["point"] == BUTTON)


def wait_for_pictures(house, desk, progress):
    """Until every tile of the wall is live, or it has taken long enough: the words below must not wait for ever."""
    wall, until = house.inspector("desk-A", ".wall"), time.monotonic() + PATIENCE_S
    while desk.poll() is None and time.monotonic() < until:
        tiles = [tile for tile in (wall.ask(get="tiles") or {}).get("tiles", []) if tile["camera"]]
        live = sum(tile["state"] == "live" for tile in tiles)
        progress.say(f"{live} of {len(tiles)} pictures are live. {encoding(house.site_status())}")
        if tiles and live == len(tiles):
            break
        time.sleep(0.3)
    progress.done()


def guide(house):
    """Returns when the desk has been closed."""
    desk = house.parts["desk-A"]
    wait_for_pictures(house, desk, Progress())
    if desk.poll() is not None:
        return
    site = json.loads((house.run / "site.json").read_text())
    place = next(point["name"] for point in site["points"] if point["id"] == BUTTON)
    house.simulate(do="play", scenario=str(FIRST_LOOK))
    print(WORDS.format(account=ACCOUNTS[0][0], password=PASSWORD, seconds=seconds_to_the_button(), place=place), flush=True)
    press_on_enter(house, desk)


def press_on_enter(house, desk, source=None):
    source = source or sys.stdin
    listening = True
    while desk.poll() is None:
        if not listening:
            time.sleep(0.3)
            continue
        if not select.select([source], [], [], 0.3)[0]:
            continue
        if not os.read(source.fileno(), 4096):
            listening = False  # no terminal there, or it was closed
            continue
        pressed = house.simulate(do="press", point=BUTTON)
        print("已按下 / pressed" if pressed.get("ok") else f"没有按下 / not pressed: {pressed.get('error')}", flush=True)
