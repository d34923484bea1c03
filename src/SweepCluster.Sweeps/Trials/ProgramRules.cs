using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Trials;

/// <summary>Which programs trials may run on a machine, and as whom.</summary>
/// <param name="Allowed">Full paths of programs, and of folders with a slash at the end; empty for any program.</param>
/// <param name="User">The user that programs run as; null for that of this process.</param>
public sealed record ProgramRules(ImmutableArray<string> Allowed, ProgramUser? User)
{
    /// <summary>Any program, as the user of this process.</summary>
    public static ProgramRules Any { get; } = new([], null);
}

/// <summary>A user of the machine.</summary>
/// <param name="Name">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="Group">The number of the user's group.</param>
/// <param name="Home">The user's folder.</param>
public sealed record ProgramUser(string Name, uint Id, uint Group, string Home);
