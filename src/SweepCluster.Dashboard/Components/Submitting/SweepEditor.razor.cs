using System.Globalization;
using Microsoft.AspNetCore.Components;
using SweepCluster.Dashboard.Watchers;
using SweepCluster.Dashboard.Wording;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Components.Submitting;

/// <summary>Edits a sweep file; each problem is shown beside its line, and all of them below.</summary>
public sealed partial class SweepEditor
{
    private const int FewestRows = 14;

    private ElementReference _editor;

    /// <summary>The sweep file.</summary>
    [Parameter]
    public string Text { get; set; } = "";

    /// <summary>Called with the text after each change.</summary>
    [Parameter]
    public EventCallback<string> TextChanged { get; set; }

    /// <summary>What is wrong with it.</summary>
    [Parameter]
    public IReadOnlyList<Problem> Problems { get; set; } = [];

    [Inject]
    private PageScript Script { get; set; } = null!;

    private int Count => Text.Count(letter => letter == '\n') + 1;

    // The text box is as tall as its text, so it never scrolls away from the line numbers beside it.
    private int Rows => Math.Max(FewestRows, Count + 1);

    private int Longest => Text.Split('\n').Max(line => line.Length);

    private IEnumerable<int> Lines => Enumerable.Range(1, Count);

    private SortedDictionary<int, string> Notes => new(Problems
        .Select(problem => (Line: ProblemPlace.LineOf(problem), Words: ProblemPlace.WordsOf(problem)))
        .Where(problem => problem.Line is not null)
        .GroupBy(problem => Math.Min(problem.Line!.Value, Count), problem => problem.Words)
        .ToDictionary(line => line.Key, line => string.Join("; ", line)));

    private Task ChangeAsync(ChangeEventArgs change) => TextChanged.InvokeAsync((string?)change.Value ?? "");

    private Task GoToAsync(int line) => Script.GoToLineAsync(_editor, line);

    // To the right of the line's text.
    private string Place(int line)
    {
        var column = Text.Split('\n')[line - 1].TrimEnd('\r').Length + 3;
        return string.Create(CultureInfo.InvariantCulture, $"--line:{line - 1};--column:{column}");
    }
}
