"""Writes the Markdown tables of a run from its facts (`name TAB value`) and samples (`name TAB value TAB unit`).

Arguments: the facts, the samples. A name that comes several times was measured several times; the median counts.
"""
import statistics
import sys

UPDATES = [
    ("kernel-64", "**SweepCluster**, one SIMD lane per trial", 64),
    ("kernel-1024", "**SweepCluster**, one SIMD lane per trial", 1024),
    ("kernel-1", "SweepCluster, a single trial (fills one lane, shuffles for itself alone)", 1),
    ("mathnet-1", "MathNet matrices", 1),
    ("torch-1", "PyTorch eager: `nn.Linear`, autograd, `optim.Adam`", 1),
    ("torch-64", "PyTorch, trials as leading dimension, gradient by hand", 64),
    ("torch-1024", "PyTorch, trials as leading dimension, gradient by hand", 1024),
]
SWEEPS = [
    ("sweep", "**SweepCluster**: `sweep run`, published; with journal, result files and report"),
    ("optuna", "Optuna `GridSampler`, SQLite study, PyTorch eager"),
    ("sklearn", "scikit-learn `GridSearchCV` of `SGDRegressor` (another, lighter task)"),
]


def read(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip()]


def number(value):
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def header(*cells):
    row(*cells)
    print("|" + "---|" * len(cells))


def main():
    facts, lines = read(sys.argv[1]), read(sys.argv[2])
    samples = {}
    for name, value, _ in lines:
        samples.setdefault(name, []).append(float(value))
    median = {name: statistics.median(values) for name, values in samples.items()}

    def measured(name):
        values = samples[name]
        return number(median[name]), f"{number(min(values))} to {number(max(values))}", len(values)

    print("# SweepCluster and its peers\n")
    print("Written by `tests/SweepCluster.Benchmarks/peers/run.sh`: one run, one machine, one after the other.\n")
    header("", "")
    for fact in facts:
        row(*fact)

    print("\n## Time of a trial-update\n")
    print("One update of one trial: 4 features, batch of 8, RMSE loss, Adam, float32, one thread. The mean over epochs of")
    print("240,000 rows, drawing and applying the row order included.\n")
    header("", "trials together", "ns, median", "range", "runs", "to ours at 64", "to ours at 1024")
    for name, title, trials in UPDATES:
        ratios = [number(median[name] / median[ours]) for ours in ("kernel-64", "kernel-1024")]
        row(title, trials, *measured(name), *ratios)

    print("\n## Time of a whole sweep\n")
    print("75 configurations, one epoch of 240,000 rows each, on two cores: from the start of the process to its end.\n")
    header("", "seconds, median", "range", "runs", "to ours", "best RMSE found")
    for name, title in SWEEPS:
        row(title, *measured(name), number(median[name] / median["sweep"]), f"{median[name + '-rmse']:.1e}")

    trials, failed = median["optuna-trials"], median["optuna-nan"]
    print(f"""
What differs:

- Optuna trains the grid of `hocon/sweeps/keras-decay.hocon` (984,375 updates), in two processes of one thread each.
  It ran {trials:.0f} trials, as a free process repeats a grid point that has begun but not ended once all have begun;
  {failed:.0f} failed with an RMSE that is not a number. Three runs only, as each takes more than a minute. Batches are slices of a shuffled copy; a
  `DataLoader` would take longer.
- scikit-learn is a partial comparison: `SGDRegressor` has no Adam, no RMSE loss and no batches. It makes an update a
  row (18,000,000 in all) by plain SGD on the squared error, in float64, over a grid of its own learning rates, powers and
  penalties. `GridSearchCV` has two processes, scores on the training rows and does not fit again.
  Its best RMSE is smaller because the target is free of noise: there a constant learning rate on the squared error
  arrives exactly, and float64 has more digits.
- PyTorch's Adam adds epsilon after the correction of the bias, Keras' and ours before. Each side draws its own rows and
  initial weights from the same distributions.
- Only SweepCluster keeps what is trained through a kill, measures the distance to the least-squares optimum, and
  gives a verdict; that is in its time. Optuna keeps its finished trials.""")


if __name__ == "__main__":
    main()
