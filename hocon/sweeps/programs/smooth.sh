#!/bin/bash
# Forecasts each value of a series from those before it (Holt's double exponential smoothing). Its two weights come in
# variables; the file is the first argument.
set -eu
awk -F, -v alpha="$SWEEP_PARAM_ALPHA" -v beta="$SWEEP_PARAM_BETA" '
  NR == 2 { level = $2 }
  NR > 2 {
    miss = $2 - (level + trend)
    sum += miss * miss
    before = level
    level = level + trend + alpha * miss
    trend = (1 - beta) * trend + beta * (level - before)
  }
  END { printf "{\"rmse\": %.6f, \"years\": %d}\n", sqrt(sum / (NR - 2)), NR - 2 }
' "$1"
