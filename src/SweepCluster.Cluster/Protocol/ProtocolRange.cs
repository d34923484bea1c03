namespace SweepCluster.Cluster.Protocol;

/// <summary>The versions of the workers' protocol that a build understands.</summary>
/// <param name="Oldest">The oldest version.</param>
/// <param name="Newest">The newest version.</param>
/// <remarks>
/// The newest grows with every change that an older build would get wrong: a message that must be understood, a field
/// that must not be ignored. The oldest grows when a build no longer does what an older one needs.
/// </remarks>
public sealed record ProtocolRange(int Oldest, int Newest)
{
    /// <summary>What this build understands.</summary>
    public static ProtocolRange Ours { get; } = new(1, 5);

    /// <summary>The range of a build that tells none: all up to 0.2.</summary>
    public static ProtocolRange Untold { get; } = new(1, 1);

    /// <summary>Whether a worker can train several packs under one lease: from version 3.</summary>
    public bool KnowsSeveralPacks => Newest >= 3;

    /// <summary>Whether a worker can give up a part of a pack in training: from version 4.</summary>
    public bool KnowsSplitting => Newest >= 4;

    /// <summary>Whether a worker can give a pack several of its slots: from version 5.</summary>
    public bool KnowsResources => Newest >= 5;

    /// <summary>Whether a worker knows trials that a sampler proposed: from version 5.</summary>
    public bool KnowsProposals => Newest >= 5;

    /// <summary>Whether a worker can tell which of the trials of a lease failed: from version 5.</summary>
    public bool KnowsFailedTrials => Newest >= 5;

    /// <summary>Whether both understand some common version.</summary>
    public bool Fits(ProtocolRange other) => Oldest <= other.Newest && other.Oldest <= Newest;

    /// <summary>The message about a worker and a coordinator without a common version; says which to update.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="speaks">What it understands.</param>
    /// <param name="coordinator">What the coordinator understands.</param>
    public static string Misfit(string worker, ProtocolRange speaks, ProtocolRange coordinator) =>
        $"worker {worker} speaks protocol {speaks}, its coordinator {coordinator}: update "
        + (speaks.Newest < coordinator.Oldest ? "the worker" : "the coordinators");

    /// <inheritdoc/>
    public override string ToString() => Oldest == Newest ? $"{Newest}" : $"{Oldest} to {Newest}";
}
