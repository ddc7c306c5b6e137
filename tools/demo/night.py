"""The night, first part. Each step says a rule and fails when the rule does not hold."""
import json
import ssl
import time
import urllib.request

from house import ACCOUNTS, BUTTON, PASSWORD
from report import StepFailed, wait_for

DESK = (0, 0, 1920, 1080)
WALL = (0, 1080, 1920, 1080)
SECOND = (1920, 0, 1366, 768)


def require(holds, what):
    if not holds:
        raise StepFailed(what)


class Night:
    def __init__(self, house, stage, report, cameras):
        self.house, self.stage, self.report, self.cameras = house, stage, report, cameras
        self.desk = house.inspector("desk-A")
        self.wall = house.inspector("desk-A", ".wall")
        self.second = house.inspector("desk-B")
        self.saved = []  # what was shown as saved: (kind, text) that must be in the ledger at the end

    def play(self):
        steps = [
            ("desk_opens", self.desk_opens),
            ("wrong_password_is_refused", self.wrong_password_is_refused),
            ("officer_signs_on", self.officer_signs_on),
            ("wall_shows_every_camera_live", self.wall_shows_every_camera_live),
            ("a_dead_camera_is_shown_as_lost", self.a_dead_camera_is_shown_as_lost),
            ("it_returns_by_itself", self.it_returns_by_itself),
            ("a_button_stands_on_top_within_a_second", self.a_button_stands_on_top_within_a_second),
            ("its_cameras_open_on_the_wall", self.its_cameras_open_on_the_wall),
            ("the_officer_acknowledges", self.the_officer_acknowledges),
            ("the_officer_looks_back_ten_seconds", self.the_officer_looks_back),
            ("the_alarm_is_classified_as_true", self.the_alarm_is_classified),
            ("an_incident_is_opened", self.an_incident_is_opened),
            ("tasks_are_given", self.tasks_are_given),
            ("a_second_desk_shows_it_live", self.a_second_desk_shows_it),
            ("cut_off_it_works_on", self.cut_off_it_works_on),
            ("it_comes_back_and_both_agree", self.it_comes_back),
            ("clips_are_sealed", self.clips_are_sealed),
            ("desk_wall_and_server_are_killed", self.everything_is_killed),
            ("nothing_that_was_saved_is_missing", self.nothing_is_missing),
            ("the_incident_is_closed_with_a_cause", self.the_incident_is_closed),
            ("the_chain_is_proven", self.the_chain_is_proven),
        ]
        for name, action in steps:
            if not self.report.step(name, action):
                return

    # --- looking and acting --------------------------------------------------------------------------------------
    def widget(self, name, desk=None):
        answer = (desk or self.desk).ask(get="widget", name=name)
        return answer if answer and "error" not in answer else None

    def visible(self, name, desk=None):
        found = self.widget(name, desk)
        return found if found and found["visible"] else None

    def click(self, name, desk=None, seconds=6):
        found = wait_for(f"{name} can be pressed", lambda: (w := self.visible(name, desk)) and w["enabled"] and w, seconds)
        rect = found["rect"]
        self.stage.click((rect["x"], rect["y"], rect["width"], rect["height"]))

    def fill(self, name, text, desk=None):
        self.click(name, desk)
        wait_for(f"{name} has the keyboard", lambda: (desk or self.desk).ask(get="focus").get("name") == name, 3)
        self.stage.key("ctrl+a")
        self.stage.type(text)

    def choose(self, name, down, desk=None):
        """Picks an entry of a combo box by keyboard."""
        self.click(name, desk)
        self.stage.key(*["Down"] * down, "Return")

    def rows(self, name, desk=None):
        answer = (desk or self.desk).ask(get="table", name=name) or {}
        return [" ".join(row["cells"]) for row in answer.get("rows", [])]

    def press_row(self, name, row=0, desk=None):
        wait_for(f"{name} is seen", lambda: self.visible(name, desk), 8)  # a page that is behind has old places
        answer = wait_for(f"row {row} of {name}", lambda: len(((desk or self.desk).ask(get="table", name=name) or {})
                                                            .get("rows", [])) > row
                          and (desk or self.desk).ask(get="table", name=name), 8)
        rect = answer["rows"][row]["rect"]
        self.stage.click((rect["x"], rect["y"], rect["width"], rect["height"]))

    def tiles(self):
        return (self.wall.ask(get="tiles") or {}).get("tiles", [])

    def activate(self, part):
        window = wait_for(f"{part} has a window", lambda: self.stage.window_of(self.house.parts[part].pid), 20)
        self.stage.activate(window)
        return window

    def station(self, path):
        """The station's open data interface, as another system would read it."""
        seat = json.loads((self.house.run / "seat-A.json").read_text())
        request = urllib.request.Request(f"https://127.0.0.1:{self.house.ports['station']}{path}",
                                         headers={"Authorization": f"Bearer {seat['token']}"})
        context = ssl.create_default_context(cafile=str(self.house.run / "ca.pem"))
        with urllib.request.urlopen(request, timeout=5, context=context) as answer:
            return json.load(answer)

    def facts(self):
        """All facts of the station, page by page."""
        found, after = [], 0
        while True:
            page = self.station(f"/api/v1/facts?after={after}&limit=500")
            items = page.get("facts") or page.get("items") or []
            found += items
            if len(items) < 500:
                return found
            after = items[-1]["number"]

    def kinds(self):
        return [fact["kind"] for fact in self.facts()]

    def wait_saved(self, kind, count=1, seconds=10):
        wait_for(f"{kind} is at the station", lambda: self.kinds().count(kind) >= count, seconds)
        self.saved.append((kind, count))

    # --- the steps -----------------------------------------------------------------------------------------------
    def desk_opens(self):
        self.house.start_desk("A", wall=True, geometry="1920x1080+0+0", wall_geometry="1920x1080+0+1080")
        wait_for("the sign-on page", lambda: self.visible("signon.password"), 30)
        self.activate("desk-A")

    def sign_on(self, desk, part, account, password):
        self.activate(part)
        self.fill("signon.account", account, desk)
        self.fill("signon.password", password, desk)
        self.stage.key("Return")

    def wrong_password_is_refused(self):
        self.sign_on(self.desk, "desk-A", ACCOUNTS[0][0], "Wrong-password-1")
        wait_for("a word about it", lambda: (self.visible("signon.message") or {}).get("text"), 10)
        require(self.visible("signon.password"), "the desk opened with a wrong password")
        self.wait_saved("people.sign_on_failed")

    def officer_signs_on(self):
        self.sign_on(self.desk, "desk-A", ACCOUNTS[0][0], PASSWORD)
        wait_for("the desk", lambda: self.visible("alarms.list"), 15)
        self.wait_saved("people.signed_on")

    def wall_shows_every_camera_live(self):
        started = time.monotonic()
        wait_for(f"{self.cameras} live tiles", lambda: self.live_count() >= self.cameras, 90)
        tiles = self.tiles()
        return {"tiles_live": self.live_count(), "tiles": len(tiles),
                "all_live_ms": round((time.monotonic() - started) * 1000)}

    def live_count(self):
        return sum(1 for tile in self.tiles() if tile["state"] == "live")

    def tile_of(self, camera):
        return next((tile for tile in self.tiles() if tile["camera"] == camera), {})

    def a_dead_camera_is_shown_as_lost(self):
        live = [tile["camera"] for tile in self.tiles() if tile["state"] == "live"]
        self.dead = live[-1]
        self.house.simulate(do="fail_camera", camera=self.dead, failure="silent")
        wait_for("the tile says late", lambda: self.tile_of(self.dead).get("state") in ("late", "lost"), 10, 0.02)
        wait_for("the tile says lost", lambda: self.tile_of(self.dead).get("state") == "lost", 15)
        require(self.tile_of(self.dead)["age_ms"] > 3000, "a lost tile has no age")

    def it_returns_by_itself(self):
        self.house.simulate(do="heal_camera", camera=self.dead)
        wait_for("the tile is live again", lambda: self.tile_of(self.dead).get("state") == "live", 40)

    def a_button_stands_on_top_within_a_second(self):
        self.activate("desk-A")
        self.stage.key("ctrl+k")
        wait_for("a text field", lambda: self.desk.ask(get="focus").get("name") == "palette.query", 5)
        self.stage.type("night")
        before = len(self.rows("alarms.list"))
        pressed = self.house.simulate(do="press", point=BUTTON)
        require(pressed.get("ok"), f"the button was not pressed: {pressed}")
        self.pressed_us = pressed["time_us"]
        wait_for("the alarm on top", lambda: len(rows := self.rows("alarms.list")) > before and self.point_name(BUTTON) in rows[0], 5, 0.01)
        seen_us = time.time_ns() // 1000
        wait_for("a picture in the alarm area", self.alarm_tiles, 10, 0.005)
        self.shown_us = time.time_ns() // 1000
        self.stage.type("watch")
        focus = self.desk.ask(get="focus")
        require(focus.get("name") == "palette.query", f"the keyboard went to {focus.get('name')}")
        wait_for("the whole text", lambda: self.desk.ask(get="focus").get("text") == "nightwatch", 3)
        delay = (seen_us - self.pressed_us) / 1000
        require(delay <= 1000, f"{delay:.0f} ms from the button to the list")
        self.saved.append(("alarms.raised", 1))
        return {"button_to_list_ms": round(delay)}

    def alarm_tiles(self):
        return [tile for tile in self.tiles() if tile["alarm"] and tile["state"] == "live"]

    def its_cameras_open_on_the_wall(self):
        linked = next(entry["cameras"] for entry in self.points() if entry["id"] == BUTTON)
        wait_for("all linked cameras", lambda: {tile["camera"] for tile in self.alarm_tiles()} >= set(linked), 10, 0.01)
        self.stage.key("Escape")
        return {"button_to_picture_ms": round((self.shown_us - self.pressed_us) / 1000), "alarm_tiles": len(linked)}

    def select_alarm(self, desk=None):
        self.press_row("alarms.list", 0, desk)

    def the_officer_acknowledges(self):
        self.select_alarm()
        self.stage.key("F1")
        self.wait_saved("alarms.acknowledged")

    def the_officer_looks_back(self):
        self.stage.key("F5")
        wait_for("a tile that looks back", lambda: any(tile.get("look_back") for tile in self.tiles()), 5)
        self.wait_saved("alarms.looked_back")

    def the_alarm_is_classified(self):
        self.stage.key("F2")
        wait_for("the form", lambda: self.visible("confirmClassification"), 5)
        require("alarms.classified" not in self.kinds(), "one key classified the alarm")
        self.fill("reasonEdit", "two persons in the duty room")
        self.click("confirmClassification")
        self.wait_saved("alarms.classified")

    def an_incident_is_opened(self):
        self.stage.key("F4")
        wait_for("the incident form", lambda: self.visible("incidentTitle"), 5)
        self.choose("incidentKindBox", 3)
        self.fill("incidentTitle", "Z31-2F duty room")
        self.click("confirmOpenIncident")
        self.wait_saved("dispatch.opened")

    def tasks_are_given(self):
        for count, text in enumerate(("two officers to the duty room", "medic to Z31-2F"), 1):
            self.choose("taskPostBox", count + 1)
            self.fill("taskText", text)
            self.click("addTaskButton")
            self.wait_saved("dispatch.task_added", count)

    def a_second_desk_shows_it(self):
        self.house.start_desk("B", wall=False, geometry="1366x768+1920+0")
        wait_for("the sign-on page", lambda: self.visible("signon.password", self.second), 30)
        self.sign_on(self.second, "desk-B", ACCOUNTS[1][0], PASSWORD)
        wait_for("the alarm there", lambda: any(self.point_name(BUTTON) in row for row in self.rows("alarms.list", self.second)), 15)

    def cut_off_it_works_on(self):
        self.house.relays["B"].cut()
        wait_for("the desk says that it is cut off",
                 lambda: "离线" in str((self.widget("top.link", self.second) or {}).get("text")), 20)
        pressed = self.house.simulate(do="press", point=self.other_button())
        require(pressed.get("ok"), "the second button was not pressed")
        wait_for("the first desk hears of it", lambda: len(self.rows("alarms.list")) >= 2, 10)
        require(len(self.rows("alarms.list", self.second)) == 1, "a desk that is cut off heard of an alarm")
        self.activate("desk-B")
        self.click("rail.incidents", self.second)
        self.press_row("incidentList", 0, self.second)
        wait_for("the incident there", lambda: self.visible("noteEdit", self.second), 20)
        self.fill("noteEdit", "gate informed by telephone", self.second)
        self.click("addNoteButton", self.second)
        wait_for("its act waits here",
                 lambda: "待传" in str((self.widget("top.link", self.second) or {}).get("text")), 10)
        require("dispatch.noted" not in self.kinds(), "a desk that is cut off reached the station")
        self.activate("desk-A")
        self.press_row("alarms.list", 0)
        self.stage.key("F1")
        self.wait_saved("alarms.acknowledged", 2)

    def points(self):
        return json.loads((self.house.run / "site.json").read_text())["points"]

    def point_name(self, point):
        return next(entry["name"] for entry in self.points() if entry["id"] == point)

    def other_button(self):
        return next(entry["id"] for entry in self.points() if entry["kind"] == "button" and entry["id"] != BUTTON)

    def it_comes_back(self):
        self.house.relays["B"].mend()
        started = time.monotonic()
        self.wait_saved("dispatch.noted", seconds=30)
        wait_for("what it missed is there", lambda: len(self.rows("alarms.list", self.second)) >= 2, 20)
        wait_for("it says so", lambda: "离线" not in self.widget("top.link", self.second)["text"], 20)
        return {"catch_up_ms": round((time.monotonic() - started) * 1000)}

    def clips_are_sealed(self):
        wait_for("sealed clips", lambda: "evidence.clip_sealed" in self.kinds(), 100, 0.5)
        self.saved.append(("evidence.clip_sealed", 1))

    def everything_is_killed(self):
        self.before = self.facts()
        for part in ("desk-A", "server"):  # the wall is in the desk's group and goes with it
            self.house.kill(part)
        self.house.start_station()
        self.house.start_desk("A", wall=True, geometry="1920x1080+0+0", wall_geometry="1920x1080+0+1080")
        wait_for("the sign-on page", lambda: self.visible("signon.password"), 30)
        self.sign_on(self.desk, "desk-A", ACCOUNTS[0][0], PASSWORD)
        wait_for("the desk", lambda: self.visible("alarms.list"), 15)
        wait_for("a live wall", lambda: self.live_count() >= self.cameras, 40)

    def nothing_is_missing(self):
        after = {fact["number"]: fact["hash"] for fact in self.facts()}
        lost = [fact["number"] for fact in self.before if after.get(fact["number"]) != fact["hash"]]
        require(not lost, f"facts are missing or changed: {lost[:5]}")
        kinds = self.kinds()
        for kind, count in self.saved:
            require(kinds.count(kind) >= count, f"{kind} was shown as saved and is missing")
        return {"facts_kept": len(self.before)}

    def the_incident_is_closed(self):
        self.activate("desk-A")
        self.click("rail.incidents")
        self.press_row("incidentList")
        wait_for("the incident", lambda: self.visible("closeIncidentButton"), 10)
        for count in (1, 2):
            self.press_row("taskList", count - 1)
            self.fill("taskResultEdit", "done")
            self.click("completeTaskButton")
            self.wait_saved("dispatch.task_done", count)
        self.click("closeIncidentButton")
        self.choose("conclusionBox", 1)
        self.fill("conclusionText", "calmed down, nobody hurt")
        self.click("confirmCloseIncident")
        self.wait_saved("dispatch.closed")

    def the_chain_is_proven(self):
        ledger = self.house.run / "station" / "ledger.db"
        done = self.house.call(self.house.program("verify"), ledger, "--clips", self.house.run / "desk-A" / "evidence",
                               check=False)
        require(done.returncode == 0, done.stdout.strip())
        return {"verify": done.stdout.strip().splitlines()[0]}
