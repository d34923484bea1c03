namespace SweepCluster.Cluster.Protocol;

/// <summary>What lists tell of a sweep beside its account: what it is ranked on, how long it has worked, why trials failed.</summary>
/// <param name="Objective">The column that trials are ranked on; empty where it is not known.</param>
/// <param name="Worked">Time at work, without pauses and restarts, up to <paramref name="ActiveSince"/>.</param>
/// <param name="ActiveSince">Since when it is at work; null while it stands still.</param>
/// <param name="Failure">Why the last trial that failed was given up; empty while none has.</param>
public sealed record SweepCourse(string Objective, TimeSpan Worked, DateTimeOffset? ActiveSince, string Failure)
{
    /// <summary>The word of its kind of objective; empty where it is not known.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Of a sweep that has told nothing yet, or that an older coordinator tells of.</summary>
    public static SweepCourse Unknown { get; } = new("", TimeSpan.Zero, null, "");

    /// <summary>Time at work, up to a moment.</summary>
    public TimeSpan WorkedAt(DateTimeOffset now) =>
        ActiveSince is { } since && now > since ? Worked + (now - since) : Worked;
}
