using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Cluster.Protocol;

/// <summary>What clients and the coordinator say to each other. Every command may be sent twice; it happens once.</summary>
public static class SweepProtocol
{
    /// <summary>The longest text of a sweep that fits a message, in characters.</summary>
    public const int LongestText = 256 * 1024;

    /// <summary>From a client.</summary>
    public interface IFromClient : INetworkMessage;

    /// <summary>To a client.</summary>
    public interface IToClient : INetworkMessage;

    /// <summary>A message about one sweep.</summary>
    public interface IAboutSweep
    {
        /// <summary>The sweep.</summary>
        string SweepId { get; }
    }

    /// <summary>From a client, about one sweep that is known already.</summary>
    public interface IRequest : IFromClient, IAboutSweep;

    /// <summary>From a client, to change a sweep.</summary>
    public interface IChange : IRequest;

    /// <summary>To a client, about one sweep.</summary>
    public interface IReply : IToClient, IAboutSweep;

    /// <summary>Begin a sweep, or go on with it where its journal ends.</summary>
    /// <param name="SweepId">Chosen by the client; names the sweep and its journal.</param>
    /// <param name="Fingerprint">Of the sweep and its data.</param>
    /// <param name="Text">The sweep file with every default filled in.</param>
    /// <param name="Priority">Its share of the slots, against those of other sweeps; at least 1.</param>
    public sealed record SubmitSweep(string SweepId, string Fingerprint, string Text, int Priority)
        : IFromClient, IAboutSweep;

    /// <summary>Tell the follower of every change from now on, and how it stands now; for clients inside the cluster.</summary>
    public sealed record FollowSweep(string SweepId, IActorRef Follower) : IRequest;

    /// <summary>Ask for all results so far, at once; for clients in the coordinator's process.</summary>
    public sealed record GetResults(string SweepId) : IRequest;

    /// <summary>Ask for the next part of the results.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="From">What the client has already.</param>
    public sealed record GetResultsPart(string SweepId, ResultsCursor From) : IRequest;

    /// <summary>Grant nothing more; what is in training is finished.</summary>
    public sealed record PauseSweep(string SweepId) : IChange;

    /// <summary>Go on after a pause.</summary>
    public sealed record ContinueSweep(string SweepId) : IChange;

    /// <summary>Stop at once; trials without a result are cancelled.</summary>
    public sealed record CancelSweep(string SweepId) : IChange;

    /// <summary>Train failed or cancelled trials again.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="RequestId">Chosen by the client, so that a repeated request happens once.</param>
    /// <param name="Which">Which trials.</param>
    public sealed record RetryTrials(string SweepId, string RequestId, RetryWhich Which) : IChange;

    /// <summary>Ask which sweeps there are.</summary>
    public sealed record ListSweeps : IFromClient;

    /// <summary>Ask how one sweep stands.</summary>
    public sealed record GetStatus(string SweepId) : IFromClient, IAboutSweep;

    /// <summary>Ask which nodes there are.</summary>
    public sealed record ListNodes : IFromClient;

    /// <summary>The sweep goes on.</summary>
    public sealed record SweepAccepted(string SweepId) : IReply;

    /// <summary>The request cannot be met; nothing has changed.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Reason">Why, in words.</param>
    public sealed record SweepRefused(string SweepId, string Reason) : IReply;

    /// <summary>What was asked for has happened, now or before.</summary>
    public sealed record Done(string SweepId) : IReply;

    /// <summary>How a sweep stands.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Account">Where the planned trials are.</param>
    /// <param name="Running">Trials in training.</param>
    /// <param name="Ended">Why the sweep is over; null while it goes on.</param>
    /// <param name="Highlights">What it has come to so far.</param>
    public sealed record SweepProgress(
        string SweepId, Account Account, long Running, EndReason? Ended, Highlights Highlights) : IReply
    {
        /// <summary>Whether nothing is granted for now.</summary>
        public bool Paused { get; init; }

        /// <summary>Why it waits for its journal, in words; empty while it does not.</summary>
        public string Problem { get; init; } = "";

        /// <summary>Whether the account is known: not before the journal is read.</summary>
        public bool IsAccountKnown { get; init; } = true;

        /// <summary>Seconds until its end as its packs in training tell; null where nothing tells.</summary>
        public double? SecondsLeft { get; init; }
    }

    /// <summary>All results so far.</summary>
    public sealed record SweepResultsReply(string SweepId, SweepResults Results) : IReply;

    /// <summary>A part of the results.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Part">Results in order of arrival, from the client's cursor on.</param>
    /// <param name="Next">Where the next part begins.</param>
    /// <param name="IsLast">Whether the client has all there is now.</param>
    public sealed record SweepResultsPart(string SweepId, ResultsPart Part, ResultsCursor Next, bool IsLast) : IReply;

    /// <summary>The journal cannot be written or read: the sweep stands still, nothing that was recorded is lost.</summary>
    public sealed record SweepInterrupted(string SweepId, string Reason) : IReply
    {
        /// <summary>Whether the journal is damaged, so that waiting is of no use.</summary>
        public bool IsDamaged { get; init; }

        /// <summary>Whether nothing has failed yet: the journal only takes long to answer.</summary>
        public bool IsWaiting { get; init; }

        /// <summary>Whether another version of this program began the sweep, so that this one must not go on with it.</summary>
        public bool IsOfOtherVersion { get; init; }
    }

    /// <summary>No such sweep is known here.</summary>
    public sealed record UnknownSweep(string SweepId) : IReply;

    /// <summary>Which sweeps there are, oldest first.</summary>
    public sealed record SweepList(ImmutableArray<SweepStatus> Sweeps) : IToClient;

    /// <summary>How one sweep stands.</summary>
    public sealed record StatusReply(string SweepId, SweepStatus Status, string Text, string Fingerprint) : IReply;

    /// <summary>Which nodes there are, by address.</summary>
    public sealed record NodeList(ImmutableArray<NodeStatus> Nodes) : IToClient;
}
