"""A small network of PyTorch that learns a CSV file's last column; goes on from its checkpoint if there is one."""
import argparse
import csv
import json
import os

import torch

parser = argparse.ArgumentParser()
parser.add_argument("table")
parser.add_argument("--hidden", required=True, help="units of each hidden layer, such as 16,8")
parser.add_argument("--learning-rate", type=float, required=True)
parser.add_argument("--epochs", type=int, default=40)
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_args()

with open(options.table, newline="") as table:
    rows = [[float(cell) / 1000 for cell in row] for row in list(csv.reader(table))[1:]]
data = torch.tensor(rows)
held_out = len(rows) // 5
train, validation = data[:-held_out], data[-held_out:]

torch.manual_seed(options.seed)
torch.use_deterministic_algorithms(True)
layers, width = [], data.shape[1] - 1
for units in map(int, options.hidden.split(",")):
    layers += [torch.nn.Linear(width, units), torch.nn.Tanh()]
    width = units
model = torch.nn.Sequential(*layers, torch.nn.Linear(width, 1))
optimizer = torch.optim.Adam(model.parameters(), lr=options.learning_rate)
epoch = 0

state = os.path.join(os.environ["SWEEP_CHECKPOINT_DIR"], "state.pt")
if os.path.exists(state):
    kept = torch.load(state)
    epoch = kept["epoch"]
    model.load_state_dict(kept["model"])
    optimizer.load_state_dict(kept["optimizer"])


def loss(rows):
    return torch.nn.functional.mse_loss(model(rows[:, :-1]), rows[:, -1:])


while epoch < options.epochs:
    epoch += 1
    optimizer.zero_grad()
    loss(train).backward()
    optimizer.step()
    with torch.no_grad():
        print(json.dumps({"epoch": epoch, "val_error": loss(validation).sqrt().item()}))
    # First it says the epoch, then it keeps it: whole under another name, and renamed into place.
    torch.save({"epoch": epoch, "model": model.state_dict(), "optimizer": optimizer.state_dict()}, state + ".new")
    os.replace(state + ".new", state)
