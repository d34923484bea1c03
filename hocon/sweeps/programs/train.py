"""Learns y from the other columns of a CSV file, by gradient descent with momentum."""
import argparse
import csv
import json
import math
import random

parser = argparse.ArgumentParser()
parser.add_argument("table")
parser.add_argument("--learning-rate", type=float, required=True)
parser.add_argument("--momentum", type=float, required=True)
parser.add_argument("--epochs", type=int, default=100)
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_args()

with open(options.table, newline="") as table:
    rows = [[float(cell) / 1000 for cell in row] for row in list(csv.reader(table))[1:]]
held_out = len(rows) // 5
train, validation = rows[:-held_out], rows[-held_out:]


def predict(weights, row):
    return weights[-1] + sum(w * x for w, x in zip(weights, row))


def error(weights, rows):
    return math.sqrt(sum((predict(weights, row) - row[-1]) ** 2 for row in rows) / len(rows))


chance = random.Random(options.seed)
weights = [chance.uniform(-1, 1) for _ in rows[0]]
velocity = [0.0 for _ in weights]
for epoch in range(1, options.epochs + 1):
    slopes = [0.0 for _ in weights]
    for row in train:
        miss = predict(weights, row) - row[-1]
        for i, x in enumerate(row[:-1] + [1.0]):
            slopes[i] += 2 * miss * x / len(train)
    velocity = [options.momentum * v - options.learning_rate * s for v, s in zip(velocity, slopes)]
    weights = [w + v for w, v in zip(weights, velocity)]
    print(json.dumps({
        "epoch": epoch,
        "train_error": error(weights, train),
        "val_error": error(weights, validation),
    }))
