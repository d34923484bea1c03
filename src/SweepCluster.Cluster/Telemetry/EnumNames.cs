using System.Text.Json;

namespace SweepCluster.Cluster.Telemetry;

/// <summary>Writes names the way labels and attributes have them.</summary>
internal static class EnumNames
{
    /// <summary>A value's name in snake case: handed_back for HandedBack.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>A label.</summary>
    public static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
