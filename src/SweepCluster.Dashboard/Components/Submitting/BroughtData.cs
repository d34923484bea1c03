using System.Text;
using Microsoft.AspNetCore.Components.Forms;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Data.Cache;
using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Dashboard.Components.Submitting;

/// <summary>The data file that a person uploads; it stays in a folder of its own until they leave the page.</summary>
internal sealed class BroughtData : IDisposable
{
    private ScratchFolder? _folder;

    /// <summary>Where it is stored; null if there is none.</summary>
    public string? Path { get; private set; }

    /// <summary>Stores a file in place of the one before.</summary>
    /// <exception cref="IOException">It is too large, or the connection ends.</exception>
    public async Task TakeAsync(IBrowserFile file, CancellationToken cancellation)
    {
        _folder ??= ScratchFolder.ForBrought();
        Path = null;
        // The sender chose the file's name: it must not name a place on this machine.
        var path = System.IO.Path.Combine(_folder.Path, "data");
        await using (var stored = File.Create(path))
        await using (var received = file.OpenReadStream(DataTransfer.MostBytes, cancellation))
            await received.CopyToAsync(stored, cancellation);
        Path = path;
    }

    /// <summary>Reads a sweep file.</summary>
    /// <exception cref="IOException">It is longer than a cluster takes, or the connection ends.</exception>
    public static async Task<string> ReadTextAsync(IBrowserFile file, CancellationToken cancellation)
    {
        if (file.Size > SweepProtocol.LongestText)
            throw new IOException(
                $"{file.Name} has {file.Size:N0} bytes; a sweep file may have {SweepProtocol.LongestText:N0}.");
        using var reader = new StreamReader(
            file.OpenReadStream(SweepProtocol.LongestText, cancellation), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder?.Dispose();
}
