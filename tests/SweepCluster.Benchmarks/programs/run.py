#!/usr/bin/env python3
"""Measures trials that are programs, and writes results/programs.md.

Short programs: `sweep run` of 1,000 scripts that print one line, on two slots, against the same scripts started by `xargs -P 2`.
One process for many trials: `sweep run` of a Python echo, on two slots, against Optuna in memory and on SQLite where
/usr/bin/python3 has it. All take turns, so that a passing disturbance does not hit one of them only. The command is the one that
deploy/publish.sh builds, unless --sweep names another. Takes three minutes on two cores; the machine should have nothing else to do.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from clusters import RESULTS, ROOT, about  # noqa: E402

SHORT, SERVED, STUDIED = 1_000, 20_000, 1_000
SCRIPT = "#!/bin/sh\necho '{\"loss\": 0.5}'\n"
ECHO = """import json, sys
for line in sys.stdin:
    request = json.loads(line)
    print(json.dumps({"trial": request["trial"], "loss": request["parameters"]["x"], "done": True}), flush=True)
"""
STUDY = """import sys
import optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.create_study(storage=sys.argv[1] or None, sampler=optuna.samplers.RandomSampler(seed=1))
study.optimize(lambda trial: trial.suggest_float("x", 0, 1), n_trials=int(sys.argv[2]))
"""


def sweep_file(name, trials, program):
    return f"""sweep {{
  name = {name}
  objective {{ metric = loss, direction = minimize }}
  program {{ {program} }}
  search-space {{ x = {{ integer = [1, {trials}] }} }}
}}
"""


def timed(command, **options):
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    return time.monotonic() - begin


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--sweep", type=pathlib.Path, help="a built command, measured in place of a published one")
    asked = options.parse_args()
    has_optuna = not subprocess.run(["/usr/bin/python3", "-c", "import optuna"], stderr=subprocess.DEVNULL).returncode
    with tempfile.TemporaryDirectory() as temp:
        folder = pathlib.Path(temp)
        sweep = asked.sweep
        if sweep is None:
            subprocess.run(["bash", ROOT / "deploy/publish.sh", "--out", folder / "published"], check=True, stdout=subprocess.DEVNULL)
            sweep = next((folder / "published").glob("*/sweep"))
        (folder / "short.sh").write_text(SCRIPT)
        (folder / "short.sh").chmod(0o755)
        (folder / "echo.py").write_text(ECHO)
        (folder / "short.hocon").write_text(sweep_file("short", SHORT, "run = [./short.sh], files = [short.sh]"))
        (folder / "echo.hocon").write_text(
            sweep_file("echo", SERVED, f'run = ["/usr/bin/python3", echo.py], files = [echo.py], serve = on'))
        times, loads = {}, [os.getloadavg()[0]]
        for run in range(asked.runs):
            # Never over an earlier run's files: a file system that has just removed thousands is slow.
            command = lambda name: [sweep, "run", folder / f"{name}.hocon", "--workers", "2", "--quiet",  # noqa: E731
                                    "--out", folder / f"{name}-{run}"]
            numbers = "\n".join(map(str, range(SHORT)))
            times.setdefault("xargs", []).append(timed(["xargs", "-P", "2", "-n", "1", folder / "short.sh"], input=numbers, text=True))
            times.setdefault("short", []).append(timed(command("short")))
            times.setdefault("echo", []).append(timed(command("echo")))
            if has_optuna:
                for name, storage in {"memory": "", "sqlite": f"sqlite:///{folder}/{run}.db"}.items():
                    times.setdefault(name, []).append(timed(["/usr/bin/python3", "-c", STUDY, storage, str(STUDIED)]))
            loads.append(os.getloadavg()[0])
    write(asked.runs, times, max(loads))


def write(runs, times, load):
    names = {"xargs": (f"`xargs -P 2`, {SHORT:,} scripts", SHORT), "short": (f"`sweep run`, the same {SHORT:,} scripts", SHORT),
             "echo": (f"`sweep run`, `serve = on`, {SERVED:,} trials of a Python echo", SERVED),
             "memory": (f"Optuna in memory, {STUDIED:,} trials", STUDIED), "sqlite": (f"Optuna on SQLite, {STUDIED:,} trials", STUDIED)}
    lines = about("Programs as trials", "programs/run.py", ("runs", runs), ("highest load", f"{load:.1f}"))
    lines += ["Two slots, journal on disk, from the start of the command to its end.", "",
              "|  | seconds, median | range | trials per second |", "|---|---|---|---|"]
    for key, taken in times.items():
        name, trials = names[key]
        middle = statistics.median(taken)
        lines.append(f"| {name} | {middle:.2f} | {min(taken):.2f} to {max(taken):.2f} | {trials / middle:,.0f} |")
    ratios = [ours / theirs for ours, theirs in zip(times["short"], times["xargs"])]
    lines += ["", f"`sweep run` takes {statistics.median(ratios):.2f} times as long as `xargs` in the same turn "
              f"({min(ratios):.2f} to {max(ratios):.2f})."]
    if "memory" not in times:
        lines += ["", "Optuna was not on this machine."]
    (RESULTS / "programs.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
