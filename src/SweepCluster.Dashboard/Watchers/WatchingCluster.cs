using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Watchers;

/// <summary>A component that shows what the cluster does, for as long as its page is open.</summary>
public abstract class WatchingCluster : Watching
{
    /// <summary>What it was doing when it was last asked.</summary>
    protected ClusterSnapshot Snapshot { get; private set; } = ClusterSnapshot.Nothing;

    /// <summary>The time.</summary>
    protected DateTimeOffset Now => Clock.GetUtcNow();

    [Inject]
    private LiveCluster Cluster { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        await foreach (var snapshot in Cluster.Overview.WatchAsync(Gone))
        {
            Snapshot = snapshot;
            StateHasChanged();
        }
    }
}
