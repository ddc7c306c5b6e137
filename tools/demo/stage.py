"""A virtual display with a window manager; real keys and clicks; screenshots."""
import os
import pathlib
import re
import subprocess
import time


class Stage:
    def __init__(self, width=1920, height=2160, log_folder="."):
        self.width, self.height = width, height
        self.desk_area = (0, 0, 1920, 1080)
        self.log = open(pathlib.Path(log_folder) / "stage.log", "w")
        self.parts = []
        read, write = os.pipe()
        try:
            # A session of its own: Ctrl+C in the terminal ends it in its turn, after those who stand on it.
            self.parts.append(subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
                pass_fds=[write], stdout=self.log, stderr=self.log, start_new_session=True))
        finally:
            os.close(write)
            with os.fdopen(read) as pipe:
                number = pipe.readline().strip()
        if not number:
            raise RuntimeError(f"no virtual display: Xvfb did not start, see {self.log.name}")
        self.environment = {**os.environ, "DISPLAY": f":{number}"}
        for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            self.environment.pop(name, None)
        config = pathlib.Path(__file__).with_name("openbox.xml")
        try:
            self.parts.append(subprocess.Popen(["openbox", "--sm-disable", "--config-file", str(config)],
                                               env=self.environment, stdout=self.log, stderr=self.log,
                                               start_new_session=True))
        except OSError:
            self.stop()
            raise

    def xdotool(self, *arguments):
        done = subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, stdout=subprocess.PIPE,
                              stderr=self.log, text=True, timeout=20, check=False)
        return done.stdout.strip()

    def click(self, rect):
        x, y, width, height = rect
        # Without --sync: that waits for ever where the pointer stands there already; the events keep their order.
        self.xdotool("mousemove", int(x + width / 2), int(y + height / 2), "click", 1)

    def scroll_down(self, rect, steps=30):
        x, y, width, height = rect
        self.xdotool("mousemove", int(x + width / 2), int(y + height / 2), "click", "--repeat", steps, 5)

    def key(self, *names):
        self.xdotool("key", "--clearmodifiers", *names)

    def bind(self, characters):
        """Puts characters that no keyboard has onto spare keys, so that they can be typed like letters."""
        def xkbcomp(*arguments, text=None):
            return subprocess.run(["xkbcomp", "-w0", *arguments], env=self.environment, input=text, text=True, check=True,
                                  stdout=subprocess.PIPE, stderr=self.log, timeout=20).stdout
        display = self.environment["DISPLAY"]
        keymap = xkbcomp("-xkb", display, "-")
        spare = [name for name, code in re.findall(r"(<I[0-9]+>) = (\d+);", keymap) if int(code) > 119]
        wanted = sorted({character for character in characters if ord(character) > 127})
        if len(wanted) > len(spare):
            raise RuntimeError(f"{len(wanted)} characters and only {len(spare)} spare keys")
        for name, character in zip(spare, wanted):
            keymap = re.sub(rf"\n\s*key {name} .*?;", "", keymap, flags=re.DOTALL)
            key = f"key {name} {{ [ U{ord(character):04X} ] }};"
            keymap = re.sub(r'(xkb_symbols "[^"]*" \{)', rf"\1\n    {key}", keymap, count=1)
        xkbcomp("-", display, text=keymap)

    def type(self, text, delay_ms=12):
        self.xdotool("type", "--clearmodifiers", "--delay", delay_ms, text)

    def window_of(self, pid):
        """The biggest window of a process: that is its main one."""
        found = self.xdotool("search", "--onlyvisible", "--pid", pid).split()
        sizes = []
        for window in found:
            geometry = dict(line.split("=") for line in self.xdotool("getwindowgeometry", "--shell", window).split()
                            if "=" in line)
            sizes.append((int(geometry.get("WIDTH", 0)) * int(geometry.get("HEIGHT", 0)), window))
        return max(sizes)[1] if sizes else None

    def place(self, window, x, y, width=None, height=None):
        self.xdotool("windowmove", window, x, y)
        if width:
            self.xdotool("windowsize", window, width, height)

    def activate(self, window):
        self.xdotool("windowactivate", "--sync", window)

    def screenshot(self, path, area=None):
        x, y, width, height = area or (0, 0, self.width, self.height)
        command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", "-f", "x11grab", "-draw_mouse", "0",
                   "-video_size", f"{width}x{height}", "-i", f"{self.environment['DISPLAY']}+{x},{y}",
                   "-frames:v", "1", str(path)]
        try:
            return subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log,
                                  stderr=self.log, timeout=30, check=False).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False

    def luma(self):
        """How bright every pixel of the stage is, a byte each, and when it was so (UTC microseconds)."""
        command = ["ffmpeg", "-hide_banner", "-f", "x11grab", "-draw_mouse", "0", "-video_size",
                   f"{self.width}x{self.height}", "-i", f"{self.environment['DISPLAY']}+0,0", "-copyts",
                   "-vf", "showinfo,format=gray", "-frames:v", "1", "-f", "rawvideo", "-"]
        done = subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=30, check=True)
        # The grabber stamps each picture with the time of this machine's clock.
        return done.stdout, int(re.search(rb"\bpts: *(\d+)", done.stderr)[1])

    def colours(self):
        """Red, green and blue of every pixel of the stage, a byte each."""
        command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0", "-video_size",
                   f"{self.width}x{self.height}", "-i", f"{self.environment['DISPLAY']}+0,0", "-frames:v", "1",
                   "-pix_fmt", "rgb24", "-f", "rawvideo", "-"]
        return subprocess.run(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=self.log, timeout=30, check=True).stdout

    def part(self, pixels, area):
        """Of what colours() gave: this rectangle, row by row."""
        x, y, width, height = area
        rows = ((row * self.width + x) * 3 for row in range(y, y + height))
        return b"".join(pixels[start:start + width * 3] for start in rows)

    def stop(self):
        for part in reversed(self.parts):
            part.terminate()
        deadline = time.monotonic() + 5
        for part in self.parts:
            try:
                part.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.kill()
                part.wait()
        self.log.close()
