using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.Random;

namespace SweepCluster.Training.Randomness;

/// <summary>Every random number of a sweep comes from a stream named by (sweep seed, repeat, purpose).</summary>
/// <remarks>
/// Initial weights and row order depend on the repeat and not on the configuration, so configurations are compared on
/// the same draws (common random numbers). Streams are Xoshiro256** seeded from a SHA-256 of the name.
/// </remarks>
public static class RandomStreams
{
    /// <summary>The stream for a purpose that does not vary with the repeat, such as drawing the data.</summary>
    public static Xoshiro256StarStar For(long sweepSeed, string purpose) => Seeded($"{sweepSeed}/{purpose}");

    /// <summary>The stream for one repeat's purpose, such as its initial weights.</summary>
    public static Xoshiro256StarStar For(long sweepSeed, int repeat, string purpose) =>
        Seeded($"{sweepSeed}/{repeat}/{purpose}");

    private static Xoshiro256StarStar Seeded(string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        return new Xoshiro256StarStar(BinaryPrimitives.ReadInt32LittleEndian(hash), threadSafe: false);
    }
}
