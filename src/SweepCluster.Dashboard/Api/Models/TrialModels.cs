using System.Text.Json.Nodes;
using SweepCluster.Sweeps.State;

namespace SweepCluster.Dashboard.Api.Models;

/// <summary>A page of the ranked table.</summary>
/// <param name="Columns">As in summary.csv.</param>
/// <param name="Total">Trials that fulfil the conditions.</param>
/// <param name="Skip">Trials before the first one here.</param>
/// <param name="Trials">One object per trial; its keys are the columns.</param>
internal sealed record TrialsModel(
    IReadOnlyList<string> Columns, int Total, int Skip, IReadOnlyList<JsonObject> Trials);

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
internal sealed record TrialModel(
    JsonObject Trial,
    IReadOnlyList<double> Rmse,
    IReadOnlyList<double> ValidationRmse,
    IReadOnlyList<double> Steps,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Curves,
    IReadOnlyList<AttemptModel> Attempts,
    IReadOnlyList<string>? Explanation);

/// <summary>One attempt at a trial.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Node">The node that trained.</param>
/// <param name="StartedAt">When the training began.</param>
/// <param name="Seconds">The trial's share of its pack's training time.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why it failed; null otherwise.</param>
internal sealed record AttemptModel(
    int Number, string Node, DateTimeOffset StartedAt, double Seconds, AttemptOutcome Outcome, string? Reason);
