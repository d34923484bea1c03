namespace SweepCluster.Sweeps.Outcomes;

/// <summary>Where one trial stood after a step: enough to go on bit for bit.</summary>
public abstract record TrialCheckpoint
{
    /// <summary>The word of the kind of objective that gave it.</summary>
    public abstract string Kind { get; }

    /// <summary>Steps made.</summary>
    public abstract int Steps { get; }

    /// <summary>The steps at whose end the trial waits to be compared with others; 0 if it was under way.</summary>
    public virtual int Reached => Steps;

    /// <summary>The name that files belonging to it are kept under; null if all of it is here.</summary>
    public virtual string? KeptFiles => null;

    /// <summary>About how many bytes it holds.</summary>
    public abstract long Bytes { get; }
}
