using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Components;

/// <summary>One sweep, as it stands now.</summary>
public sealed partial class SweepView
{
    private SweepSnapshot _sweep = SweepSnapshot.Nothing;
    private bool _isUnknown;
    private string _away = "";

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public required string SweepId { get; set; }

    [Inject]
    private LiveCluster Cluster { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task WatchAsync()
    {
        var feed = await Patience.FindAsync(Cluster, SweepId, Tell, Gone);
        _isUnknown = feed is null;
        StateHasChanged();
        if (feed is null)
            return;
        await foreach (var sweep in feed.WatchAsync(Gone))
        {
            // Ranking many trials takes a moment, which the page is not kept waiting for.
            if (sweep is { IsKnown: true, IsTooLarge: false })
                await Task.Run(() => sweep.Table, Gone);
            _sweep = sweep;
            StateHasChanged();
        }
    }

    private void Tell(string reason)
    {
        _away = reason;
        StateHasChanged();
    }
}
