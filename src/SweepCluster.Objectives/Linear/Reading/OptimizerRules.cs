using SweepCluster.Hocon;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Objectives.Linear.Reading;

/// <summary>Refuses settings that the sweep's optimizers do not use: their author expects an effect.</summary>
/// <param name="Optimizers">The words of all optimizers of the sweep.</param>
internal sealed record OptimizerRules(IReadOnlyList<string> Optimizers)
{
    /// <summary>Checks the fixed settings and the axes.</summary>
    public void Check(
        Block training, IReadOnlyDictionary<string, Found<SettingValue>> settings, SearchSpaceReading space)
    {
        foreach (var (key, setting) in settings)
            Check(training, key, setting.Origin, [setting.Value]);
        foreach (var (axis, origin) in space.Axes)
            Under(axis.When).Check(space.Block, axis.Name, origin, axis.Domain.Ends());
    }

    // Of an axis that applies under some optimizers alone, only those count.
    private OptimizerRules Under(Condition? when) => when?.Parameter == Settings.Optimizer
        ? new([.. when.Values.Select(value => value.ToString())])
        : this;

    private void Check(Block block, string key, Origin origin, IReadOnlyList<SettingValue> ends)
    {
        if (key == Settings.Decay)
            CheckDecay(block, origin, ends);
        else if (!Optimizers.Any(optimizer => Uses(optimizer, key)))
            block.Refuse(key, origin,
                $"{ValueParsers.Listed(Optimizers)} has no {key}: leave it out; "
                + $"it belongs to {ValueParsers.Listed(Users(key))}");
    }

    private void CheckDecay(Block block, Origin origin, IReadOnlyList<SettingValue> ends)
    {
        var without = Optimizers.Where(o => !Uses(o, Settings.Decay)).ToList();
        if (without.Count == 0 || ends.All(e => e.Number == 0))
            return;
        var names = ValueParsers.Listed(without);
        block.Refuse(Settings.Decay, origin, $"{names} has no time-based decay: write 0, or leave {names} out");
    }

    private static List<string> Users(string key) =>
        [.. LinearWords.Optimizers.Words.Where(word => Uses(word, key))];

    private static bool Uses(string optimizer, string key) =>
        Settings.Uses(LinearWords.Optimizers.Read(optimizer), key);
}
