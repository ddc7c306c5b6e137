"""The parts of the house on this machine: certificates, broker, station, simulator, desks. Starts, kills and stops them."""
import json
import os
import pathlib
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

from inspector import Inspector
from progress import encoding
from relay import Relay
from report import StepFailed, wait_for

SEED = 7
PASSWORD = "Qinghe-2026-night"  # synthetic, as everything here
# Of the sample facility's staff: the officer, a second one, and the leader of the next shift.
ACCOUNTS = [("b-leader", "shift_leader"), ("b-op1", "operator"), ("c-leader", "shift_leader")]
BUTTON = "AL-BTN-Z31-2F-值班室"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def clip_cache():
    """Encoded places are kept between runs: a second start takes seconds."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return pathlib.Path(base) / "shouwang" / "places"


def end_on_signals():
    """A closed terminal, Ctrl+C and a polite kill all leave by the same door, past everybody's `finally`."""
    def leave(number, _):
        sys.exit(128 + number)
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)


def hear_no_more_signals():
    """What is being ended is ended to the last part, whoever is impatient."""
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)


class House:
    def __init__(self, build, run, cameras, environment, cache=None):
        self.build, self.run, self.cameras = pathlib.Path(build), pathlib.Path(run), cameras
        self.cache = cache or clip_cache()
        self.parts = {}
        self.ports = {name: free_port() for name in ("mqtt", "station", "rtsp")}
        self.logs = self.run / "logs"
        self.logs.mkdir(parents=True)
        self.relays = {}
        # The path of a socket has room for 107 characters, however long that of this clone is.
        self.sockets = pathlib.Path(tempfile.mkdtemp(prefix="shouwang-", dir="/tmp"))
        # What a killed desk leaves behind goes with it.
        self.environment = {**environment, "TMPDIR": str(self.sockets)}

    def program(self, name):
        folder = {"server": "server", "sim": "simulator", "console": "console", "wall": "wall", "verify": "verify"}[name]
        return str(self.build / "app" / folder / f"shouwang-{name}")

    def check_programs(self):
        missing = [name for name in ("server", "sim", "console", "wall", "verify")
                   if not os.access(self.program(name), os.X_OK)]
        if missing:
            raise StepFailed(f"not built: shouwang-{', shouwang-'.join(missing)}")

    def call(self, *command, check=True):
        done = subprocess.run([str(part) for part in command], env=self.environment, text=True, timeout=120,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        with open(self.logs / "calls.log", "a") as log:
            log.write(f"$ {' '.join(map(str, command))}\n{done.stdout}\n")
        if check and done.returncode != 0:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stdout.strip()[-400:]}")
        return done

    def start(self, name, *command, ready_line=False, meanwhile=None):
        log = open(self.logs / f"{name}.log", "a")
        out = subprocess.PIPE if ready_line else log
        part = subprocess.Popen([str(piece) for piece in command], env=self.environment, stdout=out, stderr=log,
                                stdin=subprocess.DEVNULL, text=True, start_new_session=True)
        self.parts[name] = part
        if not ready_line:
            return None
        while meanwhile and not select.select([part.stdout], [], [], 0.5)[0]:
            meanwhile()
        line = part.stdout.readline()
        if not line:
            raise RuntimeError(f"{name} did not start; see {self.logs / (name + '.log')}")
        return json.loads(line)

    # --- what has to be there before the first start -------------------------------------------------------------
    def write_site(self):
        self.call(self.program("sim"), "sample-site", "--out", self.run / "site.json", "--secrets-out",
                  self.run / "secrets.json", "--rtsp-port", self.ports["rtsp"], "--cameras", self.cameras, "--seed", SEED)

    def prepare(self):
        self.make_certificates()
        self.write_site()
        data = self.run / "station"
        self.call(self.program("server"), "init", "--data", data)
        self.call(self.program("server"), "site", "import", self.run / "site.json", "--data", data)
        self.call(self.program("sim"), "sample-persons", "--out", self.run / "persons.csv", "--seed", SEED)
        self.call(self.program("server"), "persons", "import", self.run / "persons.csv", "--data", data)
        secret = self.run / "password"
        secret.touch(0o600)
        secret.write_text(PASSWORD + "\n")
        staff = {member["account"]: member for member in json.loads((self.run / "site.json").read_text())["staff"]}
        for account, role in ACCOUNTS:
            who = staff[account]
            self.call(self.program("server"), "account", "add", "--data", data, "--account", account, "--name",
                      who["name"], "--role", role, "--post", who.get("post", ""), "--password-file", secret)
        for letter in "AB":
            self.relays[letter] = Relay(self.ports["station"])
            self.call(self.program("server"), "seat", "add", "--data", data, "--letter", letter, "--name",
                      f"指挥中心{'一二'['AB'.index(letter)]}号席", "--url", f"https://127.0.0.1:{self.relays[letter].port}",
                      "--ca", self.run / "ca.pem", "--mqtt", f"127.0.0.1:{self.ports['mqtt']}",
                      "--out", self.run / f"seat-{letter}.json")

    def make_certificates(self):
        """A private CA for this run only."""
        run = self.run
        self.call("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                  "-keyout", run / "ca.key", "-out", run / "ca.pem", "-subj", "/CN=Shouwang demo CA")
        self.call("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                  "-keyout", run / "station.key", "-out", run / "station.csr", "-subj", "/CN=127.0.0.1")
        (run / "station.ext").write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\nbasicConstraints=CA:FALSE\n")
        self.call("openssl", "x509", "-req", "-in", run / "station.csr", "-CA", run / "ca.pem", "-CAkey", run / "ca.key",
                  "-CAcreateserial", "-days", "2", "-extfile", run / "station.ext", "-out", run / "station.pem")
        for key in ("ca.key", "station.key"):
            os.chmod(run / key, 0o600)

    # --- parts ---------------------------------------------------------------------------------------------------
    def start_broker(self):
        config = self.run / "mosquitto.conf"
        config.write_text(f"listener {self.ports['mqtt']} 127.0.0.1\nallow_anonymous true\npersistence true\n"
                          f"persistence_location {self.run}/\nlog_type warning\n")
        os.chmod(self.run, 0o755)
        self.start("mosquitto", "mosquitto" if pathlib.Path("/usr/bin/mosquitto").exists() else "/usr/sbin/mosquitto",
                   "-c", config)
        wait_for("mosquitto listens", lambda: listens(self.ports["mqtt"]))

    def start_station(self):
        self.start("server", self.program("server"), "run", "--data", self.run / "station", "--listen",
                   f"127.0.0.1:{self.ports['station']}", "--tls-cert", self.run / "station.pem", "--tls-key",
                   self.run / "station.key", "--mqtt", f"127.0.0.1:{self.ports['mqtt']}", "--secrets",
                   self.run / "secrets.json", ready_line=True)

    def start_simulator(self, progress=None, devices=True):
        self.cache.mkdir(parents=True, exist_ok=True)
        self.ports["control"] = free_port()  # known beforehand: it tells how far its first pictures are
        self.start("sim", self.program("sim"), "run", "--site", self.run / "site.json", "--secrets",
                   self.run / "secrets.json", "--rtsp-port", self.ports["rtsp"], "--cache", self.cache, "--control",
                   self.ports["control"], "--seed", SEED, "--quiet",
                   *(["--mqtt", f"127.0.0.1:{self.ports['mqtt']}"] if devices else []), ready_line=True,
                   meanwhile=lambda: progress and progress.say(encoding(self.site_status())))

    def site_status(self):
        try:
            return self.simulate(do="status")
        except (OSError, ValueError):
            return None  # it does not listen yet

    def start_bare_wall(self, name, geometry):
        scene = json.loads((self.run / "site.json").read_text())["scenes"][0]
        self.start(name, self.program("wall"), "--site", self.run / "site.json", "--scene", scene["name"], "--secrets",
                   self.run / "secrets.json", "--geometry", geometry, "--inspect", self.inspector_name(name))

    def start_desk(self, letter, wall, geometry=None, wall_geometry=None, language="zh_CN"):
        """Without a geometry desk and wall find their places by themselves."""
        name = f"desk-{letter}"
        self.start(name, self.program("console"), "--seat", self.run / f"seat-{letter}.json", "--data", self.run / name,
                   *(["--wall", self.program("wall")] if wall else ["--no-wall"]), "--language", language,
                   "--inspect", self.inspector_name(name), *(["--geometry", geometry] if geometry else []),
                   *(["--wall-geometry", wall_geometry] if wall_geometry else []))

    def inspector_name(self, part):
        return str(self.sockets / part)

    def inspector(self, part, suffix=""):
        return Inspector(self.inspector_name(part) + suffix)

    def simulate(self, **order):
        """An order to the simulated site; its answer."""
        with socket.create_connection(("127.0.0.1", self.ports["control"]), timeout=10) as link:
            link.sendall(json.dumps(order, ensure_ascii=False).encode() + b"\n")
            with link.makefile(encoding="utf-8") as answer:
                return json.loads(answer.readline())

    def kill(self, name):
        """As a power cut would: SIGKILL, no farewell."""
        part = self.parts.pop(name)
        os.killpg(part.pid, signal.SIGKILL)
        part.wait()

    def stop(self):
        for part in reversed(list(self.parts.values())):
            self.end(part, signal.SIGTERM)
        for part in self.parts.values():
            try:
                part.wait(8)
            except subprocess.TimeoutExpired:
                pass
            self.end(part, signal.SIGKILL)  # also what it has left behind
            part.wait()
        for relay in self.relays.values():
            relay.stop()
        shutil.rmtree(self.sockets, ignore_errors=True)

    @staticmethod
    def end(part, how):
        try:
            os.killpg(part.pid, how)
        except ProcessLookupError:
            pass  # it has ended by itself


def listens(port):
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0
