using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;
using SweepCluster.Training.Model;

namespace SweepCluster.Objectives.Linear.Spec;

/// <summary>A key of the sweep file's <c>training</c> block; each may be an axis of the search space.</summary>
/// <param name="Name">The key.</param>
/// <param name="Parser">What its values must look like.</param>
/// <param name="With">Hyperparameters with a value of it.</param>
internal sealed record Setting(
    string Name, ValueParser<SettingValue> Parser, Func<Hyperparameters, SettingValue, Hyperparameters> With)
{
    /// <summary>Whether its values are words.</summary>
    public bool IsWord { get; init; }

    /// <summary>Whether its values are whole numbers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether each lane of a pack may have a value of its own.</summary>
    public bool IsOfLane { get; init; }

    /// <summary>Whether it has an effect with an optimizer of these defaults.</summary>
    public Func<OptimizerDefaults, bool> IsUsedBy { get; init; } = _ => true;
}
