using System.Collections.Immutable;

namespace SweepCluster.Programs.Saying;

/// <summary>Sees, while a program says its metric step by step, where the limits of its trial stop it.</summary>
/// <remarks>It finds what <see cref="Sweeps.Scheduling.Course"/> finds afterwards.</remarks>
/// <param name="limits">A limit per step; empty if nothing stops the trial.</param>
internal sealed class LimitWatch(ImmutableArray<double> limits)
{
    private double _best = double.PositiveInfinity;
    private double _last = double.PositiveInfinity;
    private int _made;

    /// <summary>Whether the trial is to stop.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Takes the cost at a step.</summary>
    public void Take(double step, double cost)
    {
        var until = (int)Math.Clamp(step, 0, int.MaxValue);
        if (until == 0)
            return;
        // Up to there, it had what it said last.
        while (_made < until - 1 && _made < limits.Length)
            Make(_last);
        _last = cost;
        if (until <= _made)
        {
            _best = Math.Min(_best, cost);
            return;
        }

        _made = until - 1;
        Make(cost);
    }

    private void Make(double cost)
    {
        _best = Math.Min(_best, cost);
        IsStopped |= _made < limits.Length && double.IsFinite(_best) && _best > limits[_made];
        _made++;
    }
}
