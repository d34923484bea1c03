using SweepCluster.Sweeps.Objectives;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.State;

/// <summary>What a sweep's results rest on besides its file and its data: a build with other versions must not add to them.</summary>
/// <param name="Order">Of the order of trials (<see cref="TrialOrder.Version"/>): journals hold places in it.</param>
/// <param name="Arithmetic">Of the arithmetic of the kind of objective (<see cref="IObjectiveKind.ArithmeticVersion"/>).</param>
public readonly record struct PlanVersions(int Order, int Arithmetic)
{
    /// <summary>Those of sweeps that were begun before versions were written down.</summary>
    public static PlanVersions First { get; } = new(1, 1);

    /// <summary>Those of this build.</summary>
    public static PlanVersions Of(IObjectiveKind kind) => new(TrialOrder.Version, kind.ArithmeticVersion);

    /// <summary>In what they differ from those of this build, in words; null where they do not.</summary>
    /// <param name="kind">The kind of objective.</param>
    public string? Difference(IObjectiveKind kind)
    {
        var here = Of(kind);
        return Arithmetic != here.Arithmetic ? $"its trials are of version {Arithmetic} of the {kind.Word} arithmetic, and this is version {here.Arithmetic}"
            : Order != here.Order ? $"its trials are in version {Order} of their order, and this is version {here.Order}"
            : null;
    }
}
