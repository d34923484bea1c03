using SweepCluster.Hocon;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Reads the values of one axis.</summary>
/// <param name="Space">The search space's block.</param>
/// <param name="Name">The parameter.</param>
/// <param name="Rules">What its values must look like.</param>
/// <param name="IsGrid">Whether the axis needs a number of points.</param>
internal sealed record AxisReader(Block Space, string Name, IParameterRules Rules, bool IsGrid)
{
    private const string RightForms =
        "[a, b], { uniform = [low, high], count = n } or { log-uniform = [low, high], count = n }";

    private static readonly string[] Kinds = ["choice", "uniform", "log-uniform"];

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
        if (block.Find("count") is { } count)
            block.Refuse("count", count.Origin, "a list has its own length: leave count out");
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
        if (block.ReadAll(key, list, Parser) is not { Length: > 0 } items)
            return null;
        foreach (var twice in items.GroupBy(i => i.Value).Where(g => g.Count() > 1))
            block.Refuse(key, twice.ElementAt(1).Origin, $"{twice.Key} stands in the list twice: keep one");
        return new Domain.Choice([.. items.Select(i => i.Value)]);
    }

    private Domain.Interval? Spread(Block block, string kind)
    {
        if (Rules.IsWord(Name))
        {
            block.Refuse(kind, block.OriginOf(kind), $"the values of {Name} are words: write a list, such as [a, b]");
            return null;
        }

        var count = Count(block);
        if (Bounds(block, kind) is not { } bounds || count is not { } points)
            return null;
        Domain.Interval domain = kind == "uniform"
            ? new Domain.Uniform(bounds.Low, bounds.High, points)
            : new Domain.LogUniform(bounds.Low, bounds.High, points);
        domain = domain with { IsWhole = Rules.IsWhole(Name) };
        return IsSound(block, kind, domain) ? domain : null;
    }

    private int? Count(Block block)
    {
        var parser = ValueParsers.Whole(1);
        var count = IsGrid
            ? block.Require("count", parser, 1, "count = 5 (the sampler is grid, which needs the number of points)")
            : block.Read("count", parser, 1);
        return count.IsSound ? count.Value : null;
    }

    private (double Low, double High)? Bounds(Block block, string kind)
    {
        var value = block.Find(kind)!.Value;
        if (value is not HoconArray { Items.Length: 2 } list)
        {
            if (value is not HoconBroken)
                block.Refuse(kind, value.Origin, $"found {NodeText.Of(value)}: write the two ends, [low, high]");
            return null;
        }

        if (block.ReadAll(kind, list, Parser) is not { } ends)
            return null;
        var (low, high) = (ends[0].Value.Number, ends[1].Value.Number);
        if (low >= high)
            block.Refuse(kind, list.Origin,
                $"{ends[0].Value} is not below {ends[1].Value}: write [low, high] with low < high");
        else if (kind == "log-uniform" && low <= 0)
            block.Refuse(kind, ends[0].Origin,
                $"found {ends[0].Value}: the low end of log-uniform must be greater than 0");
        else
            return (low, high);
        return null;
    }

    private bool IsSound(Block block, string kind, Domain.Interval axis)
    {
        if (AxisPoints.FirstTwice(axis) is { } twice)
        {
            block.Refuse("count", block.OriginOf("count"),
                $"{twice} would stand among the {axis.Count} points twice: write a smaller count or a wider {kind}");
            return false;
        }

        var last = axis[axis.Count - 1];
        if (Parser.TryRead(new HoconScalar(block.Origin, last.ToString(), false), out _))
            return true;
        block.Refuse(kind, block.OriginOf(kind), $"its last point is {last}: write {Parser.Right}");
        return false;
    }
}
