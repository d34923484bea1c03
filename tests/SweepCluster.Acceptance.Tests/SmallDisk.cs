using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests;

/// <summary>A disk of its own size, which can be full; gone after the test.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Makes one, or skips the test where that is not allowed.</summary>
    public static async Task<SmallDisk> Make(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(await Execute("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder), "Only root may make a small disk.");
        return new SmallDisk(folder);
    }

    public async Task Grow(string size) =>
        Assert.True(await Execute("mount", "-o", $"remount,size={size}", _folder));

    /// <summary>Lets nothing be written any more, not even by root.</summary>
    public async Task Freeze() =>
        Assert.True(await Execute("mount", "-o", "remount,ro", _folder));

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = File.Create(Filler);
        var bytes = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(bytes);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync() =>
        Assert.True(await Execute("umount", _folder), $"something still uses {_folder}");

    private static async Task<bool> Execute(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
