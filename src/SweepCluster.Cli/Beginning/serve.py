"""The program of serve.hocon: put your own training in its place."""
import json
import random
import sys

# Import libraries and read data here, once: no trial waits for that.


def answer(trial, **more):
    print(json.dumps({"trial": trial, **more}), flush=True)


def train(trial, parameters, seed):
    """Gradient descent to the least point of a valley that is twenty times as steep one way as the other."""
    chance = random.Random(seed)
    x, y = chance.uniform(1, 2), chance.uniform(1, 2)
    speed_x = speed_y = 0.0
    for epoch in range(1, 31):
        speed_x = parameters["momentum"] * speed_x - parameters["learning-rate"] * x
        speed_y = parameters["momentum"] * speed_y - parameters["learning-rate"] * y / 20
        x, y = x + speed_x, y + speed_y
        # Each line with the metric is a point of the trial's curve; the last one counts.
        answer(trial, epoch=epoch, val_error=x * x + y * y / 20)


# A request is a line of JSON; after the last one, standard input ends.
for line in sys.stdin:
    request = json.loads(line)
    if request.get("stop"):
        continue    # A trial is asked to stop; here, it is over before that can be read.
    try:
        train(request["trial"], request["parameters"], request["seed"])
        answer(request["trial"], done=True)
    except ArithmeticError as cause:
        answer(request["trial"], failed=str(cause))
