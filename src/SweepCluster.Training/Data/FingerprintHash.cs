using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace SweepCluster.Training.Data;

/// <summary>Fingerprints a data set, which it takes in order: the names, all features, all targets.</summary>
internal sealed class FingerprintHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    // Hashing many bytes at a time is faster than hashing few.
    private readonly double[] _waiting = new double[4096];
    private int _count;

    public FingerprintHash(IEnumerable<string> features, IEnumerable<string> targets)
    {
        AppendNames([.. features]);
        AppendNames([.. targets]);
    }

    /// <summary>Takes the numbers that come next.</summary>
    public void Add(ReadOnlySpan<double> numbers)
    {
        if (numbers.Length > _waiting.Length - _count) Flush();
        if (numbers.Length > _waiting.Length)
        {
            _hash.AppendData(MemoryMarshal.AsBytes(numbers));
            return;
        }

        numbers.CopyTo(_waiting.AsSpan(_count));
        _count += numbers.Length;
    }

    /// <summary>SHA-256, in lower-case hex.</summary>
    public string Finish()
    {
        Flush();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        _hash.AppendData(MemoryMarshal.AsBytes(_waiting.AsSpan(0, _count)));
        _count = 0;
    }

    // Counts and lengths come first, so that no two lists of names run together into the same bytes.
    private void AppendNames(string[] names)
    {
        AppendNumber(names.Length);
        foreach (var name in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            AppendNumber(bytes.Length);
            _hash.AppendData(bytes);
        }
    }

    private void AppendNumber(int number) => _hash.AppendData(BitConverter.GetBytes(number));
}
