using SweepCluster.Cluster.Protocol;

namespace SweepCluster.Cluster.Journal;

/// <summary>Translates a sweep's course into its protobuf message, and back.</summary>
internal static class CourseFormat
{
    public static Format.Course ToWire(SweepCourse course) => new()
    {
        Objective = course.Objective,
        Worked = course.Worked.Ticks,
        ActiveSince = course.ActiveSince is { } since ? EventFormat.Ticks(since) : 0,
        Failure = course.Failure,
        Kind = course.Kind,
    };

    public static SweepCourse FromWire(Format.Course wire) => new(
        wire.Objective,
        TimeSpan.FromTicks(wire.Worked),
        wire.ActiveSince == 0 ? null : EventFormat.Time(wire.ActiveSince),
        wire.Failure)
    { Kind = wire.Kind };
}
