using System.Collections.Immutable;
using Akka.Actor;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Protocol;

/// <summary>The messages between clients and the coordinator.</summary>
/// <remarks>Every command may be sent twice; it happens once.</remarks>
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

    /// <summary>From a client, about one known sweep.</summary>
    public interface IRequest : IFromClient, IAboutSweep;

    /// <summary>From a client, to change a sweep.</summary>
    public interface IChange : IRequest;

    /// <summary>To a client, about one sweep.</summary>
    public interface IReply : IToClient, IAboutSweep;

    /// <summary>Begin a sweep, or go on where its journal ends.</summary>
    /// <param name="SweepId">Chosen by the client; names the sweep and its journal.</param>
    /// <param name="Fingerprint">The fingerprint of the sweep and its data.</param>
    /// <param name="Text">The sweep file with every default filled in.</param>
    /// <param name="Priority">The weight of its share of the slots; at least 1.</param>
    public sealed record SubmitSweep(string SweepId, string Fingerprint, string Text, int Priority)
        : IFromClient, IAboutSweep
    {
        /// <summary>
        /// What the text says, once somebody in this process has read it; the wire carries the text alone.
        /// </summary>
        public SweepSpec? Spec { get; init; }
    }

    /// <summary>Tell the follower the progress now and at every change; for clients inside the cluster.</summary>
    public sealed record FollowSweep(string SweepId, IActorRef Follower) : IRequest;

    /// <summary>Ask for all results so far, at once; for clients in the coordinator's process.</summary>
    public sealed record GetResults(string SweepId) : IRequest;

    /// <summary>Ask for the next part of the results.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="From">What the client has already.</param>
    public sealed record GetResultsPart(string SweepId, ResultsCursor From) : IRequest;

    /// <summary>Ask what a trial has printed, or for a part of it.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="TrialId">The trial.</param>
    /// <param name="From">From where it is wanted.</param>
    public sealed record GetTrialLog(string SweepId, long TrialId, LogCursor From) : IRequest;

    /// <summary>Grant nothing more; trials in training finish.</summary>
    public sealed record PauseSweep(string SweepId) : IChange;

    /// <summary>Go on after a pause.</summary>
    public sealed record ResumeSweep(string SweepId) : IChange;

    /// <summary>Stop at once; trials without a result are cancelled.</summary>
    public sealed record CancelSweep(string SweepId) : IChange;

    /// <summary>Train failed or cancelled trials again.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="RequestId">Chosen by the client, so that a repeated request happens once.</param>
    /// <param name="Which">Which trials.</param>
    public sealed record RetryTrials(string SweepId, string RequestId, RetryWhich Which) : IChange;

    /// <summary>Ask which sweeps there are.</summary>
    public sealed record ListSweeps : IFromClient;

    /// <summary>Ask for one sweep's status.</summary>
    public sealed record GetStatus(string SweepId) : IFromClient, IAboutSweep;

    /// <summary>Ask which nodes there are.</summary>
    public sealed record ListNodes : IFromClient;

    /// <summary>The sweep goes on.</summary>
    public sealed record SweepAccepted(string SweepId) : IReply;

    /// <summary>The coordinator cannot do what was asked; nothing has changed.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Reason">Why, for the user.</param>
    public sealed record SweepRefused(string SweepId, string Reason) : IReply;

    /// <summary>What was asked for has happened, now or earlier.</summary>
    public sealed record Done(string SweepId) : IReply;

    /// <summary>A sweep's progress.</summary>
    /// <param name="SweepId">The sweep.</param>
    /// <param name="Account">The number of planned trials in each state.</param>
    /// <param name="Running">Trials in training.</param>
    /// <param name="Ended">Why the sweep is over; null while it goes on.</param>
    /// <param name="Highlights">Its best results so far.</param>
    public sealed record SweepProgress(
        string SweepId, Account Account, long Running, EndReason? Ended, Highlights Highlights) : IReply
    {
        /// <summary>Whether the sweep grants nothing for now.</summary>
        public bool Paused { get; init; }

        /// <summary>Why it waits for its journal; empty while it does not.</summary>
        public string Problem { get; init; } = "";

        /// <summary>Whether the account is known, which it is once the journal has been read.</summary>
        public bool IsAccountKnown { get; init; } = true;

        /// <summary>Seconds until its end, estimated from its packs in training; null if unknown.</summary>
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

    /// <summary>What a trial has printed, or a part of it.</summary>
    public sealed record TrialLogReply(string SweepId, TrialLog Log) : IReply;

    /// <summary>The journal cannot be written or read: the sweep stands still; recorded results stay.</summary>
    public sealed record SweepInterrupted(string SweepId, string Reason) : IReply
    {
        /// <summary>How the journal is out of use.</summary>
        public OutageKind Kind { get; init; }

        /// <summary>Whether waiting is useless.</summary>
        public bool IsFinal => Kind is OutageKind.Damage or OutageKind.OtherVersion;
    }

    /// <summary>The coordinator knows no such sweep.</summary>
    public sealed record UnknownSweep(string SweepId) : IReply;

    /// <summary>All sweeps, oldest first.</summary>
    public sealed record SweepList(ImmutableArray<SweepStatus> Sweeps) : IToClient;

    /// <summary>One sweep's status.</summary>
    public sealed record StatusReply(string SweepId, SweepStatus Status, string Text, string Fingerprint) : IReply;

    /// <summary>All nodes, by address.</summary>
    public sealed record NodeList(ImmutableArray<NodeStatus> Nodes) : IToClient;
}
