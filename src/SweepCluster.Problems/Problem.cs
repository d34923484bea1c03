namespace SweepCluster.Problems;

/// <summary>One thing that is wrong with the input, for a person to fix.</summary>
/// <param name="Where">A place to look: file:line, file, or the command-line option.</param>
/// <param name="Subject">The key's full path or the column; empty if the place says it all.</param>
/// <param name="What">What is wrong, and what would be right.</param>
/// <remarks>
/// All three may quote somebody else's text, and go to terminals, pages and logs: each is one line without control
/// characters (<see cref="Shown.Line"/>).
/// </remarks>
public sealed record Problem(string Where, string Subject, string What)
{
    /// <summary>A place to look: file:line, file, or the command-line option.</summary>
    public string Where { get; init => field = Shown.Line(value); } = Shown.Line(Where);

    /// <summary>The key's full path or the column; empty if the place says it all.</summary>
    public string Subject { get; init => field = Shown.Line(value); } = Shown.Line(Subject);

    /// <summary>What is wrong, and what would be right.</summary>
    public string What { get; init => field = Shown.Line(value); } = Shown.Line(What);

    /// <inheritdoc/>
    public override string ToString() => Subject.Length == 0 ? $"{Where}: {What}" : $"{Where}: {Subject}: {What}";
}
