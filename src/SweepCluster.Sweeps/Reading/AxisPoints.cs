using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Looks for points of an axis that rounding makes equal.</summary>
internal static class AxisPoints
{
    private const double SmallestStep = 1e-11;

    /// <summary>A value that stands among the points twice, if there is one.</summary>
    /// <remarks>Points grow and so do their gaps: only neighbours can be equal, and the first ones soonest.</remarks>
    public static SettingValue? FirstTwice(Domain.Interval axis)
    {
        if (axis.Count == 1)
            return null;
        return axis.IsWhole ? FirstTwiceOfWhole(axis) : TooNarrow(axis) ? axis[0] : null;
    }

    private static SettingValue? FirstTwiceOfWhole(Domain.Interval axis)
    {
        if (axis is Domain.Uniform uniform && (uniform.High - uniform.Low) / (uniform.Points - 1) >= 1)
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
        Domain.Uniform u =>
            (u.High - u.Low) / (u.Points - 1) < SmallestStep * Math.Max(Math.Abs(u.Low), Math.Abs(u.High)),
        Domain.LogUniform l => Math.Log(l.High / l.Low) / (l.Points - 1) < SmallestStep,
        _ => false,
    };
}
