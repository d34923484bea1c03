using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SweepCluster.Programs.Processes;

/// <summary>A program and all that descends from it.</summary>
/// <param name="guard">Ends it if this process does.</param>
/// <param name="root">The program.</param>
/// <param name="mark">What all of it bears.</param>
internal sealed class ProcessTree(ProcessGuard guard, UnixProcess root, string mark)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestKill = TimeSpan.FromSeconds(2);

    /// <summary>Waits until the program has ended, or for a while; what it started may go on.</summary>
    /// <returns>Whether it has ended.</returns>
    public bool WaitForEnd(TimeSpan longest) => root.WaitForEnd(longest);

    /// <summary>Whether the program has ended.</summary>
    public bool HasEnded => root.HasEnded;

    /// <summary>Waits until a pipe can be read or the program has ended, or for a while.</summary>
    /// <returns>Whether the pipe can be read.</returns>
    public bool WaitForOutput(SafeHandle? pipe, TimeSpan longest) => root.WaitForOutput(pipe, longest);

    /// <summary>Starts a program.</summary>
    /// <param name="guard">Ends it if this process does.</param>
    /// <param name="command">What is started.</param>
    /// <exception cref="StartFailedException">It cannot be started.</exception>
    public static ProcessTree Start(ProcessGuard guard, SpawnedCommand command)
    {
        var mark = guard.NextMark();
        var marked = command with { Environment = command.Environment.Add($"{MarkedProcesses.Variable}={mark}") };
        var root = UnixProcess.Start(marked);
        guard.Add(root);
        return new ProcessTree(guard, root, mark);
    }

    /// <summary>Takes how the program ended, once it has, and ends what it left running in its session.</summary>
    public ExitStatus Reap()
    {
        root.Signal(LibC.SignalKill);
        var status = root.Reap();
        guard.Remove(root);
        return status;
    }

    /// <summary>Asks all of it to stop, and kills what has not after a while.</summary>
    /// <param name="grace">How long to wait.</param>
    public ExitStatus Stop(TimeSpan grace)
    {
        guard.NoteAsked(root);
        Signal(LibC.SignalTerminate);
        Wait(grace);
        var killing = Stopwatch.StartNew();
        do
            Signal(LibC.SignalKill);
        while (!Wait(Glance) && killing.Elapsed < LongestKill);
        return Reap();
    }

    private void Signal(int signal)
    {
        root.Signal(signal);
        foreach (var id in MarkedProcesses.Find(mark).Where(id => LibC.GroupOf(id) != root.Id))
            _ = LibC.Kill(id, signal);
    }

    // Whether all of it has ended. The program itself is a zombie by then, which has no variables any more.
    private bool Wait(TimeSpan longest)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            if (root.HasEnded && MarkedProcesses.Find(mark).Count == 0)
                return true;
            if (waiting.Elapsed >= longest)
                return false;
            Thread.Sleep(Glance);
        }
    }
}
