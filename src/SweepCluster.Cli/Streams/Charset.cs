namespace SweepCluster.Cli.Streams;

/// <summary>What signs the terminal shows.</summary>
internal static class Charset
{
    // The first that is set counts (POSIX).
    private static readonly string[] Locale = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>
    /// Whether it shows lines for tables: not where the environment names another charset than UTF-8, or a dumb terminal.
    /// </summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <remarks>Where the environment says nothing, as in containers and services, files and logs get UTF-8.</remarks>
    public static bool ShowsLines(Func<string, string?> variable)
    {
        if (variable("TERM") == "dumb")
            return false;
        var locale = Locale.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return OperatingSystem.IsWindows() || locale is null
            || locale.Contains("utf-8", StringComparison.OrdinalIgnoreCase)
            || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }
}
