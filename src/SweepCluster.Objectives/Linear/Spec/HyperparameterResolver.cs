using System.Collections.Immutable;
using SweepCluster.Search;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>Completes a configuration to a trial's full hyperparameters.</summary>
/// <remarks>
/// The optimizer comes first, then its own defaults, then the sweep's fixed settings, then the configuration's values.
/// All but the last is done once per sweep. A setting that the optimizer does not use keeps its neutral value, so it
/// never tells two trials apart. Immutable, so any thread may use it.
/// </remarks>
public sealed class HyperparameterResolver
{
    private readonly ImmutableArray<Setting> _axes;
    private readonly int _optimizerAxis;
    private readonly OptimizerKind _fixedOptimizer;
    private readonly ImmutableArray<Base> _bases;

    /// <summary>A resolver for the configurations of one sweep.</summary>
    public HyperparameterResolver(SweepSpec spec)
    {
        var training = spec.Linear().Training;
        _axes = [.. spec.SearchSpace.Parameters.Select(parameter => Settings.Of(parameter.Name))];
        _optimizerAxis = _axes.IndexOf(Settings.Of(Settings.Optimizer));
        _fixedOptimizer = _optimizerAxis < 0
            ? LinearWords.Optimizers.Read(training[Settings.Optimizer].ToString())
            : default;
        _bases = [.. Enum.GetValues<OptimizerKind>().Select(o => new Base(o, training, _axes))];
    }

    /// <summary>The hyperparameters of one configuration; for many, keep a resolver.</summary>
    public static Hyperparameters Resolve(SweepSpec spec, Configuration configuration) =>
        new HyperparameterResolver(spec).Resolve(configuration);

    /// <summary>The hyperparameters of one configuration.</summary>
    public Hyperparameters Resolve(Configuration configuration)
    {
        var optimizer = _optimizerAxis < 0
            ? _fixedOptimizer
            : LinearWords.Optimizers.Read(configuration.Values[_optimizerAxis].ToString());
        var start = _bases[(int)optimizer];
        var resolved = start.Values;
        for (var i = 0; i < _axes.Length; i++)
        {
            if (start.UsesAxis[i] && !configuration.Values[i].IsNone)
                resolved = _axes[i].With(resolved, configuration.Values[i]);
        }

        return resolved;
    }

    /// <summary>The part that all configurations with one optimizer share.</summary>
    private sealed class Base
    {
        public Base(
            OptimizerKind optimizer,
            ImmutableSortedDictionary<string, SettingValue> training,
            ImmutableArray<Setting> axes)
        {
            Values = Hyperparameters.For(optimizer);
            foreach (var (name, value) in training)
                Values = Settings.Uses(optimizer, name) ? Settings.Of(name).With(Values, value) : Values;
            UsesAxis = [.. axes.Select(axis => Settings.Uses(optimizer, axis.Name))];
        }

        public Hyperparameters Values { get; }

        public ImmutableArray<bool> UsesAxis { get; }
    }
}
