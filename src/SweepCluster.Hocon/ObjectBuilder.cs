namespace SweepCluster.Hocon;

/// <summary>A block while it is being read: blocks under one key merge, anything else may stand once.</summary>
internal sealed class ObjectBuilder(string path, Origin origin, ProblemLog log)
{
    private readonly OrderedDictionary<string, Slot> _slots = [];

    /// <summary>The full path of a key in a block; the block's own if the key is empty.</summary>
    public static string PathOf(string path, string key) =>
        path.Length == 0 || key.Length == 0 ? path + key : $"{path}.{key}";

    /// <summary>Puts a value under a path.</summary>
    public void Put(ReadOnlySpan<string> keys, Origin keyOrigin, HoconNode value)
    {
        if (keys.Length > 1)
            Child(keys[0], keyOrigin)?.Put(keys[1..], keyOrigin, value);
        else if (value is HoconObject block)
            Child(keys[0], keyOrigin)?.Merge(block);
        else if (!_slots.TryAdd(keys[0], new Slot(keyOrigin, value, null)))
            Refuse(keys[0], keyOrigin);
    }

    /// <summary>The block as read so far.</summary>
    public HoconObject ToObject() =>
        new(origin, [.. _slots.Select(s => new HoconField(s.Key, s.Value.Origin, s.Value.Node))]);

    private void Merge(HoconObject block)
    {
        foreach (var field in block.Fields)
            Put([field.Key], field.Origin, field.Value);
    }

    private ObjectBuilder? Child(string key, Origin keyOrigin)
    {
        if (!_slots.TryGetValue(key, out var slot))
            _slots.Add(key, slot = new Slot(keyOrigin, null, new ObjectBuilder(PathOf(path, key), keyOrigin, log)));
        if (slot.Block is null)
            Refuse(key, keyOrigin);
        return slot.Block;
    }

    private void Refuse(string key, Origin keyOrigin) =>
        log.Add(keyOrigin, PathOf(path, key), $"already set at {_slots[key].Origin.Where}: keep one of the two");

    private sealed record Slot(Origin Origin, HoconNode? Value, ObjectBuilder? Block)
    {
        public HoconNode Node => Value ?? Block!.ToObject();
    }
}
