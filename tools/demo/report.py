"""Steps of the played night and their summary."""
import json
import pathlib
import time
import traceback

from progress import Progress


class StepFailed(Exception):
    """A rule of the night does not hold."""


class Report:
    def __init__(self, out, planned=()):
        """`planned`: the names of all steps; those that are not reached stand in the summary too."""
        self.out = pathlib.Path(out)
        self.planned = list(planned)
        self.stage = None  # nothing to photograph before it stands
        self.steps = []
        self.figures = {}
        self.progress = Progress()  # of the step that runs
        self.write()

    def step(self, name, action):
        """Runs one step, takes its picture and keeps its outcome. Returns whether it held."""
        started = time.monotonic()
        entry = {"name": name, "ok": True, "milliseconds": 0, "shot": None}
        self.progress = Progress(prefix=f"  {name} ... ")
        print(self.progress.prefix, end="", flush=True)
        try:
            figures = action() or {}
            entry.update(figures)
            self.figures.update(figures)
        except Exception as fault:  # whatever goes wrong is the outcome of the step
            self.failed(entry, str(fault) or repr(fault))
            if not isinstance(fault, StepFailed):
                entry["trace"] = traceback.format_exc()
        except BaseException:
            self.failed(entry, "interrupted")
            self.keep(entry, started)
            raise
        entry["milliseconds"] = round((time.monotonic() - started) * 1000)
        self.photograph(entry)
        return self.keep(entry)

    @staticmethod
    def failed(entry, why):
        entry["ok"] = False
        entry.setdefault("why", why)

    def keep(self, entry, started=None):
        if started is not None:
            entry["milliseconds"] = round((time.monotonic() - started) * 1000)
        self.steps.append(entry)
        self.write()
        self.progress.done()
        print(f"{'ok' if entry['ok'] else 'FAILED: ' + entry['why']} ({entry['milliseconds']} ms)", flush=True)
        return entry["ok"]

    def photograph(self, entry):
        """A step without its picture proves nothing to those who were not there."""
        if self.stage is None:
            return
        shot = f"{len(self.steps) + 1:02d}-{entry['name']}.png"
        if self.stage.screenshot(self.out / shot):
            entry["shot"] = shot
        else:
            self.failed(entry, "there is no screenshot of it")

    def look(self, name, area):
        """A picture of one screen, besides those of the steps."""
        time.sleep(0.25)  # what was asked for last has been painted by then
        if self.stage is not None and not self.stage.screenshot(self.out / f"look-{name}.png", area):
            raise StepFailed(f"there is no screenshot of {name}")

    def write(self):
        reached = {step["name"] for step in self.steps}
        rest = [{"name": name, "ok": False, "milliseconds": 0, "shot": None, "why": "not reached"}
                for name in self.planned if name not in reached]
        summary = {"ok": self.ok(), "figures": self.figures, "steps": self.steps + rest}
        (self.out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n")

    def ok(self):
        reached = {step["name"] for step in self.steps}
        return bool(self.steps) and all(step["ok"] for step in self.steps) and reached.issuperset(self.planned)


def wait_for(what, condition, seconds=10.0, pause=0.05):
    """Waits for a condition and returns its first true value; says what did not happen otherwise."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise StepFailed(f"{what}: not within {seconds:g} s")
        time.sleep(pause)
