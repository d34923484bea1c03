using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SweepCluster.Programs.Processes;

/// <summary>A child in a session of its own; nothing reaches it but what is sent here.</summary>
internal sealed class UnixProcess
{
    private const string NoInput = "/dev/null";

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
            LibC.WaitForInput(_descriptor, (int)longest.TotalMilliseconds);
            return HasEnded;
        }

        for (var waiting = Stopwatch.StartNew(); !HasEnded; Thread.Sleep(Glance))
        {
            if (waiting.Elapsed >= longest)
                return false;
        }

        return true;
    }

    /// <summary>Starts one with files for its output.</summary>
    /// <exception cref="StartFailedException">It cannot be started.</exception>
    public static UnixProcess Start(SpawnedCommand command) => Start(command, actions =>
    {
        Check(LibC.AddOpen(actions, 0, NoInput, 0, 0));
        Check(LibC.AddOpen(actions, 1, command.Output, LibC.WriteAnew, 0x1A4));
        Check(LibC.AddOpen(actions, 2, command.Errors, LibC.WriteAnew, 0x1A4));
        Check(LibC.AddFolder(actions, command.Folder));
    });

    /// <summary>Starts one that reads a pipe and says nothing.</summary>
    /// <param name="command">What is started; its files are not used.</param>
    /// <param name="input">The pipe's end to read from.</param>
    /// <exception cref="StartFailedException">It cannot be started.</exception>
    public static UnixProcess Start(SpawnedCommand command, SafeHandle input) => Start(command, actions =>
    {
        Check(LibC.AddDuplicate(actions, (int)input.DangerousGetHandle(), 0));
        Check(LibC.AddOpen(actions, 1, NoInput, 1, 0));
        Check(LibC.AddOpen(actions, 2, NoInput, 1, 0));
    });

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

    private static UnixProcess Start(SpawnedCommand command, Action<nint> addActions)
    {
        var (actions, attributes) = (Allocate(), Allocate());
        var signals = Allocate();
        try
        {
            Check(LibC.InitActions(actions));
            Check(LibC.InitAttributes(attributes));
            addActions(actions);
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
