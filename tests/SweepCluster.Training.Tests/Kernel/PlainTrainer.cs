using System.Numerics;
using SweepCluster.Training.Kernel.Epochs;
using SweepCluster.Training.Kernel.Layouts;
using SweepCluster.Training.Model;
using SweepCluster.Training.Randomness;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>
/// One trial trained by textbook loops, in the fixed order of operations: what every kernel must equal.
/// </summary>
internal sealed class PlainTrainer<T>
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    private readonly TrialPack _pack;
    private readonly Hyperparameters _trial;
    private readonly PlainRule<T> _rule;
    private readonly T[] _parameters;
    private readonly int _perUnit;
    private long _updates;

    public PlainTrainer(TrialPack pack, int trial)
    {
        _pack = pack;
        _trial = pack.Trials[trial];
        var initial = Initializers.Draw(pack.Layer, pack.Rows.FeatureCount, pack.SweepSeed, pack.Repeat);
        _parameters = Array.ConvertAll(initial, T.CreateTruncating);
        _perUnit = _parameters.Length / pack.Layer.Units;
        _rule = new PlainRule<T>(_trial, _parameters.Length);
    }

    public long? DivergedAtUpdate { get; private set; }

    public double[] Train()
    {
        var orders = new RowOrder(_pack.Rows.Count, _pack.SweepSeed, _pack.Repeat);
        for (var epoch = 0; epoch < _trial.Epochs && DivergedAtUpdate is null; epoch++)
        {
            var order = (_trial.Shuffle ? orders.Shuffled(epoch) : orders.FileOrder()).ToArray();
            foreach (var batch in order.Chunk(_trial.BatchSize))
                Update(batch);
        }

        return Array.ConvertAll(_parameters, value => T.IsNaN(value) ? double.NaN : double.CreateTruncating(value));
    }

    private void Update(int[] batch)
    {
        var (gradient, squares) = _pack.Layout == BatchLayout.Factor ? FactorGradient(batch) : Gradient(batch);
        var scale = Scale(squares, T.CreateTruncating(batch.Length * _pack.Layer.Units));
        _rule.Begin(_updates++);
        for (var index = 0; index < gradient.Length; index++)
            _parameters[index] = _rule.Move(index, _parameters[index], gradient[index] * scale);
        if (!_parameters.All(T.IsFinite))
            DivergedAtUpdate ??= _updates;
    }

    private (T[] Gradient, T Squares) Gradient(int[] batch)
    {
        var gradient = new T[_parameters.Length];
        var squares = T.Zero;
        for (var unit = 0; unit < _pack.Layer.Units; unit++)
        {
            foreach (var row in batch)
            {
                var error = Error(row, unit);
                squares = T.FusedMultiplyAdd(error, error, squares);
                var part = _trial.Loss == LossKind.Mae ? Sign(error) : error;
                for (var j = 0; j < _perUnit; j++)
                {
                    var at = unit * _perUnit + j;
                    var x = j < _pack.Rows.FeatureCount ? Feature(row, j) : T.One;
                    gradient[at] = T.FusedMultiplyAdd(part, x, gradient[at]);
                }
            }
        }

        return (gradient, squares);
    }

    private (T[] Gradient, T Squares) FactorGradient(int[] batch)
    {
        var factor = PlainFactor.Of(_pack.Rows, _pack.Layer.UseBias, batch);
        var gradient = new T[_parameters.Length];
        var squares = T.CreateTruncating(factor.Tail);
        for (var unit = 0; unit < _pack.Layer.Units; unit++)
        {
            var first = unit * _perUnit;
            for (var i = 0; i < _perUnit; i++)
            {
                var error = T.CreateTruncating(-factor.R[i, _perUnit + unit]);
                for (var j = i; j < _perUnit; j++)
                    error = T.FusedMultiplyAdd(_parameters[first + j], T.CreateTruncating(factor.R[i, j]), error);
                squares = T.FusedMultiplyAdd(error, error, squares);
                for (var j = i; j < _perUnit; j++)
                    gradient[first + j] = T.FusedMultiplyAdd(
                        error, T.CreateTruncating(factor.R[i, j]), gradient[first + j]);
            }
        }

        return (gradient, squares);
    }

    private T Error(int row, int unit)
    {
        var bias = _pack.Layer.UseBias ? _parameters[unit * _perUnit + _perUnit - 1] : T.Zero;
        var error = bias - T.CreateTruncating(_pack.Rows.Targets[row * _pack.Rows.TargetCount + unit]);
        for (var j = 0; j < _pack.Rows.FeatureCount; j++)
            error = T.FusedMultiplyAdd(_parameters[unit * _perUnit + j], Feature(row, j), error);
        return error;
    }

    private T Feature(int row, int feature) =>
        T.CreateTruncating(_pack.Rows.Features[row * _pack.Rows.FeatureCount + feature]);

    private T Scale(T squares, T count) => _trial.Loss switch
    {
        LossKind.Rmse => T.One / T.Sqrt(T.FusedMultiplyAdd(count, squares, Tiny)),
        LossKind.Mse => T.CreateTruncating(2) / count,
        _ => T.One / count,
    };

    private static T Tiny => typeof(T) == typeof(float) ? T.CreateTruncating(1e-30) : T.CreateTruncating(1e-300);

    private static T Sign(T error) => error > T.Zero ? T.One : error < T.Zero ? -T.One : T.Zero;
}
