namespace SweepCluster.Sweeps.Planning;

/// <summary>What to say when memory runs out.</summary>
public static class MemoryWords
{
    /// <summary>Whether an error, or one inside it, comes from a lack of memory.</summary>
    public static bool IsOutOfMemory(Exception cause) => cause switch
    {
        OutOfMemoryException => true,
        AggregateException several => several.InnerExceptions.Any(IsOutOfMemory),
        { InnerException: { } inner } => IsOutOfMemory(inner),
        _ => false,
    };

    /// <summary>Says that it ran out, and what to do.</summary>
    /// <param name="room">What there is.</param>
    public static string UsedUp(Room room) => "not enough memory"
        + (room.Memory is { } bytes ? $": the {Quantities.Size(bytes)} that this process may take are used up" : "")
        + ". Try fewer rows, trials or workers, or give it more; 'sweep plan' tells what a sweep takes.";
}
