using System.Collections.Immutable;
using System.Globalization;

namespace SweepCluster.Search.Numerics;

/// <summary>Points that fill the unit cube more evenly than random ones, each computed from its index.</summary>
/// <remarks>
/// Direction numbers: Joe and Kuo, SIAM J. Sci. Comput. 30 (2008), in new-joe-kuo-6.1024.txt with their licence. Order
/// of points: the Gray code's, as in Bratley and Fox's Algorithm 659.
/// </remarks>
internal static class SobolSequence
{
    /// <summary>How many dimensions there are direction numbers for.</summary>
    public const int MostDimensions = 1024;

    private const int Bits = 32;

    private static readonly Lazy<ImmutableArray<uint[]>> Directions = new(Read);

    /// <summary>A coordinate of a point, in units of 2^-32.</summary>
    public static uint At(uint index, int dimension)
    {
        var numbers = Directions.Value[dimension];
        var bits = index ^ (index >> 1);
        var at = 0u;
        for (var bit = 0; bits != 0; bit++, bits >>= 1)
            at ^= (bits & 1) * numbers[bit];
        return at;
    }

    /// <summary>Scrambles one dimension: points stay as even, and each is as likely as any.</summary>
    /// <remarks>Owen's scrambling by the hash in Burley, "Practical hash-based Owen scrambling", JCGT 2020.</remarks>
    public static uint Scrambled(uint at, uint seed)
    {
        at = Reversed(at);
        at ^= at * 0x3d20adea;
        at += seed;
        at *= (seed >> 16) | 1;
        at ^= at * 0x05526c56;
        at ^= at * 0x53a22864;
        return Reversed(at);
    }

    private static uint Reversed(uint bits)
    {
        bits = ((bits & 0x55555555) << 1) | ((bits >> 1) & 0x55555555);
        bits = ((bits & 0x33333333) << 2) | ((bits >> 2) & 0x33333333);
        bits = ((bits & 0x0f0f0f0f) << 4) | ((bits >> 4) & 0x0f0f0f0f);
        return System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(bits);
    }

    private static ImmutableArray<uint[]> Read()
    {
        using var stream = typeof(SobolSequence).Assembly.GetManifestResourceStream("new-joe-kuo-6.1024.txt")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n').Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]));
        var first = Enumerable.Range(1, Bits).Select(bit => 1u << (Bits - bit)).ToArray();
        return [first, .. lines.Select(Numbers)];
    }

    private static uint[] Numbers(string line)
    {
        var fields = line.Split(' ').Select(field => uint.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        var (degree, inner) = ((int)fields[1], fields[2]);
        var numbers = new uint[Bits];
        for (var i = 0; i < Bits; i++)
        {
            if (i < degree)
            {
                numbers[i] = fields[3 + i] << (Bits - 1 - i);
                continue;
            }

            numbers[i] = numbers[i - degree] ^ (numbers[i - degree] >> degree);
            for (var k = 1; k < degree; k++)
                numbers[i] ^= ((inner >> (degree - 1 - k)) & 1) * numbers[i - k];
        }

        return numbers;
    }
}
