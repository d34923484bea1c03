using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.TrialLogs;

/// <summary>Keeps the ends of what trials have printed beside the journal, as long as their sweep is known.</summary>
/// <remarks>Calls block on a disk or a database. No result depends on what is kept here.</remarks>
public interface ITrialLogStore
{
    /// <summary>Keeps what an attempt at a trial printed; it replaces that of an earlier attempt.</summary>
    /// <param name="sweepId">The sweep.</param>
    /// <param name="trialId">The trial.</param>
    /// <param name="log">What it printed.</param>
    void Keep(string sweepId, long trialId, TrialLog log);

    /// <summary>What is kept of a trial; null if nothing is, or if it is damaged.</summary>
    /// <param name="sweepId">The sweep.</param>
    /// <param name="trialId">The trial.</param>
    /// <param name="from">From where it is wanted.</param>
    TrialLog? Read(string sweepId, long trialId, LogCursor from);
}

/// <summary>Keeps nothing.</summary>
public sealed class NoLogStore : ITrialLogStore
{
    private NoLogStore()
    {
    }

    /// <summary>The only one.</summary>
    public static NoLogStore Instance { get; } = new();

    /// <inheritdoc/>
    public void Keep(string sweepId, long trialId, TrialLog log)
    {
    }

    /// <inheritdoc/>
    public TrialLog? Read(string sweepId, long trialId, LogCursor from) => null;
}
