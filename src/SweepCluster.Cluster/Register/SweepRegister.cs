using System.Collections.Immutable;
using static SweepCluster.Cluster.Register.RegisterEvents;

namespace SweepCluster.Cluster.Register;

/// <summary>A sweep that the register knows.</summary>
/// <param name="Admitted">How it came into the register.</param>
/// <param name="Closed">How it ended; null while it goes on.</param>
public sealed record RegisteredSweep(SweepAdmitted Admitted, SweepClosed? Closed);

/// <summary>All sweeps in the order in which they came. Immutable; only events change it.</summary>
public sealed record SweepRegister(ImmutableList<RegisteredSweep> Sweeps)
{
    /// <summary>No sweep.</summary>
    public static SweepRegister Empty { get; } = new(ImmutableList<RegisteredSweep>.Empty);

    /// <summary>The sweep with this ID; null if there is none.</summary>
    public RegisteredSweep? Find(string sweepId) => Sweeps.Find(sweep => sweep.Admitted.SweepId == sweepId);

    /// <summary>The register after an event.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The event is unknown: going on without it would lose a sweep.
    /// </exception>
    public SweepRegister Apply(IRegisterEvent registerEvent) => registerEvent switch
    {
        SweepAdmitted admitted => new(Sweeps.Add(new RegisteredSweep(admitted, null))),
        SweepClosed closed => With(closed.SweepId, closed),
        SweepReopened reopened => With(reopened.SweepId, null),
        _ => throw new ArgumentOutOfRangeException(
            nameof(registerEvent), registerEvent, "No such event of the register."),
    };

    private SweepRegister With(string sweepId, SweepClosed? closed)
    {
        var index = Sweeps.FindIndex(sweep => sweep.Admitted.SweepId == sweepId);
        return new(Sweeps.SetItem(index, Sweeps[index] with { Closed = closed }));
    }
}
