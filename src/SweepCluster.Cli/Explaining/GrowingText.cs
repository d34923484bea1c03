using System.Text;

namespace SweepCluster.Cli.Explaining;

/// <summary>A file of text that something else may still write.</summary>
/// <param name="path">The file; it need not be there yet.</param>
internal sealed class GrowingText(string path) : IDisposable
{
    private readonly char[] _buffer = new char[16 * 1024];
    private StreamReader? _reader;

    /// <summary>Copies what is new.</summary>
    public async Task CopyToAsync(TextWriter writer, CancellationToken cancellation)
    {
        if (_reader is null && File.Exists(path))
            _reader = new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
                Encoding.UTF8);
        for (int read; _reader is not null
            && (read = await _reader.ReadAsync(_buffer, cancellation).ConfigureAwait(false)) > 0;)
            await writer.WriteAsync(_buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader?.Dispose();
}
