"""What goes wrong in the night: cameras, cables, programs. The second half of Night; uses the eyes and hands of Hands."""
import contextlib
import os
import signal
import threading
import time

from hands import require
from house import ACCOUNTS, BUTTON, PASSWORD
from report import wait_for


class Faults:
    # --- cameras -------------------------------------------------------------------------------------------------
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

    def a_broken_stream_is_never_called_live(self):
        """Bytes that are no picture: nothing of it is shown as a new one, not even grey."""
        self.house.simulate(do="fail_camera", camera=self.dead, failure="garbage")
        wait_for("the tile is not live", lambda: self.tile_of(self.dead).get("state") in ("late", "lost"), 10, 0.02)
        until = time.monotonic() + 3
        while time.monotonic() < until:
            require(self.tile_of(self.dead).get("state") != "live", "garbage was shown as a live picture")
            time.sleep(0.02)
        self.house.simulate(do="heal_camera", camera=self.dead)
        wait_for("the tile is live again", lambda: self.tile_of(self.dead).get("state") == "live", 40)

    # --- cables --------------------------------------------------------------------------------------------------
    def a_second_desk_shows_it(self):
        self.house.start_desk("B", wall=False, geometry="1366x768+1920+0", language=self.language)
        wait_for("the sign-on page", lambda: self.visible("signon.password", self.second), 30)
        self.sign_on(self.second, "desk-B", ACCOUNTS[1][0], PASSWORD)
        wait_for("the alarm there",
                 lambda: any(self.point_name(BUTTON) in row for row in self.rows("alarms.list", self.second)), 15)
        self.in_step("people.signed_on", self.second)

    def cut_off_it_works_on(self):
        self.house.relays["B"].cut()
        wait_for("the desk says that it is cut off",
                 lambda: self.words["offline"] in self.text_of("top.link", self.second), 20)
        alarms = len(self.rows("alarms.list"))
        require(self.house.simulate(do="press", point=self.other_button()).get("ok"), "the second button was not pressed")
        wait_for("the first desk hears of it", lambda: len(self.rows("alarms.list")) > alarms, 10)
        # Cut off from the station, not from the broker: this desk hears the button itself.
        wait_for("the second desk hears it by itself", lambda: len(self.rows("alarms.list", self.second)) > alarms, 10)
        self.activate("desk-B")
        self.click("rail.incidents", self.second)
        self.press_row("incidentList", 0, self.second)
        wait_for("the incident there", lambda: self.visible("noteEdit", self.second), 20)
        self.fill("noteEdit", self.texts["note"], self.second)
        self.click("addNoteButton", self.second)
        # This very command: its line on the screen, and as one that waits in the list of this seat.
        wait_for("its line says that it is saved here",
                 lambda: self.mark_of(self.texts["note"], "incidentTimeline", self.second) == "here", 10)
        waiting = self.waiting_acts()
        require(waiting == 2, f"{waiting} acts wait; the press that it heard and the note were made")
        require("dispatch.noted" not in self.kinds(), "a desk that is cut off reached the station")
        self.activate("desk-A")
        self.stage.key("alt+1")
        self.press_row("alarms.list", self.row_with("alarms.list", self.point_name(self.other_button())))
        self.acted("timeline", lambda: self.stage.key("F1"), "alarms.acknowledged")

    def waiting_acts(self):
        """Of the second desk's list of what waits, as it stands on its page."""
        self.activate("desk-B")
        self.stage.key("alt+4")
        wait_for("the system page", lambda: self.visible("system.tabs", self.second), 8)
        if not self.visible("waiting", self.second):
            self.stage.key("ctrl+Tab")
        wait_for("the list of what waits", lambda: self.visible("waiting", self.second), 8)
        rows = self.rows("waiting", self.second)
        self.stage.key("alt+2")
        wait_for("the incident there", lambda: self.visible("noteEdit", self.second), 8)
        return len(rows)

    def other_button(self, skip=1):
        buttons = [entry["id"] for entry in self.points() if entry["kind"] == "button" and entry["id"] != BUTTON]
        return buttons[skip - 1]

    def it_comes_back(self):
        self.house.relays["B"].mend()
        started = time.monotonic()
        wait_for("its line says that it is at the station",
                 lambda: self.mark_of(self.texts["note"], "incidentTimeline", self.second) == "station", 30)
        self.at_station["dispatch.noted"] = self.at_station.get("dispatch.noted", 0) + 1
        wait_for("what it missed is there",
                 lambda: len(self.rows("alarms.list", self.second)) == len(self.rows("alarms.list")), 20)
        wait_for("it says so", lambda: self.words["in_step"] in self.text_of("top.link", self.second), 20)
        caught_up = round((time.monotonic() - started) * 1000)
        self.activate("desk-A")
        self.stage.key("alt+2")
        self.press_row("incidentList")
        wait_for("the first desk shows what the second did",
                 lambda: self.mark_of(self.texts["note"], "incidentTimeline") == "station", 10)
        return {"catch_up_ms": caught_up}

    # --- the wall ------------------------------------------------------------------------------------------------
    def wall_process(self):
        desk = self.house.parts["desk-A"].pid
        with open(f"/proc/{desk}/task/{desk}/children") as children:
            found = children.read().split()
        for child in map(int, found):
            with contextlib.suppress(OSError), open(f"/proc/{child}/comm") as name:
                if name.read().strip() == "shouwang-wall":
                    return child
        return None

    def wall_alarms(self):
        return [row for row in self.rows("alarms.list") if "电视墙" in row or "wall" in row.lower()]

    def end_wall(self, how):
        """Ends the wall and waits for the next one, in the same scene. Returns how long that took."""
        before = self.wall_process()
        scene = self.wall.ask(get="tiles")["scene"]
        shown = {tile["camera"] for tile in self.tiles()}
        os.kill(before, how)
        started = time.monotonic()
        wait_for("another wall", lambda: (now := self.wall_process()) and now != before, 15)
        wait_for("all its pictures", lambda: self.live_count() >= self.cameras, 40 + self.cameras)
        require(self.wall.ask(get="tiles")["scene"] == scene, "the wall came back into another scene")
        wait_for("the same cameras", lambda: {tile["camera"] for tile in self.tiles()} == shown, 10)
        after = self.wall_process()
        took = round((time.monotonic() - started) * 1000)
        require(self.wall_process() == after, "the wall was restarted more than once")
        return took

    def a_wall_that_dies(self):
        self.activate("desk-A")
        self.stage.key("alt+1")
        require(not self.wall_alarms(), "there is an alarm of the wall already")
        took = self.end_wall(signal.SIGSEGV)
        wait_for("an alarm of it", self.wall_alarms, 10)
        require(len(self.wall_alarms()) == 1, "more than one alarm for one death")
        self.at_station["alarms.raised"] = 3
        wait_for("it is at the station", lambda: self.kinds().count("alarms.raised") >= 3, 10)
        self.press_row("alarms.list", self.row_with("alarms.list", self.wall_alarms()[0]))
        self.look("wall-alarm")
        return {"wall_back_ms": took}

    def a_wall_that_is_stopped(self):
        raised = self.kinds().count("alarms.raised") + self.kinds().count("alarms.repeated")
        self.end_wall(signal.SIGTERM)
        require(len(self.wall_alarms()) == 1, "a wall that was stopped was taken for one that died")
        now = self.kinds().count("alarms.raised") + self.kinds().count("alarms.repeated")
        require(now == raised, "a wall that was stopped was raised as an alarm")

    # --- everything at once --------------------------------------------------------------------------------------
    def everything_is_killed(self):
        """In the middle: buttons are being pressed and notes being written, some at the station and some not yet."""
        self.before = self.facts()
        self.activate("desk-A")
        self.stage.key("alt+2")
        self.press_row("incidentList")
        self.click("noteEdit")
        stop = threading.Event()
        presses = threading.Thread(target=self.keep_pressing, args=(stop,))
        presses.start()
        try:
            for count in range(1, 4):
                self.write_note(count)
            wait_for("the first note is marked as being at the station",
                     lambda: self.mark_of(self.flight(1), "incidentTimeline") == "station", 15)
            self.house.relays["A"].cut()
            for count in range(4, 7):
                self.write_note(count)
            wait_for("the fourth note is marked as saved here",
                     lambda: self.mark_of(self.flight(4), "incidentTimeline") == "here", 15)
            self.seen = self.saved_lines()  # before the cable is in again: how fast the rest goes up is not told by a rule
            on_its_way = "here" in self.seen.values()
            self.house.relays["A"].mend()
            self.write_note(7)
            self.seen.update(self.saved_lines())
            for part in ("server", "desk-A"):  # the wall is in the desk's group and goes with it
                self.house.kill(part)
        finally:
            stop.set()
            presses.join()
        require(on_its_way, "nothing was on its way before everything was killed")
        self.house.start_station()
        self.open_desk()
        self.sign_on(self.desk, "desk-A", ACCOUNTS[0][0], PASSWORD)
        wait_for("the desk", lambda: self.visible("alarms.list") and not self.visible("signon.password"), 20)
        wait_for("a live wall", lambda: self.live_count() >= self.cameras, 60)
        marks = list(self.seen.values())
        return {"marked_here_when_killed": marks.count("here"), "marked_station_when_killed": marks.count("station")}

    def saved_lines(self):
        return {row: mark for row, mark in self.marks("incidentTimeline").items() if mark in ("here", "station")}

    def flight(self, count):
        return f"{self.texts['flight']}-{count:02d}"

    def write_note(self, count):
        """Types and sends, and does not wait for anything."""
        self.stage.type(self.flight(count))
        self.stage.key("Return")

    def keep_pressing(self, stop):
        skip = 2
        while not stop.is_set():
            with contextlib.suppress(OSError, ValueError):
                self.house.simulate(do="press", point=self.other_button(2 + skip % 4))
            skip += 1
            stop.wait(0.15)

    def nothing_is_missing(self):
        after = {fact["number"]: fact["hash"] for fact in self.facts()}
        lost = [fact["number"] for fact in self.before if after.get(fact["number"]) != fact["hash"]]
        require(not lost, f"facts are missing or changed: {lost[:5]}")
        self.activate("desk-A")
        self.stage.key("alt+2")
        self.press_row("incidentList")
        for row in self.seen:
            wait_for(f"'{row}' stands there and is at the station",
                     lambda: self.marks("incidentTimeline").get(row) == "station", 30)
        lines = self.rows("incidentTimeline")
        require(len(lines) == len(set(lines)), "an act stands there twice")
        kinds = self.kinds()
        for kind, count in self.at_station.items():
            require(kinds.count(kind) >= count, f"{kind} was shown as saved {count} times and is there {kinds.count(kind)}")
        written = [self.texts["note"]] + [self.flight(count) for count in range(1, 8)]
        notes = sum(1 for row in lines if any(text in row for text in written))
        require(kinds.count("dispatch.noted") == notes, f"{notes} notes on the screen, {kinds.count('dispatch.noted')} facts")
        self.stage.key("alt+1")
        self.press_row("alarms.list", self.row_with("alarms.list", self.point_name(BUTTON)))
        wait_for("the alarm's lines", lambda: len(self.rows("timeline")) > 3, 10)
        for title, row in self.marked:
            if title == self.text_of("alarmTitle"):
                require(self.marks("timeline").get(row) == "station", f"'{row}' was marked as saved and is missing")
        return {"facts_kept": len(self.before), "lines_kept": len(self.seen)}
