#!/usr/bin/env python3
"""Measures how often `sweep explain` is right on real data sets, and writes results/explaining.md.

Trials with settings of all kinds are trained on tables of scikit-learn, statsmodels and vega-datasets (export.py). What is advised
for those that do not converge is followed in a sweep of its own, as a user would; where nothing right is advised, many changes of
one setting are tried to see whether any mends the trial.
Build first: dotnet build -c Release. Needs Debian's python3-sklearn, python3-statsmodels and python3-pandas, and npm.
"""

import argparse
import datetime
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PROGRAM = ROOT / "artifacts/bin/SweepCluster.Benchmarks/release/SweepCluster.Benchmarks.dll"
VERSIONS = "import sklearn, statsmodels; print('scikit-learn', sklearn.__version__ + ', statsmodels', statsmodels.__version__)"


def output(*command, cwd=None):
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=cwd).stdout.strip()


def export(folder):
    output("npm", "install", "vega-datasets@2", "--no-audit", "--no-fund", "--silent", cwd=folder)
    output("/usr/bin/python3", "-W", "ignore", HERE / "export.py", folder / "data", folder / "node_modules/vega-datasets/data")
    return sorted((folder / "data").glob("*.csv"))


def measure(folder, files, trials, processes, program):
    """Lines of all trials that did not converge, and the rows of counts, process by process."""
    running = []
    for number in range(processes):
        part = folder / f"part-{number}"
        part.mkdir()
        for file in files[number::processes]:
            (part / file.name).symlink_to(file)
        running.append(subprocess.Popen(["dotnet", "exec", program, "explaining", part, str(trials)], stdout=subprocess.PIPE, text=True))
    lines = [line for process in running for line in process.communicate()[0].splitlines()]
    if any(process.returncode for process in running):
        sys.exit("a measurement failed")
    return [line for line in lines if not line.startswith("|")], [line for line in lines if line.startswith("|")]


def total(rows):
    """Counts and shares of the processes, added up."""
    sums = {}
    for row in rows:
        name, value = row.strip("| ").split(" | ")
        if "seconds" not in name:
            sums.setdefault(name, []).append([int(number) for number in re.match(r"(\d+)(?: of (\d+))?", value).groups() if number])
    for name, values in sums.items():
        added = [sum(parts) for parts in zip(*values)]
        share = f" of {added[1]}" + (f" ({100 * added[0] / added[1]:.1f} %)" if added[1] else "") if len(added) == 2 else ""
        yield f"| {name} | {added[0]}{share} |"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--trials", type=int, default=3, help="of each data set")
    arguments.add_argument("--processes", type=int, default=1)
    arguments.add_argument("--program", default=PROGRAM)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files = export(folder)
        lines, rows = measure(folder, files, chosen.trials, chosen.processes, chosen.program)
    seconds = [float(re.search(r"([\d.]+) s$", line)[1]) for line in lines]
    table = [
        "# Is advice right?", "", "Written by `tests/SweepCluster.Benchmarks/explaining/run.py`.", "", "|  |  |", "|---|---|",
        f"| date | {datetime.date.today()} |",
        f"| SweepCluster | {output('git', 'rev-parse', '--short', 'HEAD', cwd=ROOT)} |",
        f"| dotnet SDK | {output('dotnet', '--version', cwd=ROOT)} |",
        f"| data sets | {output('/usr/bin/python3', '-W', 'ignore', '-c', VERSIONS)}, vega-datasets 2 |",
        f"|  | {', '.join(file.stem for file in files)} |",
        f"| arguments, on which the draws depend | --trials {chosen.trials} --processes {chosen.processes} |", "",
        "Trials with optimizer, loss, learning rate, decay, epochs, batch size and standardizing drawn at random; those that did not",
        "converge are explained, and each change that is told is made in a sweep of its own.", "", "|  |  |", "|---|---|",
        *total(rows),
        f"| seconds of the processor to explain a trial | {statistics.median(seconds):.2f} in the middle, {max(seconds):.2f} at most |", "",
        "Mended or not, trial by trial: `+` does mend it, `-` does not; `cure` is what mends it where nothing right was advised.", "",
        "```", *lines, "```",
    ]
    (HERE.parent / "results/explaining.md").write_text("\n".join(table) + "\n")


main()
