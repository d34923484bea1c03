using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Cli.Display;

/// <summary>Draws a running sweep: its progress, verdicts and nodes, and the best trials with their axes.</summary>
internal sealed class LiveView(string name, SweepSpec spec)
{
    private const int WidestBar = 60;
    private const int WidestAxis = 16;
    private const int FixedColumns = 30;
    private const int MostNodes = 6;

    private readonly TrialOrder _order = TrialOrder.Of(spec);

    /// <summary>The drawing for a width.</summary>
    public IRenderable Of(SweepView view, Throughput pace, int width)
    {
        var rows = new List<IRenderable>
        {
            new Text(Shown.Line($"{name}: {pace.Words(view)}")),
            Bar(view, Math.Clamp(width - 8, 1, WidestBar)),
            new Markup(Verdicts(view)),
        };
        rows.AddRange(Nodes(view));
        if (!view.Highlights.Best.IsEmpty)
            rows.Add(Best(view, width));
        return new Rows(rows);
    }

    private static Markup Bar(SweepView view, int width)
    {
        var share = view.Account.Done / (double)Math.Max(view.Account.Planned, 1);
        var full = (int)(share * width);
        return new Markup(string.Create(
            CultureInfo.InvariantCulture,
            $"[green]{new string('━', full)}[/][grey]{new string('━', width - full)}[/] "
            + $"{Math.Floor(share * 100),3}%"));
    }

    private string Verdicts(SweepView view) => string.Join("  ", spec.Kind.Verdicts
        .Select((verdict, i) => (verdict.Name, verdict.Tone, Count: view.Highlights.Count(i)))
        .Where(verdict => verdict.Count > 0)
        .Select(verdict => $"[{ColorOf(verdict.Tone)}]{verdict.Name}[/] {StatusWords.Of(verdict.Count)}")
        .Append($"[grey]in training[/] {StatusWords.Of(view.Running)}"));

    private static IEnumerable<IRenderable> Nodes(SweepView view)
    {
        var workers = view.Workers.ToList();
        foreach (var node in workers.Take(MostNodes))
            yield return new Text(
                $"{Shown.Plain(node.Address)}: {node.Busy} of {CountWords.Of(node.Slots, "slot")} busy, "
                + $"{RateWords.Of(node.UpdatesPerSecond)} updates/s"
                + (node.State is "up" or "active" ? "" : $", {Shown.Plain(node.State)}"));
        if (workers.Count > MostNodes)
            yield return new Text($"and {workers.Count - MostNodes} more nodes");
    }

    private static string ColorOf(VerdictTone tone) => tone switch
    {
        VerdictTone.Good => "green",
        VerdictTone.Poor => "yellow",
        VerdictTone.Bad => "red",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "No such tone."),
    };

    private Table Best(SweepView view, int width)
    {
        // What does not fit is left out, the last axes first.
        var axes = spec.SearchSpace.Parameters.Take(Math.Max(0, (width - FixedColumns) / WidestAxis)).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumns("best", "trial", spec.Metric.Column);
        foreach (var axis in axes)
            table.AddColumn(axis.Column);
        foreach (var (top, rank) in view.Highlights.Best.Select((top, i) => (top, i + 1)))
        {
            var trial = top.TrialIn(_order);
            table.AddRow(
            [
                StatusWords.Of(rank),
                StatusWords.Of(trial.Id),
                top.Objective.ToString("G4", CultureInfo.InvariantCulture),
                .. axes.Select((_, i) => Markup.Escape(trial.Configuration.Values[i].ToString())),
            ]);
        }

        return table;
    }
}
