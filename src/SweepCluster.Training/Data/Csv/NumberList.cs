namespace SweepCluster.Training.Data.Csv;

/// <summary>A list that grows without ever being copied, until it is taken as an array.</summary>
internal sealed class NumberList
{
    private const int BlockLength = 64 * 1024;

    private readonly List<double[]> _blocks = [];
    private int _free;

    /// <summary>How many numbers it has.</summary>
    public long Count => (long)_blocks.Count * BlockLength - _free;

    public void Add(ReadOnlySpan<double> numbers)
    {
        while (!numbers.IsEmpty)
        {
            if (_free == 0)
            {
                _blocks.Add(new double[BlockLength]);
                _free = BlockLength;
            }

            var fitting = numbers[..Math.Min(numbers.Length, _free)];
            fitting.CopyTo(_blocks[^1].AsSpan(BlockLength - _free));
            _free -= fitting.Length;
            numbers = numbers[fitting.Length..];
        }
    }

    public double[] ToArray()
    {
        var all = new double[Count];
        for (var i = 0; i < _blocks.Count; i++)
            _blocks[i].AsSpan(0, Math.Min(BlockLength, all.Length - i * BlockLength))
                .CopyTo(all.AsSpan(i * BlockLength));
        return all;
    }
}
