namespace SweepCluster.Acceptance.Tests.Extending;

/// <summary>What is added to the sources for a new kind of something.</summary>
/// <param name="Files">New files, as they lie in <c>Recipes</c> and in the sources.</param>
/// <param name="Lines">Lines for files that are there.</param>
internal sealed record Recipe(IReadOnlyList<string> Files, IReadOnlyList<Recipe.Line> Lines)
{
    private static string Added => Path.Combine(
        Repository.Root, "tests", "SweepCluster.Acceptance.Tests", "Extending", "Recipes");

    /// <summary>Adds all of it to a copy of the sources.</summary>
    public void AddTo(string root)
    {
        foreach (var file in Files)
            File.Copy(Path.Combine(Added, file), Path.Combine(root, file));
        foreach (var line in Lines)
            line.AddTo(root);
    }

    /// <summary>A line for a file.</summary>
    /// <param name="File">The file.</param>
    /// <param name="After">The end of what comes before it, which the file has once.</param>
    /// <param name="Text">The line, or some.</param>
    public sealed record Line(string File, string After, string Text)
    {
        internal void AddTo(string root)
        {
            var path = Path.Combine(root, File);
            var parts = System.IO.File.ReadAllText(path).Split($"{After}\n");
            Assert.True(parts.Length == 2, $"{File} has {parts.Length - 1} times '{After}'.");
            System.IO.File.WriteAllText(path, $"{parts[0]}{After}\n{Text}\n{parts[1]}");
        }
    }
}
