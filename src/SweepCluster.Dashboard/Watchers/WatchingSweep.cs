using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Watchers;

/// <summary>A component that shows one sweep, for as long as its page is open.</summary>
public abstract class WatchingSweep : Watching
{
    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public required string SweepId { get; set; }

    [Inject]
    private LiveCluster Cluster { get; set; } = null!;

    /// <summary>Whether the cluster knows nothing of this name.</summary>
    protected bool IsUnknown { get; set; }

    /// <summary>Why there is nothing to show yet; empty while the cluster's first answer is awaited.</summary>
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
