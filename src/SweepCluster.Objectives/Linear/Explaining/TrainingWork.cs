using SweepCluster.Training.Model;
using SweepCluster.Training.Preparing;

namespace SweepCluster.Objectives.Linear.Explaining;

/// <summary>The work of training in multiplications, so that what is measured does not depend on the machine.</summary>
internal static class TrainingWork
{
    /// <summary>What measurements of one kind may take for one trial: a few tenths of a second of one core.</summary>
    public const double Affordable = 2e10;

    /// <summary>How many times that measuring more epochs may take, if no other change mends the trial.</summary>
    public const double LastResort = 5;

    // Lanes that an update takes whether they are used or not, and multiplications of an optimizer's step.
    private const int Lanes = 16;
    private const int Step = 10;

    // What an epoch's order and layout cost, in multiplications: per number, and in any case.
    private const double Layout = 100;
    private const double Epoch = 200_000;

    /// <summary>Multiplications of one epoch of trials that are trained together.</summary>
    public static double OfEpoch(TrainingProblem problem, Hyperparameters settings, int trials)
    {
        double rows = problem.Training.Rows;
        var batch = Math.Min(settings.BatchSize, rows);
        var lanes = (trials + Lanes - 1) / Lanes * Lanes;
        var update = problem.ParameterCount * (2 * batch + Step) * lanes;
        var numbers = rows * (problem.Training.FeatureCount + problem.Training.TargetCount + 1);
        return Math.Ceiling(rows / batch) * update + Layout * numbers + Epoch;
    }
}
