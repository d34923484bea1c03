using System.Collections.Concurrent;
using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Objectives.Linear.Planning;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Objectives.Tests.Linear.Planning;

public sealed class LinearForecastTests
{
    private static readonly LoadedSweep Question = Example("keras-question.hocon");

    [Fact]
    public void Says_how_long_the_question_takes_and_that_it_is_hopeless()
    {
        var forecast = LinearForecast.Of(Question, slots: 2, TimeProvider.System).Sweep;
        var size = ForecastWords.Size(forecast).ToList();

        Assert.Equal(("data", "240,000 rows of features x0, x1, x2, x3 and target y, drawn"), size[0]);
        Assert.Contains(("trials", "1"), size);
        Assert.Contains(("updates", "300,000"), size);
        Assert.Contains(
            size, line => line.Name == "time" && line.Value.Contains("with 2 slots", StringComparison.Ordinal));
        Assert.Contains(forecast.Ends, line => line == "1 of 1 trial cannot converge:");
    }

    [Fact]
    public void Twice_the_slots_train_in_half_the_time_by_the_same_clock()
    {
        var one = LinearForecast.Of(Question, slots: 1, new StepClock());
        var two = LinearForecast.Of(Question, slots: 2, new StepClock());
        double? Training(LinearForecast forecast) =>
            forecast.Sweep.Seconds - forecast.Preparing - TimeForecast.AroundTraining(1);

        Assert.Equal(Training(one)!.Value, 2 * Training(two)!.Value, precision: 9);
    }

    [Fact]
    public void Preparing_the_data_is_a_part_of_the_time()
    {
        var forecast = LinearForecast.Of(Example("csv.hocon"), slots: 2, new StepClock());

        // The clock is read before and after the optimum, and again around the ways to it.
        Assert.True(forecast.Preparing >= 0.002);
        Assert.True(
            forecast.Sweep.Seconds >= forecast.Preparing + TimeForecast.AroundTraining(forecast.Sweep.Trials));
    }

    [Fact]
    public void Verdicts_are_expected_of_a_sample_of_the_whole_search_space()
    {
        var sweep = Sweep(
            """
            search-space {
              learning-rate = { log-uniform = [1e-6, 0.1], count = 1000 }
              decay = { uniform = [0, 0.1], count = 1000 }
            }
            """);
        var prospects = Prospects.Of(sweep.Spec, sweep.Trainer());

        Assert.Equal("a sample of 20,000 trials", prospects.LookedAt);
        Assert.Equal(20_000, prospects.Verdicts.Values.Sum());
        var rates = prospects.HopelessTrials.Select(trial => trial.Trial.Id / 1000).ToList();
        // Trials of low rates and high decays are hopeless: neither all trials nor only the grid's first.
        Assert.InRange(rates.Max(), 500, 999);
        Assert.InRange(prospects.HopelessTrials.Count, 5_000, 19_000);
        Assert.Equal(prospects.Verdicts, Prospects.Of(sweep.Spec, sweep.Trainer()).Verdicts);
    }

    [Fact]
    public void Warnings_of_too_little_memory_and_disk_say_what_to_do()
    {
        var forecast = LinearForecast.Of(Question, slots: 2, TimeProvider.System).Sweep with
        {
            Bytes = 40e9,
            DiskBytes = 365e9,
        };

        Assert.Equal(
            [
                "Not enough memory: the sweep takes about 40 GB, and 24 GB are there. "
                    + "Try fewer trials or fewer workers.",
                "Not enough disk: journal and results take about 365 GB, and 23 GB are free. "
                    + "Try fewer trials or epochs, or a folder on another disk.",
            ],
            ForecastWords.Warnings(forecast, new Room(24e9, 23e9)));
        Assert.Empty(ForecastWords.Warnings(forecast, new Room(41e9, 400e9)));
        Assert.Empty(ForecastWords.Warnings(forecast, new Room(null, null)));
    }

    [Fact]
    public void The_room_of_a_folder_that_is_not_there_yet_is_that_of_the_one_it_will_be_in()
    {
        var room = Room.Here(Path.Combine(Path.GetTempPath(), "not-there", "runs"));

        Assert.True(room.Memory > 0);
        Assert.True(room.Disk > 0);
    }

    private static LoadedSweep Example(string file) =>
        LoadedSweep.Read(Path.Combine(TestFiles.ExampleFolder, file), []);

    private static LoadedSweep Sweep(string settings)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.hocon");
        File.WriteAllText(
            file,
            $$"""
            sweep { name = sample, dataset { synthetic { target = difference, rows = 1000 } }
            {{settings}}
            }
            """);
        try
        {
            return LoadedSweep.Read(file, []);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void An_error_while_it_measures_reaches_the_caller() => Assert.Throws<NotSupportedException>(
        () => LinearForecast.Of(Question, slots: 2, new BrokenClock()));

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new NotSupportedException("no clock");
    }

    // Each time that a thread looks is a millisecond after the thread's last.
    private sealed class StepClock : TimeProvider
    {
        private readonly ConcurrentDictionary<int, long> _looks = [];

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() =>
            _looks.AddOrUpdate(Environment.CurrentManagedThreadId, 0, (_, before) => before + 1);
    }
}
