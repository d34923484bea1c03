using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests;

/// <summary>The command as a process of its own.</summary>
internal sealed class SweepProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private SweepProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static SweepProcess Start(IEnumerable<string> arguments, params (string Name, string Value)[] environment) =>
        new(StartProcess(arguments, environment));

    /// <summary>Starts the command, directly or through another one, such as <c>ip netns exec</c>.</summary>
    public static Process StartProcess(
        IEnumerable<string> arguments, (string Name, string Value)[] environment, params string[] through)
    {
        // Children inherit ignored signals: a shell ignores SIGINT in its background jobs, nohup ignores SIGHUP.
        var start = new ProcessStartInfo("env")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository.Root,
        };
        start.ArgumentList.Add("--default-signal=INT,HUP");
        foreach (var word in through)
            start.ArgumentList.Add(word);
        foreach (var word in Repository.Command)
            start.ArgumentList.Add(word);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs the command to its end.</summary>
    public static async Task<Ended> Run(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        return await process.End();
    }

    public async Task<Ended> End()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new Ended(_process.ExitCode, await _output, await _error);
    }

    public void Kill() => Signals.KillNow(_process);

    public Task Interrupt() => Signals.Send("INT", Id);

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    internal sealed record Ended(int ExitCode, string Output, string Error);
}
