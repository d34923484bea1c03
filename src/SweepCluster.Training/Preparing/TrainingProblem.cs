using System.Collections.Immutable;
using SweepCluster.Problems;
using SweepCluster.Training.Data;
using SweepCluster.Training.LeastSquares;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Preparing;

/// <summary>
/// Everything that all trials on the same data share, prepared once: rows, their factor and the optimum.
/// </summary>
/// <remarks>
/// Trials train in trained coordinates (standardized, if asked for) and are judged in the data's own units.
/// Immutable and safe to use from any number of threads.
/// </remarks>
public sealed class TrainingProblem
{
    private readonly TriangularFactor? _validationFactor;

    private TrainingProblem(LayerSpec layer, HoldOut split, Standardization? standardization)
    {
        Layer = layer;
        Standardization = standardization;
        Training = standardization?.Apply(split.Training) ?? split.Training;
        Validation = split.Validation is null ? null : standardization?.Apply(split.Validation) ?? split.Validation;
        TargetScales = standardization?.Targets.Deviations ?? [.. Enumerable.Repeat(1.0, layer.Units)];
        Factor = TriangularFactor.Of(Training);
        _validationFactor = Validation is null ? null : TriangularFactor.Of(Validation);
        Optimum = LeastSquaresFit.Of(Training, Factor, layer.UseBias);
        TargetDeviation = Lines.RootMeanSquare(ColumnScale.Of(Training.Targets, layer.Units).Deviations);
        OptimumRmse = Optimum.Rmse(TargetScales);
    }

    /// <summary>The layer that is trained.</summary>
    public LayerSpec Layer { get; }

    /// <summary>Rows to train on, in trained coordinates.</summary>
    public DataSet Training { get; }

    /// <summary>Rows held out, in trained coordinates; null if none are.</summary>
    public DataSet? Validation { get; }

    /// <summary>How trained coordinates differ from the data's own units; null if they do not.</summary>
    public Standardization? Standardization { get; }

    /// <summary>Stands for the training rows, in trained coordinates.</summary>
    public TriangularFactor Factor { get; }

    /// <summary>The least-squares optimum of the training rows, in trained coordinates.</summary>
    public LeastSquaresFit Optimum { get; }

    /// <summary>RMSE of the training rows at the optimum, in the data's own units.</summary>
    public double OptimumRmse { get; }

    /// <summary>
    /// Standard deviation of the training targets, root mean square over targets, in trained coordinates.
    /// </summary>
    public double TargetDeviation { get; }

    /// <summary>What one unit of each target, in trained coordinates, is in the data's own units.</summary>
    public ImmutableArray<double> TargetScales { get; }

    /// <summary>Whether the model in the data's own units has a bias: standardizing adds one.</summary>
    public bool HasOwnBias => Layer.UseBias || Standardization is not null;

    /// <summary>Trained parameters of all units.</summary>
    public int ParameterCount => Optimum.Parameters.Length;

    /// <summary>Prepares a data set.</summary>
    /// <param name="data">All rows.</param>
    /// <param name="layer">The layer to train; a unit for each target.</param>
    /// <param name="validation">Fraction of rows to hold out.</param>
    /// <param name="standardize">Whether to train on standardized features and targets.</param>
    /// <param name="isSeries">Whether rows are in time order, so that the last are held out.</param>
    /// <param name="seed">The sweep's seed.</param>
    /// <exception cref="InvalidInputException">Rows cannot be held out as asked for.</exception>
    public static TrainingProblem Prepare(
        DataSet data, LayerSpec layer, double validation, bool standardize, bool isSeries, long seed)
    {
        if (layer.Units != data.TargetCount)
            throw new ArgumentException($"{layer.Units} units, but {data.TargetCount} targets.", nameof(layer));
        var split = HoldOut.Split(data, validation, isSeries, seed);
        return new TrainingProblem(layer, split, standardize ? Standardization.Of(split.Training) : null);
    }

    /// <summary>RMSE over all training rows and targets, in the data's own units.</summary>
    public double Rmse(ReadOnlySpan<double> trainedParameters) => OwnRmse(Factor, trainedParameters);

    /// <summary>
    /// RMSE over all held-out rows and targets, in the data's own units; null if none are held out.
    /// </summary>
    public double? ValidationRmse(ReadOnlySpan<double> trainedParameters) =>
        _validationFactor is null ? null : OwnRmse(_validationFactor, trainedParameters);

    /// <summary>The same model in the data's own units; it has a bias if <see cref="HasOwnBias"/> says so.</summary>
    public double[] ToOwnUnits(ReadOnlySpan<double> trainedParameters) =>
        Standardization?.ToOwnUnits(trainedParameters, Layer.UseBias) ?? trainedParameters.ToArray();

    /// <summary>The same model in trained coordinates.</summary>
    public double[] ToTrained(ReadOnlySpan<double> ownParameters) =>
        Standardization?.ToTrained(ownParameters, Layer.UseBias) ?? ownParameters.ToArray();

    // Scaling each unit's residual loses nothing; converting the parameters first would cancel.
    private double OwnRmse(TriangularFactor factor, ReadOnlySpan<double> parameters) =>
        factor.Rmse(parameters, Layer.UseBias, TargetScales);
}
