"""What two desks do to the same incident while the cable of one is out: what is merged, what is refused and what becomes
of it. A part of Night; uses the eyes and hands of Hands."""
from hands import require
from report import wait_for

SECOND = (1920, 0, 1366, 768)  # where the second desk stands on the stage
PLACE = 6  # number of the field in dispatch/dispatch.h


class Apart:
    def the_incident_is_corrected(self):
        """The first word was wrong: another kind, a higher grade, a place that is exact."""
        require("dispatch.amended" not in self.kinds(), "somebody has corrected it already")
        self.click("amendIncidentButton")
        self.choose("amendKindBox", -1)
        self.choose("amendGradeBox", 1)
        self.fill("amendPlace", self.texts["place_a"])
        self.click("confirmAmendIncident")
        wait_for("the reason is asked for", lambda: self.visible("confirmAmendIncident"), 5)
        require("dispatch.amended" not in self.kinds(), "it was corrected without a reason")
        self.fill("amendReason", self.texts["why"])
        self.look("amend-form")
        self.acted("incidentTimeline", lambda: self.click("confirmAmendIncident"), "dispatch.amended", self.texts["place_a"])
        self.look("amended")

    def two_work_on_it_apart(self):
        """The second desk is cut off. It does away with a task that the first one finishes, and both correct the place."""
        self.activate("desk-B")
        wait_for("the incident there", lambda: self.visible("taskList", self.second), 8)
        self.press_row("taskList", 1, self.second)
        self.fill("taskResultEdit", self.texts["needless"], self.second)
        self.click("waiveTaskButton", self.second)
        wait_for("its order is saved here",
                 lambda: self.mark_of(self.texts["needless"], "incidentTimeline", self.second) == "here", 10)
        self.stage.key("ctrl+r")
        wait_for("the form there", lambda: self.visible("amendPlace", self.second), 5)
        self.write_next(self.texts["place_b"], "amendPlace", self.second, tabs=4)
        self.write_next(self.texts["why"], "amendReason", self.second)
        self.report.look("second-amend-form", SECOND)
        self.stage.key("ctrl+Return")
        wait_for("its correction is saved here",
                 lambda: self.mark_of(self.texts["place_b"], "incidentTimeline", self.second) == "here", 10)
        self.activate("desk-A")
        self.stage.key("alt+2")
        self.press_row("incidentList")
        self.press_row("taskList", 1)
        self.fill("taskResultEdit", self.texts["done"])
        self.acted("incidentTimeline", lambda: self.click("completeTaskButton"), "dispatch.task_done")
        self.stage.key("ctrl+r")
        self.write_next(self.texts["flight"], "amendPlace", self.desk, tabs=4)
        self.write_next(self.texts["why"], "amendReason", self.desk)
        self.acted("incidentTimeline", lambda: self.stage.key("ctrl+Return"), "dispatch.amended", self.texts["flight"])
        require("dispatch.task_waived" not in self.kinds(), "a desk that is cut off reached the station")

    def what_was_overtaken_stands_beside_it(self):
        """The order that arrived later stands; both desks show the other value beside it, and nobody is alarmed."""
        for desk in (self.desk, self.second):
            wait_for("both values", lambda: self.text_of(f"merge.{PLACE}.now", desk) == self.texts["place_b"], 20)
            require(self.text_of(f"merge.{PLACE}.was", desk) == self.texts["flight"], "what was overtaken is not shown")
        self.at_station["dispatch.amended"] = 3
        wait_for("it is at the station", lambda: self.kinds().count("dispatch.amended") == 3, 10)
        self.activate("desk-A")
        self.look("merged")
        self.click("mergeUnderstood")
        wait_for("the note goes", lambda: not self.visible("mergeNote"), 5)
        require(any(self.texts["flight"] in row and self.texts["place_b"] in row for row in self.rows("incidentTimeline")),
                "the timeline does not keep what was overtaken")

    def the_refused_order_is_settled(self):
        """The task had been done when the order to do away with it arrived: it is refused, and somebody sees to that."""
        wait_for("the station refuses it", lambda: self.kinds().count("attention.order_refused") == 1, 10)
        require("dispatch.task_waived" not in self.kinds(), "a finished task was done away with")
        self.activate("desk-B")
        wait_for("the top bar says that something is to be settled", lambda: "!1" in self.text_of("top.link", self.second), 10)
        self.click("top.link", self.second)
        self.press_row("attention.list", 0, self.second)
        wait_for("the item", lambda: self.visible("attention.why", self.second), 5)
        values = self.rows("attention.values", self.second)
        require(any(self.texts["done"] in row for row in values), f"what stands there is not shown: {values}")
        require(any(self.texts["task2"] in row for row in values), f"what it was about is not shown: {values}")
        require(self.texts["needless"] in self.text_of("attention.who", self.second), "what was typed is not shown")
        self.click("attention.settle", self.second)  # not without an outcome and a word
        require("attention.settled" not in self.kinds(), "it was settled without a word")
        self.choose("attention.outcome", 1, self.second)
        self.fill("attention.note", self.texts["settled"], self.second)
        self.report.look("second-attention", SECOND)
        self.click("attention.settle", self.second)
        wait_for("the list is empty", lambda: not self.rows("attention.list", self.second), 10)
        wait_for("the top bar is calm again", lambda: "!" not in self.text_of("top.link", self.second), 10)
        self.in_step("attention.settled", self.second)
        wait_for("the leader's desk is calm too", lambda: "!" not in self.text_of("top.link"), 10)
