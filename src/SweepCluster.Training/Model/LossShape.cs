namespace SweepCluster.Training.Model;

/// <summary>How a loss' gradient depends on the size of the residuals, as forecasts and verdicts see it.</summary>
public enum LossShape
{
    /// <summary>It is in proportion to the residuals, as that of the mean square.</summary>
    Squares,

    /// <summary>It has the length of the features alone, as that of the root of the mean square.</summary>
    Roots,

    /// <summary>It is made of the residuals' signs, as that of the mean absolute error.</summary>
    Signs,
}
