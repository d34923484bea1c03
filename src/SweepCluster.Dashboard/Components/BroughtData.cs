using System.Text;
using Microsoft.AspNetCore.Components.Forms;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Components;

/// <summary>The data file that somebody brings; it lies in a folder of its own until they leave the page.</summary>
internal sealed class BroughtData : IDisposable
{
    private ScratchFolder? _folder;

    /// <summary>Where it lies; null where none was brought.</summary>
    public string? Path { get; private set; }

    /// <summary>Takes a file in place of the one before.</summary>
    /// <exception cref="IOException">It is too large, or the connection ends.</exception>
    public async Task TakeAsync(IBrowserFile file, CancellationToken cancellation)
    {
        _folder ??= ScratchFolder.ForBrought();
        Path = null;
        // The name is its bringer's: it names no place on this machine.
        var path = System.IO.Path.Combine(_folder.Path, "data");
        await using (var stored = File.Create(path))
        await using (var coming = file.OpenReadStream(DataTransfer.MostBytes, cancellation))
            await coming.CopyToAsync(stored, cancellation);
        Path = path;
    }

    /// <summary>Reads a sweep file.</summary>
    /// <exception cref="IOException">It is longer than a cluster takes, or the connection ends.</exception>
    public static async Task<string> ReadTextAsync(IBrowserFile file, CancellationToken cancellation)
    {
        if (file.Size > SweepProtocol.LongestText)
            throw new IOException($"{file.Name} has {file.Size:N0} bytes; a sweep file may have {SweepProtocol.LongestText:N0}.");
        using var reader = new StreamReader(file.OpenReadStream(SweepProtocol.LongestText, cancellation), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();
}
