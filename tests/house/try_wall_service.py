"""Is the service manager of a bare wall: hears that it stands, that it beats, and that a hung one falls silent."""
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time

LIMIT_US = 2_000_000
PATIENCE = 60  # seconds; a loaded machine starts slowly


def hear(ear, seconds):
    """The next word, or None."""
    return ear.recv(4096).decode() if select.select([ear], [], [], seconds)[0] else None


def expect(ear, word):
    heard = hear(ear, PATIENCE)
    assert heard == word, f"expected {word}, heard {heard}"


def start(program, folder, **environment):
    # A site file that is not there: the wall says so on the glass, and beats like any other.
    return subprocess.Popen([program, "--site", os.path.join(folder, "none.json"), "--scene", "night", "--renderer", "software"],
                            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment})


def wait_until_stopped(pid):
    deadline = time.monotonic() + PATIENCE
    while open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] != "T":
        assert time.monotonic() < deadline, "the wall cannot be stopped"


def a_wall_beats_and_falls_silent_when_it_hangs(program, folder, ear, name):
    wall = start(program, folder, NOTIFY_SOCKET=name, WATCHDOG_USEC=str(LIMIT_US))
    try:
        expect(ear, "READY=1")
        for _ in range(4):
            expect(ear, "WATCHDOG=1")
        wall.send_signal(signal.SIGSTOP)  # what a hang looks like from outside
        wait_until_stopped(wall.pid)
        while hear(ear, 0):
            pass
        assert hear(ear, LIMIT_US / 1e6) is None, "a wall that stands still beats"
        wall.send_signal(signal.SIGCONT)
        expect(ear, "WATCHDOG=1")
        wall.terminate()
        wall.wait(PATIENCE)
        while hear(ear, 0):
            pass
    finally:
        wall.kill()
        wall.wait()


def a_beat_for_another_process_is_not_given(program, folder, ear, name):
    wall = start(program, folder, NOTIFY_SOCKET=name, WATCHDOG_USEC=str(LIMIT_US), WATCHDOG_PID="1")
    try:
        expect(ear, "READY=1")
        heard = hear(ear, LIMIT_US / 1e6)
        assert heard is None, f"heard {heard}, which was not asked for"
    finally:
        wall.kill()
        wall.wait()


def main():
    with tempfile.TemporaryDirectory() as folder:
        for name in (os.path.join(folder, "notify"), f"@shouwang-test-{os.getpid()}"):
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
                ear.bind(name.replace("@", "\0", 1) if name.startswith("@") else name)
                a_wall_beats_and_falls_silent_when_it_hangs(sys.argv[1], folder, ear, name)
                a_beat_for_another_process_is_not_given(sys.argv[1], folder, ear, name)


if __name__ == "__main__":
    main()
