using System.Collections.Immutable;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Saying;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>Takes checkpoints of a program that runs, for whoever keeps them elsewhere.</summary>
/// <param name="checkpoints">Keeps them.</param>
/// <param name="keeper">Keeps files that are too large for a message; null if nobody does.</param>
/// <param name="place">The trial's place in the training order.</param>
/// <param name="folder">The program's checkpoint folder.</param>
/// <param name="said">What it has said.</param>
/// <remarks>
/// First the files are copied, then what was said is read: a program says a step before it keeps it, so that no step of
/// the files is missing from the curve.
/// </remarks>
internal sealed class CheckpointTaker(
    ICheckpoints checkpoints, IFileKeeper? keeper, long place, string folder, Said said) : IDisposable
{
    // The coordinator may not have heard of the newest yet, nor of the one before; of older ones it has.
    private const int MostPackages = 3;

    private readonly Queue<string> _packages = [];
    private int _number = checkpoints.Start?.Steps ?? 0;
    private FolderState _taken = CheckpointFiles.StateOf(folder);
    private ProgramCheckpoint? _last = checkpoints.Start?.Trials[0] as ProgramCheckpoint;
    private Copied? _copied;
    private string? _copies;

    /// <summary>Copies the files if they have changed, and if it is time to.</summary>
    /// <param name="isLast">Whether the program has ended: it is always time then.</param>
    public void Look(bool isLast)
    {
        if (!isLast && !checkpoints.Wants(_taken.Bytes))
            return;
        var state = CheckpointFiles.StateOf(folder);
        if (state.Equals(_taken))
            return;
        if (state.Bytes <= checkpoints.LargestBytes)
            _copied = CheckpointFiles.Copy(folder, state) is { } files ? new(state, files, null) : _copied;
        else if (keeper is not null && state.Bytes <= FilesToKeep.MostBytes && CopiedTo(Anew(), state))
            _copied = new(state, [], _copies);
    }

    /// <summary>Hands over what was copied, with what has been said.</summary>
    /// <param name="cancellation">Ends the handing over of large files.</param>
    public void Keep(CancellationToken cancellation)
    {
        if (_copied is not { } copied)
            return;
        _copied = null;
        var checkpoint = new ProgramCheckpoint(_number + 1, copied.Files, said.Outcome());
        if (checkpoint.Bytes > checkpoints.LargestBytes
            || (copied.Folder is { } copies && !TryPack(copies, copied.State, ref checkpoint, cancellation)))
            return;
        _taken = copied.State;
        Keep(checkpoint);
    }

    /// <summary>The trial has made all steps that it was to make, but may go on later from where it stands.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="cancellation">Ends the handing over of large files.</param>
    public void Rest(int steps, CancellationToken cancellation)
    {
        Look(isLast: true);
        Keep(cancellation);
        if (_last is { } last && CheckpointFiles.StateOf(folder).Equals(_taken))
            Keep(last with { Number = _number + 1, Said = said.Outcome(), Budget = steps });
    }

    /// <summary>The trial has its result: nobody goes on from a checkpoint of it.</summary>
    public void Forget() => ForgetAllBut(0);

    /// <inheritdoc/>
    public void Dispose()
    {
        ForgetAllBut(1);
        RemoveCopies();
    }

    private void Keep(ProgramCheckpoint checkpoint)
    {
        (_number, _last) = (checkpoint.Number, checkpoint);
        checkpoints.Keep(new PackCheckpoint(place, [checkpoint]));
    }

    private void ForgetAllBut(int count)
    {
        while (_packages.Count > count)
            keeper!.Forget(_packages.Dequeue());
    }

    private void RemoveCopies()
    {
        if (_copies is not null)
            TrialFolders.TryRemove(_copies);
    }

    private string Anew()
    {
        RemoveCopies();
        return _copies = Directory.CreateTempSubdirectory("sweep-checkpoint-").FullName;
    }

    // A disk without room costs a checkpoint, and no result.
    private bool CopiedTo(string copies, FolderState state)
    {
        try
        {
            return CheckpointFiles.Copy(folder, state, copies);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool TryPack(
        string copies, FolderState state, ref ProgramCheckpoint checkpoint, CancellationToken cancellation)
    {
        try
        {
            var names = state.Files.Select(file => file.Name).ToList();
            var package = keeper!.Keep(copies, names, KeepingTerm.Checkpoint, cancellation);
            checkpoint = checkpoint with { Package = package };
            _packages.Enqueue(package);
            ForgetAllBut(MostPackages);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Files in memory, or in a folder if they are large.
    private sealed record Copied(FolderState State, ImmutableArray<KeptFile> Files, string? Folder);
}
