using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.State;

/// <summary>The versions that a sweep's results rest on: a build with others must not add to them.</summary>
/// <param name="Order">Of the order of trials (<see cref="TrialOrder.Version"/>): journals hold places in it.</param>
/// <param name="Arithmetic">Of the arithmetic of its trials (<see cref="IObjectiveKind.ArithmeticVersion"/>).</param>
public readonly record struct PlanVersions(int Order, int Arithmetic)
{
    /// <summary>Those of sweeps that began before versions were recorded.</summary>
    public static PlanVersions First { get; } = new(1, 1);

    /// <summary>Those of this build.</summary>
    public static PlanVersions Of(IObjectiveKind kind) => new(TrialOrder.Version, kind.ArithmeticVersion);

    /// <summary>How they differ from those of this build, in words; null if they do not.</summary>
    /// <param name="kind">The kind of objective.</param>
    public string? Difference(IObjectiveKind kind)
    {
        var here = Of(kind);
        if (Arithmetic != here.Arithmetic)
            return $"its trials are of version {Arithmetic} of the {kind.Word} arithmetic, "
                + $"and this is version {here.Arithmetic}";
        return Order != here.Order
            ? $"its trials are in version {Order} of their order, and this is version {here.Order}"
            : null;
    }
}
