using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Api.Models;

/// <summary>All sweeps of the cluster, oldest first.</summary>
internal sealed record SweepsModel(IReadOnlyList<SweepModel> Sweeps);

/// <summary>How a sweep stands.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Phase">
/// queued, running, paused, interrupted, finished, goal-reached, time-up, too-many-failures or cancelled.
/// </param>
/// <param name="IsOver">Whether no further trial will be trained.</param>
/// <param name="Trials">
/// The planned trials by state; as last heard while a coordinator that has just started reads the journal.
/// </param>
/// <param name="TrialsKnown">Whether that is known; if not, all counts but the planned ones are zero.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="Packs">Packs in training.</param>
/// <param name="Priority">Its share of the slots, against those of other sweeps.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Problem">What keeps it from going on; null if nothing does.</param>
/// <param name="SecondsLeft">
/// Until its end, estimated from its packs in training; null if none is, or none has told yet.
/// </param>
/// <param name="Verdicts">Trials per verdict, counted since a coordinator last read its journal.</param>
internal sealed record SweepModel(
    string Id,
    SweepPhase Phase,
    bool IsOver,
    Account Trials,
    bool TrialsKnown,
    long Running,
    int Packs,
    int Priority,
    DateTimeOffset SubmittedAt,
    string? Problem,
    double? SecondsLeft,
    IReadOnlyDictionary<string, long> Verdicts);

/// <summary>One sweep with its file.</summary>
/// <param name="Sweep">How it stands.</param>
/// <param name="Objective">The column that trials are ranked on.</param>
/// <param name="Fingerprint">Of the sweep and its data.</param>
/// <param name="SweepFile">The sweep file with every default filled in.</param>
/// <param name="Best">The best trials so far, best first.</param>
internal sealed record SweepDetailsModel(
    SweepModel Sweep, string Objective, string Fingerprint, string SweepFile, IReadOnlyList<TopTrialModel> Best);

/// <summary>A trial among the best.</summary>
internal sealed record TopTrialModel(long TrialId, double Objective);

/// <summary>All nodes of the cluster.</summary>
internal sealed record NodesModel(IReadOnlyList<NodeStatus> Nodes);
