#!/usr/bin/python3
"""Measures what preparing wide data takes beside numpy's lstsq on data like them, and writes results/preparing.md.

Both solve for the same number of rows and columns, in turns, so that a passing disturbance does not hit one of them only.
Build first: dotnet build tests/SweepCluster.Benchmarks -c Release. Needs python3-numpy. Takes a minute or two.
"""

import pathlib
import statistics
import subprocess
import sys
import time

import numpy

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from clusters import RESULTS, ROOT, about  # noqa: E402

PROGRAM = ROOT / "artifacts/bin/SweepCluster.Benchmarks/release/SweepCluster.Benchmarks.dll"
CASES = [(1500, 1024, "plain"), (1500, 512, "plain"), (4000, 256, "plain"), (500, 1024, "plain"),
         (1500, 512, "offset"), (1500, 512, "doubled")]
REPETITIONS = 5


def solved(rows, features, columns):
    random = numpy.random.default_rng(1)
    x = random.normal(size=(rows, features))
    if columns == "doubled":
        x[:, features // 2:] = x[:, :features // 2]
    x = numpy.c_[x, numpy.ones(rows)]
    y = random.normal(size=rows)
    begin = time.monotonic()
    numpy.linalg.lstsq(x, y, rcond=None)
    return time.monotonic() - begin


def main():
    lines = about("Preparing wide data", "preparing/run.py", ("numpy", numpy.__version__), ("repetitions", REPETITIONS))
    lines += ["Seconds, medians: numpy's lstsq; all of a data set's preparation; of it the triangular factor; the first forecasts "
              "of how a trial ends.", "",
              "| rows | features | columns | lstsq | prepare | ratio | factor | forecast, adam | forecast, sgd |",
              "|---|---|---|---|---|---|---|---|---|"]
    process = subprocess.Popen(["dotnet", PROGRAM, "prepare"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def prepared(*case):
        process.stdin.write(" ".join(map(str, case)) + "\n")
        process.stdin.flush()
        return [float(word) for word in process.stdout.readline().split()]

    prepared(300, 200, "plain")
    for case in CASES:
        pairs = [(solved(*case), prepared(*case)) for _ in range(REPETITIONS)]
        theirs = statistics.median(pair[0] for pair in pairs)
        ours = [statistics.median(pair[1][i] for pair in pairs) for i in range(4)]
        lines.append(f"| {case[0]:,} | {case[1]:,} | {case[2]} | {theirs:.2f} | {ours[0]:.2f} | {ours[0] / theirs:.2f} | "
                     + " | ".join(f"{seconds:.2f}" for seconds in ours[1:]) + " |")
        print(lines[-1], flush=True)
    process.stdin.close()
    process.wait()
    (RESULTS / "preparing.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
