using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Dashboard.Tests.Report;

/// <summary>Small sweeps with made-up results.</summary>
internal static class Example
{
    public static SweepSpec Spec(string searchSpace, string more = "") =>
        SweepFileReader.Parse(Text(searchSpace, more), "sweep.hocon", []);

    public static string Text(string searchSpace, string more = "") =>
        $$"""
        sweep {
          name = example
          dataset { csv { path = "a.csv", features = ["<b>x</b>", "</script><script>alert(1)</script>"], target = y } }
          search-space { {{searchSpace}} }
          {{more}}
        }
        """;

    public static RecordedTrial Complete(long id, double objective) =>
        new(id, TrialState.Complete, objective, objective, (int)Verdict.Converged);

    public static RecordedTrial Diverged(long id) =>
        new(id, TrialState.Diverged, double.NaN, double.NaN, (int)Verdict.Diverged);

    public static RecordedTrial Without(long id, TrialState state) => new(id, state, double.NaN, double.NaN, null);

    /// <summary>Of a grid, whose trials are what their ids say in any space.</summary>
    public static RecordedSummary Summary(params ImmutableArray<RecordedTrial> ranked) =>
        new(TrialOrder.Of(Spec("learning-rate = [1]")), [0.25], ranked);

    /// <summary>
    /// Writes a folder as a sweep leaves it: every hundredth trial diverged, the others have the given objective.
    /// </summary>
    public static void Write(string folder, string text, long trials, Func<long, double> objective)
    {
        File.WriteAllText(Path.Combine(folder, "sweep.hocon"), text);
        var summary = new StringBuilder(
            "rank,trial_id,state,rmse,optimum_rmse,excess_rmse,verdict,learning_rate,w_<b>x</b>\n");
        var curves = new StringBuilder("trial_id,epoch,rmse\n");
        var rank = 0;
        foreach (var id in LongRange(trials).OrderBy(id => id % 100 == 99).ThenBy(objective))
        {
            var value = id % 100 == 99 ? double.NaN : objective(id);
            if (double.IsNaN(value))
                summary.Append(CultureInfo.InvariantCulture, $",{id},DIVERGED,NaN,0.25,NaN,DIVERGED,0.1,1.5\n");
            else
                summary.Append(
                    CultureInfo.InvariantCulture,
                    $"{++rank},{id},COMPLETE,{value},0.25,{value - 0.25},UNFINISHED,0.1,1.5\n");
        }

        foreach (var id in LongRange(trials))
            curves.Append(CultureInfo.InvariantCulture, $"{id},1,{objective(id) * 2}\n{id},2,{objective(id)}\n");
        File.WriteAllText(Path.Combine(folder, "summary.csv"), summary.ToString());
        File.WriteAllText(Path.Combine(folder, "curves.csv"), curves.ToString());
    }

    private static IEnumerable<long> LongRange(long count)
    {
        for (var i = 0L; i < count; i++)
            yield return i;
    }
}
