using System.Text;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Training.Tests.Diagnosis;

/// <summary>How often each verdict was given, for each true one.</summary>
internal sealed class ConfusionTable
{
    private static readonly Verdict[] Verdicts = Enum.GetValues<Verdict>();

    private readonly int[,] _counts = new int[Verdicts.Length, Verdicts.Length];

    public ConfusionTable(IEnumerable<(Verdict Told, Verdict True)> pairs)
    {
        foreach (var (told, right) in pairs)
            _counts[(int)right, (int)told]++;
    }

    /// <summary>The part of trials whose verdict is the true one.</summary>
    public double Right => Part((right, told) => right == told);

    /// <summary>The part of trials for which converging or not was given rightly.</summary>
    public double RightOnConverged =>
        Part((right, told) => (right == Verdict.Converged) == (told == Verdict.Converged));

    private int Total => _counts.Cast<int>().Sum();

    public override string ToString()
    {
        var text = new StringBuilder($"{"true \\ told",-12}");
        text.AppendJoin("", Verdicts.Select(verdict => $"{verdict,12}")).Append('\n');
        foreach (var right in Verdicts)
            text.Append($"{right,-12}").AppendJoin("", Verdicts.Select(told => $"{_counts[(int)right, (int)told],12}"))
                .Append('\n');
        return text.Append($"{Total} trials, {Right:P1} right; {RightOnConverged:P1} on converged or not").ToString();
    }

    private double Part(Func<Verdict, Verdict, bool> counts) =>
        (from right in Verdicts from told in Verdicts where counts(right, told) select _counts[(int)right, (int)told])
            .Sum()
        / (double)Total;
}
