using System.Collections.Immutable;
using SweepCluster.Search.Numerics;

namespace SweepCluster.Search.Points;

/// <summary>64 bits that stand for a configuration: two of a sweep never share them in practice.</summary>
internal static class ConfigurationHash
{
    /// <summary>The bits of some values.</summary>
    public static ulong Of(ImmutableArray<SettingValue> values)
    {
        var hash = 0UL;
        foreach (var value in values)
            hash = RandomStream.Mix(hash * 31 + Of(value));
        return hash;
    }

    // 0 and -0 are the same value.
    private static ulong Of(SettingValue value)
    {
        if (!value.IsWord)
            return BitConverter.DoubleToUInt64Bits(value.Number + 0.0);
        var hash = 0UL;
        foreach (var letter in value.ToString())
            hash = RandomStream.Mix(hash + letter + 1);
        return hash;
    }
}
