// Forecasts each row's last column of a CSV file as the weighted mean of those before it; the nearest weigh most.
using System.Globalization;

var table = args[0];
var decay = double.Parse(args.First(argument => argument.StartsWith("--decay="))["--decay=".Length..],
    CultureInfo.InvariantCulture);
var squares = 0.0;
var rows = 0;
foreach (var line in File.ReadLines(table).Skip(1))
{
    var cells = line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
    var weights = Enumerable.Range(1, cells.Length - 1).Select(back => Math.Pow(decay, back)).ToArray();
    var forecast = weights.Select((weight, i) => weight * cells[^(i + 2)]).Sum() / weights.Sum();
    squares += (forecast - cells[^1]) * (forecast - cells[^1]);
    rows++;
}

Console.WriteLine(FormattableString.Invariant($"{{\"rmse\": {Math.Sqrt(squares / rows)}}}"));
