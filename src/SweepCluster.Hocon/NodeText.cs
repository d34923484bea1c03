using SweepCluster.Problems;

namespace SweepCluster.Hocon;

/// <summary>Shows a value in a message.</summary>
public static class NodeText
{
    /// <summary>A scalar as written; a list or block by its kind.</summary>
    public static string Of(HoconNode node) => node switch
    {
        HoconScalar { IsQuoted: true } s => Shown.Plain(Shown.Quoted(s.Text)),
        HoconScalar s => Shown.Plain(s.Text),
        HoconArray => "a list",
        _ => "a block",
    };
}
