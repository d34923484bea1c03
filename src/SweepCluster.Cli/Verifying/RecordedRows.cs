using System.Globalization;
using SweepCluster.Cli.Folders;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Verifying;

/// <summary>The rows of a summary.csv, as lines; each planned trial has exactly one.</summary>
internal sealed class RecordedRows
{
    private readonly long[] _ids;
    private readonly string[] _lines;
    private readonly int[] _lineOf;

    private RecordedRows(string header, string[] lines, long[] ids, int[] lineOf) =>
        (Header, _lines, _ids, _lineOf) = (header, lines, ids, lineOf);

    /// <summary>The first line.</summary>
    public string Header { get; }

    /// <summary>The trials in the order of the file.</summary>
    public IReadOnlyList<long> Ids => _ids;

    /// <summary>A trial's line.</summary>
    public string Line(long trialId) => _lines[_lineOf[trialId]];

    /// <summary>FAILED or CANCELLED if the row says so: such a trial has no result; null for any other.</summary>
    public TrialState? WithoutResult(long trialId) => Line(trialId).Split(',', 4)[2] switch
    {
        "FAILED" => TrialState.Failed,
        "CANCELLED" => TrialState.Cancelled,
        _ => null,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="UnusableFolderException">A trial's row is missing or doubled, or a line is no row.</exception>
    public static RecordedRows Read(string path, SweepSpec spec)
    {
        using var reader = new StreamReader(path);
        string[] lines = [.. SummaryRows.All(reader)];
        var planned = spec.Planned;
        var ids = lines.Skip(1).Select((line, i) => IdOf(path, line, i + 2, planned)).ToArray();
        var lineOf = new int[planned];
        Array.Fill(lineOf, -1);
        for (var i = 0; i < ids.Length; i++)
        {
            if (lineOf[ids[i]] >= 0)
                throw new UnusableFolderException(
                    $"{path}:{i + 2}: trial {ids[i]} has a row already, in line {lineOf[ids[i]] + 2}.");
            lineOf[ids[i]] = i;
        }

        var missing = Array.IndexOf(lineOf, -1);
        if (missing >= 0)
            throw new UnusableFolderException(
                $"{path}: trial {missing} has no row; {ids.Length} of {CountWords.Of(planned, "trial")} "
                + $"{(ids.Length == 1 ? "has" : "have")} one. "
                + "Bring back the file that 'sweep run' wrote.");
        return new RecordedRows(lines[0], lines[1..], ids, lineOf);
    }

    // The rank and the ID are never in quotes.
    private static long IdOf(string path, string line, int number, long planned)
    {
        var head = line.Split(',', 4);
        return head.Length == 4
            && long.TryParse(head[1], CultureInfo.InvariantCulture, out var id)
            && id >= 0 && id < planned
            ? id
            : throw new UnusableFolderException(
                $"{path}:{number}: no row of a trial of this sweep; its trials are 0 to {planned - 1}.");
    }
}
