namespace SweepCluster.Cluster.Protocol;

/// <summary>Which versions of what workers and the coordinator say to each other a build understands.</summary>
/// <param name="Oldest">The oldest version.</param>
/// <param name="Newest">The newest version.</param>
/// <remarks>
/// The newest grows with every change that an older build would get wrong: a message that must be understood, a field that
/// must not be passed over. The oldest grows where a build no longer does what an older one needs.
/// </remarks>
public sealed record ProtocolRange(int Oldest, int Newest)
{
    /// <summary>What this build understands.</summary>
    public static ProtocolRange Ours { get; } = new(1, 4);

    /// <summary>What a build understands that tells no version, as those up to 0.2 do.</summary>
    public static ProtocolRange Untold { get; } = new(1, 1);

    /// <summary>Whether a worker can train several packs under one lease, as those from 3 on do.</summary>
    public bool KnowsSeveralPacks => Newest >= 3;

    /// <summary>Whether a worker can give up a part of a pack in training, as those from 4 on do.</summary>
    public bool KnowsSplitting => Newest >= 4;

    /// <summary>Whether there is a version that both understand.</summary>
    public bool Fits(ProtocolRange other) => Oldest <= other.Newest && other.Oldest <= Newest;

    /// <summary>What a worker and a coordinator that do not fit are told; the older of them is to be updated.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="speaks">What it understands.</param>
    /// <param name="coordinator">What the coordinator understands.</param>
    public static string Misfit(string worker, ProtocolRange speaks, ProtocolRange coordinator) =>
        $"worker {worker} speaks protocol {speaks}, its coordinator {coordinator}: update "
        + (speaks.Newest < coordinator.Oldest ? "the worker" : "the coordinators");

    /// <inheritdoc/>
    public override string ToString() => Oldest == Newest ? $"{Newest}" : $"{Oldest} to {Newest}";
}
