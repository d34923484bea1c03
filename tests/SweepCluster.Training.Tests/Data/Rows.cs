using SweepCluster.Training.Data;

namespace SweepCluster.Training.Tests.Data;

/// <summary>Does row by row what factors and scales do at once.</summary>
internal static class Rows
{
    public static double Predict(DataSet data, ReadOnlySpan<double> parameters, bool hasBias, int row, int unit)
    {
        var stride = data.FeatureCount + (hasBias ? 1 : 0);
        var sum = hasBias ? parameters[unit * stride + data.FeatureCount] : 0;
        for (var j = 0; j < data.FeatureCount; j++)
            sum += parameters[unit * stride + j] * data.Features[row * data.FeatureCount + j];
        return sum;
    }

    public static double Rmse(DataSet data, ReadOnlySpan<double> parameters, bool hasBias)
    {
        var sum = 0.0;
        for (var i = 0; i < data.Rows; i++)
            for (var u = 0; u < data.TargetCount; u++)
            {
                var e = Predict(data, parameters, hasBias, i, u) - data.Targets[i * data.TargetCount + u];
                sum += e * e;
            }

        return Math.Sqrt(sum / data.Targets.Length);
    }
}
