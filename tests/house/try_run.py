"""`./run` finds the packages that are missing on a machine of any language, tells how installing them goes on, and says in
the demo's summary when there is nothing to show because nothing was built."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = {"cmake", "git"}
WANTED = "# to build\ncmake\ngit\nninja-build # a remark\nxvfb\nmosquitto\n"
# As dpkg-query speaks where the language is Chinese, whatever LC_ALL says: the worst of all machines.
DPKG_QUERY = """#!/bin/sh
code=0
for word in "$@"; do
    case "$word" in
    -*) ;;
    cmake | git) echo "$word installed" ;;
    mosquitto) echo "$word config-files" ;;
    *) echo "dpkg-query: 没有找到与 $word 相匹配的软件包" >&2; code=1 ;;
    esac
done
exit $code
"""
APT_GET = """#!/bin/sh
echo "$LC_ALL|$LANGUAGE|$*" >>"$APT_CALLS"
case "$*" in
*update*) echo "Hit:1 http://deb.example bookworm InRelease" ;;
*)
    echo "0 upgraded, 3 newly installed, 0 to remove and 0 not upgraded."
    for n in 1 2 3; do echo "Get:$n http://deb.example bookworm/main amd64 part$n amd64 1 [10 kB]"; done
    for n in 1 2 3; do echo "Unpacking part$n (1) ..."; done
    for n in 1 2 3; do echo "Setting up part$n (1) ..."; done
    exit "${APT_CODE:-0}" ;;
esac
"""


def machine(root, folder):
    """A copy of ./run beside tools of a machine that has two of the five packages."""
    house, tools = folder / "house", folder / "bin"
    for place in (house / "tools", tools):
        place.mkdir(parents=True)
    shutil.copy(root / "run", house / "run")
    (house / "tools" / "packages.txt").write_text(WANTED)
    scripts = {"dpkg-query": DPKG_QUERY, "apt-get": APT_GET, "sudo": '#!/bin/sh\nexec "$@"\n'}
    for name, text in scripts.items():
        (tools / name).write_text(text)
        (tools / name).chmod(0o755)
    return house, tools


def install(house, tools, calls, **more):
    return run(house, tools, calls, "packages", **more)


def run(house, tools, calls, *words, **more):
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "APT_CALLS": str(calls), "LANG": "zh_CN.UTF-8",
                   "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN:zh", **more}
    return subprocess.run(["bash", str(house / "run"), *words], env=environment, text=True, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def what_is_missing_is_installed_whatever_the_machine_speaks(root, folder):
    house, tools = machine(root, folder)
    calls = folder / "calls"
    done = install(house, tools, calls)
    assert done.returncode == 0, done.stdout
    asked = [line.split("|") for line in calls.read_text().splitlines()]
    installed = next(words for _, _, words in asked if " install " in f" {words} ").split()
    names = {word for word in installed[installed.index("install"):] if not word.startswith("-")} - {"install"}
    assert names == {"ninja-build", "xvfb", "mosquitto"}, f"apt-get was asked for {names}"
    assert all(spoken == "C" for spoken, _, _ in asked), f"apt-get speaks another language: {asked}"
    assert "3 fetched, 3 unpacked, 3 of 3 set up" in done.stdout, f"nothing moved meanwhile: {done.stdout}"


def an_installation_that_fails_is_told_with_its_last_words(root, folder):
    house, tools = machine(root, folder)
    done = install(house, tools, folder / "calls", APT_CODE="100")
    assert done.returncode != 0, "a failed installation went unnoticed"
    assert "Setting up part3" in done.stdout, f"nobody hears why: {done.stdout}"


def a_demo_that_was_not_built_has_a_summary_that_says_so(root, folder):
    house, tools = machine(root, folder)
    shutil.copytree(root / "tools" / "demo", house / "tools" / "demo", ignore=shutil.ignore_patterns("__pycache__"))
    (tools / "cmake").write_text("#!/bin/sh\necho it does not configure\nexit 1\n")
    (tools / "cmake").chmod(0o755)
    done = run(house, tools, folder / "calls", "demo", "--check", "--cameras", "9")
    assert done.returncode != 0, done.stdout
    summary = json.loads((house / "build" / "demo" / "summary.json").read_text())
    first = summary["steps"][0]
    assert not summary["ok"] and first["name"] == "build" and not first["ok"], summary
    assert {step["why"] for step in summary["steps"][1:]} == {"not reached"}, summary


def main():
    for test in (a_demo_that_was_not_built_has_a_summary_that_says_so,
                 what_is_missing_is_installed_whatever_the_machine_speaks,
                 an_installation_that_fails_is_told_with_its_last_words):
        with tempfile.TemporaryDirectory() as folder:
            test(pathlib.Path(sys.argv[1]), pathlib.Path(folder))


if __name__ == "__main__":
    main()
