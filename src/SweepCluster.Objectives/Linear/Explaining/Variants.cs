using SweepCluster.Training.Model;
using static SweepCluster.Training.Diagnosis.TriedSettings;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>A trial's settings with one of them changed, by growing factors.</summary>
internal static class Variants
{
    private const double Least = 1e-7;

    /// <summary>Other learning rates, to two digits, rising: up to six decades away.</summary>
    /// <param name="settings">The trial's.</param>
    /// <param name="middle">They lie around it.</param>
    /// <param name="perDecade">How many in a decade.</param>
    /// <param name="decades">How far up and down.</param>
    public static IReadOnlyList<Hyperparameters> OfLearningRate(
        Hyperparameters settings, double middle, int perDecade, int decades) =>
        [.. Around(middle, perDecade, decades, hasMiddle: middle != settings.LearningRate)
            .Select(rate => settings with { LearningRate = rate })];

    /// <summary>Other decays, to two digits, rising, 0 among them; none for an optimizer that has no decay.</summary>
    /// <param name="settings">The trial's.</param>
    /// <param name="perDecade">How many in a decade.</param>
    /// <param name="decades">How far up and down, from a decay that is not 0.</param>
    public static IReadOnlyList<Hyperparameters> OfDecay(Hyperparameters settings, int perDecade, int decades)
    {
        if (!OptimizerCatalog.Of(settings.Optimizer).Defaults.HasDecay)
            return [];
        var decays = settings.Decay > 0
            ? Around(settings.Decay, perDecade, decades).Where(decay => decay <= 1).Prepend(0)
            : Around(Least, perDecade, 7).Where(decay => decay is > Least and <= 1);
        return [.. decays.Select(decay => settings with { Decay = decay })];
    }

    /// <summary>More epochs, to two digits, by a quarter each time.</summary>
    public static IEnumerable<int> OfEpochs(int epochs)
    {
        for (double next = epochs; next < MostEpochs;)
        {
            next = Math.Min(MostEpochs, Math.Max(next + 1, Math.Ceiling(TwoDigits(next * 1.25))));
            yield return (int)next;
        }
    }

    private static IEnumerable<double> Around(double value, int perDecade, int decades, bool hasMiddle = false) =>
        Enumerable.Range(-decades * perDecade, 2 * decades * perDecade + 1)
            .Where(step => step != 0 || hasMiddle)
            .Select(step => TwoDigits(value * Math.Pow(10, (double)step / perDecade)))
            .Where(number => number > 0 && double.IsFinite(number) && (hasMiddle || number != value))
            .Distinct();
}
