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
    public void Keep(string sweepId, KeptLog log)
    {
        var path = PathOf(sweepId, log.Place);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes($"{path}.part", LogBytes.Of(log.Log));
        File.Move($"{path}.part", path, overwrite: true);
    }

    /// <inheritdoc/>
    public TrialLog? Read(string sweepId, long place, LogCursor from)
    {
        var path = PathOf(sweepId, place);
        return File.Exists(path) ? LogBytes.Read(File.ReadAllBytes(path))?.From(from) : null;
    }

    private string PathOf(string sweepId, long place) => Path.Combine(
        folder,
        SweepFileNames.Of(sweepId),
        Text(place / MostInOne),
        $"{Text(place)}.log");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
