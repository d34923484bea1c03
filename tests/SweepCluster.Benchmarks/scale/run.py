#!/usr/bin/env python3
"""Measures how far one coordinator goes, and writes results/scale.md.

Four tables: sweeps of a thousand to a million trials through two real workers; the same sweep with one, two and four of them;
and a hundred and a thousand simulated workers, whose training is a timer but whose rules and messages are those of real ones.
The coordinator, the workers and those who wait for the results share this machine, so what is told are lower bounds.
Build first: dotnet build -c Release. Takes ten minutes on two cores.
"""

import argparse
import csv
import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from clusters import RESULTS, ROOT, SWEEP, Node, about, long_packs, submit  # noqa: E402

BENCHMARKS = ROOT / "artifacts/bin/SweepCluster.Benchmarks/release/SweepCluster.Benchmarks"

SMALL = """sweep {{
  name = trials
  dataset {{ synthetic {{ target = difference, rows = 64, noise = 0.1 }} }}
  training {{ optimizer = adam, epochs = 1, batch-size = 8 }}
  search-space {{
    learning-rate = {{ log-uniform = [1e-4, 1e-1], count = 100 }}
    decay = {{ uniform = [0, 0.1], count = {decays} }}
  }}
}}"""

# Repeats draw their rows in orders of their own, so that none can share a pack.
ALONE = """sweep {{
  name = trials
  repeats = {trials}
  dataset {{ synthetic {{ target = difference, rows = 64, noise = 0.1 }} }}
  training {{ optimizer = adam, epochs = 1, batch-size = 8 }}
  search-space {{ learning-rate = [0.01] }}
}}"""


class Cluster:
    """A coordinator and its workers, in a folder of their own."""

    def __init__(self, command, workers, slots=1):
        self.command = command
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.coordinator = Node(command, ["coordinator", "--port", "0", "--data", self.folder / "data"], self.folder, "coordinator")
        self.address = self.coordinator.says(" is up at ")
        self.workers = [
            Node(command, ["worker", "--join", self.address, "--slots", str(slots)], self.folder, f"worker-{i}") for i in range(workers)]
        for worker in self.workers:
            worker.says(" is up at ")

    def send(self, sweep, out="out"):
        (self.folder / "sweep.hocon").write_text(sweep)
        begin = time.monotonic()
        submit(self.command, self.folder / "sweep.hocon", self.address, self.folder / out)
        return time.monotonic() - begin

    def restart_seconds(self):
        """Ends the coordinator without mercy; seconds until its successor knows all sweeps."""
        self.coordinator.process.kill()
        self.coordinator.process.wait()
        begin = time.monotonic()
        port = self.address.rsplit(":", 1)[1]
        self.coordinator = Node(
            self.command, ["coordinator", "--port", port, "--data", self.folder / "data"], self.folder, "successor")
        self.coordinator.says(" is up at ")
        identity = subprocess.run([self.command, "list", "--cluster", self.address], check=True, capture_output=True, text=True).stdout
        identity = re.search(r"trials-\w+", identity).group(0)
        listed = time.monotonic() - begin
        subprocess.run([self.command, "results", identity, "--cluster", self.address, "--out", self.folder / "again"],
                       check=True, stdout=subprocess.DEVNULL)
        return listed, time.monotonic() - begin - listed

    def end(self):
        for node in [*reversed(self.workers), self.coordinator]:
            node.end()
        shutil.rmtree(self.folder)


