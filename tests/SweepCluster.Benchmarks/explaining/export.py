#!/usr/bin/env python3
"""Writes real data sets as CSV files, the target in the last column: those of scikit-learn, statsmodels and vega-datasets.

Usage: export.py FOLDER [VEGA], where VEGA is the folder node_modules/vega-datasets/data of `npm install vega-datasets@2`.
Needs Debian's python3-sklearn, python3-statsmodels and python3-pandas. Rows with an empty cell are left out, and series become
windows of four values and the one after them.
"""

import pathlib
import sys

import pandas as pd
import sklearn.datasets
import statsmodels.datasets

SKLEARN = ["diabetes", "iris", "wine", "breast_cancer", "linnerud"]

# The target of each table, and the column of each series.
STATSMODELS = {
    "longley": "TOTEMP", "stackloss": "STACKLOSS", "macrodata": "realgdp", "ccard": "AVGEXP", "copper": "WORLDCONSUMPTION",
    "engel": "foodexp", "grunfeld": "invest", "randhie": "mdvis", "star98": "NABOVE", "scotland": "YES", "spector": "GRADE",
    "statecrime": "murder", "strikes": "duration", "modechoice": "gc", "committee": "BILLS104",
    "fair": "affairs", "heart": "survival", "anes96": "vote", "cancer": "cancer", "cpunish": "EXECUTIONS",
    "interest_inflation": "R", "danish_data": "lrm",
}
SERIES = {"nile": "volume", "sunspots": "SUNACTIVITY", "co2": "co2"}

VEGA = {
    "cars": ("cars.json", "Miles_per_Gallon"), "penguins": ("penguins.json", "Body Mass (g)"),
    "gapminder": ("gapminder.json", "life_expect"), "weather": ("seattle-weather.csv", "temp_max"), "airports": ("airports.csv", "latitude"),
    "driving": ("driving.json", "gas"), "health": ("gapminder-health-income.csv", "health"),
    "anscombe": ("anscombe.json", "Y"),
}


def write(folder, name, table, target):
    table = table.select_dtypes("number").dropna()
    features = [column for column in table.columns if column != target]
    if not features or len(table) < 10:
        raise ValueError(f"{len(table)} rows, {len(features)} features")
    table = table[[*features, target]]
    table.columns = [f"x{i}" for i in range(len(features))] + ["y"]
    table.to_csv(folder / f"{name}.csv", index=False)


def windows(series):
    return pd.DataFrame({f"lag{lag}": series.shift(lag) for lag in (4, 3, 2, 1)} | {"value": series}).dropna()


def tables(vega):
    for name in SKLEARN:
        bunch = getattr(sklearn.datasets, f"load_{name}")(as_frame=True)
        target = bunch.target if bunch.target.ndim == 1 else bunch.target.iloc[:, 0]
        yield name, lambda bunch=bunch, target=target: bunch.data.assign(target_of_all=target), "target_of_all"
    for name, target in STATSMODELS.items():
        yield name, lambda name=name: getattr(statsmodels.datasets, name).load_pandas().data, target
    for name, column in SERIES.items():
        yield name, lambda name=name, column=column: windows(
            getattr(statsmodels.datasets, name).load_pandas().data[column].reset_index(drop=True)), "value"
    for name, (file, target) in VEGA.items() if vega else ():
        path = vega / file
        yield name, lambda path=path: pd.read_json(path) if path.suffix == ".json" else pd.read_csv(path), target
    if vega:
        stocks = pd.read_csv(vega / "stocks.csv")
        yield "stocks", lambda: windows(stocks[stocks.symbol == "MSFT"].price.reset_index(drop=True)), "value"


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, load, target in tables(pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None):
        try:
            write(folder, name, load(), target)
        except Exception as cause:  # one that cannot be had is told and left out
            print(f"{name}: left out, {cause!r}", file=sys.stderr)
    print(f"{len(list(folder.glob('*.csv')))} data sets in {folder}")


main()
