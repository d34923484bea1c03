using System.Collections.Immutable;

namespace SweepCluster.Sweeps.Scheduling;

/// <summary>Sees, step by step, where the limits of a trial stop it: after a step, above its limit.</summary>
/// <param name="limits">A limit of the least cost so far per step; empty if nothing stops the trial.</param>
public sealed class LimitWatch(ImmutableArray<double> limits)
{
    private double _best = double.PositiveInfinity;
    private int _made;

    /// <summary>Whether the trial is to stop.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Takes the cost at a step, from 1 on; a step that is left out had the cost of the one before.</summary>
    public void Take(double step, double cost)
    {
        var until = (int)Math.Clamp(step, 0, int.MaxValue);
        if (until == 0)
            return;
        for (; _made < until - 1 && _made < limits.Length; _made++)
            Check(_made);
        _best = Math.Min(_best, cost);
        if (until <= _made)
            return;
        Check(until - 1);
        _made = until;
    }

    private void Check(int place) =>
        IsStopped |= place < limits.Length && double.IsFinite(_best) && _best > limits[place];
}
