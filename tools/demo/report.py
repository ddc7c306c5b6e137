"""Steps of the played night and their summary."""
import json
import pathlib
import time
import traceback


class StepFailed(Exception):
    """A rule of the night does not hold."""


class Report:
    def __init__(self, out, stage):
        self.out = pathlib.Path(out)
        self.stage = stage
        self.steps = []
        self.figures = {}

    def step(self, name, action):
        """Runs one step, takes its picture and keeps its outcome. Returns whether it held."""
        started = time.monotonic()
        entry = {"name": name, "ok": True, "milliseconds": 0, "shot": None}
        print(f"  {name} ...", end=" ", flush=True)
        try:
            figures = action() or {}
            entry.update(figures)
            self.figures.update(figures)
        except Exception as fault:  # whatever goes wrong is the outcome of the step
            entry["ok"] = False
            entry["why"] = str(fault) or repr(fault)
            if not isinstance(fault, StepFailed):
                entry["trace"] = traceback.format_exc()
        entry["milliseconds"] = round((time.monotonic() - started) * 1000)
        entry["shot"] = self.picture(name)
        self.steps.append(entry)
        self.write()
        print(f"{'ok' if entry['ok'] else 'FAILED: ' + entry['why']} ({entry['milliseconds']} ms)", flush=True)
        return entry["ok"]

    def picture(self, name):
        if self.stage is None:
            return None
        shot = f"{len(self.steps) + 1:02d}-{name}.png"
        return shot if self.stage.screenshot(self.out / shot) else None

    def look(self, name, area):
        """A picture of one screen, besides those of the steps."""
        time.sleep(0.25)  # what was asked for last has been painted by then
        if self.stage is not None:
            self.stage.screenshot(self.out / f"look-{name}.png", area)

    def write(self):
        summary = {"ok": self.ok(), "figures": self.figures, "steps": self.steps}
        (self.out / "summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n")

    def ok(self):
        return bool(self.steps) and all(step["ok"] for step in self.steps)


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
