"""Steps with the map and the wall: found by number, opened by Enter, saved as a scene and restored by one key."""
from report import wait_for


class MapAndWall:
    def a_camera_is_opened_from_the_map(self):
        """From any page: Ctrl+F, zone and number, Enter, and once more Enter for the picture."""
        camera = self.linked()[0]
        self.stage.key("ctrl+f")
        wait_for("the search", lambda: self.desk.ask(get="focus").get("name") == "map.search", 8)
        zone, floor, *_, last = camera.lower().split("-")
        self.stage.type(f"{zone}-{floor} {last}")
        wait_for("what was found", lambda: camera in "".join(self.rows("map.found")[:1]), 5)
        self.look("map-search")
        self.stage.key("Return")
        wait_for("the plan has the keyboard", lambda: self.desk.ask(get="focus").get("name") == "map.plan", 5)
        self.look("map")
        self.stage.key("Return")
        wait_for("the camera is full on the wall", lambda: self.tile_of(camera).get("focused"), 5)
        self.stage.key("F6")
        wait_for("all of them again", lambda: self.live_count() > 1, 10)

    def a_scene_is_restored(self):
        """Four pictures are saved under Ctrl+5, another division is chosen, and one key brings them back."""
        self.stage.key("ctrl+alt+4")
        four = wait_for("four pictures", lambda: len(found := self.scene_cameras()) == 4 and found, 8)
        self.stage.key("ctrl+shift+s")
        wait_for("the form", lambda: self.visible("sceneForm.name"), 5)
        self.fill("sceneForm.name", self.texts["scene"])
        self.choose("sceneForm.key", 5)
        self.look("scene-form")
        self.click("sceneForm.save")
        wait_for("the form folds", lambda: not self.visible("sceneForm.name"), 8)
        self.in_step("wall.scene_saved")
        self.stage.key("ctrl+alt+9")
        wait_for("nine pictures", lambda: len(self.scene_cameras()) == 9, 8)
        self.stage.key("ctrl+5")
        wait_for("the four of the scene", lambda: self.scene_cameras() == four, 8)
        self.look("scene-restored")
        self.stage.key("ctrl+1")  # the first of the site file, as at the start
        wait_for("every camera", lambda: self.live_count() >= self.cameras, 30)

    def scene_cameras(self):
        return [tile["camera"] for tile in self.tiles() if not tile["alarm"] and tile["camera"]]
