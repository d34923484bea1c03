namespace SweepCluster.Training.Data;

/// <summary>One thing that is wrong with the input, for a person to mend.</summary>
/// <param name="Where">A place to look: file:line, file, or the command-line option.</param>
/// <param name="Subject">The key's full path or the column; empty where the place says it all.</param>
/// <param name="What">What is wrong, and what would be right.</param>
public sealed record Problem(string Where, string Subject, string What)
{
    /// <inheritdoc/>
    public override string ToString() => Subject.Length == 0 ? $"{Where}: {What}" : $"{Where}: {Subject}: {What}";
}
