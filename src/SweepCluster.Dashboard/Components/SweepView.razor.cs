using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Components;

/// <summary>One sweep, as it stands now.</summary>
public sealed partial class SweepView
{
    private SweepSnapshot _sweep = SweepSnapshot.Nothing;

    /// <inheritdoc/>
    protected override async Task<bool> ShowAsync(SweepSnapshot sweep)
    {
        // Ranking many trials takes a moment; the page must not block on it.
        if (sweep is { IsKnown: true, IsTooLarge: false })
            await Task.Run(() => sweep.Table, Gone);
        _sweep = sweep;
        StateHasChanged();
        return true;
    }
}
