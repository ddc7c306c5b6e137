"""A shift hands over: the list makes itself, the incoming officer answers each item and counts each zone, both sign with
their own passwords. A part of Night; uses the eyes and hands of Hands, and keys alone."""
import csv
from collections import Counter

from hands import require
from house import ACCOUNTS, PASSWORD
from report import wait_for

SIGN = "ctrl+shift+b"
LIST = "duty.handover.list"


class Handover:
    def the_shift_begins_to_hand_over(self):
        self.activate("desk-A")
        self.stage.key("ctrl+b")
        wait_for("the page of the handover", lambda: self.visible(LIST), 5)
        self.stage.key("space")
        self.in_step("duty.handover_begun")
        listed = " ".join(self.rows(LIST))
        require(self.texts["line"] in listed, "the line for the next shift is not in the list")
        require(self.texts["fault"] in listed, "the radio in repair is not in the list")
        self.look("handover-begun")

    def the_outgoing_officer_signs_first(self):
        """And nobody before: what is asked for stands there before a password is."""
        require(self.text_of("duty.incoming.why"), "the incoming side is not told why it cannot sign yet")
        self.stage.key(SIGN)
        wait_for("the outgoing officer's account", lambda: self.text_of("duty.outgoing.account") == ACCOUNTS[0][0], 5)
        self.type_into("duty.outgoing.password", "Wrong-password-1")
        self.stage.key("Return")
        wait_for("a word about it", lambda: (self.visible("duty.outgoing.error") or {}).get("text"), 10)
        require("duty.handover_signed" not in self.kinds(), "a handover was signed with a wrong password")
        self.type_into("duty.outgoing.password", PASSWORD)
        self.stage.key("Return")
        self.in_step("duty.handover_signed")

    def the_incoming_officer_answers_each_item(self):
        self.stage.key(SIGN)
        self.type_into("duty.incoming.account", ACCOUNTS[1][0])
        self.click(LIST)
        self.stage.key("shift+a")  # all but what has to be counted
        self.stage.key("Home", "a")
        counts = self.present_by_zone()
        for zone in sorted(counts):
            self.type_into("duty.handover.count", str(counts[zone]))
            self.stage.key("Return")
        wait_for("every zone is counted", lambda: self.kinds().count("duty.item_accepted") >= len(counts), 20)
        self.look("handover-answered")
        return {"handover_zones": len(counts), "handover_items": self.kinds().count("duty.item_accepted")}

    def present_by_zone(self):
        lines = (self.house.run / "persons.csv").read_text(encoding="utf-8").splitlines()
        persons = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        present = Counter({person["zone"]: 0 for person in persons})
        present.update(person["zone"] for person in persons if person["status"] == "in")
        return present

    def both_have_signed(self):
        self.stage.key(SIGN)
        self.type_into("duty.incoming.password", PASSWORD)
        self.stage.key("Return")
        self.in_step("duty.handed_over")
        done = [fact for fact in self.facts() if fact["kind"] == "duty.handed_over"][-1]
        require(done["account"] == ACCOUNTS[1][0], f"the second signature is that of {done['account']}")
        self.look("handover-signed")
