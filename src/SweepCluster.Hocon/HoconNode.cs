using System.Collections.Immutable;

namespace SweepCluster.Hocon;

/// <summary>A value in a HOCON text, with the place it came from.</summary>
public abstract record HoconNode(Origin Origin);

/// <summary>A word, a number or a quoted string.</summary>
public sealed record HoconScalar(Origin Origin, string Text, bool IsQuoted) : HoconNode(Origin);

/// <summary>A list in brackets.</summary>
public sealed record HoconArray(Origin Origin, ImmutableArray<HoconNode> Items) : HoconNode(Origin);

/// <summary>A value that could not be read and has been reported; its readers report nothing more.</summary>
public sealed record HoconBroken(Origin Origin) : HoconNode(Origin);

/// <summary>A key with its value.</summary>
/// <param name="Key">One part of a path.</param>
/// <param name="Origin">Where the key stands.</param>
/// <param name="Value">Its value.</param>
public sealed record HoconField(string Key, Origin Origin, HoconNode Value);

/// <summary>A block in braces; its keys in the order of the text, each once.</summary>
public sealed record HoconObject(Origin Origin, ImmutableArray<HoconField> Fields) : HoconNode(Origin)
{
    /// <summary>The field with this key, if there is one.</summary>
    public HoconField? Find(string key) => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>The same block with the value at a path replaced, in its place, or added at the end.</summary>
    public HoconObject With(ReadOnlySpan<string> path, HoconNode value)
    {
        var key = path[0];
        var index = Fields.ToList().FindIndex(f => f.Key == key);
        var old = index < 0 ? null : Fields[index].Value as HoconObject;
        var child = path.Length == 1 ? value : (old ?? new HoconObject(value.Origin, [])).With(path[1..], value);
        if (index < 0)
            return this with { Fields = Fields.Add(new HoconField(key, value.Origin, child)) };
        var origin = path.Length == 1 ? value.Origin : Fields[index].Origin;
        return this with { Fields = Fields.SetItem(index, new HoconField(key, origin, child)) };
    }
}
