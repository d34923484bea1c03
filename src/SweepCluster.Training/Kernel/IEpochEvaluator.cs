namespace SweepCluster.Training.Kernel;

/// <summary>Judges the parameters that a trial has at an epoch's end.</summary>
public interface IEpochEvaluator
{
    /// <summary>RMSE over the training rows; parameters unit by unit, in the coordinates trained in.</summary>
    double Rmse(ReadOnlySpan<double> parameters);

    /// <summary>RMSE over the held-out rows; null if none are held out.</summary>
    double? ValidationRmse(ReadOnlySpan<double> parameters);
}
