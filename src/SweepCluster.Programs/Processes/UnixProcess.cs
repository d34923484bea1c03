using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SweepCluster.Programs.Processes;

/// <summary>A child in a session of its own; nothing reaches it but what is sent here.</summary>
internal sealed class UnixProcess
{
    /// <summary>What holds nothing and takes anything.</summary>
    public const string Nothing = "/dev/null";

    // Where there is no descriptor of a process: short against what starting one takes.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    private readonly int _descriptor;

    private UnixProcess(int id) => (Id, _descriptor) = (id, LibC.OpenProcess(id));

    /// <summary>Its number, which is also that of its session and of its process group.</summary>
    public int Id { get; }

    /// <summary>Whether it has ended; the others of its group may go on.</summary>
    public bool HasEnded => LibC.HasEnded(Id);

    /// <summary>Waits until it has ended, or for a while.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool WaitForEnd(TimeSpan longest)
    {
        if (_descriptor >= 0)
        {
            LibC.WaitForInput(_descriptor, -1, (int)longest.TotalMilliseconds);
            return HasEnded;
        }

        for (var waiting = Stopwatch.StartNew(); !HasEnded; Thread.Sleep(Glance))
        {
            if (waiting.Elapsed >= longest)
                return false;
        }

        return true;
    }

    /// <summary>Waits until a pipe can be read or it has ended, or for a while.</summary>
    /// <param name="pipe">The end of a pipe to read from; none if it has been read to its end.</param>
    /// <param name="longest">The while.</param>
    /// <returns>Whether the pipe can be read.</returns>
    public bool WaitForOutput(SafeHandle? pipe, TimeSpan longest) => LibC.WaitForInput(
        pipe is null ? -1 : (int)pipe.DangerousGetHandle(), _descriptor, (int)longest.TotalMilliseconds);

    /// <summary>Sends a signal to all of its group.</summary>
    /// <returns>Whether there is a group.</returns>
    public bool Signal(int signal) =>
        LibC.Kill(-Id, signal) == 0 || Marshal.GetLastPInvokeError() != LibC.NoSuchProcess;

    /// <summary>Takes how it ended, once it has: its number is free from then on.</summary>
    public ExitStatus Reap()
    {
        _ = LibC.Wait(Id, out var status, 0);
        if (_descriptor >= 0)
            _ = LibC.Close(_descriptor);
        return ExitStatus.OfWait(status);
    }

    private static void AddActions(nint actions, SpawnedCommand command)
    {
        if (command.Input is { } input)
            Check(LibC.AddDuplicate(actions, (int)input.DangerousGetHandle(), 0));
        else
            Check(LibC.AddOpen(actions, 0, Nothing, 0, 0));
        if (command.Said is { } said)
            Check(LibC.AddDuplicate(actions, (int)said.DangerousGetHandle(), 1));
        else
            Check(LibC.AddOpen(actions, 1, command.Output, LibC.WriteAnew, 0x1A4));
        Check(LibC.AddOpen(actions, 2, command.Errors, LibC.WriteAnew, 0x1A4));
        Check(LibC.AddFolder(actions, command.Folder));
    }

    /// <summary>Starts one.</summary>
    /// <exception cref="StartFailedException">It cannot be started.</exception>
    public static UnixProcess Start(SpawnedCommand command)
    {
        var (actions, attributes) = (Allocate(), Allocate());
        var signals = Allocate();
        try
        {
            Check(LibC.InitActions(actions));
            Check(LibC.InitAttributes(attributes));
            AddActions(actions, command);
            SetAttributes(attributes, signals);
            var error = LibC.Spawn(
                out var id, command.Words[0], actions, attributes,
                [.. command.Words, null], [.. command.Environment, null]);
            return error == 0
                ? new UnixProcess(id)
                : throw new StartFailedException(
                    $"{command.Words[0]} cannot be started: {Marshal.GetPInvokeErrorMessage(error)}");
        }
        finally
        {
            _ = LibC.DestroyActions(actions);
            _ = LibC.DestroyAttributes(attributes);
            foreach (var structure in new[] { actions, attributes, signals })
                Marshal.FreeHGlobal(structure);
        }
    }

    private static void SetAttributes(nint attributes, nint signals)
    {
        Check(LibC.EmptySignals(signals));
        Check(LibC.SetSignalMask(attributes, signals));
        foreach (var signal in LibC.ResetSignals)
            Check(LibC.AddSignal(signals, signal));
        Check(LibC.SetDefaultSignals(attributes, signals));
        Check(LibC.SetFlags(attributes, LibC.OwnSessionAndSignals));
    }

    private static unsafe nint Allocate()
    {
        var structure = Marshal.AllocHGlobal(LibC.StructureBytes);
        new Span<byte>((void*)structure, LibC.StructureBytes).Clear();
        return structure;
    }

    private static void Check(int error)
    {
        if (error != 0)
            throw new StartFailedException($"no process can be started: {Marshal.GetPInvokeErrorMessage(error)}");
    }
}
