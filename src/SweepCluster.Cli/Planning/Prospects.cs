using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Cli.Planning;

/// <summary>Which trials of a sweep are known before any training not to converge.</summary>
/// <param name="LookedAt">The trials that were looked at, in words.</param>
/// <param name="InVain">Those that cannot converge, by id.</param>
internal sealed record Prospects(string LookedAt, IReadOnlyList<(Trial Trial, TrialForecast Forecast)> InVain)
{
    private const int MostForecasts = 20_000;

    /// <summary>What to say where there are none.</summary>
    public string NothingInTheWay => $"Nothing known keeps any of {LookedAt} from converging.";

    /// <summary>Looks at the trials of a sweep, in training order; of a very large one at the first.</summary>
    public static Prospects Of(SweepSpec spec, SweepTrainer trainer)
    {
        var order = new TrialOrder(spec);
        var asked = (int)Math.Min(order.Planned, MostForecasts);
        return new(
            asked == order.Planned ? $"{asked} trials" : $"the first {asked} trials looked at",
            [.. Enumerable.Range(0, asked).Select(place => order[place])
                .Select(trial => (Trial: trial, Forecast: trainer.Forecast(trial)))
                .Where(trial => trial.Forecast.CannotArrive)
                .OrderBy(trial => trial.Trial.Id)]);
    }
}
