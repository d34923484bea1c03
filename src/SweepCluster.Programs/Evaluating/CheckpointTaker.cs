using System.Collections.Immutable;
using SweepCluster.Programs.Files;
using SweepCluster.Programs.Outcomes;
using SweepCluster.Programs.Saying;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>Takes checkpoints of a program that runs, for whoever keeps them elsewhere.</summary>
/// <param name="checkpoints">Keeps them.</param>
/// <param name="place">The trial's place in the training order.</param>
/// <param name="folder">The program's checkpoint folder.</param>
/// <param name="said">What it has said.</param>
/// <param name="isForeign">Whether it is another user's.</param>
/// <remarks>
/// First the files are copied, then what was said is read: a program says a step before it keeps it, so that no step of
/// the files is missing from the curve.
/// </remarks>
internal sealed class CheckpointTaker(
    ICheckpoints checkpoints, long place, string folder, Said said, bool isForeign)
{
    private int _number = checkpoints.Start?.Steps ?? 0;
    private FolderState _taken = CheckpointFiles.StateOf(folder);
    private (FolderState State, ImmutableArray<KeptFile> Files)? _copied;

    /// <summary>Copies the files if they have changed, and if it is time to.</summary>
    /// <param name="isLast">Whether the program has ended: it is always time then.</param>
    public void Look(bool isLast)
    {
        if (!isLast && !checkpoints.Wants(_taken.Bytes))
            return;
        var state = CheckpointFiles.StateOf(folder);
        if (!state.Equals(_taken) && state.Bytes <= checkpoints.LargestBytes
            && CheckpointFiles.Copy(folder, state, isForeign) is { } files)
            _copied = (state, files);
    }

    /// <summary>Hands over what was copied, with what has been said.</summary>
    public void Keep()
    {
        if (_copied is not { } copied)
            return;
        (_copied, _taken) = (null, copied.State);
        var checkpoint = new ProgramCheckpoint(_number + 1, copied.Files, said.Outcome());
        if (checkpoint.Bytes > checkpoints.LargestBytes)
            return;
        _number++;
        checkpoints.Keep(new PackCheckpoint(place, [checkpoint]));
    }
}
