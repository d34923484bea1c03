"""Nodes, sweeps and results of the scripts that measure clusters."""

import datetime
import os
import pathlib
import re
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
SWEEP = ROOT / "artifacts/bin/SweepCluster.Cli/release/sweep"
RESULTS = ROOT / "tests/SweepCluster.Benchmarks/results"
TICK = os.sysconf("SC_CLK_TCK")


class Node:
    """A node of its own process, with what it says on standard error."""

    def __init__(self, command, arguments, folder, name, environment=None):
        self.log = folder / f"{name}.log"
        self.process = subprocess.Popen(
            [command, *arguments], stdin=subprocess.DEVNULL, stderr=self.log.open("w"), env=environment)

    def says(self, text):
        while True:
            found = re.search(re.escape(text) + r"(\S+)", self.log.read_text())
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                raise SystemExit(f"a node ended: {self.log.read_text()}")
            time.sleep(0.05)

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def peak_megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s*(\d+)", status).group(1)) / 1024

    def end(self):
        self.process.terminate()
        self.process.wait()


def long_packs(name, epochs):
    """A sweep of 3,200 trials whose packs train for a while."""
    return f"""sweep {{
  name = {name}
  dataset {{ synthetic {{ target = difference, rows = 60000, noise = 0.1 }} }}
  training {{ optimizer = adam, epochs = {epochs} }}
  search-space {{
    batch-size = [8, 32]
    learning-rate = {{ log-uniform = [1e-4, 1e-1], count = 40 }}
    decay = {{ uniform = [0, 0.1], count = 40 }}
  }}
}}"""


def submit(command, file, address, out, *more):
    """Sends a sweep and waits for its end."""
    subprocess.run([command, "submit", file, "--cluster", address, "--quiet", "--out", out, *more],
                   check=True, stdout=subprocess.DEVNULL)


def about(title, script, *more):
    """What a result's reader must know of where it comes from."""
    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text()).group(1)
    text = lambda *command: subprocess.run(command, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    rows = [("date", datetime.date.today()), ("processor", f"{processor}, {os.cpu_count()} cores"),
            ("SweepCluster", text("git", "rev-parse", "--short", "HEAD")), ("dotnet SDK", text("dotnet", "--version")), *more]
    return [f"# {title}", "", f"Written by `tests/SweepCluster.Benchmarks/{script}`.", "", "|  |  |", "|---|---|",
            *[f"| {name} | {value} |" for name, value in rows], ""]
