#!/usr/bin/env python3
"""Measures what it costs to watch a cluster, and writes results/observing.md.

A coordinator and two workers of one slot each train the same sweep again and again: not watched, and watched by a scrape of
each node's /metrics every five seconds and by OTLP (metrics and all traces) to a collector. Which comes first alternates. A
small sweep and some scrapes come before, so that compilation is over; then the nodes are idle for a while; then comes the
sweep. What counts is the time of the processor that the three nodes take, because a shared machine's clock tells of others'
work. Build first: dotnet build -c Release. Takes twenty minutes on two cores.
"""

import argparse
import csv
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
WARM_SECONDS = 12
IDLE_SECONDS = 20

SWEEPS = {
    "long packs": long_packs("long", epochs=100),
    "short packs": """sweep {
  name = short
  repeats = 1000
  dataset { synthetic { target = difference, rows = 2000 } }
  training { optimizer = adam, epochs = 2, batch-size = 8 }
  search-space { learning-rate = [0.001, 0.01] }
}""",
}


WARM = SWEEPS["short packs"].replace("name = short", "name = warm").replace("repeats = 1000", "repeats = 100")


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


def scrape(addresses, over):
    while not over.wait(SCRAPE_SECONDS):
        for address in addresses:
            with urllib.request.urlopen(f"{address}/metrics") as answer:
                answer.read()


def measure(command, sweep, collector):
    """One sweep: CPU seconds of the coordinator and of both workers, and seconds by the clock."""
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "sweep.hocon").write_text(SWEEPS[sweep])
    (folder / "warm.hocon").write_text(WARM)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    watched = []
    if collector:
        environment |= {"OTEL_EXPORTER_OTLP_ENDPOINT": collector, "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
                        "OTEL_METRIC_EXPORT_INTERVAL": f"{SCRAPE_SECONDS * 1000}"}
        watched = ["--metrics", "127.0.0.1:0"]
    nodes, over = [], threading.Event()
    try:
        nodes.append(Node(command, ["coordinator", "--port", "0", "--data", folder / "data", *watched], folder, "c", environment))
        address = nodes[0].says(" is up at ")
        for worker in ("a", "b"):
            nodes.append(Node(command, ["worker", "--join", address, "--slots", "1", *watched], folder, worker, environment))
        for node in nodes:
            node.says(" is up at ")
        scraper = None
        if collector:
            scraper = threading.Thread(target=scrape, args=([node.says("/readyz at ") for node in nodes], over))
            scraper.start()
        cpu = lambda: [node.cpu_seconds() for node in nodes]
        submit(command, folder / "warm.hocon", address, folder / "warm")
        time.sleep(WARM_SECONDS)
        idle = sum(cpu())
        time.sleep(IDLE_SECONDS)
        before, begin = cpu(), time.monotonic()
        idle = (sum(before) - idle) / IDLE_SECONDS
        submit(command, folder / "sweep.hocon", address, folder / "sweep")
        clock = time.monotonic() - begin
        taken = [node.cpu_seconds() - was for node, was in zip(nodes, before)]
        over.set()
        if scraper:
            scraper.join()
        with (folder / "sweep/attempts.csv").open() as attempts:
            leases = len({(row["node"], row["started_at"]) for row in csv.DictReader(attempts)})
        return {"coordinator": taken[0], "workers": taken[1] + taken[2], "all": sum(taken), "clock": clock, "leases": leases,
                "idle": idle * 1000}
    finally:
        over.set()
        for node in reversed(nodes):
            node.end()
        shutil.rmtree(folder)


def row(name, samples, key, reference):
    values = [sample[key] for sample in samples]
    change = statistics.median(values) / statistics.median([sample[key] for sample in reference]) - 1
    told = "" if samples is reference else f"{change:+.1%}"
    return f"| {name} | {statistics.median(values):.2f} | {min(values):.2f} to {max(values):.2f} | {len(values)} | {told} |"


def table(sweep, results):
    off = results["not watched"]
    leases = statistics.median([sample["leases"] for sample in off])
    lines = [f"## {sweep.capitalize()}", "", f"{leases:.0f} leases a sweep.", ""]
    for key, what, unit in (("all", "Processor, coordinator and workers", "seconds"), ("coordinator", "Processor, coordinator", "seconds"),
                            ("clock", "Clock", "seconds"), ("idle", "Processor of all three while they are idle", "ms a second")):
        lines += [f"{what}:", "", f"|  | {unit}, median | range | runs | to not watched |", "|---|---|---|---|---|"]
        lines += [row(name, samples, key, off) for name, samples in results.items()] + [""]
    pairs = [on["all"] / without["all"] - 1 for on, without in zip(results["watched"], off)]
    lines += [f"Run by run, a watched one took {statistics.median(pairs):+.1%} of the processor's time more than the one beside it "
              f"(median; {min(pairs):+.1%} to {max(pairs):+.1%}).", ""]
    return lines


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--command", default=SWEEP, help="the command that is measured")
    options.add_argument("--before", help="the command as it was before it could be watched, to compare with")
    given = options.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Collector)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    collector = f"http://127.0.0.1:{server.server_port}"
    arms = {"not watched": (given.command, None), "watched": (given.command, collector)}
    if given.before:
        arms["before"] = (given.before, None)
    loads, lines = [], []
    for sweep in SWEEPS:
        results = {name: [] for name in arms}
        for run in range(given.runs):
            for name in (list(arms) if run % 2 == 0 else reversed(arms)):
                loads.append(os.getloadavg()[0])
                results[name].append(measure(*[arms[name][0], sweep, arms[name][1]]))
                print(sweep, name, results[name][-1], flush=True)
        lines += table(sweep, results)
    head = about("What it costs to watch a cluster", "observing/run.py", ("load before a run", f"{min(loads):.1f} to {max(loads):.1f}"),
                 ("sent by OTLP", f"{Collector.bytes_taken / 1e6:.1f} MB in all"))
    (RESULTS / "observing.md").write_text("\n".join(head + lines).rstrip() + "\n")


main()
