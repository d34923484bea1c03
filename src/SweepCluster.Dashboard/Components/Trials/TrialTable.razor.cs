using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using SweepCluster.Dashboard.Live;

namespace SweepCluster.Dashboard.Components.Trials;

/// <summary>The ranked table; only the visible rows are sent, however many there are.</summary>
public sealed partial class TrialTable
{
    private const int RowHeight = 34;

    private ImmutableArray<TableFilter> _filters = [];
    private ImmutableDictionary<string, string> _chosen = ImmutableDictionary<string, string>.Empty;
    private string? _sortBy;
    private bool _isDescending;
    private int _total;
    private int _asked;
    private SweepTable? _shown;
    private Virtualize<NumberedRow>? _rows;

    /// <summary>The sweep.</summary>
    [Parameter, EditorRequired]
    public required string SweepId { get; set; }

    /// <summary>Its results so far.</summary>
    [Parameter, EditorRequired]
    public required SweepTable Table { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_shown, Table))
            return;
        _shown = Table;
        if (_filters.IsEmpty)
            _filters = TableFilter.Of(Table.Results.Spec);
        await ShowAsync();
    }

    private TrialQuery Query => new()
    {
        SortBy = _sortBy,
        Descending = _isDescending,
        Where =
        [
            .. _chosen.OrderBy(choice => choice.Key, StringComparer.Ordinal)
                .Select(choice => (choice.Key, choice.Value)),
        ],
    };

    // Sorting many rows takes a moment; the page must not block on it.
    private async ValueTask<ItemsProviderResult<NumberedRow>> RowsAsync(ItemsProviderRequest request)
    {
        var (table, query) = (Table, Query with { Skip = request.StartIndex, Take = request.Count });
        var page = await Task.Run(() => table.Page(query), request.CancellationToken);
        return new(page.Rows.Select((row, i) => new NumberedRow(request.StartIndex + i, row)), page.Total);
    }

    // An earlier request may be answered after a later one.
    private async Task ShowAsync()
    {
        var (table, query, asked) = (Table, Query with { Take = 0 }, ++_asked);
        var total = (await Task.Run(() => table.Page(query))).Total;
        if (asked != _asked)
            return;
        _total = total;
        if (_rows is not null)
            await _rows.RefreshDataAsync();
    }

    // The first click sorts up, the second down, the third goes back to the ranking.
    private Task SortAsync(string column)
    {
        (_sortBy, _isDescending) = _sortBy != column ? (column, false)
            : _isDescending ? ((string?)null, false)
            : (column, true);
        return ShowAsync();
    }

    private Task ChooseAsync(string column, string? value)
    {
        _chosen = string.IsNullOrEmpty(value) ? _chosen.Remove(column) : _chosen.SetItem(column, value);
        return ShowAsync();
    }

    private string Chosen(string column) => _chosen.GetValueOrDefault(column, "");

    private string? Sorted(string column) => column != _sortBy ? null : _isDescending ? "descending" : "ascending";

    private sealed record NumberedRow(int Index, TrialRow Row);
}
