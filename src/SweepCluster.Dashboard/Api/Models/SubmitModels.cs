using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Api.Models;

/// <summary>A sweep that the cluster has accepted.</summary>
/// <param name="Id">The ID that the cluster knows it by.</param>
/// <param name="SameAs">The newest sweep with the same content and the same data; null if there was none.</param>
internal sealed record AcceptedModel(string Id, string? SameAs);

/// <summary>The reply to a command that was carried out.</summary>
internal sealed record DoneModel(string Id, string Done);

/// <summary>A sweep to submit or to check, as JSON; with data, it comes as a multipart form instead.</summary>
/// <param name="Sweep">The text of the sweep file.</param>
/// <param name="Priority">Its share of the slots, from 1 to 1000.</param>
internal sealed record SweepToSend(string Sweep, int Priority = 1);

/// <summary>What is wrong with a sweep, and what it would take.</summary>
/// <param name="Problems">Empty if the sweep can be submitted.</param>
/// <param name="Plan">What it would take; null if something is wrong.</param>
internal sealed record CheckModel(IReadOnlyList<ProblemModel> Problems, PlanModel? Plan);

/// <summary>What a sweep would take.</summary>
/// <param name="Data">In words, the data that were read: rows, columns, and how many rows are held out.</param>
/// <param name="Trials">Its trials.</param>
/// <param name="Packs">The packs that the cluster's slots would train.</param>
/// <param name="Updates">The updates of all its trials.</param>
/// <param name="Bytes">Memory of one process with all the slots.</param>
/// <param name="Seconds">Training time on that many slots of this machine's speed.</param>
/// <param name="Slots">The cluster's slots.</param>
/// <param name="Expected">How its trials are expected to end, in words.</param>
internal sealed record PlanModel(
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
internal sealed record ProblemModel(string Where, int? Line, string Subject, string What)
{
    /// <summary>The model of a problem.</summary>
    public static ProblemModel Of(Problem problem) => new(
        problem.Where,
        int.TryParse(problem.Where.AsSpan(problem.Where.LastIndexOf(':') + 1), out var line) ? line : null,
        problem.Subject,
        problem.What);
}
