"""The program of program.hocon: put your own training in its place."""
import argparse
import json
import random

parser = argparse.ArgumentParser()
parser.add_argument("--learning-rate", type=float, required=True)
parser.add_argument("--momentum", type=float, default=0.0)
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_args()

# Gradient descent to the least point of a valley that is twenty times as steep one way as the other.
chance = random.Random(options.seed)
x, y = chance.uniform(1, 2), chance.uniform(1, 2)
speed_x = speed_y = 0.0
for epoch in range(1, 31):
    speed_x = options.momentum * speed_x - options.learning_rate * x
    speed_y = options.momentum * speed_y - options.learning_rate * y / 20
    x, y = x + speed_x, y + speed_y
    # Each line with the metric is a point of the trial's curve; the last one counts.
    print(json.dumps({"epoch": epoch, "val_error": x * x + y * y / 20}))
