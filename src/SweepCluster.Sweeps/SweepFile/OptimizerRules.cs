using SweepCluster.Sweeps.Hocon;
using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Training.Model;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Refuses settings that the sweep's optimizers do not use: they would seem to do something.</summary>
/// <param name="Optimizers">The words of all optimizers of the sweep.</param>
internal sealed record OptimizerRules(IReadOnlyList<string> Optimizers)
{
    /// <summary>Checks the fixed settings and the axes.</summary>
    public void Check(
        Block training, IReadOnlyDictionary<SettingKey, Found<SettingValue>> settings, SearchSpaceReading space)
    {
        foreach (var (key, setting) in settings)
            Check(training, key, setting.Origin, [setting.Value]);
        foreach (var (axis, origin) in space.Axes)
            Check(space.Block, axis.Key, origin, [axis[0], axis[axis.Count - 1]]);
    }

    private void Check(Block block, SettingKey key, Origin origin, IReadOnlyList<SettingValue> ends)
    {
        if (key == SettingKey.Decay)
            CheckDecay(block, origin, ends);
        else if (!Optimizers.Any(o => Words.Optimizers.Read(o).Uses(key)))
            block.Refuse(key.Kebab(), origin,
                $"{Forms.Listed(Optimizers)} has no {key.Kebab()}: leave it out; "
                + $"it belongs to {Forms.Listed(Users(key))}");
    }

    private void CheckDecay(Block block, Origin origin, IReadOnlyList<SettingValue> ends)
    {
        var without = Optimizers.Where(o => !Words.Optimizers.Read(o).Uses(SettingKey.Decay)).ToList();
        if (without.Count > 0 && ends.Any(e => e.Number != 0))
            block.Refuse(SettingKey.Decay.Kebab(), origin,
                $"{Forms.Listed(without)} has no time-based decay: write 0, or leave {Forms.Listed(without)} out");
    }

    private static List<string> Users(SettingKey key) =>
        [.. Enum.GetValues<OptimizerKind>().Where(o => o.Uses(key)).Select(Words.Optimizers.Of)];
}
