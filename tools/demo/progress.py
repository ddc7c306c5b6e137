"""One line about a long step: it moves on a terminal; elsewhere it is said again when it has changed, not too often."""
import sys
import time

QUIET_S = 5


class Progress:
    def __init__(self, out=None, prefix=""):
        """With a prefix it belongs to a line that somebody else ends: it moves there on a terminal, and is silent elsewhere."""
        self.out, self.prefix = out or sys.stdout, prefix
        self.text, self.said_at = None, float("-inf")

    def say(self, text):
        if text == self.text or (self.prefix and not self.out.isatty()):
            return
        if self.out.isatty():
            print(f"\r\033[K{self.prefix}{text} ", end="", file=self.out, flush=True)
        elif time.monotonic() - self.said_at >= QUIET_S:
            print(text, file=self.out, flush=True)
            self.said_at = time.monotonic()
        else:
            return
        self.text = text

    def done(self):
        if self.text is not None and self.out.isatty():
            print(f"\r\033[K{self.prefix}" if self.prefix else "\n", end="", file=self.out, flush=True)
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
