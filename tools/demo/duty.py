"""The officer's own duty: a post taken with its equipment, a line for the next shift, a round by video. A part of Night;
uses the eyes and hands of Hands."""
from hands import require
from report import wait_for

STOPS = 3  # of the round that are visited; why the rest was left out has to be said
CHECKS = 5  # of each stop (duty/ui/routes)
FOUND_AT = 1  # the stop at which something is wrong


class Duty:
    def a_post_is_taken(self):
        """The post of the sign-on, its equipment counted one by one; nothing is taken for counted that nobody touched."""
        self.activate("desk-A")
        self.stage.key("ctrl+g")
        wait_for("the post of the sign-on", lambda: self.text_of("duty.take.post") == self.post_name("P-CC-1"), 8)
        self.click("duty.take")
        wait_for("what was not counted is named", lambda: self.visible("duty.equipment.error"), 5)
        require("duty.post_taken" not in self.kinds(), "a post was taken with equipment that nobody has counted")
        for field, number in (("duty.expected.radio", "4"), ("duty.found.radio", "3"), ("duty.found.workstation", "1")):
            self.fill(field, number)
        self.fill("duty.equipment.note", self.texts["fault"])
        self.look("duty-post-form")
        self.click("duty.take")
        self.in_step("duty.post_taken")
        row = wait_for("the post in the list", lambda: self.rows("duty.posts.list"), 5)[0]
        require(self.post_name("P-CC-1") in row and self.texts["fault"] in row, f"the list of posts says '{row}'")

    def a_line_is_logged(self):
        self.stage.key("ctrl+j")
        self.type_into("duty.log.text", self.texts["line"])
        self.acted("duty.log.list", lambda: self.stage.key("Tab", "space", "shift+Tab", "Return"), "duty.line_logged", self.texts["line"])
        self.look("duty-log")

    def a_round_is_walked(self):
        """By keys alone: every stop stands large on the wall and each item of its list is ticked, or something is found."""
        name, stops = self.shortest_scene()
        self.stage.key("ctrl+i")
        wait_for("the routes", lambda: self.desk.ask(get="focus").get("name") == "duty.route", 5)
        for _ in range(20):
            if self.text_of("duty.route") == name:
                break
            self.stage.key("Down")
        require(self.text_of("duty.route") == name, f"there is no route {name}")
        self.stage.key("Tab", "space")
        self.in_step("duty.round_begun")
        for number, camera in enumerate(stops[:STOPS], 1):
            wait_for(f"{camera} stands large on the wall", lambda camera=camera: self.largest() == camera, 10)
            self.visit(number)
        self.look("duty-round")
        self.stage.key("e")
        self.type_into("duty.round.reason", self.texts["left_out"])
        self.look("duty-round-end")
        self.stage.key("Return")
        self.in_step("duty.round_ended")
        wait_for("the wall stands as before", lambda: self.live_count() >= self.cameras, 30)
        return {"round_stops": STOPS, "round_stops_left_out": len(stops) - STOPS}

    def visit(self, number):
        if number == FOUND_AT + 1:
            self.stage.key("space", "f")
            self.type_into("duty.stop.text", self.texts["found"])
            self.stage.key("Return")
        else:
            self.stage.key(*["space"] * CHECKS, "n")
        self.in_step("duty.stop_visited")

    def shortest_scene(self):
        """Of those with more stops than are visited: its name and its cameras."""
        scene = min((each for each in self.site("scenes") if len(each["cameras"]) > STOPS), key=lambda each: len(each["cameras"]))
        return scene["name"], scene["cameras"]

    def largest(self):
        """The camera with the most room outside of the area of the alarms."""
        tiles = [tile for tile in self.tiles() if not tile["alarm"] and tile["camera"]]
        return max(tiles, key=lambda tile: tile["width"] * tile["height"], default={}).get("camera")
