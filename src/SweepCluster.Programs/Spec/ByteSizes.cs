using System.Globalization;
using SweepCluster.Hocon;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Programs.Spec;

/// <summary>Sizes such as <c>512MiB</c> and <c>4GiB</c>.</summary>
internal static class ByteSizes
{
    private static readonly (string Name, long Bytes)[] Units =
    [
        ("B", 1), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
    ];

    /// <summary>Reads a size; 0 for no limit.</summary>
    public static ValueParser<long> Parser { get; } =
        new("a size, such as 512MiB or 4GiB", (HoconScalar scalar, out long value) => TryRead(scalar.Text, out value));

    /// <summary>In the largest unit that leaves a whole number.</summary>
    public static string Text(long bytes)
    {
        if (bytes == 0)
            return "0";
        var unit = Units.Where(unit => bytes % unit.Bytes == 0).MaxBy(unit => unit.Bytes);
        return $"{(bytes / unit.Bytes).ToString(CultureInfo.InvariantCulture)}{unit.Name}";
    }

    private static bool TryRead(string text, out long bytes)
    {
        bytes = 0;
        if (text == "0")
            return true;
        var unit = Units.Where(unit => text.EndsWith(unit.Name, StringComparison.Ordinal))
            .OrderByDescending(unit => unit.Name.Length).FirstOrDefault();
        if (unit.Name is null || !double.TryParse(
            text[..^unit.Name.Length].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var count))
            return false;
        var size = Math.Round(count * unit.Bytes);
        bytes = size is >= 1 and < long.MaxValue / 2 ? (long)size : 0;
        return bytes > 0;
    }
}
