using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>How a sweep's trials are expected to end, and which cannot converge, before any training.</summary>
/// <param name="LookedAt">The trials that were looked at, in words.</param>
/// <param name="Verdicts">How many of them are expected to end in each verdict.</param>
/// <param name="HopelessTrials">Those that cannot converge, by id.</param>
internal sealed record Prospects(
    string LookedAt,
    IReadOnlyDictionary<Verdict, int> Verdicts,
    IReadOnlyList<(Trial Trial, TrialForecast Forecast)> HopelessTrials)
{
    private const int MostForecasts = 20_000;

    /// <summary>What to say if no trial is hopeless.</summary>
    public string NothingInTheWay => $"Nothing known keeps any of {LookedAt} from converging.";

    /// <summary>Looks at a sweep's trials, or at a sample from its whole search space if it is very large.</summary>
    public static Prospects Of(SweepSpec spec, LinearObjective trainer)
    {
        var order = ExpectedTrials.Of(spec);
        var forecasts = EvenSample.Of(order.Count, MostForecasts, spec.Seed).Select(place => order[place])
            .Select(trial => (Trial: trial, Forecast: trainer.Forecast(trial))).ToList();
        return new(
            forecasts.Count == spec.Planned && !spec.Search.IsInOrder
                ? CountWords.Of(forecasts.Count, "trial")
                : $"a sample of {Quantities.Count(forecasts.Count)} trials",
            forecasts.Where(trial => trial.Forecast.Verdict is not null)
                .GroupBy(trial => trial.Forecast.Verdict!.Value)
                .ToDictionary(group => group.Key, group => group.Count()),
            [.. forecasts.Where(trial => trial.Forecast.CannotArrive).OrderBy(trial => trial.Trial.Id)]);
    }
}
