# Fits a local regression to a CSV file's last column, by the column before it, and prints how well it predicts.
arguments <- commandArgs(trailingOnly = TRUE)
value <- function(name) {
  prefix <- paste0("--", name, "=")
  as.numeric(sub(prefix, "", arguments[startsWith(arguments, prefix)], fixed = TRUE))
}
rows <- read.csv(arguments[1])
data <- data.frame(x = rows[[ncol(rows) - 1]], y = rows[[ncol(rows)]])
held <- seq(5, nrow(data), by = 5)
model <- loess(y ~ x, data[-held, ], span = value("span"), degree = value("degree"),
               control = loess.control(surface = "direct"))
error <- sqrt(mean((predict(model, data[held, ]) - data$y[held])^2))
cat(sprintf('{"val_error": %.10g}\n', error))
