using System.Collections.Immutable;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Decisions;

/// <summary>What a sweep answers.</summary>
public interface ISweepReply;

/// <summary>The replies of a sweep.</summary>
public static class SweepReplies
{
    /// <summary>Done, now or before.</summary>
    public sealed record Done : ISweepReply;

    /// <summary>Train these, from the checkpoint if there is one.</summary>
    public sealed record PackGranted(Lease Lease, PackCheckpoint? Checkpoint) : ISweepReply
    {
        /// <summary>The trials, if a sampler proposed them; none of a grid, whose places tell them.</summary>
        public ImmutableArray<Trial> Proposed { get; init; } = [];
    }

    /// <summary>Nothing to train now; ask again later.</summary>
    public sealed record NothingOpen : ISweepReply;

    /// <summary>The sweep is over, and what was asked for cannot happen any more.</summary>
    public sealed record SweepOver : ISweepReply;

    /// <summary>These trials are no longer yours; stop training them.</summary>
    public sealed record LeaseLost : ISweepReply;

    /// <summary>So many trials are open again, now or since the request first came.</summary>
    /// <param name="Trials">How many.</param>
    /// <param name="LetsWorkersBack">Whether workers that were excluded may try again.</param>
    public sealed record Reopened(long Trials, bool LetsWorkersBack = false) : ISweepReply;

    /// <summary>Another sweep already stands here.</summary>
    public sealed record OtherSweep(string Fingerprint) : ISweepReply;
}
