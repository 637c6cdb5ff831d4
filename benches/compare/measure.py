"""Measures gongkai, Hugo, Eleventy and the disk over the same column, in turn, each as a whole process into a fresh folder.

Started by run.sh, which installs them. The results are written as JSON, and by report.py from that into the README.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import report

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# Eleventy takes minutes beyond this.
ELEVENTY_MOST = 10_000
# How long ext4 remembers what was removed, in seconds.
REST = 300
# The files that every tool makes. Hugo has its own addresses for lists.
COMMON = {
    "item": r"[a-z-]+/i\d{6}\.html",
    "category": r"(?!subject/|archive/|year/|part/|by/|village/)[a-z-]+/(index|list-\d+|page/\d+(/index)?)\.html",
    "subject": r"subject/(?!index)[a-z-]+?(-list-\d+|/page/\d+)?\.html",
    "year": r"(archive|year)/\d{4}(-list-\d+|/page/\d+)?\.html",
    "month": r"(archive|month)/\d{4}-\d{2}(-list-\d+|/page/\d+)?\.html",
    "single": r"index\.html|(subject|archive|year)/index\.html|feed\.xml|sitemap\.xml|assets/style\.css",
}
# What gongkai makes besides.
BESIDES = {
    "search": r"search(/.*\.js|\.html)",
    "feed": r".*/.*\.xml",
    "duty": r".*\.html",
    "data": r"(?!assets/).*",
    "theme": r".*",
}
KINDS = COMMON | BESIDES
LISTS = ("category", "subject", "year", "month")

def options():
    parser = argparse.ArgumentParser(description="Measures gongkai beside Hugo, Eleventy and the disk.")
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000], metavar="ITEMS", help="sizes of the column (1000 10000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    parser.add_argument("--with-eleventy", action="store_true", help=f"measure Eleventy above {ELEVENTY_MOST} items too")
    parser.add_argument("--print-only", action="store_true", help="write neither README nor JSON nor picture")
    for name in ("gongkai", "bench", "hugo", "eleventy", "work"):
        parser.add_argument(f"--{name}", required=True, type=lambda path: Path(path).resolve(), help=argparse.SUPPRESS)
    return parser.parse_args()


class Tools:
    """The four, over the columns of one size."""

    def __init__(self, given, folder, size):
        self.given, self.folder = given, folder
        self.themed, self.default = folder / "themed", folder / "default"
        for column in (self.themed, self.default):
            quiet([given.bench, "--write", column, size])
        settings = (self.themed / "site.toml").read_text("utf-8")
        (self.themed / "site.toml").write_text(re.sub(r'(?m)^theme = "default"', 'theme = "compare"', settings), "utf-8")
        shutil.copytree(HERE / "gongkai", self.themed / "themes/compare")
        self.hugo, self.eleventy = folder / "hugo", folder / "eleventy"
        # In a process of its own: what it needs in memory would be counted with the tools started later.
        quiet([sys.executable, HERE / "rivals.py", self.themed, self.hugo, self.eleventy])

    def commands(self, with_eleventy):
        """What is measured by name: the command that builds into a folder, and the folder in which it runs."""
        given = self.given
        build = lambda column: lambda out: ([given.gongkai, "build", "--quiet", "--source", column, "--output", out], self.folder)
        commands = {
            "gongkai": build(self.themed),
            "hugo": lambda out: ([given.hugo, "--quiet", "--noBuildLock", "--source", self.hugo, "--destination", out], self.folder),
            "gongkai-default": build(self.default),
        }
        if with_eleventy:
            commands["eleventy"] = lambda out: (["node", given.eleventy, "--quiet", f"--output={out}"], self.eleventy)
        return commands

    def floor(self, column, tree):
        """The disk's floor of an output: its sources are read, and as many files and bytes written."""
        return lambda out: ([self.given.bench, "--floor", column, tree, out], self.folder)


