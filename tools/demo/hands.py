"""Eyes and hands of the played night: what a desk or the wall shows, and real keys and clicks."""
import json
import ssl
import urllib.request

from report import StepFailed, wait_for

# What the screen says of its station, by language.
WORDS = {"zh_CN": {"offline": "离线", "in_step": "已同步", "drill": ("演练",)},
         "en": {"offline": "offline", "in_step": "in step", "drill": ("exercise", "drill")}}
# What the officers write; one language, so that a picture of the demonstration is of one piece.
TEXTS = {
    "zh_CN": {
        "reason": "值班室内两人推搡", "title": "康复巩固区三大队二层值班室打架", "task1": "两名民警到值班室", "task2": "医务人员到二层",
        "note": "已电话通知大门", "flight": "2F", "done": "已完成", "conclusion": "双方已分开，无人受伤",
        "scene": "夜间重点", "why": "现场核实", "place_a": "二层值班室门口", "place_b": "二层走廊", "needless": "无人受伤", "settled": "已到场，不再需要",
        "fault": "一台对讲机在修", "line": "二层值班室已加派民警", "found": "走廊有人走动", "left_out": "有警情，未完",
        "drill": "夜间演练", "drill_why": "月度计划", "drill_note": "两人推搡"},
    "en": {
        "reason": "two persons pushing in the duty room", "title": "Fight in the duty room of Z31-2F",
        "task1": "two officers to the duty room", "task2": "medic to Z31-2F", "note": "gate informed by telephone",
        "flight": "2F", "done": "done", "conclusion": "calmed down, nobody hurt",
        "scene": "night focus", "why": "checked on site", "place_a": "door of the duty room", "place_b": "corridor of the second floor",
        "needless": "nobody hurt", "settled": "they are there already",
        "fault": "one radio is in repair", "line": "one more officer in the duty room", "found": "somebody walks in the corridor",
        "left_out": "an alarm came in between", "drill": "night drill", "drill_why": "plan of this month",
        "drill_note": "two persons pushing"},
}


def require(holds, what):
    if not holds:
        raise StepFailed(what)


