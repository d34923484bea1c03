using System.Diagnostics;

namespace SweepCluster.Acceptance.Tests;

/// <summary>A small disk that a test can fill; it is unmounted after the test.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly byte[] Block = new byte[4096];

    private readonly Lock _gate = new();
    private readonly string _folder;
    private Timer? _filling;
    private bool _isFull;

    private SmallDisk(string folder) => _folder = folder;

    private string Filler => Path.Combine(_folder, "filler");

    /// <summary>Mounts one, or skips the test if that is not allowed.</summary>
    public static async Task<SmallDisk> Make(string folder, string size)
    {
        Directory.CreateDirectory(folder);
        var isMounted = await Execute("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder);
        Assert.SkipUnless(isMounted, "Only root may make a small disk.");
        return new SmallDisk(folder);
    }

    public async Task Grow(string size) =>
        Assert.True(await Execute("mount", "-o", $"remount,size={size}", _folder));

    /// <summary>Makes the disk read-only, even for root.</summary>
    public async Task Freeze() =>
        Assert.True(await Execute("mount", "-o", "remount,ro", _folder));

    /// <summary>Takes all the space that is left, then all that is freed: a failed write may free a little.</summary>
    public void Fill()
    {
        _isFull = true;
        TakeAll();
        _filling = new Timer(_ => TakeAll(), null, Interval, Interval);
    }

    /// <summary>Frees the space again.</summary>
    public void Free()
    {
        lock (_gate)
        {
            _isFull = false;
            _filling?.Dispose();
            if (File.Exists(Filler))
                File.Delete(Filler);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Free();
        Assert.True(await Execute("umount", _folder), $"something still uses {_folder}");
    }

    private void TakeAll()
    {
        lock (_gate)
        {
            if (!_isFull)
                return;
            using var file = new FileStream(Filler, FileMode.Append);
            try
            {
                while (true)
                {
                    file.Write(Block);
                    file.Flush();
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }
    }

    private static async Task<bool> Execute(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode == 0;
    }
}
