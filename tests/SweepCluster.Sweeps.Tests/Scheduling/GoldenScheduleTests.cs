using System.Text.Json;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.Tests.Scheduling;

/// <summary>Schedulers against recorded runs of others, on recorded curves of a network, job for job.</summary>
public sealed class GoldenScheduleTests
{
    private const int Full = 81;

    [Theory]
    [InlineData("halving", "successive halving (sync)")]
    [InlineData("hyperband", "Hyperband (sync)")]
    [InlineData("asha", "ASHA, 1 worker")]
    [InlineData("median", "median rule (Vizier)")]
    public void One_worker_does_the_same_jobs_in_the_same_order(string word, string recorded)
    {
        var golden = Path.Combine(AppContext.BaseDirectory, "Scheduling", "golden");
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(golden, "schedulers-digits.json")))
            .RootElement.GetProperty(recorded);
        var spec = CurveKind.Sweep(1200, Full, new SchedulerRules(word, 3, 1, Full));
        var curves = CurveRun.Read(Path.Combine(golden, "curves-digits.csv.gz"), Full);
        var run = new CurveRun(spec, trial => curves[(int)(trial % curves.Length)]);

        run.Train(expected.GetProperty("epochs").GetInt32());

        Assert.Equal(expected.GetProperty("jobs").GetInt32(), run.Jobs.Count);
        Assert.Equal(
            expected.GetProperty("best").GetDouble(),
            run.Jobs.Min(job => curves[(int)(job.Trial % curves.Length)][(job.First - 1)..job.Last].Min()));
        Assert.Equal(
            expected.GetProperty("first_jobs").EnumerateArray().Select(job => job.ToString()),
            run.Jobs.Take(40).Select(job => $"[{job.Trial}, {job.First}, {job.Last}]"));
        Assert.Equal(
            expected.GetProperty("jobs_ending_at_epoch").EnumerateObject()
                .Select(ending => (int.Parse(ending.Name), ending.Value.GetInt32())),
            run.Jobs.CountBy(job => job.Last).OrderBy(ending => ending.Key)
                .Select(ending => (ending.Key, ending.Value)));
        // Who goes on begins where it stood.
        Assert.All(run.Jobs, job => Assert.Equal(job.First - 1, job.Stood));
    }
}
