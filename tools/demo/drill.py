"""An exercise in the middle of the night: begun by two, seen on desk and wall, overtaken by a real alarm, aborted by one
key. A part of Night; uses the eyes and hands of Hands. What is real and what is not is read from the station's facts."""
import time

from alarm import LIST_LIMIT_MS
from hands import require
from house import ACCOUNTS, PASSWORD
from report import StepFailed, wait_for

WALL = (0, 1080, 1920, 1080)  # where it stands on the stage
INSIDE = 2  # pixels from the edge of a screen: well within the frame of desk and wall
TONES = {bytes.fromhex("A673E8"), bytes.fromhex("6E3AB0")}  # of exercises, in the dark and the light shade of the theme
FRAMED, UNFRAMED = 0.995, 0.05  # share of an edge; a picture of a camera may hold a purple pixel too


def purple_share(pixels):
    count = len(pixels) // 3
    return sum(pixels[3 * at:3 * at + 3] in TONES for at in range(count)) / count


class Drill:
    # --- looking -------------------------------------------------------------------------------------------------
    def purple_edges(self, area):
        """Of a screen as it is seen: how much of each of its edges is purple."""
        x, y, width, height = area
        lines = {"top": (x, y + INSIDE, width, 1), "bottom": (x, y + height - 1 - INSIDE, width, 1),
                 "left": (x + INSIDE, y, 1, height), "right": (x + width - 1 - INSIDE, y, 1, height)}
        pixels = self.stage.colours()
        return {name: purple_share(self.stage.part(pixels, line)) for name, line in lines.items()}

    def framed(self, area):
        return all(share >= FRAMED for share in self.purple_edges(area).values())

    def unframed(self, area):
        return all(share <= UNFRAMED for share in self.purple_edges(area).values())

    def both(self):
        return (("the desk", self.stage.desk_area), ("the wall", WALL))

    def wall_says(self):
        return self.wall.ask(get="alarms") or {}

    def says_drill(self, text):
        return any(word in text.lower() for word in self.words["drill"])

    def drill_rows(self):
        """The alarms of the exercise in the list, by their word."""
        return [row for row in self.rows("alarms.list") if self.says_drill(row)]

    def last_of(self, kind):
        return [fact for fact in self.facts() if fact["kind"] == kind][-1]

    # --- steps ---------------------------------------------------------------------------------------------------
    def a_drill_begins(self):
        """Not by one person, and not by a wrong password of the second one."""
        for name, area in self.both():
            require(self.unframed(area), f"{name} has a purple frame before anything began")
        self.activate("desk-A")
        self.click("rail.drill")
        wait_for("the page of exercises", lambda: self.visible("drill.name"), 5)
        self.fill("drill.name", self.texts["drill"])
        self.fill("drill.reason", self.texts["drill_why"])
        self.tab_to("second.account")
        self.type_into("second.account", ACCOUNTS[2][0])
        self.second_password("Wrong-password-1")
        wait_for("a word about it", lambda: self.visible("second.error"), 10)
        require("drill.started" not in self.kinds(), "an exercise began with a wrong password of the second person")
        self.look("drill-refused")
        self.second_password(PASSWORD)
        self.in_step("drill.started")
        started = self.last_of("drill.started")
        require(started["mode"] == "drill", f"its mode is {started['mode']}")
        require((started["account"], started["second_account"]) == (ACCOUNTS[0][0], ACCOUNTS[2][0]),
                f"it was begun by {started['account']} and {started['second_account']}")

    def second_password(self, password):
        self.tab_to("second.password")
        self.type_into("second.password", password)
        self.stage.key("Return")

    def everybody_sees_the_drill(self):
        for name, area in self.both():
            wait_for(f"{name} has a purple frame", lambda area=area: self.framed(area), 8, 0.2)
        require(self.says_drill(self.text_of("top.mode")), f"the top bar says '{self.text_of('top.mode')}'")
        wall = self.wall_says()
        require(wall.get("drill"), "the wall does not know of the exercise")
        require(self.says_drill(wall.get("banner", "")), f"the wall says '{wall.get('banner')}'")
        self.look("drill-running")

    def a_drill_alarm_is_raised(self):
        point = self.other_button(8)
        self.stage.key("alt+5")
        self.tab_to("drill.hand.point")
        self.type_into("drill.hand.point", point.rsplit("-", 1)[0])  # as far as it is of letters that every keyboard has
        wait_for("the point", lambda: point in "".join(self.rows("drill.found")[:1]), 5)
        self.stage.key("Return")
        wait_for("it is chosen", lambda: self.text_of("drill.hand.point").endswith(point), 5)
        self.tab_to("drill.hand.note")
        self.type_into("drill.hand.note", self.texts["drill_note"])
        self.stage.key("Return")
        self.in_step("drill.raised")
        row = wait_for("the alarm with its mark", self.drill_rows, 8)[0]
        require(self.point_name(point) in row, f"the alarm of the exercise is '{row}'")
        raised = self.last_of("alarms.raised")
        require(raised["mode"] == "drill", f"the alarm of an exercise has the mode {raised['mode']}")
        self.drill_alarm = raised["entity"]
        self.look("drill-alarm")

    def a_real_alarm_breaks_in(self):
        """Above everything of the exercise, at once, real at the station, and so is what is done about it."""
        name = self.point_name(self.other_button(9))
        pressed = self.house.simulate(do="press", point=self.other_button(9))
        require(pressed.get("ok"), f"the button was not pressed: {pressed}")
        wait_for("the real alarm on top and in sight", lambda: name in self.top_in_sight(), 5, 0.01)
        delay = (time.time_ns() // 1000 - pressed["time_us"]) / 1000
        require(not self.says_drill(self.rows("alarms.list")[0]), "a real alarm is marked as an exercise")
        require(self.drill_rows(), "the alarm of the exercise has gone")
        self.look("drill-broken-into")
        self.press_row("alarms.list")
        self.acted("timeline", lambda: self.stage.key("F1"), "alarms.acknowledged")
        for kind in ("alarms.raised", "alarms.acknowledged"):
            require(self.last_of(kind)["mode"] == "real", f"{kind} of a real alarm has the mode {self.last_of(kind)['mode']}")
        require(delay <= LIST_LIMIT_MS, f"{delay:.0f} ms from the button to the list while an exercise ran")
        return {"button_to_list_in_drill_ms": round(delay)}

    def one_key_aborts(self):
        open_real = len(self.rows("alarms.list")) - len(self.drill_rows())
        started = time.monotonic()
        self.stage.key("F12")
        for name, area in self.both():
            wait_for(f"the frame leaves {name}", lambda area=area: self.unframed(area), 5, 0.05)
        took = round((time.monotonic() - started) * 1000)
        self.in_step("drill.aborted")
        wait_for("its alarms are closed", lambda: not self.drill_rows(), 8)
        require(len(self.rows("alarms.list")) == open_real, "real alarms went with the exercise")
        require(not self.wall_says().get("drill"), "the wall still shows an exercise")
        self.no_real_fact_of_it()
        return {"abort_to_no_frame_ms": took}

    def no_real_fact_of_it(self):
        wrong = [fact["kind"] for fact in self.facts()
                 if (fact["kind"].startswith("drill.") or fact["entity"] == self.drill_alarm) and fact["mode"] != "drill"]
        if wrong:
            raise StepFailed(f"facts of the exercise that are not marked as such: {wrong}")
