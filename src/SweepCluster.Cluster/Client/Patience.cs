using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Client;

/// <summary>How long a client waits for what it asked.</summary>
/// <param name="Silence">How long nobody may answer.</param>
/// <param name="Trouble">How long the cluster may answer that it cannot use its journal.</param>
public sealed record Patience(TimeSpan Silence, TimeSpan Trouble)
{
    // Who waits for a sweep outwaits a disk that is cleared, and a coordinator that is started again on another machine.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    /// <summary>For who waits for a sweep that the cluster has.</summary>
    public static Patience Following { get; } = new(Long, Long) { TellsAfter = TimeSpan.FromSeconds(3) };

    /// <summary>How long the cluster may answer that its journal has not answered it yet.</summary>
    public TimeSpan Slowness { get; init; } = Trouble;

    /// <summary>Hears each time why there is no answer yet.</summary>
    public Action<Waiting> Tell { get; init; } = _ => { };

    /// <summary>How long a silence is no news: an answer may be late, and tell why itself.</summary>
    public TimeSpan TellsAfter { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>For a question that wants its answer now.</summary>
    /// <param name="silence">How long nobody may answer.</param>
    public static Patience For(TimeSpan silence) => new(silence, TimeSpan.Zero);

    /// <summary>How long what was answered may be outwaited; none of what waiting does not mend.</summary>
    internal TimeSpan For(SweepProtocol.SweepInterrupted trouble) => trouble switch
    {
        { IsDamaged: true } => TimeSpan.Zero,
        { IsWaiting: true } => Slowness,
        _ => Trouble,
    };

    /// <summary>For what begins a long wait: it outwaits trouble, and no silence longer than others do.</summary>
    /// <param name="silence">How long nobody may answer.</param>
    public static Patience Beginning(TimeSpan silence) => new(silence, Long);
}

/// <summary>Why there is no answer yet.</summary>
/// <param name="Reason">In words; empty where nobody answers at all.</param>
public sealed record Waiting(string Reason)
{
    /// <summary>Nobody answers.</summary>
    public static Waiting NoAnswer { get; } = new("");

    /// <summary>Whether nobody answers at all.</summary>
    public bool IsAway => Reason.Length == 0;
}
