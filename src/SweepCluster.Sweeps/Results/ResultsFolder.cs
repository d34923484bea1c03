namespace SweepCluster.Sweeps.Results;

/// <summary>How a folder of a sweep's results is known.</summary>
public static class ResultsFolder
{
    /// <summary>The sweep file with every default filled in.</summary>
    public const string SweepFileName = "sweep.hocon";

    /// <summary>Begins that file's first line; the fingerprint of the sweep and its data follows.</summary>
    public const string Mark = "# fingerprint: ";

    /// <summary>Whether a folder holds a sweep's results.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string folder)
    {
        var file = Path.Combine(folder, SweepFileName);
        return File.Exists(file)
            && (File.ReadLines(file).FirstOrDefault() ?? "").StartsWith(Mark, StringComparison.Ordinal);
    }
}
