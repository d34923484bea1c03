using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SweepCluster.Training.Kernel.Rows;

/// <summary>
/// Rows converted and joined with their targets, once per data set: a row of a shuffle is one short stretch of memory.
/// </summary>
/// <remarks>
/// Large data are not copied: that would take too much memory, and their rows miss the caches anyway.
/// </remarks>
internal sealed unsafe class JoinedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long MostNumbers = 1 << 23;

    private static readonly ConditionalWeakTable<TrainingRows, JoinedRows<T>> Known = [];

    private JoinedRows(TrainingRows rows)
    {
        var width = rows.FeatureCount + rows.TargetCount;
        Numbers = (long)rows.Count * width > MostNumbers ? null : Join(rows, width);
    }

    /// <summary>Row after row, each its features, then its targets; null for large data.</summary>
    public T[]? Numbers { get; }

    /// <summary>The joined form of some rows, the same object for as long as they are in use.</summary>
    public static JoinedRows<T> Of(TrainingRows rows) => Known.GetValue(rows, static found => new JoinedRows<T>(found));

    /// <summary>
    /// Prefetches rows from all over memory while others are in work; a processor that cannot do so loads them when
    /// they are read.
    /// </summary>
    /// <param name="rows">The rows that come next.</param>
    /// <param name="numbers">The joined numbers.</param>
    /// <param name="width">Numbers of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FetchAhead(ReadOnlySpan<int> rows, T* numbers, int width)
    {
        if (!Sse.IsSupported)
            return;
        foreach (var row in rows)
            Sse.Prefetch0(numbers + (long)row * width);
    }

    private static T[] Join(TrainingRows rows, int width)
    {
        var joined = new T[rows.Count * width];
        var to = joined.AsSpan();
        for (var row = 0; row < rows.Count; row++, to = to[width..])
        {
            for (var feature = 0; feature < rows.FeatureCount; feature++)
                to[feature] = T.CreateTruncating(rows.Features[row * rows.FeatureCount + feature]);
            for (var target = 0; target < rows.TargetCount; target++)
                to[rows.FeatureCount + target] = T.CreateTruncating(rows.Targets[row * rows.TargetCount + target]);
        }

        return joined;
    }
}
