using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Live;
using SweepCluster.Dashboard.Report;

namespace SweepCluster.Dashboard.Components.Charts;

/// <summary>The report's figures, redrawn as results come.</summary>
/// <remarks>Drawing takes at most a fifth of the time; a large sweep's figures lag behind its results.</remarks>
public sealed partial class SweepFigures : IDisposable
{
    private const int Rest = 4;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _gone;
    private LiveFigures? _shown;
    private SweepTable? _drawn;
    private bool _isDrawing;

    /// <summary>Draws nothing before it has results.</summary>
    public SweepFigures() => _gone = _stop.Token;

    /// <summary>The results so far.</summary>
    [Parameter, EditorRequired]
    public required SweepTable Table { get; set; }

    /// <summary>The sweep file.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>Whether no further result will come.</summary>
    [Parameter]
    public bool IsOver { get; set; }

    [Inject]
    private FigureCache Cache { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string MapTitle
    {
        get
        {
            var objective = _shown!.Run.Spec.Metric.Name;
            return objective.Length <= 4
                ? objective.ToUpperInvariant()
                : $"{char.ToUpperInvariant(objective[0])}{objective[1..]}";
        }
    }

    private bool HasMore
    {
        get
        {
            var swept = _shown!.Run.Spec.SearchSpace.Parameters.Count(axis => axis.IsSwept);
            return swept > (_shown.Figures.Maps[0].Third is null ? 2 : 3);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_isDrawing)
            return;
        _isDrawing = true;
        try
        {
            while (!ReferenceEquals(_drawn, Table))
                await DrawAsync(Table);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is closed.
        }
        finally
        {
            _isDrawing = false;
        }
    }

    private async Task DrawAsync(SweepTable table)
    {
        var began = Clock.GetTimestamp();
        var (text, wasOver) = (Text, IsOver);
        _shown = await Task.Run(() => Cache.Of(table, text), _gone);
        _drawn = table;
        StateHasChanged();
        var took = Clock.GetElapsedTime(began);
        if (!wasOver)
            await Task.Delay(took * Rest > Shortest ? took * Rest : Shortest, Clock, _gone);
    }

    private static IEnumerable<(string Name, string Title, string Note, string Json)> Sections(LiveFigures shown)
    {
        (string, string, string)[] all =
        [
            ("importance", "What matters", Notes.Importance(shown.Figures.Importance)),
            ("history", "How the search went on", Notes.History(shown.Run)),
            ("slices", "Each setting by itself", Notes.Slices()),
            ("curves", "Learning curves", Notes.Curves(shown.Run)),
            ("excess", "Distance to the optimum", Notes.Excess(shown.Run)),
            ("cost", "Time against result", Notes.Cost(shown.Run)),
            ("parallel", "All settings together", Notes.Parallel(shown.Run)),
            ("repeats", "Repeats", Notes.Repeats()),
        ];
        return all.Where(section => shown.Has(section.Item1))
            .Select(section => (section.Item1, section.Item2, section.Item3, shown.Json(section.Item1)));
    }
}
