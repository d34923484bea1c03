using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Components;

/// <summary>A component that shows one sweep, for as long as somebody looks at it.</summary>
public abstract class WatchingSweep : Watching
{
    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public required string SweepId { get; set; }

    [Inject]
    private LiveCluster Cluster { get; set; } = null!;

    /// <summary>Whether the cluster has nothing of this name.</summary>
    protected bool IsUnknown { get; set; }

    /// <summary>Why there is nothing to show yet; empty where it is only a matter of moments.</summary>
    protected string Away { get; private set; } = "";

    /// <summary>Shows how it stands.</summary>
    /// <returns>Whether to go on watching.</returns>
    protected abstract Task<bool> ShowAsync(SweepSnapshot sweep);

    /// <summary>Says why there is nothing to show yet.</summary>
    protected void Tell(string reason)
    {
        Away = reason;
        StateHasChanged();
    }

    /// <inheritdoc/>
    protected sealed override async Task WatchAsync()
    {
        var feed = await SweepFinder.FindAsync(Cluster, SweepId, Tell, Gone);
        IsUnknown = feed is null;
        StateHasChanged();
        if (feed is null)
            return;
        await foreach (var sweep in feed.WatchAsync(Gone))
        {
            if (!await ShowAsync(sweep))
                return;
        }
    }
}
