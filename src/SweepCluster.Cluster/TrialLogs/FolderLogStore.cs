using System.Globalization;
using SweepCluster.Cluster.Data.Stores;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.TrialLogs;

/// <summary>Keeps what trials printed as a file per trial, for a lone coordinator.</summary>
/// <param name="folder">The folder; made when there is something to keep.</param>
public sealed class FolderLogStore(string folder) : ITrialLogStore
{
    /// <summary>The folder's name beside a journal.</summary>
    public const string FolderName = "logs";

    private const long MostInOne = 1_000;

    /// <inheritdoc/>
    public void Keep(string sweepId, long trialId, TrialLog log)
    {
        var path = PathOf(sweepId, trialId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes($"{path}.part", LogBytes.Of(log));
        File.Move($"{path}.part", path, overwrite: true);
    }

    /// <inheritdoc/>
    public TrialLog? Read(string sweepId, long trialId, LogCursor from)
    {
        var path = PathOf(sweepId, trialId);
        return File.Exists(path) ? LogBytes.Read(File.ReadAllBytes(path))?.From(from) : null;
    }

    private string PathOf(string sweepId, long trialId) => Path.Combine(
        folder,
        SweepFileNames.Of(sweepId),
        Text(trialId / MostInOne),
        $"{Text(trialId)}.log");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
