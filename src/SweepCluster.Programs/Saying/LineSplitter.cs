namespace SweepCluster.Programs.Saying;

/// <summary>Makes lines of bytes that come in pieces.</summary>
internal sealed class LineSplitter
{
    /// <summary>What is longer is cut off: nobody reads such a line, and memory must not grow with it.</summary>
    public const int LongestLine = 64 * 1024;

    private byte[] _line = [];
    private int _used;

    /// <summary>Hands over the lines that a piece ends.</summary>
    /// <param name="bytes">The piece.</param>
    /// <param name="take">Takes a line's bytes, which are gone afterwards.</param>
    public void Add(ReadOnlySpan<byte> bytes, Action<ReadOnlyMemory<byte>> take)
    {
        for (int end; (end = bytes.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            Append(bytes[..end]);
            End(take);
        }

        Append(bytes);
    }

    /// <summary>Hands over the last line if it has no end.</summary>
    public void Finish(Action<ReadOnlyMemory<byte>> take)
    {
        if (_used > 0)
            End(take);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        var fitting = Math.Min(bytes.Length, LongestLine - _used);
        if (_used + fitting > _line.Length)
            Array.Resize(ref _line, Math.Clamp(2 * (_used + fitting), 1024, LongestLine));
        bytes[..fitting].CopyTo(_line.AsSpan(_used));
        _used += fitting;
    }

    private void End(Action<ReadOnlyMemory<byte>> take)
    {
        take(_line.AsMemory(0, _used));
        _used = 0;
    }
}
