namespace SweepCluster.Acceptance.Tests;

/// <summary>The folder of a small grid that was trained once, for tests that take copies of it.</summary>
public sealed class TrainedGrid : TemporaryFolder, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        var ended = await SweepProcess.Run(
        [
            "run", Repository.Example("keras-decay"), "--set", "dataset.synthetic.rows=2000", "--out", In("out"),
            "--quiet",
        ]);
        Assert.Equal(0, ended.ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Copies the folder to a place where there is none.</summary>
    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(In("out")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }
}
