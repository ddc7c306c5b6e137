"""The alarm of the night: from the press of a button to its pictures on the glass and its clips in the record. A part of
Night; uses the eyes and hands of Hands. Times are those of this machine's clock, which the simulated site shares."""
import hashlib
import time

import frame_code
from hands import require
from house import BUTTON
from report import wait_for

LIST_LIMIT_MS = 1000  # from the published press to the top of the list
PICTURE_LIMIT_MS = 2000  # to a picture of every linked camera on the glass
AGE_LIMIT_MS = 1000  # how old a picture on the glass may be
SHOTS = 3
CLIP_BEFORE_S, CLIP_AFTER_S = 10, 60
CLIP_SLACK_S = 0.3  # the last picture was taken a moment before it arrived


class Alarm:
    def a_button_stands_on_top_within_a_second(self):
        self.activate("desk-A")
        self.stage.key("ctrl+k")
        wait_for("a text field", lambda: self.desk.ask(get="focus").get("name") == "palette.query", 5)
        self.stage.type("night")
        before = len(self.rows("alarms.list"))
        pressed = self.house.simulate(do="press", point=BUTTON)
        require(pressed.get("ok"), f"the button was not pressed: {pressed}")
        self.pressed_us = pressed["time_us"]
        wait_for("the alarm on top and in sight",
                 lambda: len(self.table("alarms.list")) > before and self.point_name(BUTTON) in self.top_in_sight(), 5, 0.01)
        delay = (time.time_ns() // 1000 - self.pressed_us) / 1000
        wait_for("a picture in the alarm area", self.alarm_tiles, 10, 0.005)
        self.stage.type("watch")
        focus = self.desk.ask(get="focus")
        require(focus.get("name") == "palette.query", f"the keyboard went to {focus.get('name')}")
        wait_for("the whole text", lambda: self.desk.ask(get="focus").get("text") == "nightwatch", 3)
        require(delay <= LIST_LIMIT_MS, f"{delay:.0f} ms from the button to the list")
        return {"button_to_list_ms": round(delay), "button_to_list_limit_ms": LIST_LIMIT_MS}

    def top_in_sight(self):
        """What the first row of the list says, as long as all of the row is seen."""
        rows, view = self.table("alarms.list"), self.visible("alarms.list")
        seen = rows and view and rows[0]["rect"]["y"] >= view["rect"]["y"]
        return " ".join(rows[0]["cells"]) if seen else ""

    def linked(self):
        return next(entry["cameras"] for entry in self.points() if entry["id"] == BUTTON)

    def first_pictures(self):
        """When the first picture of each camera of this alarm stood on the glass, as the wall reports it."""
        alarms = (self.wall.ask(get="alarms") or {}).get("alarms", [])
        ids = {alarm["alarm"] for alarm in alarms if alarm["point"] == BUTTON}
        first = {}
        for shown in (self.wall.ask(get="shown") or {}).get("shown", []):
            if shown["alarm"] in ids:
                first.setdefault(shown["camera"], shown["at_us"])
        return first

    def its_cameras_open_on_the_wall(self):
        linked = set(self.linked())
        first = wait_for("all linked cameras", lambda: (at := self.first_pictures()).keys() >= linked and at, 10, 0.02)
        delays = [(first[camera] - self.pressed_us) / 1000 for camera in linked]
        require(max(delays) <= PICTURE_LIMIT_MS, f"{max(delays):.0f} ms from the button to the last picture")
        wait_for("their tiles say live", lambda: {tile["camera"] for tile in self.alarm_tiles()} >= linked, 10, 0.02)
        self.stage.key("Escape")
        return {"button_to_picture_ms": round(max(delays)), "button_to_first_picture_ms": round(min(delays)),
                "button_to_picture_limit_ms": PICTURE_LIMIT_MS, "alarm_tiles": len(linked)}

    def what_the_wall_shows_is_of_now(self):
        """Read off the glass itself: every picture carries the number of its frame."""
        ages = [age for _ in range(SHOTS) for age in self.ages_on_the_glass().values()]
        require(max(ages) <= AGE_LIMIT_MS, f"a picture of the alarm is {max(ages):.0f} ms old")
        return {"alarm_picture_age_ms": round(max(ages)), "alarm_picture_age_limit_ms": AGE_LIMIT_MS,
                "alarm_pictures_read": len(ages)}

    def ages_on_the_glass(self):
        linked, tiles = self.linked(), {tile["camera"]: tile for tile in self.tiles() if tile["alarm"]}
        pixels, taken_us = self.stage.luma()
        ages = {}
        for camera in linked:
            require(camera in tiles, f"{camera} has no tile")
            frame = frame_code.read(pixels, self.stage.width, *frame_code.picture_in(tiles[camera]))
            require(frame is not None, f"the picture of {camera} carries no number that can be read")
            ages[camera] = frame_code.age_us(frame, taken_us) / 1000
        return ages

    def clips_are_sealed(self):
        """Camera, span, size, hash and mark stand in the alarm's panel; the files hold what was asked for."""
        self.activate("desk-A")
        self.stage.key("alt+1")
        self.press_row("alarms.list", self.row_with("alarms.list", self.point_name(BUTTON)))
        rows = wait_for("sealed clips of every linked camera",
                        lambda: (rows := self.rows("clipList")) and all("MB" in row for row in rows) and rows, 110, 0.5)
        kept = list((self.house.run / "desk-A" / "evidence").rglob("*.mp4"))
        files = [clip for clip in kept if any(clip.name in row for row in rows)]
        require(len(files) == len(rows), f"the list names files that are not there: {rows}")
        self.at_station["evidence.clip_sealed"] = len(rows)
        spans = [self.span_of(camera, files) for camera in self.linked()]
        panel = self.visible("alarms.panel")["rect"]
        self.stage.scroll_down((panel["x"], panel["y"], panel["width"], panel["height"]))
        self.look("clips")
        return {"clips": len(rows), "clip_from_s": max(begin for begin, _ in spans),
                "clip_until_s": min(end for _, end in spans)}

    def span_of(self, camera, files):
        """From when to when, in seconds from the press, one clip of this camera shows: by the pictures themselves."""
        mark = hashlib.sha256(camera.encode()).hexdigest()[:12]
        spans = []
        for clip in (file for file in files if f"-{mark}-" in file.name):
            begin, end = frame_code.of_file(clip), frame_code.of_file(clip, last=True)
            require(None not in (begin, end), f"the pictures of {clip.name} carry no number")
            times = (frame_code.nearest_us(begin, self.pressed_us - CLIP_BEFORE_S * 1_000_000),
                     frame_code.nearest_us(end, self.pressed_us + CLIP_AFTER_S * 1_000_000))
            spans.append(tuple(round((at - self.pressed_us) / 1e6, 2) for at in times))
        whole = [span for span in spans if span[0] <= -CLIP_BEFORE_S and span[1] >= CLIP_AFTER_S - CLIP_SLACK_S]
        require(whole, f"no clip of {camera} reaches from -{CLIP_BEFORE_S} s to +{CLIP_AFTER_S} s: {spans}")
        return whole[0]
