using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Wording;

/// <summary>How pages write what is no text.</summary>
internal static partial class PageWords
{
    private const int DigitsShown = 8;

    /// <summary>A text with its hashes shortened to a prefix that still tells them apart.</summary>
    public static string Short(string text) => Hash().Replace(text, hash => $"{hash.Value[..DigitsShown]}…");

    /// <summary>A phase in words, such as goal reached.</summary>
    public static string Of(SweepPhase phase) => Words(phase.ToString());

    /// <summary>A time to the second, in UTC.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An enum member's name as lower-case words.</summary>
    public static string Words(string name) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ');

    [GeneratedRegex(@"\b[0-9a-f]{64}\b")]
    private static partial Regex Hash();
}
