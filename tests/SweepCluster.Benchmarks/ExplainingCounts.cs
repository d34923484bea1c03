using SweepCluster.Objectives.Linear.Explaining;

namespace SweepCluster.Benchmarks;

/// <summary>Counts of advice that was followed.</summary>
internal sealed class ExplainingCounts
{
    private readonly HashSet<string> _sets = [];
    private readonly Dictionary<(RemedyBasis, bool), int> _advice = [];
    private readonly List<double> _seconds = [];
    private int _failed;
    private int _mendable;
    private int _firstRight;
    private int _someRight;
    private int _noEpochs;
    private int _noEpochsWrong;
    private int _together;
    private int _togetherRight;

    public int Trials { get; set; }

    public void Add(
        string set, ExplainedTrial explained, IReadOnlyList<(Remedy Remedy, bool Right)> rights, string? cure,
        string? epochs, double seconds)
    {
        _sets.Add(set);
        _seconds.Add(seconds);
        _failed++;
        _mendable += cure is null ? 0 : 1;
        var single = rights.Where(pair => !pair.Remedy.Words.Contains(" and ", StringComparison.Ordinal)).ToList();
        _together += rights.Count - single.Count;
        _togetherRight += rights.Except(single).Count(pair => pair.Right);
        _firstRight += single is [(_, true), ..] ? 1 : 0;
        _someRight += single.Any(pair => pair.Right) ? 1 : 0;
        _noEpochs += explained.Remedies.NoEpochsHelp ? 1 : 0;
        _noEpochsWrong += epochs is null ? 0 : 1;
        foreach (var (mend, right) in single)
            _advice[(mend.Basis, right)] = _advice.GetValueOrDefault((mend.Basis, right)) + 1;
    }

    public void Print(TextWriter writer)
    {
        _seconds.Sort();
        Row("data sets", $"{_sets.Count}");
        Row("trials", $"{Trials}");
        Row("of them not converged", $"{_failed}");
        Row("of these, mended by some change of one setting", $"{_mendable}");
        Row("advice that is right, for so many of these", Share(_someRight, _mendable));
        Row("the first advice is right, for so many of these", Share(_firstRight, _mendable));
        foreach (var basis in Enum.GetValues<RemedyBasis>())
        {
            var right = _advice.GetValueOrDefault((basis, true));
            Row($"changes told as {basis.ToString().ToLowerInvariant()} that do mend",
                Share(right, right + _advice.GetValueOrDefault((basis, false))));
        }

        Row("changes of two settings, told where no single one is known, that do mend",
            Share(_togetherRight, _together));
        Row("“No number of epochs helps” that is right", Share(_noEpochs - _noEpochsWrong, _noEpochs));
        Row("seconds of the processor to explain a trial: median, longest",
            $"{_seconds[_seconds.Count / 2]:F2}, {_seconds[^1]:F2}");

        void Row(string name, string value) => writer.WriteLine($"| {name} | {value} |");
    }

    private static string Share(int part, int whole) =>
        whole == 0 ? "0 of 0" : $"{part} of {whole} ({100.0 * part / whole:F1} %)";
}
