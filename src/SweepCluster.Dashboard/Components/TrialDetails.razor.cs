using Microsoft.AspNetCore.Components;
using SweepCluster.Cluster.Client;
using SweepCluster.Dashboard.Explaining;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Report.Drawing;
using SweepCluster.Dashboard.Report.Grids;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Outcomes;

namespace SweepCluster.Dashboard.Components;

/// <summary>One trial: why it ended as it did, its curve, its numbers, its attempts.</summary>
public sealed partial class TrialDetails
{
    private SweepSnapshot _sweep = SweepSnapshot.Nothing;
    private TrialView? _trial;
    private TrialOutcome? _explained;
    private IReadOnlyList<string> _sentences = [];
    private string? _curve;
    private bool _isFinite;
    private string _metric = "";
    private string _problem = "";

    /// <summary>The trial.</summary>
    [Parameter, EditorRequired]
    public long TrialId { get; set; }

    [Inject]
    private SweepExplainer Explainer { get; set; } = null!;

    private string Step => _sweep.Spec.Schema.StepWord;

    /// <inheritdoc/>
    protected override async Task<bool> ShowAsync(SweepSnapshot sweep)
    {
        if (!sweep.IsKnown)
        {
            Tell(sweep.Outage?.Reason ?? "");
            return true;
        }

        _sweep = sweep;
        if (sweep.IsTooLarge)
        {
            StateHasChanged();
            return false;
        }

        _trial = await Task.Run(() => sweep.Table.Find(TrialId), Gone);
        IsUnknown = _trial is null;
        StateHasChanged();
        if (_trial?.Result.Outcome is { } outcome && _explained is null)
        {
            var curves = LearningCurves.Of(sweep.Spec, TrialId, outcome);
            (_explained, _isFinite, _metric) = (outcome, curves.HasFinite, curves.Metric);
            _curve = curves.Metric.Length > 0 ? CurvesFigure.Of(curves) : null;
            await ExplainAsync(sweep, outcome);
            StateHasChanged();
        }

        return _trial is not null;
    }

    private async Task ExplainAsync(SweepSnapshot sweep, TrialOutcome outcome)
    {
        StateHasChanged();
        try
        {
            _sentences = await Explainer.ExplainAsync(sweep, TrialId, outcome, Gone);
        }
        catch (Exception cause) when (cause is NoClusterException or RefusedException or InvalidInputException)
        {
            (_problem, _explained) = (cause.Message, null);
        }
    }
}
