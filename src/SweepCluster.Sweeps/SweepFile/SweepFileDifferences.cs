using SweepCluster.Hocon;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Tells in which settings two sweep files differ, both with every default filled in.</summary>
public static class SweepFileDifferences
{
    // A sweep stays the same wherever its data lie.
    private const string Place = "path";

    private const int LongestValue = 40;

    /// <summary>The settings, by their full paths without <c>sweep.</c>, in the order of the first text.</summary>
    /// <param name="one">A sweep file's text.</param>
    /// <param name="other">Another's.</param>
    /// <returns>None if the texts agree, or if one of them is not HOCON.</returns>
    public static IReadOnlyList<Setting> Between(string one, string other)
    {
        if (Leaves(one) is not { } first || Leaves(other) is not { } second)
            return [];
        return
        [
            .. first.Keys.Concat(second.Keys).Distinct()
                .Select(key => new Setting(key, first.GetValueOrDefault(key), second.GetValueOrDefault(key)))
                .Where(setting => setting.One != setting.Other),
        ];
    }

    private static OrderedDictionary<string, string>? Leaves(string text)
    {
        var log = new ProblemLog();
        var root = HoconParser.ParseFile(text, "", log);
        var leaves = new OrderedDictionary<string, string>();
        Collect(root.Find("sweep")?.Value as HoconObject, "", leaves);
        return log.Any ? null : leaves;
    }

    private static void Collect(HoconObject? block, string path, OrderedDictionary<string, string> leaves)
    {
        foreach (var field in block?.Fields ?? [])
        {
            var key = ObjectBuilder.PathOf(path, field.Key);
            if (field.Value is HoconObject inner)
                Collect(inner, key, leaves);
            else if (field.Key != Place)
                leaves[key] = Text(field.Value);
        }
    }

    private static string Text(HoconNode node) => node switch
    {
        HoconScalar scalar => scalar.Text,
        HoconArray list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        HoconObject block =>
            $"{{ {string.Join(", ", block.Fields.Select(field => $"{field.Key} = {Text(field.Value)}"))} }}",
        _ => "",
    };

    /// <summary>A setting that differs.</summary>
    /// <param name="Key">Its key's full path.</param>
    /// <param name="One">Its value in the first text; null if it has none.</param>
    /// <param name="Other">Its value in the other; null if it has none.</param>
    public sealed record Setting(string Key, string? One, string? Other)
    {
        /// <summary>Its values, one for each text.</summary>
        /// <param name="one">What to call the first text.</param>
        /// <param name="other">What to call the other.</param>
        public string Words(string one, string other) => $"{Key} is {Shown(One)} {one} and {Shown(Other)} {other}";

        private static string Shown(string? value) => value is null
            ? "left out"
            : Problems.Shown.Line(value.Length > LongestValue ? value[..LongestValue] + "…" : value);
    }
}
