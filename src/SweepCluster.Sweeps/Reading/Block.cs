using System.Collections.Immutable;
using SweepCluster.Hocon;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Reads the keys of one block and reports what is wrong with them.</summary>
/// <param name="node">The block.</param>
/// <param name="path">Its full path.</param>
/// <param name="isSound">False if something else stands in its place, which has been reported.</param>
/// <param name="log">Takes the problems.</param>
/// <param name="known">The keys that there are; null if any will do.</param>
public sealed class Block(HoconObject node, string path, bool isSound, ProblemLog log, KnownKeys? known = null)
{
    /// <summary>Where the block stands; if it was left out, where the block around it stands.</summary>
    public Origin Origin => node.Origin;

    /// <summary>Whether the block's content is what its author wrote.</summary>
    public bool IsSound => isSound;

    /// <summary>The block's full path.</summary>
    public string Path => path;

    /// <summary>Its keys, in the order of the file.</summary>
    public ImmutableArray<HoconField> Fields => node.Fields;

    /// <summary>The full path of a key.</summary>
    public string PathOf(string key) => ObjectBuilder.PathOf(path, key);

    /// <summary>The field with this key, if it is there.</summary>
    public HoconField? Find(string key) => node.Find(key);

    /// <summary>Where a key stands, or where it could.</summary>
    public Origin OriginOf(string key) => node.Find(key)?.Origin ?? node.Origin;

    /// <summary>Adds a problem with a key.</summary>
    public void Refuse(string key, Origin origin, string what) => log.Add(origin, PathOf(key), what);

    /// <summary>Refuses every key that does not belong here.</summary>
    public Block OnlyKnownKeys()
    {
        foreach (var field in node.Fields.Where(field => !Knows(field.Key)))
            Refuse(field.Key, field.Origin, known!.Refusal(path, field.Key));
        return this;
    }

    /// <summary>Whether a key belongs here.</summary>
    public bool Knows(string key) => known is null || known.Has(path, key);

    /// <summary>A value that may be left out.</summary>
    public Found<T> Read<T>(string key, ValueParser<T> parser, T fallback) => node.Find(key) is { } field
        ? Read(key, field.Value, parser, fallback)
        : new Found<T>(fallback, isSound, false, node.Origin);

    /// <summary>A value that must be there.</summary>
    public Found<T> Require<T>(string key, ValueParser<T> parser, T fallback, string example)
    {
        var found = Read(key, parser, fallback);
        if (found.IsGiven || !isSound)
            return found;
        Refuse(key, node.Origin, $"missing: write {example}");
        return found with { IsSound = false };
    }

    /// <summary>A value of a key or of an element of its list.</summary>
    public Found<T> Read<T>(string key, HoconNode value, ValueParser<T> parser, T fallback)
    {
        if (value is HoconScalar scalar && parser.TryRead(scalar, out var read))
            return new Found<T>(read, true, true, value.Origin);
        if (value is not HoconBroken)
            Refuse(key, value.Origin, parser.Refusal(value));
        return new Found<T>(fallback, false, true, value.Origin);
    }

    /// <summary>All elements of a key's list; null if one of them is wrong, which has been reported.</summary>
    public ImmutableArray<Found<T>>? ReadAll<T>(string key, HoconArray list, ValueParser<T> parser)
    {
        ImmutableArray<Found<T>> items = [.. list.Items.Select(item => Read(key, item, parser, default!))];
        return items.All(i => i.IsSound) ? items : null;
    }

    /// <summary>A block inside this one; an empty one if it was left out.</summary>
    public Block Inner(string key)
    {
        var field = node.Find(key);
        if (field is null)
            return new Block(new HoconObject(node.Origin, []), PathOf(key), isSound, log, known);
        if (field.Value is HoconObject inner)
            return new Block(inner with { Origin = field.Origin }, PathOf(key), true, log, known);
        if (field.Value is not HoconBroken)
            Refuse(key, field.Value.Origin, $"found {NodeText.Of(field.Value)}: write a block, {key} {{ ... }}");
        return new Block(new HoconObject(field.Origin, []), PathOf(key), false, log, known);
    }
}
