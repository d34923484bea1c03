using System.Collections.Immutable;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.Space;

/// <summary>Fills a configuration up to a trial's full hyperparameters.</summary>
/// <remarks>
/// The optimizer comes first, then its own defaults, then the sweep's fixed settings, then the configuration's values.
/// All but the last is done once a sweep. A setting that the optimizer does not use keeps its neutral value, so it
/// never tells two trials apart. Immutable, so any thread may use it.
/// </remarks>
public sealed class HyperparameterResolver
{
    private readonly ImmutableArray<SettingKey> _axes;
    private readonly int _optimizerAxis;
    private readonly OptimizerKind _fixedOptimizer;
    private readonly ImmutableArray<Base> _bases;

    /// <summary>A resolver for the configurations of one sweep.</summary>
    public HyperparameterResolver(SweepSpec spec)
    {
        _axes = [.. spec.SearchSpace.Axes.Select(a => a.Key)];
        _optimizerAxis = _axes.IndexOf(SettingKey.Optimizer);
        _fixedOptimizer = _optimizerAxis < 0
            ? Words.Optimizers.Read(spec.Training[SettingKey.Optimizer].ToString())
            : default;
        _bases = [.. Enum.GetValues<OptimizerKind>().Select(o => new Base(o, spec.Training, _axes))];
    }

    /// <summary>The hyperparameters of one configuration; for many, keep a resolver.</summary>
    public static Hyperparameters Resolve(SweepSpec spec, Configuration configuration) =>
        new HyperparameterResolver(spec).Resolve(configuration);

    /// <summary>The hyperparameters of one configuration.</summary>
    public Hyperparameters Resolve(Configuration configuration)
    {
        var optimizer = _optimizerAxis < 0
            ? _fixedOptimizer
            : Words.Optimizers.Read(configuration.Values[_optimizerAxis].ToString());
        var start = _bases[(int)optimizer];
        var resolved = start.Values;
        for (var i = 0; i < _axes.Length; i++)
        {
            if (start.UsesAxis[i])
                resolved = With(resolved, _axes[i], configuration.Values[i]);
        }

        return resolved;
    }

    private static Hyperparameters With(Hyperparameters old, SettingKey key, SettingValue value) => key switch
    {
        SettingKey.Loss => old with { Loss = Words.Losses.Read(value.ToString()) },
        SettingKey.Optimizer => old,
        SettingKey.Epochs => old with { Epochs = (int)value.Number },
        SettingKey.BatchSize => old with { BatchSize = (int)value.Number },
        SettingKey.LearningRate => old with { LearningRate = value.Number },
        SettingKey.Decay => old with { Decay = value.Number },
        SettingKey.Momentum => old with { Momentum = value.Number },
        SettingKey.Beta1 => old with { Beta1 = value.Number },
        SettingKey.Beta2 => old with { Beta2 = value.Number },
        SettingKey.Rho => old with { Rho = value.Number },
        SettingKey.Epsilon => old with { Epsilon = value.Number },
        SettingKey.ScheduleDecay => old with { ScheduleDecay = value.Number },
        SettingKey.Shuffle => old with { Shuffle = value.ToString() == Words.On },
        SettingKey.Precision => old with { Precision = Words.Precisions.Read(value.ToString()) },
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such setting."),
    };

    /// <summary>What all configurations with one optimizer have in common.</summary>
    private sealed class Base
    {
        public Base(
            OptimizerKind optimizer,
            ImmutableSortedDictionary<SettingKey, SettingValue> training,
            ImmutableArray<SettingKey> axes)
        {
            Values = Neutral(optimizer);
            foreach (var (key, value) in training)
                Values = optimizer.Uses(key) ? With(Values, key, value) : Values;
            UsesAxis = [.. axes.Select(a => optimizer.Uses(a))];
        }

        public Hyperparameters Values { get; }

        public ImmutableArray<bool> UsesAxis { get; }

        private static Hyperparameters Neutral(OptimizerKind optimizer)
        {
            var own = OptimizerDefaults.For(optimizer);
            return new Hyperparameters
            {
                Optimizer = optimizer,
                Loss = LossKind.Rmse,
                Epochs = TrainingDefaults.Epochs,
                BatchSize = TrainingDefaults.BatchSize,
                LearningRate = own.LearningRate,
                Decay = 0,
                Momentum = own.Momentum ?? 0,
                Beta1 = own.Beta1 ?? 0.9,
                Beta2 = own.Beta2 ?? 0.999,
                Rho = own.Rho ?? 0.9,
                Epsilon = own.Epsilon ?? 1e-7,
                ScheduleDecay = own.ScheduleDecay ?? 0.004,
                Shuffle = true,
                Precision = Precision.Float32,
            };
        }
    }
}
