namespace SweepCluster.Training.Diagnosis;

/// <summary>What is known of a trial before it is trained.</summary>
/// <param name="Reach">Step lengths of all updates, added up.</param>
/// <param name="Distance">The farthest that any parameter has to go.</param>
/// <param name="PredictedExcess">
/// E when the reach is used up, in the middle of many trials, floor included; NaN for adadelta.
/// </param>
/// <param name="Floor">E at which the last step's length makes the trial circle.</param>
/// <param name="Tolerance">E up to which a trial counts as converged.</param>
/// <param name="Obstacle">Why it cannot converge.</param>
/// <param name="Verdict">How it is expected to end; null for adadelta.</param>
public sealed record TrialForecast(
    double Reach, double Distance, double PredictedExcess, double Floor, double Tolerance, Obstacle Obstacle,
    Verdict? Verdict)
{
    /// <summary>Whether it is known not to converge.</summary>
    public bool CannotArrive => Obstacle != Obstacle.None;
}
