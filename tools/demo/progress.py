"""One line about a long step: it moves on a terminal; elsewhere it is said again when it has changed, not too often."""
import sys
import time

QUIET_S = 5


class Progress:
    def __init__(self, out=None):
        self.out = out or sys.stdout
        self.text, self.said_at = None, float("-inf")

    def say(self, text):
        if text == self.text:
            return
        if self.out.isatty():
            print(f"\r\033[K{text}", end="", file=self.out, flush=True)
        elif time.monotonic() - self.said_at >= QUIET_S:
            print(text, file=self.out, flush=True)
            self.said_at = time.monotonic()
        else:
            return
        self.text = text

    def done(self):
        if self.text is not None and self.out.isatty():
            print(file=self.out, flush=True)
        self.text = None


def encoding(status):
    """What the simulator says of its pictures."""
    clips = (status or {}).get("clips")
    if not clips:
        return "Starting the simulated site ..."
    if not clips["encoding"]:
        return f"All {clips['total']} places are encoded."
    share = 100 * clips["frame"] // max(1, clips["frames"])
    return f"Encoding places: {clips['ready']} of {clips['total']}, now {clips['encoding']} {share} %"
