using System.Collections.Immutable;

namespace SweepCluster.Search.Schedulers;

/// <summary>Decides which configurations are worth training on. Pure: the same arguments, the same answer.</summary>
public interface IScheduler
{
    /// <summary>Whether what it decides is the same whoever was faster: it rests on fixed sets of results.</summary>
    bool IsRepeatable => true;

    /// <summary>Whether trials are stopped by the courses of those before, so that they are begun in order.</summary>
    bool ComparesCourses => false;

    /// <summary>The cohort that a configuration belongs to.</summary>
    /// <param name="index">The configuration, from 0.</param>
    Cohort CohortOf(long index);

    /// <summary>The configurations that go on from a rung now, by index; those that went on before are not told again.
    /// </summary>
    /// <param name="rung">Who has arrived; it is not the last one of its cohort.</param>
    ImmutableArray<long> GoingOn(Rung rung);

    /// <summary>
    /// Where a trial is to be stopped: after a step at which its best loss so far is above the limit of that step.
    /// </summary>
    /// <param name="courses">The losses, step by step, of the trials before it that were trained to the end.</param>
    /// <returns>A limit per step; empty if there is none.</returns>
    ImmutableArray<double> Limits(IReadOnlyCollection<ImmutableArray<double>> courses) => [];
}
