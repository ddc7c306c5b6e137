"""What the night leaves on paper: the timeline of its facts, an incident as PDF, the emergency sheet. A part of Night; uses
the eyes and hands of Hands. Truth is the station's ledger and the files themselves."""
import re

from hands import require
from house import ACCOUNTS, PASSWORD
from report import wait_for

ROOMS = ("", "alarms", "dispatch", "duty")  # how the list of kinds on the page begins; "": all
LAST_DAY = 2  # entries below the one that the list of times begins with


def is_pdf(bytes_):
    return bytes_.startswith(b"%PDF-") and bytes_.rstrip().endswith(b"%%EOF")


class Papers:
    # --- what happened -------------------------------------------------------------------------------------------
    def the_records_show_the_night(self):
        """As many lines of each kind as the station has facts, and each line says which fact it is."""
        self.activate("desk-A")
        self.click("rail.journal")
        self.choose("timeline.span", LAST_DAY)
        self.look("timeline")
        counts = {}
        for before, room in zip(ROOMS, ROOMS[1:]):
            self.choose("timeline.kind", ROOMS.index(room) - ROOMS.index(before))
            counts[room] = self.same_number_of(room)
        number = next(fact["number"] for fact in self.facts() if fact["kind"] == "duty.line_logged")
        # The newest is on top: whoever took the line over at the handover stands above it.
        about = [row for row, text in enumerate(self.rows("timeline.list")) if self.texts["line"] in text]
        self.press_row("timeline.list", about[-1])
        detail = wait_for("what the line says of itself", lambda: self.text_of("timeline.detail"), 5)
        require(str(number) in re.findall(r"\d+", detail), f"the line is fact {number}, and the page says '{detail}'")
        self.look("timeline-duty")
        return {f"timeline_{room}": count for room, count in counts.items()}

    def same_number_of(self, room):
        def both():
            facts = sum(1 for kind in self.kinds() if kind.startswith(f"{room}."))
            return facts and len(self.rows("timeline.list")) == facts and facts
        return wait_for(f"as many lines of {room} as facts", both, 8, 0.2)

    # --- an incident on paper ------------------------------------------------------------------------------------
    def the_incident_is_printed(self):
        """Not without a reason, and not into a folder that is not there; then whole, with its pictures, and recorded."""
        folder = self.house.run / "papers"
        self.stage.key("alt+2")
        self.press_row("incidentList")
        self.stage.key("ctrl+p")
        wait_for("the form", lambda: self.visible("print.ground"), 5)
        self.fill("print.folder", str(folder))
        self.stage.key("Return")
        self.choose("print.ground", 1)
        require("reports.printed" not in self.kinds(), "an incident was printed without a reason")
        self.fill("second.account", ACCOUNTS[2][0])
        self.sign_print()
        wait_for("it says that there is no such folder", lambda: str(folder) in self.text_of("print.message"), 30)
        require(not folder.exists(), "a folder was made that nobody asked for")
        folder.mkdir()
        self.sign_print()
        wait_for("it says where it stands", lambda: self.text_of("print.message").startswith("✓"), 60, 0.2)
        self.look("print-form")
        self.in_step("reports.printed")
        [file] = folder.iterdir()
        require(str(file) in self.text_of("print.message"), "it names another file")
        content = file.read_bytes()
        require(is_pdf(content), f"{file.name} is no PDF")
        pictures = content.count(b"/Subtype /Image")
        require(pictures, f"{file.name} has no pictures")
        return {"incident_pdf_bytes": len(content), "incident_pdf_pictures": pictures}

    def sign_print(self):
        """The second person, for the pictures."""
        self.fill("second.password", PASSWORD)
        self.stage.key("Return")

    # --- when everything is down ---------------------------------------------------------------------------------
    def the_emergency_sheet_is_there(self):
        """One was written by itself; one that is asked for holds what is open now."""
        folder = self.house.run / "desk-A" / "emergency"
        require(list(folder.glob("*.txt")) and list(folder.glob("*.pdf")), "no sheet was written by itself")
        before = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
        self.run_action("papers.sheet")
        text, pdf = (wait_for(f"a new {suffix}", lambda suffix=suffix: self.newer(folder, suffix, before), 15)
                     for suffix in (".txt", ".pdf"))
        words = text.read_text(encoding="utf-8")
        alarms = self.station("/api/v1/alarms?state=open&limit=500")["items"]
        missing = [each["name"] for each in alarms if each["kind"] != "device" and each["point"] in self.point_ids()
                   and each["name"] not in words]
        require(alarms and not missing, f"open alarms that the sheet leaves out: {missing}")
        require(self.post_name("P-CC-1") in words, "the sheet does not say who stands where")
        register = (self.house.run / "persons.csv").read_text(encoding="utf-8").splitlines()
        people = sum(1 for line in register if line[:1].isalpha()) - 1  # remarks and the heading are none
        require(str(people) in re.findall(r"\d+", words), f"the sheet does not count {people} persons")
        require(is_pdf(pdf.read_bytes()), f"{pdf.name} is no PDF")
        self.stage.key("alt+7")
        self.system_tab("papers.sheet")
        self.look("emergency-sheet")
        return {"sheet_open_alarms": len(alarms)}

    def point_ids(self):
        return {entry["id"] for entry in self.points()}

    @staticmethod
    def newer(folder, suffix, before):
        return next((file for file in folder.glob(f"*{suffix}") if file.stat().st_mtime_ns != before.get(file)), None)
