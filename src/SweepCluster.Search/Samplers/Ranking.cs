using System.Collections.Immutable;

namespace SweepCluster.Search.Samplers;

/// <summary>Configurations from the best to the worst; those without a loss are the last.</summary>
/// <param name="Order">Their places among those seen; of equal ones the earlier is better.</param>
/// <param name="Finite">How many have a loss that is a finite number.</param>
internal sealed record Ranking(int[] Order, int Finite)
{
    /// <summary>The ranking of what was seen.</summary>
    public static Ranking Of(ImmutableArray<Observation> seen)
    {
        var keys = seen.Select(LossOf).ToArray();
        var order = Enumerable.Range(0, keys.Length).OrderBy(i => keys[i]).ToArray();
        return new Ranking(order, keys.Count(double.IsFinite));
    }

    /// <summary>A loss to rank by: infinite if there is none.</summary>
    public static double LossOf(Observation observation) =>
        observation.Loss is { } loss && double.IsFinite(loss) ? loss : double.PositiveInfinity;
}
