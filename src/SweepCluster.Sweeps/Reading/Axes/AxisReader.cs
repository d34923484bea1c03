using System.Collections.Immutable;
using SweepCluster.Hocon;
using SweepCluster.Problems;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading.Axes;

/// <summary>Reads the values of one axis.</summary>
/// <param name="Space">The search space's block.</param>
/// <param name="Name">The parameter.</param>
/// <param name="Rules">What its values must look like.</param>
/// <param name="IsGrid">Whether the axis needs a number of points.</param>
internal sealed record AxisReader(Block Space, string Name, IParameterRules Rules, bool IsGrid)
{
    private const string RightForms =
        "[a, b], { uniform = [low, high], count = n }, { log-uniform = [low, high], count = n } "
        + "or { integer = [low, high] }";

    private static readonly string[] Kinds = ["choice", "uniform", "log-uniform", "integer", "log-integer"];

    private ValueParser<SettingValue> Parser => Rules.ParserOf(Name);

    /// <summary>The values; null if they are wrong, which has been reported.</summary>
    public Domain? Read(HoconField field)
    {
        switch (field.Value)
        {
            case HoconArray list:
                return Choice(Space, Name, list);
            case HoconObject:
                return Kind(Space.Inner(Name).OnlyKnownKeys());
            case HoconScalar scalar:
                var shown = NodeText.Of(scalar);
                Space.Refuse(Name, scalar.Origin, $"found {shown}: an axis is a list: write [{shown}]");
                return null;
            default:
                return null;
        }
    }

    private Domain? Kind(Block block)
    {
        var given = Kinds.Where(k => block.Find(k) is not null).ToList();
        if (given.Count == 0 && !block.Fields.All(field => block.Knows(field.Key)))
            return null; // A misspelt key, which has been reported.
        if (given.Count != 1)
        {
            Space.Refuse(Name, block.Origin, given.Count == 0
                ? $"the axis has no values: write {RightForms}"
                : $"{ValueParsers.Listed(given).Replace(" or ", " and ")} at once: write {RightForms}");
            return null;
        }

        return given[0] == "choice" ? Choice(block) : Spread(block, given[0]);
    }

    private Domain.Choice? Choice(Block block)
    {
        foreach (var key in new[] { "count", "step" })
        {
            if (block.Find(key) is { } given)
                block.Refuse(key, given.Origin, $"a list has its own length: leave {key} out");
        }

        var value = block.Find("choice")!.Value;
        if (value is HoconArray list)
            return Choice(block, "choice", list);
        if (value is not HoconBroken)
            block.Refuse("choice", value.Origin, $"found {NodeText.Of(value)}: write a list, such as [a, b]");
        return null;
    }

    private Domain.Choice? Choice(Block block, string key, HoconArray list)
    {
        if (list.Items.Length == 0)
            block.Refuse(key, list.Origin, "the list is empty: write its values, or leave the axis out");
        ImmutableArray<Found<SettingValue>> items = [.. list.Items.Select(item => Value(block, key, item))];
        if (items.IsEmpty || items.Any(item => !item.IsSound))
            return null;
        foreach (var twice in items.GroupBy(i => i.Value).Where(g => g.Count() > 1))
            block.Refuse(key, twice.ElementAt(1).Origin, $"{twice.Key} stands in the list twice: keep one");
        return new Domain.Choice([.. items.Select(i => i.Value)]);
    }

    // Joined with commas, an element with a comma would be two.
    private Found<SettingValue> Value(Block block, string key, HoconNode item)
    {
        if (!Rules.TakesLists || item is not HoconArray list)
            return block.Read(key, item, Parser, SettingValue.None);
        var values = block.ReadAll(key, list, Parser);
        var withComma = values?.Where(value => value.Value.ToString().Contains(',')).ToList() ?? [];
        foreach (var wrong in withComma)
            block.Refuse(
                key, wrong.Origin, $"{Shown.Plain(wrong.Value.ToString())}: a value within a list has no comma");
        var isSound = values is not null && withComma.Count == 0;
        var found = isSound ? SettingValue.Of([.. values!.Value.Select(value => value.Value)]) : SettingValue.None;
        return new(found, isSound, true, item.Origin);
    }

    private Domain.Interval? Spread(Block block, string kind)
    {
        if (Rules.IsWord(Name))
        {
            block.Refuse(kind, block.OriginOf(kind), $"the values of {Name} are words: write a list, such as [a, b]");
            return null;
        }

        var points = new AxisPointsReader(block, kind, IsWhole(kind), IsGrid).Read();
        if (Bounds(block, kind) is not { } bounds || points is null)
            return null;
        if (points.In(bounds.Low, bounds.High) is not { } domain)
            return null;
        return IsSound(block, kind, domain) ? domain : null;
    }

    private bool IsWhole(string kind) => Rules.IsWhole(Name) || kind is "integer" or "log-integer";

    private (double Low, double High)? Bounds(Block block, string kind)
    {
        var value = block.Find(kind)!.Value;
        if (value is not HoconArray { Items.Length: 2 } list)
        {
            if (value is not HoconBroken)
                block.Refuse(kind, value.Origin, $"found {NodeText.Of(value)}: write the two ends, [low, high]");
            return null;
        }

        if (block.ReadAll(kind, list, Parser) is not { } ends || !AreNumbers(block, kind, ends))
            return null;
        var (low, high) = (ends[0].Value.Number, ends[1].Value.Number);
        if (low >= high)
            block.Refuse(kind, list.Origin,
                $"{ends[0].Value} is not below {ends[1].Value}: write [low, high] with low < high");
        else if (kind is "log-uniform" or "log-integer" && low <= 0)
            block.Refuse(kind, ends[0].Origin, $"found {ends[0].Value}: the low end of {kind} must be greater than 0");
        else
            return (low, high);
        return null;
    }

    private bool AreNumbers(Block block, string kind, ImmutableArray<Found<SettingValue>> ends)
    {
        var right = IsWhole(kind) ? "a whole number" : "a finite number";
        var wrong = ends.Where(end => end.Value.IsWord || (IsWhole(kind) && !double.IsInteger(end.Value.Number)))
            .ToList();
        foreach (var end in wrong)
            block.Refuse(kind, end.Origin, $"found {end.Value}: write {right}");
        return wrong.Count == 0;
    }

    private bool IsSound(Block block, string kind, Domain.Interval axis)
    {
        if (AxisPoints.FirstTwice(axis) is { } twice)
        {
            var key = block.Find("step") is null ? "count" : "step";
            block.Refuse(key, block.OriginOf(key), $"{twice} would stand among the {axis.Count} points twice: "
                + $"write a {(key == "step" ? "larger step" : "smaller count")} or a wider {kind}");
            return false;
        }

        var last = axis.Ends()[1];
        if (Parser.TryRead(new HoconScalar(block.Origin, last.ToString(), false), out _))
            return true;
        block.Refuse(kind, block.OriginOf(kind), $"its last point is {last}: write {Parser.Right}");
        return false;
    }
}
