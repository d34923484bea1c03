using SweepCluster.Objectives.Linear.Evaluating;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>Trains variants of a trial, many at once, to see which converge; as far as that is affordable.</summary>
/// <param name="trainer">Trains on the data.</param>
/// <param name="settings">The trial's settings.</param>
/// <param name="repeat">Its initial weights and row order.</param>
/// <param name="affordable">Multiplications that a measurement may take.</param>
/// <param name="cancellation">Ends the training.</param>
internal sealed class TrialMeasurement(
    LinearObjective trainer, Hyperparameters settings, int repeat, double affordable, CancellationToken cancellation)
{
    // While a quarter more epochs brings the error down to this part, it is worth going on, this much farther at most.
    private const double Falling = 0.9;
    private const double Farther = 2.2;

    /// <summary>Judges the trial and its variants.</summary>
    public Diagnostician Judge { get; } = trainer.Diagnostician(repeat);

    /// <summary>The data that they are trained on.</summary>
    public TrainingProblem Problem => trainer.Problem;

    /// <summary>Whether so many variants can be measured.</summary>
    public bool Affords(int variants) =>
        TrainingWork.OfEpoch(trainer.Problem, settings, variants) * settings.Epochs <= affordable;

    /// <summary>Those of some variants that converge, in their order.</summary>
    public IReadOnlyList<Hyperparameters> Converging(IReadOnlyList<Hyperparameters> variants)
    {
        if (variants.Count == 0)
            return [];
        using var run = trainer.Begin(variants, repeat);
        while (!run.Ended)
            run.TrainEpoch(cancellation);
        return [.. variants.Where((_, i) => HasConverged(run.Result(i).Parameters.AsSpan()))];
    }

    /// <summary>Trains on, for more epochs than the trial was, until it stays converged.</summary>
    /// <param name="times">How many times what a measurement may take.</param>
    public EpochsTried TryEpochs(double times)
    {
        var most = times * affordable / TrainingWork.OfEpoch(trainer.Problem, settings, 1);
        var (tried, found) = (0, (int?)null);
        var (before, excess) = (double.NaN, double.NaN);
        using var run = trainer.Begin([settings with { Epochs = TriedSettings.MostEpochs }], repeat);
        foreach (var epochs in Variants.OfEpochs(settings.Epochs))
        {
            if (epochs > most && !(epochs <= Farther * most && (found is not null || excess <= Falling * before)))
                break;
            while (run.Epochs < epochs && !run.Ended)
                run.TrainEpoch(cancellation);
            if (run.Ended && run.Epochs < epochs)
                return new(null, epochs, double.NaN);
            tried = epochs;
            (before, excess) = (excess, Judge.ExcessOf(run.Result(0).Parameters.AsSpan()));
            var hasConverged = excess <= Judge.Tolerance;
            // A trial that circles may pass close by and leave again: two epochs in a row have to be close.
            if (hasConverged && found is not null)
                break;
            found = hasConverged ? epochs : null;
        }

        return new(found, tried, excess);
    }

    private bool HasConverged(ReadOnlySpan<double> parameters) => Judge.ExcessOf(parameters) <= Judge.Tolerance;
}
