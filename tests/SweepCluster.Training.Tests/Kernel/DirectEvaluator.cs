using SweepCluster.Training.Kernel;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Rows;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>RMSE straight from its definition.</summary>
internal sealed class DirectEvaluator(TrainingRows rows, bool useBias) : IEpochEvaluator
{
    public DirectEvaluator(TrialPack pack)
        : this(pack.Rows, pack.Layer.UseBias)
    {
    }

    public double Rmse(ReadOnlySpan<double> parameters)
    {
        var sum = 0.0;
        foreach (var error in Errors(parameters.ToArray()))
            sum += error * error;
        return Math.Sqrt(sum / rows.Targets.Length);
    }

    public double Mae(double[] parameters) => Errors(parameters).Sum(Math.Abs) / rows.Targets.Length;

    public double? ValidationRmse(ReadOnlySpan<double> parameters) => null;

    private IEnumerable<double> Errors(double[] parameters)
    {
        var perUnit = parameters.Length / rows.TargetCount;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var unit = 0; unit < rows.TargetCount; unit++)
            {
                var prediction = useBias ? parameters[unit * perUnit + rows.FeatureCount] : 0;
                for (var feature = 0; feature < rows.FeatureCount; feature++)
                    prediction +=
                        parameters[unit * perUnit + feature] * rows.Features[row * rows.FeatureCount + feature];
                yield return prediction - rows.Targets[row * rows.TargetCount + unit];
            }
        }
    }
}
