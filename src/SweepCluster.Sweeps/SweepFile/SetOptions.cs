using SweepCluster.Hocon;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Overrides settings of the file by the <c>--set KEY=VALUE</c> options.</summary>
internal static class SetOptions
{
    private const string Root = "sweep";

    /// <summary>The file's tree with the options' values in place of its own; the last of several counts.</summary>
    public static HoconObject Over(HoconObject root, IReadOnlyList<string> sets, ProblemLog log)
    {
        for (var i = 0; i < sets.Count; i++)
            root = Over(root, sets[i], Origin.OfOption(sets[i], i), log);
        return root;
    }

    private static HoconObject Over(HoconObject root, string set, Origin origin, ProblemLog log)
    {
        var equals = set.IndexOf('=');
        var keys = equals < 0 ? null : Split(set[..equals].Trim());
        if (keys is not { Length: > 1 })
        {
            log.Add(origin, "", "not an assignment to a key: write --set KEY=VALUE, such as --set training.epochs=3");
            return root;
        }

        var value = HoconParser.ParseValue(set[(equals + 1)..], origin, string.Join('.', keys), log);
        return root.Find(Root)?.Value is HoconObject ? root.With(keys, value) : root;
    }

    private static string[]? Split(string key)
    {
        if (HoconKey.Split(key) is not { } keys)
            return null;
        return keys[0] == Root ? keys : [Root, .. keys];
    }
}