def trials_table(command, sizes):
    lines = ["## Sweeps of a thousand to a million trials", "", "Two real workers of one slot; tiny trials, so that all of it is the",
             "coordinator's and the results' cost. Clock from `sweep submit` to the files written.", "",
             "| trials | seconds | µs per trial | processor of the coordinator, µs per trial | its peak, MB | last tenth to first tenth | restart after kill -9, s | results fetched again, s |",
             "|---|---|---|---|---|---|---|---|"]
    for size in sizes:
        cluster = Cluster(command, 2)
        try:
            seconds = cluster.send(SMALL.format(decays=size // 100))
            cpu, peak = cluster.coordinator.cpu_seconds(), cluster.coordinator.peak_megabytes()
            ratio = tenths(cluster.folder / "out/attempts.csv", size)
            ratio = f"{ratio:.2f}" if ratio else "–"
            restart, again = cluster.restart_seconds()
            lines.append(f"| {size:,} | {seconds:.1f} | {seconds / size * 1e6:,.0f} | {cpu / size * 1e6:,.0f} | {peak:.0f} | {ratio} | {restart:.1f} | {again:.1f} |")
            print(lines[-1], flush=True)
        finally:
            cluster.end()
    return [*lines, ""]


def tenths(attempts, size):
    """How long the last tenth of the trials took, to the first; nothing where a pack holds more than a tenth."""
    with attempts.open() as file:
        starts = sorted(row["started_at"] for row in csv.DictReader(file))
    at = lambda share: seconds_of(starts[min(int(share * size), size - 1)])
    first = at(0.1) - at(0)
    return (at(1) - at(0.9)) / first if first > 0 else None


def seconds_of(stamp):
    return datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp()


def workers_table(command, counts):
    lines = ["## More workers", "", "3,200 trials of 600 epochs on 60,000 rows, on two cores: more than two workers only share them.", "",
             "| workers of one slot | seconds | to one |", "|---|---|---|"]
    first = None
    for count in counts:
        cluster = Cluster(command, count)
        try:
            cluster.send(SMALL.format(decays=10).replace("name = trials", "name = warm"), "warm")
            seconds = cluster.send(long_packs("workers", epochs=600))
            first = first or seconds
            lines.append(f"| {count} | {seconds:.1f} | {first / seconds:.2f} |")
            print(lines[-1], flush=True)
        finally:
            cluster.end()
    return [*lines, ""]


def simulated_table(command, settings):
    lines = ["## Simulated workers", "", "Two slots each, over four connections out of one process. Busy is the share of all slots' time between a fifth and",
             "four fifths of the trials. A pack holds what is a slot's share, or one trial where no two can share a pack; packs that end",
             "fast are leased several together.", "",
             "| workers | pack, ms | trials | a pack holds | packs/s | trials/s | slots busy | processor of the coordinator | its peak, MB |", "|---|---|---|---|---|---|---|---|---|"]
    for setting in settings:
        lines.append(simulated(command, *setting))
        print(lines[-1], flush=True)
    return [*lines, ""]


def simulated(command, workers, milliseconds, trials, holds="share"):
    cluster = Cluster(command, 0)
    crowd = subprocess.Popen([BENCHMARKS, "workers", cluster.address, str(workers), "2", str(milliseconds)],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    samples, over = [], threading.Event()

    def read():
        for line in crowd.stdout:
            seconds, packs, done, busy = line.split()
            samples.append((float(seconds), int(packs), int(done), float(busy), cluster.coordinator.cpu_seconds()))
        over.set()

    threading.Thread(target=read, daemon=True).start()
    try:
        while len(samples) < 40:
            time.sleep(0.1)
        (cluster.folder / "sweep.hocon").write_text(
            SMALL.format(decays=trials // 100) if holds == "share" else ALONE.format(trials=trials))
        subprocess.run([command, "submit", cluster.folder / "sweep.hocon", "--cluster", cluster.address, "--quiet", "--detach"], check=True,
                       stdout=subprocess.DEVNULL)
        while samples[-1][2] < trials:
            time.sleep(0.2)
        peak = cluster.coordinator.peak_megabytes()
        first = [sample for sample in samples if sample[2] <= trials * 0.2][-1]
        last = next(sample for sample in samples if sample[2] >= trials * 0.8)
        clock = last[0] - first[0]
        return (f"| {workers:,} | {milliseconds:,} | {trials:,} | {holds} | {(last[1] - first[1]) / clock:,.0f} | {(last[2] - first[2]) / clock:,.0f} "
                f"| {(last[3] - first[3]) / clock / (2 * workers):.0%} | {(last[4] - first[4]) / clock:.0%} | {peak:.0f} |")
    finally:
        crowd.stdin.close()
        crowd.wait()
        cluster.end()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--command", default=SWEEP, help="the command that is measured")
    options.add_argument("--only", choices=["trials", "workers", "simulated"], help="prints one table and writes nothing")
    given = options.parse_args()
    tables = {
        "trials": lambda: trials_table(given.command, [1_000, 10_000, 100_000, 1_000_000]),
        "workers": lambda: workers_table(given.command, [1, 2, 4]),
        "simulated": lambda: simulated_table(given.command, [
            (100, 100, 200_000), (100, 100, 40_000, "one"), (100, 1_000, 1_000_000),
            (1_000, 100, 1_000_000), (1_000, 100, 400_000, "one"), (1_000, 20, 400_000, "one"), (1_000, 1_000, 1_000_000),
            (1_000, 1_000, 100_000, "one"), (1_000, 5_000, 1_000_000)]),
    }
    if given.only:
        print("\n".join(tables[given.only]()))
        return
    lines = [line for table in tables.values() for line in table()]
    (RESULTS / "scale.md").write_text("\n".join(about("How far one coordinator goes", "scale/run.py") + lines).rstrip() + "\n")


main()
