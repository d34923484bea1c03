"""Optuna driving PyTorch over the grid of hocon/sweeps/keras-decay.hocon: 5 x 5 x 3 = 75 configurations, one epoch each.

GridSampler, two processes that share a study in SQLite, each on one thread. The caller takes the time of the whole
process. Argument: the database file, which must not exist yet. Prints the trials run, those whose RMSE was not a
number, and the best RMSE.
"""
import logging
import math
import multiprocessing
import sys

import optuna
import torch

import sample
from torch_one import train_epoch

GRID = {
    "learning_rate": [0.0001, 0.001, 0.01, 0.03, 0.1],
    "decay": [0, 1e-4, 1e-3, 1e-2, 0.1],
    "batch_size": [8, 32, 128],
}
PROCESSES = 2
STUDY = "keras-decay"


def rmse(trial, x, y):
    initial, decay, batch_size = [trial.suggest_categorical(name, values) for name, values in GRID.items()]
    model = torch.nn.Linear(sample.FEATURES, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=initial, eps=1e-7)
    updates = 0

    def decayed():
        nonlocal updates
        optimizer.param_groups[0]["lr"] = initial / (1 + decay * updates)
        updates += 1

    train_epoch(model, optimizer, x, y, batch_size, decayed)
    with torch.no_grad():
        return math.sqrt(torch.nn.functional.mse_loss(model(x), y).item())


def work(storage):
    torch.set_num_threads(1)
    x = sample.features()
    y = torch.from_numpy(sample.difference(x)).unsqueeze(1)
    x = torch.from_numpy(x)
    study = optuna.load_study(study_name=STUDY, storage=storage, sampler=optuna.samplers.GridSampler(GRID))
    study.optimize(lambda trial: rmse(trial, x, y))


def main():
    optuna.logging.set_verbosity(logging.ERROR)
    storage = f"sqlite:///{sys.argv[1]}"
    study = optuna.create_study(study_name=STUDY, storage=storage, direction="minimize")
    workers = [multiprocessing.Process(target=work, args=(storage,)) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode != 0 for worker in workers):
        sys.exit("A process of the study failed.")
    trials = study.get_trials(deepcopy=False)
    sample.report("optuna-trials", len(trials), "trials")
    sample.report("optuna-nan", sum(trial.state == optuna.trial.TrialState.FAIL for trial in trials), "trials")
    sample.report("optuna-rmse", study.best_value, "rmse")


if __name__ == "__main__":
    main()
