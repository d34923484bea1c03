namespace SweepCluster.Cluster.Telemetry;

/// <summary>Names as labels and attributes have them.</summary>
internal static class Words
{
    /// <summary>Such as handed_back for HandedBack.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) =>
            char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>A label.</summary>
    public static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
