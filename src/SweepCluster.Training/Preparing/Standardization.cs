using SweepCluster.Training.Data;
namespace SweepCluster.Training.Preparing;

/// <summary>Scales features and targets to mean 0 and variance 1 over the training rows, and back.</summary>
/// <param name="Features">Scale of the feature columns.</param>
/// <param name="Targets">Scale of the target columns.</param>
public sealed record Standardization(ColumnScale Features, ColumnScale Targets)
{
    /// <summary>The standardization that fits training rows.</summary>
    public static Standardization Of(DataSet training) => new(
        ColumnScale.Of(training.Features, training.FeatureCount),
        ColumnScale.Of(training.Targets, training.TargetCount));

    /// <summary>A data set in standardized coordinates.</summary>
    public DataSet Apply(DataSet data) =>
        data with { Features = Features.Apply(data.Features), Targets = Targets.Apply(data.Targets) };

    /// <summary>Parameters of the same model in the data's own units; there it always has a bias.</summary>
    /// <param name="parameters">Unit by unit: the weights, then the bias if there is one.</param>
    /// <param name="hasBias">Whether the parameters have a bias.</param>
    public double[] ToOwnUnits(ReadOnlySpan<double> parameters, bool hasBias)
    {
        var features = Features.Means.Length;
        var units = Targets.Means.Length;
        var own = new double[units * (features + 1)];
        for (var u = 0; u < units; u++)
        {
            var unit = parameters.Slice(u * (features + (hasBias ? 1 : 0)), features + (hasBias ? 1 : 0));
            Convert(unit, u, own.AsSpan(u * (features + 1), features + 1));
        }

        return own;
    }

    /// <summary>Parameters of the same model as it is trained, from those in the data's own units.</summary>
    /// <param name="own">Unit by unit: the weights, then the bias.</param>
    /// <param name="hasBias">Whether the trained parameters have a bias.</param>
    public double[] ToTrained(ReadOnlySpan<double> own, bool hasBias)
    {
        var features = Features.Means.Length;
        var trained = new List<double>();
        for (var u = 0; u < Targets.Means.Length; u++)
        {
            var unit = own.Slice(u * (features + 1), features + 1);
            var bias = unit[features] - Targets.Means[u];
            for (var j = 0; j < features; j++)
            {
                trained.Add(unit[j] * Features.Deviations[j] / Targets.Deviations[u]);
                bias += unit[j] * Features.Means[j];
            }

            if (hasBias)
                trained.Add(bias / Targets.Deviations[u]);
        }

        return [.. trained];
    }

    // y = m + s·(Σ w_j·(x_j − m_j)/s_j + b)
    private void Convert(ReadOnlySpan<double> unit, int target, Span<double> own)
    {
        var features = Features.Means.Length;
        var scale = Targets.Deviations[target];
        var bias = Targets.Means[target] + (unit.Length > features ? scale * unit[features] : 0);
        for (var j = 0; j < features; j++)
        {
            own[j] = unit[j] * scale / Features.Deviations[j];
            bias -= own[j] * Features.Means[j];
        }

        own[features] = bias;
    }
}
