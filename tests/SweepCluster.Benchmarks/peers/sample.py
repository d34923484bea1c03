"""What the Python peers share: the rows they train on, and how they report."""
import numpy as np

FEATURES = 4
ROWS = 240_000


def features():
    """Uniform in [0, 1), as the sweep's own."""
    return np.random.default_rng(42).random((ROWS, FEATURES), dtype=np.float32)


def noisy_target(x):
    """Noise keeps the errors from vanishing however long it is trained."""
    noise = np.random.default_rng(43).random(len(x), dtype=np.float32)
    return x[:, 3] - x[:, 0] + np.float32(0.1) * noise


def difference(x):
    """The target of hocon/sweeps/keras-decay.hocon."""
    return x[:, 3] - x[:, 2]


def report(name, value, unit):
    print(name, value, unit, sep="\t", flush=True)
