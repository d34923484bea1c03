using System.Collections.Immutable;
using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Objectives.Linear.Reading;

/// <summary>Reads the <c>training</c> block and checks it against the search space.</summary>
/// <param name="Training">The block.</param>
/// <param name="Space">The search space as read.</param>
internal sealed record TrainingReader(Block Training, SearchSpaceReading Space)
{
    /// <summary>The settings that all trials share, with the defaults; an axis overrides a setting.</summary>
    public ImmutableSortedDictionary<string, SettingValue> Read()
    {
        Training.OnlyKnownKeys();
        var all = Settings.All
            .Where(setting => Training.Find(setting.Name) is not null)
            .ToDictionary(
                setting => setting.Name,
                setting => Training.Read(setting.Name, setting.Parser, SettingValue.None));
        RefuseOptionsWithoutEffect(all);
        var fixedOnes = all.Where(s => s.Value.IsSound && !Space.Keys.Contains(s.Key)).ToDictionary();
        if (Optimizers(all) is { } optimizers)
            new OptimizerRules(optimizers).Check(Training, fixedOnes, Space);
        return TrainingDefaults.All
            .SetItems(fixedOnes.Select(s => KeyValuePair.Create(s.Key, s.Value.Value)))
            .RemoveRange(Space.Keys);
    }

    private void RefuseOptionsWithoutEffect(Dictionary<string, Found<SettingValue>> all)
    {
        foreach (var (key, setting) in all.Where(s => s.Value.Origin.IsOption && Space.Keys.Contains(s.Key)))
        {
            Training.Refuse(key, setting.Origin,
                $"no effect, for it is an axis of the search space: write search-space.{key}=[VALUE]");
        }
    }

    // Null if the optimizer is wrong, so that nobody can tell which settings it uses.
    private IReadOnlyList<string>? Optimizers(Dictionary<string, Found<SettingValue>> all)
    {
        if (Space.Keys.Contains(Settings.Optimizer))
        {
            return Space.Axes.FirstOrDefault(a => a.Axis.Name == Settings.Optimizer) is { } found
                ? [.. Enumerable.Range(0, found.Axis.Count).Select(i => found.Axis[i].ToString())]
                : null;
        }

        if (!all.TryGetValue(Settings.Optimizer, out var setting))
            return Training.IsSound ? [TrainingDefaults.All[Settings.Optimizer].ToString()] : null;
        return setting.IsSound ? [setting.Value.ToString()] : null;
    }
}
