namespace SweepCluster.Cluster.Protocol;

/// <summary>A sweep's metric, working time and last failure, for lists.</summary>
/// <param name="Objective">The column that ranks the trials; empty if it is unknown.</param>
/// <param name="Worked">Working time, without pauses and restarts, up to <paramref name="ActiveSince"/>.</param>
/// <param name="ActiveSince">Since when it has been working; null while it stands still.</param>
/// <param name="Failure">Why the last failed trial was given up; empty if none has failed.</param>
public sealed record SweepCourse(string Objective, TimeSpan Worked, DateTimeOffset? ActiveSince, string Failure)
{
    /// <summary>The word of its kind of objective; empty if it is unknown.</summary>
    public string Kind { get; init; } = "";

    /// <summary>For a sweep that has told nothing yet, or whose coordinator is older.</summary>
    public static SweepCourse Unknown { get; } = new("", TimeSpan.Zero, null, "");

    /// <summary>Working time up to a moment.</summary>
    public TimeSpan WorkedAt(DateTimeOffset now) =>
        ActiveSince is { } since && now > since ? Worked + (now - since) : Worked;
}
