using SweepCluster.Dashboard.Live;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Explaining;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Dashboard.Explaining;

/// <summary>Says why trials of a cluster's sweeps ended as they did.</summary>
/// <remarks>
/// Explaining takes a sweep's data. It keeps those of the last sweep, and reads one sweep at a time.
/// </remarks>
public sealed class SweepExplainer(LiveCluster cluster) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private (string Fingerprint, LoadedSweep Sweep)? _last;

    /// <summary>The sentences.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="trialId">The trial.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="cancellation">Ends the explaining.</param>
    /// <exception cref="Cluster.Client.NoClusterException">No coordinator answers, or none has the data.</exception>
    /// <exception cref="InvalidInputException">The data are not what the sweep says.</exception>
    public async Task<IReadOnlyList<string>> ExplainAsync(
        SweepSnapshot sweep, long trialId, TrialOutcome outcome, CancellationToken cancellation)
    {
        var sentences = await ExplainEndAsync(sweep, trialId, outcome, cancellation).ConfigureAwait(false);
        return WhyStopped(sweep, trialId) is { } why ? [why, .. sentences] : sentences;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static string? WhyStopped(SweepSnapshot sweep, long trialId)
    {
        if (sweep.Spec.Search.Scheduler is null || sweep.IsTooLarge)
            return null;
        var results = sweep.Table.Results;
        return new StoppedTrial(sweep.Spec, RecordedSummary.Of(results), ids => RecordedCourses.Of(results, ids))
            .Sentence(trialId);
    }

    private async Task<IReadOnlyList<string>> ExplainEndAsync(
        SweepSnapshot sweep, long trialId, TrialOutcome outcome, CancellationToken cancellation)
    {
        if (sweep.Spec.Kind is not IExplains explains)
            return sweep.IsTooLarge
                ? []
                : Neighbours.Sentences(sweep.Spec, RecordedSummary.Of(sweep.Table.Results), trialId);
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var loaded = await LoadAsync(sweep, cancellation).ConfigureAwait(false);
            var trial = sweep.Table.Results.Order.OfId(trialId);
            return await Task.Run(
                () => explains.Explain(loaded, trial, outcome, cancellation).Sentences, cancellation)
                .ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<LoadedSweep> LoadAsync(SweepSnapshot sweep, CancellationToken cancellation)
    {
        if (_last is { } last && last.Fingerprint == sweep.Fingerprint)
            return last.Sweep;
        _last = null;
        var data = await cluster.LoadDataAsync(sweep, cancellation).ConfigureAwait(false);
        var loaded = new LoadedSweep(sweep.Spec, data);
        _last = (sweep.Fingerprint, loaded);
        return loaded;
    }
}