def quiet(command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def run(command, folder):
    """Runs a command once: wall and processor seconds, and the most memory in MB that it or a child of its had."""
    os.sync()  # what the last one wrote is on the disk, and does not slow this one
    reader, writer = os.pipe()
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            os.chdir(folder)
            os.dup2(writer, 1)
            os.execvp(str(command[0]), [str(part) for part in command])
        finally:
            os._exit(127)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begun
    os.close(writer)
    said = os.read(reader, 4096).decode("utf-8", "replace").strip()
    os.close(reader)
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    if "--floor" in command:
        wall = float(said) / 1000  # it looks up first what to write
    # Of a program smaller than this one, Linux tells this one's memory (12 MB).
    figures = {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * 1024 / 1e6}
    return {name: round(figure, 4) for name, figure in figures.items()}


def kinds(tree):
    """How many files and bytes of each kind a tree has, and how many rows its lists have together."""
    files, sizes, rows = Counter(), Counter(), 0
    for path in (path for path in tree.rglob("*") if path.is_file()):
        name = path.relative_to(tree).as_posix()
        kind = next(kind for kind, form in KINDS.items() if re.fullmatch(form, name))
        files[kind] += 1
        sizes[kind] += path.stat().st_size
        if kind in LISTS:
            rows += path.read_bytes().count(b"<li><time>")
    return {kind: {"files": files[kind], "bytes": sizes[kind]} for kind in KINDS if files[kind]}, rows


def compare_pages(pages, rows, size):
    """Ends the program where the tools did not make the same pages. The default theme writes its rows in other words."""
    print(f"{'files':>16}" + "".join(f"{kind:>9}" for kind in KINDS) + f"{'rows':>9}{'item KB':>9}")
    for tool, found in pages.items():
        counts = [found[kind]["files"] if kind in found else 0 for kind in KINDS]
        length = found["item"]["bytes"] / found["item"]["files"] / 1000
        print(f"{tool:>16}" + "".join(f"{count:>9}" for count in [*counts, rows[tool]]) + f"{length:>9.1f}")
        expected = {"item": size} | {kind: pages["gongkai"][kind]["files"] for kind in COMMON if kind != "item"}
        for kind, count in expected.items():
            if found[kind]["files"] != count:
                sys.exit(f"{tool} made {found[kind]['files']} files of the kind “{kind}”, not {count}: this is no comparison")
        if tool != "gongkai-default" and rows[tool] != rows["gongkai"]:
            sys.exit(f"the lists of {tool} have {rows[tool]} rows, not {rows['gongkai']}: this is no comparison")


def change_an_item(source, round_):
    with open(source, "a", encoding="utf-8") as file:
        file.write(f"\n第{round_}次修改。\n")


def measure(given, folder, size):
    tools = Tools(given, folder, size)
    commands = tools.commands(size <= ELEVENTY_MOST or given.with_eleventy)
    outs = iter(range(10**9))
    fresh = lambda name: folder / f"out-{name}-{next(outs)}"
    # A first run that does not count: the sources come into memory, and what is made is compared.
    trees = {}
    for name, command in commands.items():
        trees[name] = fresh(name)
        run(*command(trees[name]))
    found = {name: kinds(tree) for name, tree in trees.items()}
    pages = {name: pages for name, (pages, _) in found.items()}
    compare_pages(pages, {name: rows for name, (_, rows) in found.items()}, size)
    commands["floor"] = tools.floor(tools.themed, trees["gongkai"])
    commands["floor-default"] = tools.floor(tools.default, trees["gongkai-default"])
    # Over a standing output, with one item changed. gongkai's first such build makes its spare tree, and is not counted.
    warm = {
        "gongkai": tools.themed / "content/policy-depth/i000000.md",
        "hugo": tools.hugo / "content/policy-depth/i000000.md",
    }
    for name, item in warm.items():
        change_an_item(item, 0)
        run(*commands[name](trees[name]))
    results = {name: [] for name in [*commands, *(f"{name}-warm" for name in warm)]}
    for round_ in range(given.rounds):
        for name, command in commands.items():
            results[name].append(run(*command(fresh(name))))
            if item := warm.get(name):
                change_an_item(item, round_ + 1)
                results[f"{name}-warm"].append(run(*command(trees[name])))
        print(f"round {round_ + 1} of {given.rounds}: " + ", ".join(f"{name} {runs[-1]['wall']:.2f} s" for name, runs in results.items()))
    return {"items": size, "pages": pages, "runs": results}


def version(*command):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout.strip()


def main():
    given = options()
    commit = version("git", "-C", ROOT, "rev-parse", "--short", "HEAD")
    processor = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else "")
    results = {
        "date": date.today().isoformat(),
        "machine": {
            "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "processor": processor[1] if processor else platform.processor(),
            "system": f"{platform.system()} {platform.release().split('-')[0]}",
        },
        "versions": {
            "gongkai": f"{version(given.gongkai, '--version').split()[1]} ({commit})",
            "hugo": re.search(r"v([\d.]+)", version(given.hugo, "version"))[1],
            "eleventy": version("node", given.eleventy, "--version"),
            "node": version("node", "--version").removeprefix("v"),
        },
        "rounds": given.rounds,
        "sizes": [],
    }
    given.work.mkdir(parents=True, exist_ok=True)
    # ext4 is slow to make files where others were just removed. So everything is removed at the very end.
    removed = given.work / "removed"
    if removed.exists() and not given.print_only and (wait := removed.stat().st_mtime + REST - time.time()) > 0:
        print(f"files were removed here a moment ago; the disk rests for {wait:.0f} s")
        time.sleep(wait)
    with tempfile.TemporaryDirectory(dir=given.work, prefix="run-") as scratch:
        for size in given.sizes:
            folder = Path(scratch, str(size))
            folder.mkdir()
            results["sizes"].append(measure(given, folder, size))
    removed.touch()
    print(report.table(results))
    if not given.print_only:
        report.write(results, ROOT)


if __name__ == "__main__":
    main()
