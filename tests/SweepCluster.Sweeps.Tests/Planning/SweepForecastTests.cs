using System.Collections.Concurrent;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.Planning;

public sealed class SweepForecastTests
{
    private static readonly LoadedSweep Question = LoadedSweep.Read(Path.Combine(TestFiles.ExampleFolder, "keras-question.hocon"), []);

    [Fact]
    public void Says_what_the_question_takes_and_that_it_is_in_vain()
    {
        var forecast = SweepForecast.Of(Question, slots: 2, TimeProvider.System);
        var size = ForecastWords.Size(forecast);

        Assert.Equal(("trials", "1"), size[0]);
        Assert.Contains(("updates", "300,000"), size);
        Assert.Contains(size, line => line.Name == "time" && line.Value.Contains("with 2 slots", StringComparison.Ordinal));
        Assert.Contains(ForecastWords.Ends(forecast.Prospects, Question.Spec), line => line == "1 of 1 trial cannot converge:");
    }

    [Fact]
    public void Twice_the_slots_train_in_half_the_time_by_the_same_clock()
    {
        var around = TimeForecast.AroundTraining(1);

        Assert.Equal(
            SweepForecast.Of(Question, slots: 1, new StepClock()).Seconds - around,
            2 * (SweepForecast.Of(Question, slots: 2, new StepClock()).Seconds - around),
            precision: 9);
    }

    [Fact]
    public void What_goes_wrong_while_it_measures_is_told_to_the_caller() => Assert.Throws<NotSupportedException>(
        () => SweepForecast.Of(Question, slots: 2, new BrokenClock()));

    private sealed class BrokenClock : TimeProvider
    {
        public override long GetTimestamp() => throw new NotSupportedException("no clock");
    }

    // Each look of a thread at it is a millisecond after its last.
    private sealed class StepClock : TimeProvider
    {
        private readonly ConcurrentDictionary<int, long> _looks = [];

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() =>
            _looks.AddOrUpdate(Environment.CurrentManagedThreadId, 0, (_, before) => before + 1);
    }
}
