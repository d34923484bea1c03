using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SweepCluster.Programs.Commands;

/// <summary>The seed that a program gets.</summary>
internal static class Seeds
{
    /// <summary>The same for the same repeat of any configuration; from 0 to 2^31 - 1, as every language takes it.
    /// </summary>
    public static long Of(long sweepSeed, int repeat)
    {
        var named = FormattableString.Invariant($"program {sweepSeed} {repeat}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(named));
        return BinaryPrimitives.ReadInt32LittleEndian(hash) & int.MaxValue;
    }
}
