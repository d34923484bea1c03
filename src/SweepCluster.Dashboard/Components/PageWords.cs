using System.Globalization;
using System.Text.Json;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Components;

/// <summary>How pages write what is no text.</summary>
internal static class PageWords
{
    /// <summary>A phase in words, such as goal reached.</summary>
    public static string Of(SweepPhase phase) => Words(phase.ToString());

    /// <summary>A time to the second, in UTC.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An enumeration's name as words in small letters.</summary>
    public static string Words(string name) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ');
}
