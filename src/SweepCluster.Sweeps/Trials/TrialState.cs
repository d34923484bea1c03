namespace SweepCluster.Sweeps.Trials;

/// <summary>Where a trial is; the words of summary.csv, in capitals there.</summary>
public enum TrialState
{
    /// <summary>Not yet in training.</summary>
    Waiting,

    /// <summary>In training.</summary>
    Running,

    /// <summary>Trained to the end.</summary>
    Complete,

    /// <summary>Stopped early by the scheduler.</summary>
    Pruned,

    /// <summary>Left the finite numbers; a result, not a failure.</summary>
    Diverged,

    /// <summary>Given up after exceptions.</summary>
    Failed,

    /// <summary>Never trained, because the sweep ended before.</summary>
    Cancelled,
}
