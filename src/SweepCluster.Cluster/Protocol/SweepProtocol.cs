using Akka.Actor;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Protocol;

/// <summary>What a client and the coordinator say to each other about sweeps.</summary>
public static class SweepProtocol
{
    /// <summary>A message about one sweep.</summary>
    public interface IAboutSweep
    {
        /// <summary>The sweep.</summary>
        string SweepId { get; }
    }

    /// <summary>Asks for something to happen.</summary>
    public interface ICommand : IAboutSweep;

    /// <summary>Asks for an answer.</summary>
    public interface IQuery : IAboutSweep;

    /// <summary>Answers a command or a query.</summary>
    public interface IReply : IAboutSweep;

    /// <summary>Begin a sweep, or go on with it where its journal ends.</summary>
    /// <param name="SweepId">Names the sweep and its journal.</param>
    /// <param name="Spec">The sweep.</param>
    /// <param name="Fingerprint">Of the sweep and its data.</param>
    /// <param name="Text">The sweep file with every default filled in.</param>
    public sealed record SubmitSweep(string SweepId, SweepSpec Spec, string Fingerprint, string Text) : ICommand;

    /// <summary>Tell the follower of every change from now on, and how it stands now.</summary>
    public sealed record FollowSweep(string SweepId, IActorRef Follower) : ICommand;

    /// <summary>Ask for all results so far.</summary>
    public sealed record GetResults(string SweepId) : IQuery;

    /// <summary>The sweep goes on.</summary>
    public sealed record SweepAccepted(string SweepId) : IReply;

    /// <summary>The journal belongs to another sweep.</summary>
    public sealed record SweepRefused(string SweepId, string Fingerprint) : IReply;

    /// <summary>How a sweep stands.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Account">Where the planned trials are.</param>
    /// <param name="Running">Trials in training.</param>
    /// <param name="Ended">Why the sweep is over; null while it goes on.</param>
    public sealed record SweepProgress(string SweepId, Account Account, long Running, EndReason? Ended) : IReply;

    /// <summary>All results so far.</summary>
    public sealed record SweepResultsReply(string SweepId, SweepResults Results) : IReply;

    /// <summary>The journal cannot be written or read: the sweep stands still, nothing that was recorded is lost.</summary>
    public sealed record SweepInterrupted(string SweepId, string Reason) : IReply;

    /// <summary>No such sweep is known here.</summary>
    public sealed record UnknownSweep(string SweepId) : IReply;
}
