namespace SweepCluster.Training.Diagnosis;

/// <summary>The order in which verdicts are tried.</summary>
internal static class VerdictRules
{
    /// <param name="excess">E with the final parameters.</param>
    /// <param name="tolerance">E up to which a trial counts as converged.</param>
    /// <param name="expected">E expected at the reach.</param>
    /// <param name="atTenfold">E expected after ten times the updates.</param>
    /// <param name="floor">E at which the last step's length makes a trial circle.</param>
    /// <param name="isFarther">Whether it ended much farther away than it began: then reach was not lacking.</param>
    public static Verdict Judge(
        double excess, double tolerance, double expected, double atTenfold, double floor, bool isFarther = false)
    {
        if (!double.IsFinite(excess)) return Verdict.Diverged;
        if (excess <= tolerance) return Verdict.Converged;
        if (atTenfold <= Math.Max(tolerance, excess / 2)) return Verdict.Unfinished;
        return isFarther || expected <= Math.Max(floor, tolerance) ? Verdict.Oscillating : Verdict.Stalled;
    }
}
