namespace SweepCluster.Cli.Streams;

/// <summary>Which characters the terminal can show.</summary>
internal static class Charset
{
    // The first that is set counts (POSIX).
    private static readonly string[] Locale = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>Whether it shows lines of tables: not a dumb terminal, nor in a charset other than UTF-8.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <remarks>If the environment says nothing, as in containers and services, files and logs get UTF-8.</remarks>
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
