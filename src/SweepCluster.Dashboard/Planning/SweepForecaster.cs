using SweepCluster.Dashboard.Live;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Dashboard.Planning;

/// <summary>Says what a sweep would take on the cluster's slots, as <c>sweep plan</c> does.</summary>
/// <remarks>Measures this machine, so one forecast at a time.</remarks>
public sealed class SweepForecaster(LiveCluster cluster, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The forecast for the cluster's slots, or for one slot if the cluster has none now.</summary>
    /// <exception cref="InvalidInputException">The sweep or its data are wrong; all problems.</exception>
    public async Task<SweepForecast> ForecastAsync(SweepUpload upload, CancellationToken cancellation)
    {
        upload = await cluster.CheckedAsync(upload, cancellation).ConfigureAwait(false);
        var spec = UploadReader.Read(upload);
        var nodes = (await cluster.Overview.CurrentAsync(cancellation).ConfigureAwait(false)).Nodes;
        var slots = Math.Max(1, nodes.Sum(node => node.Slots));
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(Forecast, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        SweepForecast Forecast()
        {
            var sweep = new LoadedSweep(UploadReader.AsWritten(upload), UploadReader.LoadData(spec));
            return SweepForecast.Of(sweep, slots, clock);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
