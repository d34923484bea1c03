"""Predicts each value of a series from the nine before it with a random forest."""
import argparse
import csv
import json
import math

from sklearn.ensemble import RandomForestRegressor

WINDOW = 9

parser = argparse.ArgumentParser()
parser.add_argument("series")
parser.add_argument("--max-depth", type=int, required=True)
parser.add_argument("--max-features", choices=["sqrt", "all"], required=True)
parser.add_argument("--bootstrap", action="store_true")
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_args()

with open(options.series, newline="") as table:
    values = [float(row["value"]) for row in csv.DictReader(table)]
windows = [values[i:i + WINDOW] for i in range(len(values) - WINDOW)]
targets = values[WINDOW:]
train = len(targets) * 4 // 5

forest = RandomForestRegressor(
    n_estimators=50,
    max_depth=options.max_depth,
    max_features="sqrt" if options.max_features == "sqrt" else 1.0,
    bootstrap=options.bootstrap,
    random_state=options.seed,
)
forest.fit(windows[:train], targets[:train])


def error(windows, targets):
    misses = [predicted - target for predicted, target in zip(forest.predict(windows), targets)]
    return math.sqrt(sum(miss ** 2 for miss in misses) / len(misses))


print(json.dumps({
    "train_error": error(windows[:train], targets[:train]),
    "val_error": error(windows[train:], targets[train:]),
}))
