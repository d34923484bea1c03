using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>The median rule: a trial stops where its best so far is worse than what others had on average by then.
/// </summary>
/// <remarks>
/// Golovin et al. 2017 (Google Vizier), section 3.2.2. The limit of a step is the median, over the trials trained to
/// the end, of the mean of their losses up to that step; there is none before <see cref="Fewest"/> of them.
/// </remarks>
internal sealed class MedianScheduler(SchedulerSettings settings) : IScheduler
{
    /// <summary>As many trials must have been trained to the end before one is stopped.</summary>
    internal const int Fewest = 5;

    public bool ComparesCourses => true;

    public Cohort CohortOf(long index) => new(index, 1, [settings.Full]);

    public ImmutableArray<long> GoingOn(Rung rung) => [];

    public ImmutableArray<double> Limits(IReadOnlyCollection<ImmutableArray<double>> courses)
    {
        if (courses.Count < Fewest)
            return [];
        // The last step ends training anyway.
        var means = courses.Select(Means).ToList();
        var limits = ImmutableArray.CreateBuilder<double>();
        for (var step = 0; step < Math.Min(settings.Full - 1, means.Max(mean => mean.Length)); step++)
            limits.Add(Median([.. means.Where(mean => step < mean.Length).Select(mean => mean[step])]));
        return limits.ToImmutable();
    }

    private static double[] Means(ImmutableArray<double> course)
    {
        var means = new double[course.Length];
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
            means[i] = (sum += course[i]) / (i + 1);
        return means;
    }

    private static double Median(double[] values)
    {
        if (values.Length < Fewest)
            return double.PositiveInfinity;
        Array.Sort(values);
        var middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
