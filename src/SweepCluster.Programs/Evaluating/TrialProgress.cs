using SweepCluster.Programs.Access;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Saying;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>What outlives an attempt at a trial: a folder for its program, and what that has said.</summary>
/// <param name="spec">The program.</param>
/// <param name="folder">The folder.</param>
/// <param name="user">Whom the program runs as; null for the user of this process.</param>
internal sealed class TrialProgress(ProgramSpec spec, string folder, ProgramUser? user)
{
    private const string Unfinished = ".part";

    private static readonly ProgramCodec Codec = new();

    private readonly string _said = $"{folder}.said";

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>Goes on from what earlier attempts left in this machine's folders.</summary>
    /// <param name="trialFolder">The trial's own folder, as the attempt before left it.</param>
    /// <returns>What has been said so far.</returns>
    /// <remarks>A process that was killed could not write down what its programs had said, but their output has it.
    /// </remarks>
    public Said GoOn(string trialFolder)
    {
        Directory.CreateDirectory(folder);
        var kept = File.Exists(_said) ? File.ReadAllBytes(_said) : null;
        var before = new Said(spec, kept is null ? null : (ProgramOutcome)Codec.DecodeOutcome(kept));
        Read(TrialAccess.LogFolder(trialFolder, user), TrialFileNames.Output);
        Read(trialFolder, TrialFileNames.Metrics);
        if (before.Outcome() is not { } outcome)
            return new Said(spec);
        File.WriteAllBytes(_said + Unfinished, Codec.Encode(outcome));
        File.Move(_said + Unfinished, _said, overwrite: true);
        return new Said(spec, outcome);

        // A last line without its end may be half of one.
        void Read(string from, string name)
        {
            using var lines = new LineTail(Path.Combine(from, name), isForeign: user is not null);
            lines.Read(isLast: false, before.Take);
        }
    }

    /// <summary>Goes on from a checkpoint that was taken here or elsewhere.</summary>
    /// <param name="checkpoint">The checkpoint; null for the beginning.</param>
    /// <param name="keeper">Has its files if they are large.</param>
    /// <param name="cancellation">Ends the bringing of large files.</param>
    /// <returns>What has been said so far; nothing if the checkpoint's files are gone, so that the trial begins anew.
    /// </returns>
    public Said GoOn(ProgramCheckpoint? checkpoint, IFileKeeper? keeper, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        if (checkpoint?.Package is { } package && !HasBrought(package, keeper, cancellation))
            return new Said(spec);
        CheckpointFiles.Write(checkpoint?.Files ?? [], folder);
        return new Said(spec, checkpoint?.Said);
    }

    /// <summary>What takes checkpoints of it while its program runs.</summary>
    public CheckpointTaker TakerFor(ICheckpoints checkpoints, IFileKeeper? keeper, long place, Said said) =>
        new(checkpoints, keeper, place, folder, said);

    /// <summary>Removes it: the trial has its result, or another folder its progress.</summary>
    public void Forget()
    {
        File.Delete(_said);
        TrialFolders.TryRemove(folder);
    }

    private bool HasBrought(string package, IFileKeeper? keeper, CancellationToken cancellation)
    {
        try
        {
            keeper?.Bring(package, folder, cancellation);
            return keeper is not null;
        }
        catch (IOException)
        {
            TrialFolders.TryRemove(folder);
            Directory.CreateDirectory(folder);
            return false;
        }
    }
}
