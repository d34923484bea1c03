using System.Collections.Immutable;
using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Tests.Processes;

/// <summary>A shell script in a folder of its own, and the files that it writes to.</summary>
internal sealed class Script : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;

    public Script(string text, Marked marked)
    {
        ImmutableArray<string> variables = ["PATH=/usr/local/bin:/usr/bin:/bin", marked.Variable];
        Command = new SpawnedCommand(["/bin/bash", "-c", text], variables, _folder, In("stdout"), In("stderr"));
    }

    /// <summary>What starts it.</summary>
    public SpawnedCommand Command { get; }

    /// <summary>What it has printed.</summary>
    public string Output => File.ReadAllText(In("stdout"));

    /// <summary>A file of its folder.</summary>
    public string In(string name) => Path.Combine(_folder, name);

    /// <summary>Waits until it has made a file.</summary>
    public async Task UntilItHasMade(string name)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!File.Exists(In(name)))
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
