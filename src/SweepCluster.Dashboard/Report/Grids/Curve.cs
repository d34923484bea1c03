namespace SweepCluster.Dashboard.Report.Grids;

/// <summary>A trial's learning curve.</summary>
/// <param name="Values">Its points.</param>
/// <param name="Steps">The step of each point; null for 1, 2, 3 and so on.</param>
internal sealed record Curve(IReadOnlyList<double> Values, IReadOnlyList<double>? Steps = null)
{
    /// <summary>Number of points.</summary>
    public int Count => Values.Count;

    /// <summary>The step of a point, from 0.</summary>
    public double StepAt(int point) => Steps is null ? point + 1 : Steps[point];
}
