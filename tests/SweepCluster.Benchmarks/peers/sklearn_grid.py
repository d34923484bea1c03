"""scikit-learn's GridSearchCV with two processes over 75 configurations of SGDRegressor, one epoch of 240,000 rows each.

A partial comparison: SGDRegressor has no Adam, no RMSE loss and no batches; it makes one update per row by plain SGD on the squared
error, in float64. Its learning rate falls as a power of the updates; the grid is 5 rates x 5 powers x 3 penalties.
Trained and scored on the same rows, without a second fit, as the sweep is. The caller takes the time of the whole process.
"""
from sklearn.linear_model import SGDRegressor
from sklearn.model_selection import GridSearchCV
import numpy as np

import sample

GRID = {
    "eta0": [0.0001, 0.001, 0.01, 0.03, 0.1],
    "power_t": [0.0, 0.1, 0.25, 0.5, 1.0],
    "alpha": [0.0, 1e-6, 1e-4],
}


def main():
    x = sample.features().astype(np.float64)
    y = sample.difference(x)
    everything = np.arange(len(x))
    search = GridSearchCV(
        SGDRegressor(learning_rate="invscaling", max_iter=1, tol=None, random_state=42),
        GRID,
        scoring="neg_root_mean_squared_error",
        cv=[(everything, everything)],
        refit=False,
        n_jobs=2,
    )
    search.fit(x, y)
    sample.report("sklearn-rmse", -search.cv_results_["mean_test_score"].max(), "rmse")


if __name__ == "__main__":
    main()
