using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>Other learning rates and decays of a trial, to be trained together.</summary>
internal sealed class VariantSet
{
    private readonly Hyperparameters _settings;
    private readonly IReadOnlyList<Hyperparameters> _rates;
    private readonly IReadOnlyList<Hyperparameters> _decays;

    private VariantSet(Hyperparameters settings, double? promising, int perDecade, int decades)
    {
        _settings = settings;
        // Around the trial's own, unless the promising one lies too far from it.
        var isNear = promising is not { } rate || Math.Abs(Math.Log10(rate / settings.LearningRate)) <= decades - 1;
        var middle = isNear ? settings.LearningRate : promising!.Value;
        _rates = Variants.OfLearningRate(settings, middle, perDecade, decades);
        _decays = Variants.OfDecay(settings, Math.Max(1, perDecade / 2), decades);
    }

    /// <summary>What was tried, in words.</summary>
    public string Words => Range("learning rates", _rates, variant => variant.LearningRate)
        + (_decays.Count == 0 ? "" : $", {Range("decays", _decays, variant => variant.Decay)}");

    /// <summary>The finest set that can be measured; null if none can.</summary>
    /// <param name="settings">The trial's settings.</param>
    /// <param name="promising">A learning rate that may do; null if none is known.</param>
    /// <param name="measurement">Trains variants.</param>
    public static VariantSet? Affordable(Hyperparameters settings, double? promising, TrialMeasurement measurement) =>
        new (int PerDecade, int Decades)[] { (6, 5), (2, 3) }
            .Select(fineness => new VariantSet(settings, promising, fineness.PerDecade, fineness.Decades))
            .FirstOrDefault(set => measurement.Affords(set._rates.Count + set._decays.Count));

    /// <summary>The nearest learning rate and the nearest decay that converge, and no decay if that does.</summary>
    public IEnumerable<Hyperparameters> Nearest(TrialMeasurement measurement)
    {
        var converging = measurement.Converging([.. _rates, .. _decays]).ToHashSet();
        foreach (var variants in new[] { _rates, _decays })
            if (Nearest(variants, converging) is { } nearest)
                yield return nearest;
        if (_decays.FirstOrDefault(variant => variant.Decay == 0) is { } constant && converging.Contains(constant))
            yield return constant;
    }

    private static string Range(
        string name, IReadOnlyList<Hyperparameters> rising, Func<Hyperparameters, double> setting) =>
        $"{name} from {Explanation.Number(setting(rising[0]))} to {Explanation.Number(setting(rising[^1]))}";

    // Prefers a variant whose farther neighbour converges too: it did not converge by chance.
    private Hyperparameters? Nearest(IReadOnlyList<Hyperparameters> rising, HashSet<Hyperparameters> converging)
    {
        var higher = rising
            .Where(variant => variant.LearningRate > _settings.LearningRate || variant.Decay > _settings.Decay)
            .ToList();
        var lower = rising.Except(higher).Reverse().ToList();
        var found = new[] { higher, lower }
            .SelectMany(side => side.Select((variant, i) => (
                Variant: variant,
                Converges: converging.Contains(variant),
                IsSteady: i + 1 == side.Count || converging.Contains(side[i + 1]))))
            .Where(variant => variant.Converges)
            .OrderByDescending(variant => variant.IsSteady)
            .ThenBy(variant => Remedy.Factor(_settings, variant.Variant));
        return found.Select(variant => variant.Variant).FirstOrDefault();
    }
}
