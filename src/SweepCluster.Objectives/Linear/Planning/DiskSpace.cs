using SweepCluster.Training.Preparing;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>What a sweep's journal and files take on disk.</summary>
/// <remarks>Measured on sweeps of 10,000 trials: within a tenth for 2 and 20 epochs, 5 and 25 parameters.</remarks>
internal static class DiskSpace
{
    private const double Report = 3.7e6;
    private const double PerTrial = 460;
    private const double PerParameter = 37;
    private const double PerEpoch = 34;

    /// <summary>The space in bytes.</summary>
    /// <param name="problem">The data.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="epochs">Epochs per trial.</param>
    public static double Of(TrainingProblem problem, double trials, double epochs)
    {
        var parameters = problem.Layer.Units * (problem.Training.FeatureCount + (problem.HasOwnBias ? 1 : 0));
        var curves = problem.Validation is null ? 1 : 2;
        return Report + trials * (PerTrial + PerParameter * parameters + PerEpoch * epochs * curves);
    }
}
