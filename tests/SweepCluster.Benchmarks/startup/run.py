#!/usr/bin/env python3
"""Measures what a command takes from the start of its process to its end, and writes results/startup.md.

The published command (deploy/publish.sh, which this runs first) and the built one take turns, so that a passing disturbance does
not hit one of them only. Build first: dotnet build -c Release. Takes four minutes on two cores, half of them for publishing.
"""

import argparse
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from clusters import RESULTS, ROOT, SWEEP, about  # noqa: E402

TINY = """sweep {
  name = tiny
  dataset { synthetic { target = difference, rows = 1000 } }
  training { optimizer = adam, epochs = 2 }
  search-space { learning-rate = [0.001, 0.01], decay = [0, 0.1] }
}"""


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def timed(command):
    begin, cpu = time.monotonic(), cpu_seconds()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin, cpu_seconds() - cpu


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=11)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp)
        subprocess.run(["bash", ROOT / "deploy/publish.sh", "--out", folder / "published"], check=True, stdout=subprocess.DEVNULL)
        (folder / "tiny.hocon").write_text(TINY)
        run = lambda file: ["run", file, "--out", folder / "out", "--fresh", "--quiet"]  # noqa: E731
        asked = {"`sweep --help`": ["--help"],
                 "`sweep run` of 4 trials on 1,000 rows": run(folder / "tiny.hocon"),
                 "`sweep run hocon/sweeps/keras-decay.hocon`": run(ROOT / "hocon/sweeps/keras-decay.hocon")}
        builds = {"published": next((folder / "published").glob("*/sweep")), "built": SWEEP}
        times = {}
        for _ in range(runs):
            for name, arguments in asked.items():
                for build, command in builds.items():
                    times.setdefault((name, build), []).append(timed([command, *arguments]))
    lines = about("From start to end", "startup/run.py", ("runs", runs))
    lines += ["|  | build | seconds, median | range | processor seconds |", "|---|---|---|---|---|"]
    for (name, build), taken in times.items():
        walls, cpus = zip(*taken)
        lines.append(f"| {name} | {build} | {statistics.median(walls):.2f} | {min(walls):.2f} to {max(walls):.2f} "
                     f"| {statistics.median(cpus):.2f} |")
    (RESULTS / "startup.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
