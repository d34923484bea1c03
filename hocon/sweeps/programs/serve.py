"""A program that runs many trials: it reads one per line, and answers with lines of JSON.

What takes long is done once, before the first trial: here, reading a table; elsewhere, importing a library or loading
a data set onto a GPU.
"""
import csv
import json
import sys

with open("data/nile_windows.csv", encoding="utf-8") as table:
    rows = [[float(value) for value in row] for row in list(csv.reader(table))[1:]]
split = len(rows) * 3 // 4


def error(rows, weights):
    """The root of the mean squared error of a weighted mean of the years before."""
    total = sum(weights)
    errors = [sum(w * x for w, x in zip(weights, row)) / total - row[-1] for row in rows]
    return (sum(e * e for e in errors) / len(errors)) ** 0.5


for line in sys.stdin:
    request = json.loads(line)
    trial = request["trial"]
    if request.get("stop"):
        continue                    # this trial is over already: they take no time
    parameters = request["parameters"]
    # The years before count less and less, and only so many of them.
    weights = [parameters["decay"] ** i if i < parameters["years"] else 0.0 for i in range(4)][::-1]
    print(json.dumps({"trial": trial, "step": 1, "val_error": error(rows[:split], weights)}), flush=True)
    print(json.dumps({"trial": trial, "step": 2, "val_error": error(rows[split:], weights), "done": True}), flush=True)
