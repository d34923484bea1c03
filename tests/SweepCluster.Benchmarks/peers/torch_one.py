"""PyTorch in its usual form: one trial, nn.Linear, autograd, optim.Adam, RMSE of a batch of 8, float32, one thread.

Measures an epoch of 240,000 rows, five times, shuffling included: nanoseconds per update. Batches are slices of a
shuffled copy; a DataLoader would take longer.
"""
import time

import torch

import sample

REPETITIONS = 5
BATCH_SIZE = 8


def train_epoch(model, optimizer, x, y, batch_size, learning_rate=lambda: None):
    """One epoch; learning_rate is called for each update and changes the rate where it decays."""
    order = torch.randperm(len(x))
    x, y = x[order], y[order]
    for features, target in zip(x.split(batch_size), y.split(batch_size)):
        learning_rate()
        optimizer.zero_grad()
        loss = torch.sqrt(torch.nn.functional.mse_loss(model(features), target))
        loss.backward()
        optimizer.step()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(42)
    x = sample.features()
    y = torch.from_numpy(sample.noisy_target(x)).unsqueeze(1)
    x = torch.from_numpy(x)
    model = torch.nn.Linear(sample.FEATURES, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    train_epoch(model, optimizer, x[:8000], y[:8000], BATCH_SIZE)
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        train_epoch(model, optimizer, x, y, BATCH_SIZE)
        seconds = time.perf_counter() - start
        sample.report("torch-1", seconds * 1e9 / (len(x) / BATCH_SIZE), "ns")


if __name__ == "__main__":
    main()
