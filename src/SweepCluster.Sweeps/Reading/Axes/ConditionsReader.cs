using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading.Axes;

/// <summary>Reads under which values of others the axes of a search space apply.</summary>
/// <param name="Space">The search space's block.</param>
/// <param name="Rules">What values must look like.</param>
internal sealed record ConditionsReader(Block Space, IParameterRules Rules)
{
    private const string Key = "when";
    private const string Right = "when { optimizer = sgd } or when { optimizer = [sgd, adam] }";

    /// <summary>Completes the axes that were read; false if something is wrong, which has been reported.</summary>
    public bool ReadInto(ImmutableArray<FoundAxis>.Builder axes)
    {
        var isSound = true;
        for (var i = 0; i < axes.Count; i++)
        {
            var (axis, origin) = axes[i];
            if (Space.Find(axis.Name)?.Value is not HoconObject block || block.Find(Key) is not { } field)
                continue;
            var when = Read(axis.Name, field, axes);
            isSound &= when is not null;
            axes[i] = new FoundAxis(axis with { When = when }, origin);
        }

        foreach (var (axis, origin) in axes.Where(found => IsInCircle(found.Axis, axes)).Take(1))
        {
            Space.Refuse(axis.Name, origin, "it applies only under values of itself: break the circle of when");
            isSound = false;
        }

        return isSound;
    }

    private Condition? Read(string name, HoconField field, IReadOnlyList<FoundAxis> axes)
    {
        if (field.Value is not HoconObject { Fields: [var condition] })
        {
            if (field.Value is not HoconBroken)
                Refuse(name, field.Origin, $"write one other axis with its values, {Right}");
            return null;
        }

        if (axes.FirstOrDefault(found => found.Axis.Name == condition.Key && found.Axis.Name != name) is not { } other)
        {
            var others = axes.Select(found => found.Axis.Name).Where(axis => axis != name).ToList();
            Refuse(name, condition.Origin, others.Count == 0
                ? $"{condition.Key} is no axis of the search space"
                : $"{condition.Key} is no other axis of the search space "
                    + $"(nearest: {Nearest.To(condition.Key, others)})");
            return null;
        }

        return Values(name, condition, other.Axis) is { Length: > 0 } values
            ? new Condition(condition.Key, values)
            : null;
    }

    private ImmutableArray<SettingValue>? Values(string name, HoconField condition, Parameter other)
    {
        ImmutableArray<HoconNode> items = condition.Value is HoconArray list ? [.. list.Items] : [condition.Value];
        var values = ImmutableArray.CreateBuilder<SettingValue>();
        foreach (var item in items)
        {
            var found = Space.Read(name, item, Rules.ParserOf(other.Name), SettingValue.None);
            if (!found.IsSound)
                return null;
            if (!other.Domain.Contains(found.Value))
            {
                Refuse(name, item.Origin, $"{found.Value} is no value of {other.Name}");
                return null;
            }

            values.Add(found.Value);
        }

        return values.ToImmutable();
    }

    private void Refuse(string name, Origin origin, string what) => Space.Refuse($"{name}.{Key}", origin, what);

    private static bool IsInCircle(Parameter axis, ImmutableArray<FoundAxis>.Builder axes)
    {
        var at = axis;
        for (var steps = 0; steps < axes.Count && at?.When is { } when; steps++)
        {
            at = axes.FirstOrDefault(found => found.Axis.Name == when.Parameter)?.Axis;
            if (at?.Name == axis.Name)
                return true;
        }

        return false;
    }
}
