using SweepCluster.Training.Data;

namespace SweepCluster.Objectives.Linear.Planning;

/// <summary>What a sweep's journal and files take on disk.</summary>
/// <remarks>Measured on sweeps of 10,000 trials: within a tenth for 2 and 20 epochs, 5 and 25 parameters.</remarks>
internal static class DiskSpace
{
    private const double Report = 3.7e6;
    private const double ATrial = 460;
    private const double AParameter = 37;
    private const double AnEpoch = 34;

    /// <summary>Bytes.</summary>
    /// <param name="problem">The data.</param>
    /// <param name="trials">Trials.</param>
    /// <param name="epochs">Epochs per trial.</param>
    public static double Of(TrainingProblem problem, double trials, double epochs)
    {
        var parameters = problem.Layer.Units * (problem.Training.FeatureCount + (problem.HasOwnBias ? 1 : 0));
        return Report + trials * (ATrial + AParameter * parameters + AnEpoch * epochs * (problem.Validation is null ? 1 : 2));
    }
}
