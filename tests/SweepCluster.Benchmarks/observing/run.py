#!/usr/bin/env python3
"""Measures what it costs to watch a cluster, and writes results/observing.md.

Two clusters of a coordinator and two workers of one slot each stand side by side: one is not watched, the other is watched by
a scrape of each node's /metrics every five seconds and by OTLP (metrics and traces) to a collector. At first both are idle for a
minute; then each trains a sweep while the other rests, again and again, and who comes first alternates. What counts is the
time of the processor that a cluster's three nodes take while it trains, because a shared machine's clock tells of others'
work; and what it takes to that of the other's sweep beside it, because the machine itself is now faster, now slower.
Build first: dotnet build -c Release. Takes a quarter of an hour on two cores.
"""

import argparse
import csv
import math
import os
import pathlib
import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from clusters import RESULTS, SWEEP, Node, about, long_packs, submit  # noqa: E402

SCRAPE_SECONDS = 5
IDLE_SECONDS = 60
WARM_RUNS = 3

SWEEPS = {
    "long packs": long_packs("sweep-{number}", epochs=100),
    "short packs": """sweep {
  name = sweep-{number}
  repeats = 20000
  dataset { synthetic { target = difference, rows = 2000 } }
  training { optimizer = adam, epochs = 2, batch-size = 8 }
  search-space { learning-rate = [0.001, 0.01] }
}""",
}


class Collector(BaseHTTPRequestHandler):
    """Takes whatever comes by OTLP over HTTP, and counts it."""

    protocol_version = "HTTP/1.1"
    bytes_taken = 0

    def do_POST(self):
        Collector.bytes_taken += len(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Cluster:
    """A coordinator and two workers, watched where there is a collector."""

    def __init__(self, command, collector):
        self.command, self.folder, self.sweeps, self.over = command, pathlib.Path(tempfile.mkdtemp()), 0, threading.Event()
        environment = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
        watched = []
        if collector:
            environment |= {"OTEL_EXPORTER_OTLP_ENDPOINT": collector, "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
                            "OTEL_METRIC_EXPORT_INTERVAL": f"{SCRAPE_SECONDS * 1000}"}
            watched = ["--metrics", "127.0.0.1:0"]
        node = lambda name, *words: Node(command, [*words, *watched], self.folder, name, environment)
        self.nodes = [node("coordinator", "coordinator", "--port", "0", "--data", self.folder / "data")]
        self.address = self.nodes[0].says(" is up at ")
        self.nodes += [node(name, "worker", "--join", self.address, "--slots", "1") for name in ("a", "b")]
        for one in self.nodes:
            one.says(" is up at ")
        if collector:
            pages = [f"{one.says('/readyz at ')}/metrics" for one in self.nodes]
            threading.Thread(target=self.scrape, args=(pages,), daemon=True).start()

    def scrape(self, pages):
        while not self.over.wait(SCRAPE_SECONDS):
            for page in pages:
                with urllib.request.urlopen(page) as answer:
                    answer.read()

    def cpu_seconds(self):
        return sum(node.cpu_seconds() for node in self.nodes)

    def train(self, sweep):
        """Seconds of the processor that one sweep takes, and its leases."""
        self.sweeps += 1
        file, out = self.folder / "sweep.hocon", self.folder / f"out-{self.sweeps}"
        file.write_text(SWEEPS[sweep].replace("{number}", f"{self.sweeps}"))
        before = self.cpu_seconds()
        submit(self.command, file, self.address, out)
        taken = self.cpu_seconds() - before
        with (out / "attempts.csv").open() as attempts:
            leases = len({(row["node"], row["started_at"]) for row in csv.DictReader(attempts)})
        shutil.rmtree(out)
        return taken, leases

    def end(self):
        self.over.set()
        for node in reversed(self.nodes):
            node.end()
        shutil.rmtree(self.folder)


def idle(clusters):
    before = {name: cluster.cpu_seconds() for name, cluster in clusters.items()}
    time.sleep(IDLE_SECONDS)
    return {name: (cluster.cpu_seconds() - before[name]) / IDLE_SECONDS * 1000 for name, cluster in clusters.items()}


def compare(clusters, sweep, runs):
    """What each run took: pairs of a cluster that is not watched and one that is."""
    names = list(clusters)
    results = []
    for run in range(-WARM_RUNS, runs):
        taken = {name: clusters[name].train(sweep) for name in (names if run % 2 == 0 else reversed(names))}
        print(sweep, run, taken, flush=True)
        results.append([taken[name] for name in names])
    return results[WARM_RUNS:]


def row(sweep, results):
    ratios = sorted(watched[0] / alone[0] - 1 for alone, watched in results)
    middle = lambda side, what: statistics.median(pair[side][what] for pair in results)
    low, high = within(len(ratios))
    return (f"| {sweep} | {middle(0, 1):.0f} | {middle(0, 0):.2f} | {middle(1, 0):.2f} | {statistics.median(ratios):+.1%} "
            f"| {ratios[low]:+.1%} to {ratios[high]:+.1%} | {len(ratios)} |")


def within(count):
    """Between which places of a sorted sample its population's median lies, with a probability of 95 % or more (sign test)."""
    low, outside = 0, 0.0
    while outside + 2 * math.comb(count, low) / 2**count <= 0.05:
        outside += 2 * math.comb(count, low) / 2**count
        low += 1
    return low - 1, count - low


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=30, help="pairs of each sweep, 6 or more")
    options.add_argument("--command", default=SWEEP, help="the command that is measured")
    given = options.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    load = os.getloadavg()[0]
    clusters = {"not watched": Cluster(given.command, None)}
    try:
        clusters["watched"] = Cluster(given.command, f"http://127.0.0.1:{server.server_port}")
        for cluster in clusters.values():
            cluster.train("short packs")
        rest = idle(clusters)
        print(rest, flush=True)
        rows = [row(sweep, compare(clusters, sweep, given.runs)) for sweep in SWEEPS]
    finally:
        for cluster in clusters.values():
            cluster.end()
    head = about("What it costs to watch a cluster", "observing/run.py", ("load before", f"{load:.1f}"),
                 ("sent by OTLP", f"{Collector.bytes_taken / 1e6:.1f} MB in all"))
    lines = ["Seconds of the processor that a coordinator and two workers take for a sweep, medians; and by how much those that are watched take",
             "more than the others just before or after, the median with where it lies with 95 % certainty.", "",
             "| sweep | leases | not watched, s | watched, s | more | within | pairs |", "|---|---|---|---|---|---|---|", *rows, "",
             f"While they are idle, the three take {rest['not watched']:.0f} ms of the processor each second, and {rest['watched']:.0f} ms where "
             "they are watched."]
    (RESULTS / "observing.md").write_text("\n".join(head + lines).rstrip() + "\n")


main()
