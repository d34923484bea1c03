using System.Collections.Concurrent;
using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests.Clusters.Machines;

/// <summary>A coordinator or a worker as a process of its own.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private bool _isDisposed;

    /// <summary>Listens to a process that was started with both output streams redirected.</summary>
    public NodeProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <summary>What it has said so far, on both streams.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static NodeProcess Start(params string[] arguments) => Start([], arguments);

    /// <summary>Starts it with variables in its environment.</summary>
    public static NodeProcess Start((string Name, string Value)[] environment, params string[] arguments) =>
        new(SweepProcess.StartProcess(arguments, environment));

    /// <summary>Starts it on a host of a simulated network.</summary>
    public static NodeProcess StartOn(HostNetwork network, int host, params string[] arguments) =>
        new(SweepProcess.StartProcess(
            [.. arguments, "--host", network.AddressOf(host), "--set", "insecure=on"], [], network.On(host)));

    /// <summary>Waits until it is up, and returns its HOST:PORT, not that of its dashboard.</summary>
    public Task<string> Up() => Says(" is up at ", line => !line.StartsWith("dashboard", StringComparison.Ordinal));

    /// <summary>Waits for a line that holds a text, and returns what follows it.</summary>
    public Task<string> Says(string text) => Says(text, _ => true);

    public void Kill() => Signals.KillNow(_process);

    public Task Signal(string signal) => Signals.Send(signal, _process.Id);

    /// <summary>Tells it to stop, and waits until it has left.</summary>
    public async Task Leave()
    {
        await Signal("TERM");
        await End();
        Assert.Equal(0, ExitCode);
        Assert.Contains(Lines, line => line.EndsWith(" has left", StringComparison.Ordinal));
    }

    /// <summary>Waits for its end.</summary>
    public Task End() => _process.WaitForExitAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', _lines));
    }

    private async Task<string> Says(string text, Func<string, bool> isMeant)
    {
        string? found = null;
        await Wait.Until(() =>
        {
            found = _lines.LastOrDefault(line => line.Contains(text, StringComparison.Ordinal) && isMeant(line));
            Assert.False(
                found is null && _process.HasExited, $"ended before it said '{text}': {string.Join('\n', _lines)}");
            return found is not null;
        });
        return found![(found!.IndexOf(text, StringComparison.Ordinal) + text.Length)..];
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
