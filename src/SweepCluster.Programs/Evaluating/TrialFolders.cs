using SweepCluster.Programs.Commands;

namespace SweepCluster.Programs.Evaluating;

/// <summary>The folders of a sweep's trials.</summary>
/// <param name="root">The folder that holds them.</param>
/// <param name="planned">How many trials there are.</param>
public sealed class TrialFolders(string root, long planned)
{
    // File systems bear more, but people who look into such a folder do not.
    private const long MostInOne = 1_000;

    // Beside the trials' own folders, which are made anew for each attempt.
    private const string CheckpointsName = ".checkpoints";

    private long _passing;

    /// <summary>The folder that holds them.</summary>
    public string Root => root;

    /// <summary>A trial's folder: below <c>trials</c>, in groups of a thousand if there are more.</summary>
    public string Of(long trialId)
    {
        var name = TrialValues.Text(trialId);
        return planned <= MostInOne
            ? Path.Combine(root, name)
            : Path.Combine(root, TrialValues.Text(trialId / MostInOne), name);
    }

    /// <summary>The folder that outlives an attempt at a trial.</summary>
    /// <param name="folder">The trial's folder.</param>
    public string CheckpointOf(string folder) =>
        Path.Combine(root, CheckpointsName, Path.GetRelativePath(root, folder));

    /// <summary>Makes a trial's folder, without what an earlier attempt left there.</summary>
    internal string MakeAnew(long trialId) => Anew(Of(trialId));

    /// <summary>Makes a folder beside those of trials, without what was there before.</summary>
    internal string MakeAnew(string name) => Anew(Path.Combine(root, name));

    private static string Anew(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Makes a folder for one attempt, beside those of other attempts at the same trial.</summary>
    internal string MakePassing(long trialId)
    {
        // One may be left of a program that was still at work when its own was to be removed.
        string folder;
        do
            folder = $"{Of(trialId)}-{TrialValues.Text(Interlocked.Increment(ref _passing))}";
        while (Directory.Exists(folder) || Directory.Exists(CheckpointOf(folder)));
        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>Removes a trial's folder, unless something that the trial left behind prevents it.</summary>
    internal static void TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // It goes with the worker's other folders; a result must not be lost for it.
        }
    }
}
