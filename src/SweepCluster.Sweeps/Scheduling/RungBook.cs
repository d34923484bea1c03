using System.Collections.Immutable;
using SweepCluster.Search.Schedulers;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Scheduling;

/// <summary>Names a rung.</summary>
/// <param name="Cohort">The first configuration of its cohort.</param>
/// <param name="Place">Its place among the rungs of the cohort, from 0.</param>
public sealed record RungName(long Cohort, int Place)
{
    /// <summary>The rung before.</summary>
    public RungName Before => this with { Place = Place - 1 };

    /// <summary>The higher rung first, of equal ones that of the earlier cohort.</summary>
    public static IComparer<RungName> HighestFirst { get; } = Comparer<RungName>.Create((one, other) =>
    {
        var order = other.Place.CompareTo(one.Place);
        return order == 0 ? one.Cohort.CompareTo(other.Cohort) : order;
    });
}

/// <summary>Which trials have arrived at the rungs of a sweep's cohorts, and which went on. Immutable.</summary>
/// <remarks>
/// A configuration has arrived when all its repeats have; its loss is their mean, in the order of repeats. The order in
/// which trials arrive, and go on, makes no difference.
/// </remarks>
public sealed record RungBook
{
    private ImmutableDictionary<RungName, RungStanding> _rungs = ImmutableDictionary<RungName, RungStanding>.Empty;
    private ImmutableSortedSet<long> _closed = [];

    private RungBook()
    {
    }

    /// <summary>No trial has arrived anywhere.</summary>
    public static RungBook Empty { get; } = new();

    /// <summary>The rungs from which some can go on now, the highest first.</summary>
    public ImmutableSortedSet<RungName> Ripe { get; private init; } = ImmutableSortedSet.Create(RungName.HighestFirst);

    /// <summary>All cohorts before this configuration are decided, to their last rung.</summary>
    public long Decided { get; private init; }

    /// <summary>Number of trials that were trained to their end.</summary>
    public long Complete { get; private init; }

    /// <summary>Number of trials that were stopped.</summary>
    public long Stopped { get; private init; }

    /// <summary>A rung of a cohort that is not decided.</summary>
    public Rung this[RungName name] => Standing(name).Rung;

    /// <summary>How many configurations, from the first one of a cohort on, have arrived at its first rung.</summary>
    public long ArrivedInOrder(Cohort cohort)
    {
        var arrived = this[new(cohort.First, 0)].Arrived.Select(arrival => arrival.Index).ToHashSet();
        var count = 0L;
        while (count < cohort.Count && arrived.Contains(cohort.First + count))
            count++;
        return count;
    }

    /// <summary>Whether nobody will go on any more from where a trial stands.</summary>
    public bool IsOver(SchedulePlan plan, Trial trial)
    {
        var cohort = plan.Scheduler.CohortOf(trial.Configuration.Index);
        if (IsClosed(cohort.First) || trial.Rung == cohort.Rungs.Length - 1)
            return true;
        var rung = this[new(cohort.First, trial.Rung)];
        return rung.IsWhole && plan.Scheduler.GoingOn(rung).IsEmpty;
    }

    /// <summary>With a trial at the rung up to which it was to be trained.</summary>
    /// <param name="plan">The scheduler's plan.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="cost">Smaller is better; null if it diverged or failed.</param>
    /// <param name="isStopped">Whether its limits stopped it.</param>
    public RungBook Arrived(SchedulePlan plan, Trial trial, double? cost, bool isStopped)
    {
        var cohort = plan.Scheduler.CohortOf(trial.Configuration.Index);
        var isLast = trial.Rung == cohort.Rungs.Length - 1;
        var book = this with
        {
            Complete = Complete + (isLast && !isStopped && cost is not null ? 1 : 0),
            Stopped = Stopped + (isStopped ? 1 : 0),
        };
        if (IsClosed(cohort.First))
            return book;
        var name = new RungName(cohort.First, trial.Rung);
        return book.With(name, book.Standing(name).Arrived(trial, cost, plan.Repeats)).Settled(plan, cohort);
    }

