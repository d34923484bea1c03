namespace SweepCluster.Cli.Folders;

/// <summary>The output folder cannot be used; the lines say why and what to do.</summary>
internal sealed class UnusableFolderException(params string[] lines) : Exception(string.Join(' ', lines))
{
    /// <summary>The message, line by line: what it quotes may hold line ends of its own.</summary>
    public IReadOnlyList<string> Lines => lines;
}
