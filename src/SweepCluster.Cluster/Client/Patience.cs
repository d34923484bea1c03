using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Client;

/// <summary>How long a client waits for its answer.</summary>
/// <param name="Silence">How long the cluster may stay silent.</param>
/// <param name="Outage">How long the cluster may answer that it cannot use its journal.</param>
public sealed record Patience(TimeSpan Silence, TimeSpan Outage)
{
    // Long enough for somebody to clear a full disk, or to start a coordinator again on another machine.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <summary>For a client that follows a sweep to its end.</summary>
    public static Patience Following { get; } = new(Long, Long) { TellsAfter = TimeSpan.FromSeconds(3) };

    /// <summary>How long the cluster may answer that it still waits for its journal.</summary>
    public TimeSpan Slowness { get; init; } = Outage;

    /// <summary>Hears why there is no answer yet, each time.</summary>
    public Action<Waiting> Tell { get; init; } = _ => { };

    /// <summary>How long to keep quiet about a silence: a late answer may itself say why.</summary>
    public TimeSpan TellsAfter { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>For a question that wants its answer now.</summary>
    /// <param name="silence">How long the cluster may stay silent.</param>
    public static Patience For(TimeSpan silence) => new(silence, TimeSpan.Zero);

    /// <summary>How long to wait for this outage to pass; zero if waiting does not help.</summary>
    internal TimeSpan For(SweepProtocol.SweepInterrupted outage) => outage switch
    {
        { IsFinal: true } => TimeSpan.Zero,
        { Kind: OutageKind.Waiting } => Slowness,
        _ => Outage,
    };

    /// <summary>For a request that begins a long wait: patient with an outage, but not with silence.</summary>
    /// <param name="silence">How long the cluster may stay silent.</param>
    public static Patience Beginning(TimeSpan silence) => new(silence, Long);
}

/// <summary>Why there is no answer yet.</summary>
/// <param name="Reason">For the user; empty if nobody answers at all.</param>
public sealed record Waiting(string Reason)
{
    /// <summary>Nobody answers.</summary>
    public static Waiting NoAnswer { get; } = new("");

    /// <summary>Whether nobody answers at all.</summary>
    public bool IsAway => Reason.Length == 0;
}
