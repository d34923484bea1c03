using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading.Axes;

/// <summary>Looks for points of an axis that rounding makes equal.</summary>
internal static class AxisPoints
{
    private const double SmallestStep = 1e-11;

    /// <summary>A value that stands among the points twice, if there is one.</summary>
    /// <remarks>Points grow and so do their gaps: only neighbours can be equal, and the first ones soonest.</remarks>
    public static SettingValue? FirstTwice(Domain.Interval axis)
    {
        if (axis.Count <= 1)
            return null;
        if (TooNarrow(axis))
            return axis[0];
        return axis.IsWhole ? FirstTwiceOfWhole(axis) : null;
    }

    private static SettingValue? FirstTwiceOfWhole(Domain.Interval axis)
    {
        if (axis is Domain.Uniform && (axis.High - axis.Low) / (axis.Points - 1) >= 1)
            return null;
        for (var i = 0; i + 1 < axis.Count; i++)
        {
            var gap = axis[i + 1].Number - axis[i].Number;
            if (gap == 0)
                return axis[i];
            if (gap >= 2)
                return null;
        }

        return null;
    }

    // Points keep 12 significant digits.
    private static bool TooNarrow(Domain.Interval axis) => axis switch
    {
        Domain.Uniform => (axis.High - axis.Low) / (axis.Points - 1)
            < SmallestStep * Math.Max(Math.Abs(axis.Low), Math.Abs(axis.High)),
        Domain.Stepped s => s.Step < SmallestStep * Math.Max(Math.Abs(s.Low), Math.Abs(s.High)),
        Domain.LogUniform l => Math.Log(l.High / l.Low) / (l.Points - 1) < SmallestStep,
        _ => false,
    };
}
