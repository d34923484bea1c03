using System.Text.Json;
using System.Text.Json.Nodes;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Dashboard.Wording;
using SweepCluster.Problems;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Dashboard.Api.Models;

/// <summary>All sweeps of the cluster, oldest first.</summary>
internal sealed record SweepsForm(IReadOnlyList<SweepForm> Sweeps);

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
internal sealed record SweepForm(
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
internal sealed record SweepDetailsForm(
    SweepForm Sweep, string Objective, string Fingerprint, string SweepFile, IReadOnlyList<LeaderForm> Best);

/// <summary>A trial among the best.</summary>
internal sealed record LeaderForm(long TrialId, double Objective);

/// <summary>A page of the ranked table.</summary>
/// <param name="Columns">As in summary.csv.</param>
/// <param name="Total">Trials that fulfil the conditions.</param>
/// <param name="Skip">Trials before the first one here.</param>
/// <param name="Trials">One object per trial; its keys are the columns.</param>
internal sealed record TrialsForm(IReadOnlyList<string> Columns, int Total, int Skip, IReadOnlyList<JsonObject> Trials);

/// <summary>One trial.</summary>
/// <param name="Trial">Its row of summary.csv.</param>
/// <param name="Rmse">Of a linear layer, its RMSE after each epoch, as in the curves.</param>
/// <param name="ValidationRmse">Of a linear layer, its RMSE over the held-out rows after each epoch, likewise.</param>
/// <param name="Steps">The steps at which the points of its curves were reached.</param>
/// <param name="Curves">Its curves, by the columns of curves.csv; null where a point has no value.</param>
/// <param name="Attempts">Its attempts that have ended.</param>
/// <param name="Explanation">
/// Why it ended as it did, sentence by sentence; null if nobody asked for that or the trial has no result.
/// </param>
internal sealed record TrialForm(
    JsonObject Trial,
    IReadOnlyList<double> Rmse,
    IReadOnlyList<double> ValidationRmse,
    IReadOnlyList<double> Steps,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Curves,
    IReadOnlyList<AttemptForm> Attempts,
    IReadOnlyList<string>? Explanation);

/// <summary>One attempt at a trial.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Node">The node that trained.</param>
/// <param name="StartedAt">When the training began.</param>
/// <param name="Seconds">The trial's share of its pack's training time.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it failed; null otherwise.</param>
internal sealed record AttemptForm(
    int Number, string Node, DateTimeOffset StartedAt, double Seconds, AttemptOutcome Outcome, string? Reason);

/// <summary>What a trial has printed.</summary>
/// <param name="TrialId">The trial.</param>
/// <param name="Attempt">The attempt that printed it, from 1; null if that is not known.</param>
/// <param name="IsRunning">Whether it may print more.</param>
/// <param name="Stdout">The end of its standard output.</param>
/// <param name="Stderr">The end of its standard error.</param>
internal sealed record LogForm(
    long TrialId, int? Attempt, bool IsRunning, LogTextForm Stdout, LogTextForm Stderr)
{
    /// <summary>The form of a log.</summary>
    public static LogForm Of(long trialId, TrialLog log) => new(
        trialId,
        log.Attempt > 0 ? log.Attempt : null,
        log.IsRunning,
        LogTextForm.Of(log.Output),
        LogTextForm.Of(log.Errors));
}

/// <summary>The end of a text.</summary>
/// <param name="Length">How many bytes the whole text has.</param>
/// <param name="Start">How many bytes come before this part.</param>
/// <param name="Text">This part, without control characters.</param>
internal sealed record LogTextForm(long Length, long Start, string Text)
{
    /// <summary>The form of a text.</summary>
    public static LogTextForm Of(LogText text) => new(text.Length, text.Start, LogWords.Text(text));
}

/// <summary>All nodes of the cluster.</summary>
internal sealed record NodesForm(IReadOnlyList<NodeStatus> Nodes);

/// <summary>A sweep that the cluster has accepted.</summary>
/// <param name="Id">The ID that the cluster knows it by.</param>
/// <param name="SameAs">The newest sweep with the same content and the same data; null if there was none.</param>
internal sealed record AcceptedForm(string Id, string? SameAs);

/// <summary>The reply to a command that was carried out.</summary>
internal sealed record DoneForm(string Id, string Done);

/// <summary>A sweep to submit or to check, as JSON; with data, it comes as a multipart form instead.</summary>
/// <param name="Sweep">The text of the sweep file.</param>
/// <param name="Priority">Its share of the slots, from 1 to 1000.</param>
internal sealed record SweepToSend(string Sweep, int Priority = 1);

/// <summary>What is wrong with a sweep, and what it would take.</summary>
/// <param name="Problems">Empty if the sweep can be submitted.</param>
/// <param name="Plan">What it would take; null if something is wrong.</param>
internal sealed record CheckForm(IReadOnlyList<ProblemForm> Problems, PlanForm? Plan);

/// <summary>What a sweep would take.</summary>
/// <param name="Data">In words, the data that were read: rows, columns, and how many rows are held out.</param>
/// <param name="Trials">Its trials.</param>
/// <param name="Packs">The packs that the cluster's slots would train.</param>
/// <param name="Updates">The updates of all its trials.</param>
/// <param name="Bytes">Memory of one process with all the slots.</param>
/// <param name="Seconds">Training time on that many slots of this machine's speed.</param>
/// <param name="Slots">The cluster's slots.</param>
/// <param name="Expected">How its trials are expected to end, in words.</param>
internal sealed record PlanForm(
    string? Data,
    double Trials,
    double Packs,
    double? Updates,
    double? Bytes,
    double? Seconds,
    int Slots,
    IReadOnlyList<string> Expected);

/// <summary>One thing that is wrong with a sweep file or its data.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Line">The line; null if the problem is in none.</param>
/// <param name="Subject">The key or column.</param>
/// <param name="What">What is wrong, and what would be right.</param>
internal sealed record ProblemForm(string Where, int? Line, string Subject, string What)
{
    /// <summary>The form of a problem.</summary>
    public static ProblemForm Of(Problem problem) => new(
        problem.Where,
        int.TryParse(problem.Where.AsSpan(problem.Where.LastIndexOf(':') + 1), out var line) ? line : null,
        problem.Subject,
        problem.What);
}

/// <summary>How the API writes JSON: names are in the style of the columns.</summary>
internal static class ApiJson
{
    /// <summary>For JSON that is read or written outside ASP.NET's own machinery.</summary>
    public static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Set(options);
        return options;
    }

    /// <summary>Makes options follow the API's style.</summary>
    public static void Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.Converters.Add(
            new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
    }
}