    /// <summary>With a trial that failed to be tried again at its rung, if that has not been decided.</summary>
    public RungBook Reopened(SchedulePlan plan, Trial trial)
    {
        var cohort = plan.Scheduler.CohortOf(trial.Configuration.Index);
        var name = new RungName(cohort.First, trial.Rung);
        return IsClosed(cohort.First) || this[name].IsWhole
            ? this
            : With(name, Standing(name).Without(trial));
    }

    /// <summary>With trials that go on.</summary>
    public RungBook GoneOn(SchedulePlan plan, ImmutableArray<Trial> trials)
    {
        var book = this;
        foreach (var trial in trials.Where(trial => trial.Repeat == 0))
        {
            var cohort = plan.Scheduler.CohortOf(trial.Configuration.Index);
            var name = new RungName(cohort.First, trial.Rung).Before;
            if (!book.IsClosed(cohort.First))
                book = book.With(name, book.Standing(name).GoneOn(trial.Configuration.Index));
        }

        return trials.Select(trial => plan.Scheduler.CohortOf(trial.Configuration.Index)).Distinct()
            .Aggregate(book, (all, cohort) => all.IsClosed(cohort.First) ? all : all.Settled(plan, cohort));
    }

    /// <inheritdoc/>
    public bool Equals(RungBook? other) => other is not null
        && (Decided, Complete, Stopped) == (other.Decided, other.Complete, other.Stopped)
        && Ripe.SetEquals(other.Ripe)
        && _closed.SetEquals(other._closed)
        && _rungs.Count == other._rungs.Count
        && _rungs.All(rung => other._rungs.TryGetValue(rung.Key, out var same) && rung.Value.Equals(same));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Decided, Complete, Stopped);

    private bool IsClosed(long cohort) => cohort < Decided || _closed.Contains(cohort);

    private RungStanding Standing(RungName name) => _rungs.GetValueOrDefault(name, RungStanding.Empty);

    private RungBook With(RungName name, RungStanding standing) =>
        this with { _rungs = _rungs.SetItem(name, standing) };

    // Whether a rung is whole depends on those below it.
    private RungBook Settled(SchedulePlan plan, Cohort cohort)
    {
        var book = this;
        var (expected, isSettled, stopped) = (cohort.Count, true, 0L);
        for (var place = 0; place < cohort.Rungs.Length; place++)
        {
            var name = new RungName(cohort.First, place);
            var standing = book.Standing(name);
            var isWhole = isSettled && standing.Rung.Arrived.Count == expected;
            standing = standing with { Rung = standing.Rung with { IsWhole = isWhole } };
            var isRipe = place < cohort.Rungs.Length - 1 && !plan.Scheduler.GoingOn(standing.Rung).IsEmpty;
            book = book.With(name, standing) with
            {
                Ripe = isRipe ? book.Ripe.Add(name) : book.Ripe.Remove(name),
            };
            isSettled = isWhole && !isRipe;
            expected = standing.Rung.GoneOn.Count;
            if (place < cohort.Rungs.Length - 1)
                stopped += standing.Healthy - expected * plan.Repeats;
        }

        return isSettled ? book.Closing(plan, cohort, stopped) : book;
    }

    private RungBook Closing(SchedulePlan plan, Cohort cohort, long stopped)
    {
        var names = Enumerable.Range(0, cohort.Rungs.Length).Select(place => new RungName(cohort.First, place));
        var (closed, decided) = (_closed.Add(cohort.First), Decided);
        while (closed.Contains(decided))
        {
            closed = closed.Remove(decided);
            decided = plan.Scheduler.CohortOf(decided).End;
        }

        return this with
        {
            _rungs = _rungs.RemoveRange(names),
            _closed = closed,
            Decided = decided,
            Stopped = Stopped + stopped,
        };
    }
}
