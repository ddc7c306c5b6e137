"""The night. Each step says a rule and fails when the rule does not hold."""
import contextlib
import time

from alarm import Alarm
from apart import Apart
from drill import Drill
from duty import Duty
from faults import Faults
from handover import Handover
from hands import Hands, require
from house import ACCOUNTS, PASSWORD
from map_and_wall import MapAndWall
from papers import Papers
from report import StepFailed, wait_for


class Night(Hands, Alarm, Faults, Apart, MapAndWall, Duty, Handover, Drill, Papers):
    STEPS = (
        ("desk_opens", "desk_opens"),
        ("wrong_password_is_refused", "wrong_password_is_refused"),
        ("officer_signs_on", "officer_signs_on"),
        ("wall_shows_every_camera_live", "wall_shows_every_camera_live"),
        ("every_page_can_be_seen", "every_page_can_be_seen"),
        ("a_camera_is_opened_from_the_map", "a_camera_is_opened_from_the_map"),
        ("a_scene_is_saved_and_restored_by_one_key", "a_scene_is_restored"),
        ("a_dead_camera_is_shown_as_lost", "a_dead_camera_is_shown_as_lost"),
        ("it_returns_by_itself", "it_returns_by_itself"),
        ("a_broken_stream_is_never_called_live", "a_broken_stream_is_never_called_live"),
        ("a_button_stands_on_top_within_a_second", "a_button_stands_on_top_within_a_second"),
        ("its_cameras_open_on_the_wall", "its_cameras_open_on_the_wall"),
        ("what_the_wall_shows_is_of_now", "what_the_wall_shows_is_of_now"),
        ("the_officer_acknowledges", "the_officer_acknowledges"),
        ("the_officer_looks_back_ten_seconds", "the_officer_looks_back"),
        ("the_alarm_is_classified_as_true", "the_alarm_is_classified"),
        ("an_incident_is_opened", "an_incident_is_opened"),
        ("tasks_are_given", "tasks_are_given"),
        ("the_incident_is_corrected", "the_incident_is_corrected"),
        ("another_language_takes_effect_at_once", "another_language_takes_effect_at_once"),
        ("a_second_desk_shows_it_live", "a_second_desk_shows_it"),
        ("cut_off_it_works_on", "cut_off_it_works_on"),
        ("two_work_on_it_apart", "two_work_on_it_apart"),
        ("it_comes_back_and_both_agree", "it_comes_back"),
        ("what_was_overtaken_stands_beside_it", "what_was_overtaken_stands_beside_it"),
        ("a_refused_order_is_looked_at_and_settled", "the_refused_order_is_settled"),
        ("clips_are_sealed", "clips_are_sealed"),
        ("a_wall_that_dies_is_an_alarm_and_comes_back", "a_wall_that_dies"),
        ("a_wall_that_is_stopped_is_none", "a_wall_that_is_stopped"),
        ("desk_wall_and_server_are_killed_in_the_middle", "everything_is_killed"),
        ("nothing_that_was_shown_as_saved_is_missing", "nothing_is_missing"),
        ("the_incident_is_closed_with_a_cause", "the_incident_is_closed"),
        ("the_post_is_taken_with_the_equipment_check", "a_post_is_taken"),
        ("a_line_for_the_next_shift_is_written", "a_line_is_logged"),
        ("a_video_round_is_walked_with_its_check_list", "a_round_is_walked"),
        ("the_shift_begins_to_hand_over", "the_shift_begins_to_hand_over"),
        ("the_outgoing_officer_signs_first", "the_outgoing_officer_signs_first"),
        ("the_incoming_officer_answers_each_item", "the_incoming_officer_answers_each_item"),
        ("both_have_signed_and_the_shift_is_handed_over", "both_have_signed"),
        ("a_drill_begins_with_a_second_persons_password", "a_drill_begins"),
        ("desk_and_wall_say_that_it_is_a_drill", "everybody_sees_the_drill"),
        ("a_drill_alarm_is_raised_by_hand", "a_drill_alarm_is_raised"),
        ("a_real_alarm_stands_above_the_drill_at_once", "a_real_alarm_breaks_in"),
        ("one_key_aborts_the_drill", "one_key_aborts"),
        ("the_records_show_the_night", "the_records_show_the_night"),
        ("the_incident_is_printed", "the_incident_is_printed"),
        ("the_emergency_sheet_is_there", "the_emergency_sheet_is_there"),
        ("the_desk_is_locked", "the_desk_is_locked"),
        ("the_chain_is_proven", "the_chain_is_proven"),
    )

    def __init__(self, house, stage, report, options):
        super().__init__(house, stage, report, options.language)
        self.cameras = options.cameras
        self.desk_size, self.language = options.size, options.language
        self.look = lambda name: report.look(name, stage.desk_area)

    def play(self):
        for name, action in self.STEPS:
            if not self.report.step(name, getattr(self, action)):
                return

    def open_desk(self):
        width, height = self.desk_size
        self.house.start_desk("A", wall=True, geometry=f"{width}x{height}+0+0", wall_geometry="1920x1080+0+1080",
                              language=self.language)
        wait_for("the sign-on page", lambda: self.visible("signon.password"), 30)

    def desk_opens(self):
        self.open_desk()
        self.activate("desk-A")
        self.look("sign-on")

    def wrong_password_is_refused(self):
        self.sign_on(self.desk, "desk-A", ACCOUNTS[0][0], "Wrong-password-1")
        wait_for("a word about it", lambda: (self.visible("signon.message") or {}).get("text"), 10)
        require(self.visible("signon.password"), "the desk opened with a wrong password")
        self.in_step("people.sign_on_failed")
        self.look("sign-on-wrong")

    def officer_signs_on(self):
        self.sign_on(self.desk, "desk-A", ACCOUNTS[0][0], PASSWORD)
        wait_for("the desk", lambda: self.visible("alarms.list") and not self.visible("signon.password"), 15)
        self.in_step("people.signed_on")

    def wall_shows_every_camera_live(self):
        started = time.monotonic()
        wait_for(f"{self.cameras} live tiles", lambda: self.live_count() >= self.cameras, 90 + self.cameras)
        shown = {tile["camera"] for tile in self.tiles() if tile["camera"]}
        require(shown.issuperset(self.linked()), "a camera that is linked to the button is not on the wall")
        return {"tiles_live": self.live_count(), "tiles": len(shown),
                "all_live_ms": round((time.monotonic() - started) * 1000)}

    def every_page_can_be_seen(self):
        """A round through the pages of a calm desk, by keys; each is a picture."""
        wait_for("previews", lambda: self.visible("watch.grid.0"), 10)
        self.look("desk-calm")
        self.stage.key("alt+2")
        wait_for("the incidents", lambda: self.visible("incidentList"), 5)
        self.look("incidents-empty")
        self.click("rail.duty")
        wait_for("the page of duty", lambda: self.visible("duty"), 5)
        self.look("duty-calm")
        for name, key, part in (("routes", "ctrl+i", "duty.route"), ("headcount", "ctrl+h", "care.headcount.table")):
            self.stage.key(key)
            wait_for(f"the {name}", lambda part=part: self.visible(part), 5)
            self.look(f"duty-{name}")
        self.click("rail.drill")
        wait_for("the page of exercises", lambda: self.visible("drill"), 5)
        self.look("drill-calm")
        self.click("rail.journal")
        wait_for("what happened", lambda: self.visible("timeline.list"), 5)
        self.look("timeline-calm")
        self.click("rail.system")
        for name, part in (("attention", "system.attention"), ("connection", "system.connection"),
                           ("wall", "system.wall.table"), ("devices", "health.summary"), ("seat", "system.language")):
            self.system_tab(part)
            if name == "connection":
                wait_for("how long the station's disk will do", lambda: self.text_of("storage")[:1] in tuple("✓■◆▲"), 10)
            self.look(f"system-{name}")
        self.stage.key("alt+1")
        self.stage.key("ctrl+k")
        wait_for("all actions", lambda: self.visible("palette.list"), 5)
        self.look("palette")
        self.stage.key("Escape")
        wait_for("the palette folds", lambda: not self.visible("palette.query"), 5)
        self.stage.key("shift+F1")
        wait_for("all keys", lambda: self.visible("keys"), 5)
        self.look("keys")
        self.stage.key("Escape")
        wait_for("the keys fold", lambda: not self.visible("keys"), 5)
        self.light_theme()

    def system_tab(self, part):
        """To the tab that holds this part, by keys."""
        wait_for("the tabs", lambda: self.visible("system.tabs"), 5)
        if not self.visible(part):
            self.click("rail.system")  # and the bar of the tabs takes the keyboard
        for key in ["ctrl+Tab"] * 5:
            if self.visible(part):
                return
            self.stage.key(key)
            with contextlib.suppress(StepFailed):
                wait_for("the tab", lambda: self.visible(part), 1)
        require(self.visible(part), f"{part} is on no tab")

    def light_theme(self):
        self.run_action("theme.switch")
        self.look("desk-light")
        self.run_action("theme.switch")

    def run_action(self, name):
        """Any action by its name in the palette."""
        self.stage.key("ctrl+k")
        wait_for("the palette", lambda: self.desk.ask(get="focus").get("name") == "palette.query", 5)
        self.stage.type(name)
        wait_for("the action", lambda: self.text_of("palette.query") == name, 5)
        self.stage.key("Return")
        wait_for("the palette folds", lambda: not self.visible("palette.query"), 5)

    def the_officer_acknowledges(self):
        self.press_row("alarms.list")
        self.look("alarm")
        self.acted("timeline", lambda: self.stage.key("F1"), "alarms.acknowledged")

    def the_officer_looks_back(self):
        self.acted("timeline", lambda: self.stage.key("F5"), "alarms.looked_back")
        wait_for("a tile that looks back", lambda: any(tile.get("look_back") for tile in self.tiles()), 5)

    def the_alarm_is_classified(self):
        self.stage.key("F3")
        wait_for("the form", lambda: self.visible("confirmClassification"), 5)
        self.click("confirmClassification")
        self.look("false-alarm-form-incomplete")
        self.stage.key("Escape")
        self.stage.key("F2")
        wait_for("the form", lambda: self.visible("confirmClassification"), 5)
        require("alarms.classified" not in self.kinds(), "one key classified the alarm")
        self.fill("reasonEdit", self.texts["reason"])
        self.look("classify-form")
        self.acted("timeline", lambda: self.click("confirmClassification"), "alarms.classified", self.texts["reason"])

    def an_incident_is_opened(self):
        self.stage.key("F4")
        wait_for("the incident form", lambda: self.visible("incidentTitle"), 5)
        self.choose("incidentKindBox", 3)
        self.fill("incidentTitle", self.texts["title"])
        self.look("incident-form")
        self.acted("incidentTimeline", lambda: self.click("confirmOpenIncident"), "dispatch.opened")

    def tasks_are_given(self):
        for post, text in (("P-PT-1", self.texts["task1"]), ("P-HOSP", self.texts["task2"])):
            self.choose_post(post)
            self.fill("taskText", text)
            self.acted("incidentTimeline", lambda: self.click("addTaskButton"), "dispatch.task_added", text)
        self.look("incident")

    def choose_post(self, post):
        names = [entry["name"] for entry in self.site("posts")]
        now, wanted = self.text_of("taskPostBox"), self.post_name(post)
        self.choose("taskPostBox", names.index(wanted) - (names.index(now) if now in names else 0))
        wait_for(f"the post {wanted}", lambda: self.text_of("taskPostBox") == wanted, 5)

    def another_language_takes_effect_at_once(self):
        """There and back; what is being typed stays."""
        self.fill("noteEdit", self.texts["note"])
        was = self.text_of("top.lock")
        there, back = ("en", "zh_CN") if self.language == "zh_CN" else ("zh_CN", "en")
        for language in (there, back):
            self.click("rail.system")
            wait_for("the system page", lambda: self.visible("system.tabs"), 5)
            self.system_tab("system.language")
            self.choose_language(language)
            wait_for("the other words", lambda: (self.text_of("top.lock") == was) == (language == back), 8)
            self.activate("desk-A")
            self.stage.key("alt+2")
            wait_for("what was typed", lambda: self.text_of("noteEdit") == self.texts["note"], 8)
            if language == there:
                self.look("other-language")
        self.clear("noteEdit")

    def choose_language(self, language):
        self.click("system.language")
        self.stage.key(*(["Down"] if language == "en" else ["Up"]), "Return")

    def the_incident_is_closed(self):
        self.activate("desk-A")
        self.click("rail.incidents")
        self.press_row("incidentList")
        wait_for("the incident", lambda: self.visible("closeIncidentButton"), 10)
        self.press_row("taskList", 0)  # the other one was done while the desks were apart
        self.fill("taskResultEdit", self.texts["done"])
        self.acted("incidentTimeline", lambda: self.click("completeTaskButton"), "dispatch.task_done")
        self.click("closeIncidentButton")
        self.choose("conclusionBox", 0)
        self.fill("conclusionText", self.texts["conclusion"])
        self.look("close-form")
        self.acted("incidentTimeline", lambda: self.click("confirmCloseIncident"), "dispatch.closed")

    def the_desk_is_locked(self):
        self.stage.key("ctrl+l")
        wait_for("the lock", lambda: self.visible("signon.password"), 5)
        self.look("locked")

    def the_chain_is_proven(self):
        ledger = self.house.run / "station" / "ledger.db"
        done = self.house.call(self.house.program("verify"), ledger, "--clips", self.house.run / "desk-A" / "evidence",
                               check=False)
        require(done.returncode == 0, done.stdout.strip())
        return {"verify": done.stdout.strip().splitlines()[0]}
