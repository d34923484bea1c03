using System.Runtime.ExceptionServices;

namespace SweepCluster.Cli.Running;

/// <summary>Ends a command when memory runs out, on whichever thread: the one that needed it may be one that others wait for in vain.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private readonly TaskCompletionSource _shortage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MemoryWatch() => AppDomain.CurrentDomain.FirstChanceException += Look;

    /// <summary>Waits for the command's end, or for memory to run out.</summary>
    /// <exception cref="OutOfMemoryException">It has; the command may never end.</exception>
    public static async Task<int> OverAsync(Func<Task<int>> command)
    {
        using var watch = new MemoryWatch();
        var run = Task.Run(command);
        await Task.WhenAny(run, watch._shortage.Task).ConfigureAwait(false);
        return run.IsCompleted ? await run.ConfigureAwait(false) : throw new InsufficientMemoryException();
    }

    /// <inheritdoc/>
    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Look;

    private void Look(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is OutOfMemoryException)
            _shortage.TrySetResult();
    }
}
