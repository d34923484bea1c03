using SweepCluster.Training.Data;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Diagnosis;

public sealed class DiagnosticianTests
{
    private static readonly double[] Initial = [0.6, -0.4, 0.3, 0.2, 0];

    private static readonly TrainingProblem Difference = TrainingProblem.Prepare(
        DataSetLoader.Load(new DataSource.Synthetic(SyntheticTarget.Difference, 240_000, 4, 0), 42),
        new LayerSpec(1, true, new Initializer.Zeros(), new Initializer.Zeros()), 0, false, false, 42);

    private static readonly Diagnostician Judge = new(Difference, Initial);

    [Theory]
    [InlineData(0.001, 0.1, 8, 10, Verdict.Stalled)]
    [InlineData(0.01, 0, 8, 10, Verdict.Converged)]
    [InlineData(0.1, 0, 8, 1, Verdict.Oscillating)]
    [InlineData(0.1, 0, 8, 10, Verdict.Oscillating)]
    [InlineData(0.0001, 0, 128, 1, Verdict.Unfinished)]
    [InlineData(0.1, 0.1, 8, 10, Verdict.Converged)]
    [InlineData(0.01, 0.01, 8, 1, Verdict.Converged)]
    public void Trials_on_the_difference_end_as_known(
        double learningRate, double decay, int batchSize, int epochs, Verdict verdict)
    {
        var trial = Trials.Of() with { LearningRate = learningRate, Decay = decay, BatchSize = batchSize, Epochs = epochs };
        var final = PlainAdam.Train(Difference.Training, Initial, trial);
        var diagnosis = Judge.Diagnose(trial, final, false, epochs * (240_000L / batchSize));
        TestContext.Current.TestOutputHelper!.WriteLine($"{diagnosis}");
        Assert.Equal(verdict, diagnosis.Verdict);
    }
}
