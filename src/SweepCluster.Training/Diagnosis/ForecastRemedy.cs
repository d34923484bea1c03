using SweepCluster.Training.Model;
using static SweepCluster.Training.Diagnosis.TriedSettings;

namespace SweepCluster.Training.Diagnosis;

/// <summary>
/// The smallest change of one setting, the others kept, that is expected to bring a trial to convergence.
/// </summary>
/// <param name="Epochs">More epochs; null if no practical number is enough.</param>
/// <param name="LearningRate">Another learning rate, to two digits; null if none is enough.</param>
/// <param name="Decay">Another decay, to two digits; null if none is enough.</param>
public sealed record ForecastRemedy(int? Epochs, double? LearningRate, double? Decay)
{
    private const double ReachMargin = 1.25;

    // Measured on clean and on noisy data: 19 in 20 circling trials end within this many floors of the optimum.
    private const double FloorMargin = 2.5;

    // A forecast that was off by more than this factor tells nothing about what comes.
    private const double TrustedRatio = 1.5;

    /// <summary>Tries changes in growing size against the forecast.</summary>
    /// <param name="diagnostician">Knows the data and the start.</param>
    /// <param name="hyperparameters">The trial as it was.</param>
    /// <param name="updatesPerEpoch">Mini-batches per epoch.</param>
    /// <param name="surely">Whether a change must be all but sure to mend the trial; else it may.</param>
    public static ForecastRemedy For(
        Diagnostician diagnostician, Hyperparameters hyperparameters, long updatesPerEpoch, bool surely)
    {
        return new ForecastRemedy(
            FewestEpochs(hyperparameters.Epochs, epochs => Arrives(hyperparameters with { Epochs = epochs })),
            First(Rates(hyperparameters.LearningRate), rate => Arrives(hyperparameters with { LearningRate = rate })),
            OptimizerCatalog.Of(hyperparameters.Optimizer).Defaults.HasDecay
                ? First(Decays(hyperparameters.Decay), decay => Arrives(hyperparameters with { Decay = decay }))
                : null);

        bool Arrives(Hyperparameters changed) =>
            ForecastRemedy.Arrives(diagnostician, changed, changed.Epochs * updatesPerEpoch, surely);
    }

    /// <summary>A trial with each change alone; the change by the smallest factor first.</summary>
    public IReadOnlyList<Hyperparameters> Changes(Hyperparameters trial)
    {
        var changes = new List<(double Factor, Hyperparameters Changed)>();
        if (LearningRate is { } rate && rate != trial.LearningRate)
            changes.Add((Factor(rate, trial.LearningRate), trial with { LearningRate = rate }));
        if (Decay is { } decay && decay != trial.Decay)
            changes.Add((Factor(decay, trial.Decay), trial with { Decay = decay }));
        if (Epochs is { } epochs && epochs != trial.Epochs)
            changes.Add((Factor(epochs, trial.Epochs), trial with { Epochs = epochs }));
        return [.. changes.OrderBy(change => change.Factor).Select(change => change.Changed)];
    }

    /// <summary>
    /// Whether a trial is expected to converge, with some to spare: trials scatter about the forecast.
    /// </summary>
    /// <param name="diagnostician">Knows the data and the start.</param>
    /// <param name="changed">The trial.</param>
    /// <param name="updates">Updates that it makes.</param>
    /// <param name="surely">Whether there is enough to spare for nineteen such trials in twenty.</param>
    public static bool Arrives(Diagnostician diagnostician, Hyperparameters changed, long updates, bool surely)
    {
        var forecast = diagnostician.Forecast(changed, updates);
        return forecast.PredictedExcess <= forecast.Tolerance
            && (surely ? FloorMargin : ReachMargin) * forecast.Floor <= forecast.Tolerance
            && diagnostician.CurveFor(changed).At(forecast.Reach / ReachMargin) <= forecast.Tolerance;
    }

    /// <summary>More epochs, if it was measured how far a trial comes with some.</summary>
    /// <param name="diagnostician">Knows the data and the start.</param>
    /// <param name="tried">The trial with the epochs that were measured.</param>
    /// <param name="updatesPerEpoch">Mini-batches per epoch.</param>
    /// <param name="excess">E after them.</param>
    /// <returns>To two digits; null if no practical number is enough, or the forecast has been wrong.</returns>
    public static int? EpochsBeyond(
        Diagnostician diagnostician, Hyperparameters tried, long updatesPerEpoch, double excess)
    {
        var curve = diagnostician.CurveFor(tried);
        var behind = excess / curve.At(Reach.Of(tried, tried.Epochs * updatesPerEpoch));
        if (behind is not (> 1 / TrustedRatio and < TrustedRatio))
            return null;
        return FewestEpochs(tried.Epochs, epochs =>
        {
            var forecast = diagnostician.Forecast(tried with { Epochs = epochs }, epochs * updatesPerEpoch);
            return FloorMargin * forecast.Floor <= forecast.Tolerance
                && Math.Max(1, behind) * curve.At(forecast.Reach / ReachMargin) <= forecast.Tolerance;
        }) is { } fewest
            ? (int)Math.Min(MostEpochs, TwoDigits(1.05 * fewest))
            : null;
    }

    private static int? FewestEpochs(int epochs, Func<int, bool> arrives)
    {
        var (low, high) = (epochs, epochs);
        while (!arrives(high))
        {
            if (high >= MostEpochs) return null;
            (low, high) = (high, Math.Min(MostEpochs, high * 2));
        }

        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            if (arrives(middle)) high = middle;
            else low = middle;
        }

        return high;
    }

    private static double? First(IEnumerable<double> candidates, Func<double, bool> arrives)
    {
        foreach (var candidate in candidates)
            if (arrives(candidate)) return candidate;
        return null;
    }

    // Up and down in steps of a quarter, the nearest first, over six decades each way.
    private static IEnumerable<double> Rates(double rate)
    {
        for (var factor = 1.0; factor < 1e6; factor *= 1.25)
        {
            yield return TwoDigits(rate * factor);
            yield return TwoDigits(rate / factor);
        }
    }

    private static IEnumerable<double> Decays(double decay) => decay > 0
        ? Rates(decay).Where(candidate => candidate <= 1).Append(0)
        : Rates(1e-6).Where(candidate => candidate is >= 1e-6 and <= 1).Prepend(0);
}