class Hands:
    def __init__(self, house, stage, report, language):
        self.house, self.stage, self.report = house, stage, report
        self.desk = house.inspector("desk-A")
        self.wall = house.inspector("desk-A", ".wall")
        self.second = house.inspector("desk-B")
        self.words, self.texts = WORDS[language], TEXTS[language]
        stage.bind("".join(self.texts.values()))
        self.marked = []  # lines that a screen has marked as being at the station: (title of the alarm or "", line)
        self.at_station = {}  # kind of fact -> how many a screen has marked as being at the station

    # --- looking -------------------------------------------------------------------------------------------------
    def widget(self, name, desk=None):
        answer = (desk or self.desk).ask(get="widget", name=name)
        return answer if answer and "error" not in answer else None

    def visible(self, name, desk=None):
        found = self.widget(name, desk)
        return found if found and found["visible"] else None

    def text_of(self, name, desk=None):
        return str((self.widget(name, desk) or {}).get("text"))

    def table(self, name, desk=None):
        return ((desk or self.desk).ask(get="table", name=name) or {}).get("rows", [])

    def rows(self, name, desk=None):
        return [" ".join(row["cells"]) for row in self.table(name, desk)]

    def marks(self, name, desk=None):
        """The rows of a timeline with the mark that each of them shows: here, station or attention."""
        return {" ".join(row["cells"]): row.get("mark") for row in self.table(name, desk)}

    def mark_of(self, text, timeline, desk=None):
        return next((mark for row, mark in self.marks(timeline, desk).items() if text in row), None)

    def tiles(self):
        return (self.wall.ask(get="tiles") or {}).get("tiles", [])

    def tile_of(self, camera):
        return next((tile for tile in self.tiles() if tile["camera"] == camera), {})

    def live_count(self):
        return sum(1 for tile in self.tiles() if tile["state"] == "live" and not tile["alarm"])

    def alarm_tiles(self):
        return [tile for tile in self.tiles() if tile["alarm"] and tile["state"] == "live"]

    def site(self, part):
        return json.loads((self.house.run / "site.json").read_text())[part]

    def points(self):
        return self.site("points")

    def point_name(self, point):
        return next(entry["name"] for entry in self.points() if entry["id"] == point)

    def post_name(self, post):
        return next(entry["name"] for entry in self.site("posts") if entry["id"] == post)

    # --- acting --------------------------------------------------------------------------------------------------
    def activate(self, part):
        window = wait_for(f"{part} has a window", lambda: self.stage.window_of(self.house.parts[part].pid), 20)
        self.stage.activate(window)
        return window

    def click(self, name, desk=None, seconds=8):
        found = wait_for(f"{name} can be pressed", lambda: (w := self.visible(name, desk)) and w["enabled"] and w, seconds)
        rect = found["rect"]
        self.stage.click((rect["x"], rect["y"], rect["width"], rect["height"]))

    def fill(self, name, text, desk=None):
        """Types into a field and looks whether it stands there, as one who types does."""
        self.click(name, desk)
        wait_for(f"{name} has the keyboard", lambda: (desk or self.desk).ask(get="focus").get("name") == name, 5)
        for _ in range(3):
            self.stage.key("ctrl+a")
            self.stage.type(text)
            if self.stands(name, text, desk):
                return
        raise StepFailed(f"{name} says '{self.text_of(name, desk)}' instead of '{text}'")

    def type_into(self, name, text, desk=None):
        """Into the field that has the keyboard, or is about to have it."""
        wait_for(f"{name} has the keyboard", lambda: (desk or self.desk).ask(get="focus").get("name") == name, 5)
        self.stage.key("ctrl+a")
        self.stage.type(text)
        require(self.stands(name, text, desk), f"{name} says '{self.text_of(name, desk)}' instead of '{text}'")

    def tab_to(self, name, most=30):
        """By keyboard alone, wherever it lies on a page that is longer than the screen."""
        for _ in range(most):
            if self.desk.ask(get="focus").get("name") == name:
                return
            self.stage.key("Tab")
        raise StepFailed(f"{name} is not reached by {most} tabs")

    def clear(self, name, desk=None):
        self.click(name, desk)
        self.stage.key("ctrl+a")
        self.stage.key("BackSpace")
        wait_for(f"{name} is empty", lambda: not self.text_of(name, desk), 5)

    def stands(self, name, text, desk=None):
        secret = name.endswith("password")  # shown as dots, and they can be counted

        def right():
            shown = self.text_of(name, desk)
            return len(shown) == len(text) if secret else shown == text
        try:
            return wait_for("the text", right, 3)
        except StepFailed:
            return False

    def choose(self, name, down, desk=None):
        """Picks an entry of a combo box by keyboard: so many further down, or up."""
        self.click(name, desk)
        self.stage.key(*["Down" if down > 0 else "Up"] * abs(down), "Return")

    def write_next(self, text, name, desk, tabs=1):
        """Into a field that is some Tabs further on; for what may lie below the edge of a small screen."""
        self.stage.key(*["Tab"] * tabs)
        self.type_into(name, text, desk)

    def press_row(self, name, row=0, desk=None):
        wait_for(f"{name} is seen", lambda: self.visible(name, desk), 8)  # a page that is behind has old places
        rows = wait_for(f"row {row} of {name}", lambda: len(rows := self.table(name, desk)) > row and rows, 8)
        rect, view = rows[row]["rect"], self.visible(name, desk)["rect"]
        if rect["y"] >= view["y"] and rect["y"] + rect["height"] <= view["y"] + view["height"]:
            self.stage.click((rect["x"], rect["y"], rect["width"], rect["height"]))
            return
        self.stage.click((view["x"], view["y"], view["width"], 40))  # out of sight: by keys, which scroll
        self.stage.key("Home", *["Down"] * row)
        wait_for(f"row {row} of {name} is selected", lambda: self.table(name, desk)[row]["selected"], 5)

    def row_with(self, name, text, desk=None):
        return wait_for(f"a row of {name} with '{text}'",
                        lambda: next(([index] for index, row in enumerate(self.rows(name, desk)) if text in row), None))[0]

    def sign_on(self, desk, part, account, password):
        self.activate(part)
        self.fill("signon.account", account, desk)
        self.fill("signon.password", password, desk)
        self.stage.key("Return")

    # --- what the screen says is saved ---------------------------------------------------------------------------
    def acted(self, timeline, act, kind, text="", desk=None, seconds=12):
        """Acts, and waits until the screen itself marks the new line as being at the station."""
        before = set(self.rows(timeline, desk))
        act()

        def new_line():
            return next((row for row, mark in self.marks(timeline, desk).items()
                         if row not in before and text in row and mark == "station"), None)
        line = wait_for(f"the screen marks {kind} as saved at the station", new_line, seconds)
        self.marked.append((self.text_of("alarmTitle", desk) if timeline == "timeline" else "", line))
        self.at_station[kind] = self.at_station.get(kind, 0) + 1
        return line

    def in_step(self, kind, desk=None, seconds=12):
        """For acts that have no line of their own: the top bar says that nothing waits, once the act has been heard of
        (a moment before it said so too)."""
        count = self.at_station.get(kind, 0) + 1
        wait_for(f"{kind} is heard of", lambda: self.kinds().count(kind) >= count, seconds)
        wait_for(f"the screen says that {kind} is at the station",
                 lambda: self.words["in_step"] in self.text_of("top.link", desk), seconds)
        self.at_station[kind] = count

    # --- the other side ------------------------------------------------------------------------------------------
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
