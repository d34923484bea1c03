using System.Text.RegularExpressions;

namespace SweepCluster.Cli.Tests;

/// <summary>The documents name only types, files and folders that exist.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Projects =
    [
        "Problems", "Hocon", "Search", "Training", "Sweeps", "Objectives", "Programs", "Cluster", "Dashboard",
        "Cli",
    ];

    private static readonly string[] Roots = ["deploy", "docs", "hocon", "src", "tests"];

    private static readonly Lazy<HashSet<string>> Words = new(() =>
    [
        .. Sources().SelectMany(file => Word().Matches(File.ReadAllText(file)).Select(match => match.Value)
            .Append(Path.GetFileName(Path.GetDirectoryName(file)!))),
    ]);

    public static TheoryData<string> Documents =>
    [
        .. Directory.EnumerateFiles(SourceTree.At("docs"), "*.md", SearchOption.AllDirectories)
            .Append(SourceTree.At("CONTRIBUTING.md"))
            .Append(SourceTree.At("SECURITY.md"))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file)),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_type_that_a_document_names_is_in_the_sources(string document)
    {
        var unknown = Quoted(document)
            .Where(text => TypeName().IsMatch(text) && !text.Split('.').All(Words.Value.Contains));

        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_that_a_document_names_is_there(string document)
    {
        var missing = Quoted(document).Where(text =>
            PathName().IsMatch(text) && Roots.Contains(text.Split('/')[0]) && !Path.Exists(SourceTree.At(text)));

        Assert.Empty(missing);
    }

    [Fact]
    public void Every_folder_of_every_project_has_its_line_in_the_architecture()
    {
        var parts = File.ReadAllText(SourceTree.At("docs", "ARCHITECTURE.md")).Split("\n### ");
        foreach (var project in Projects.Select(name => $"SweepCluster.{name}"))
        {
            var part = parts.Single(text => text.StartsWith($"{project}\n", StringComparison.Ordinal));
            var untold = FoldersOf(SourceTree.At("src", project))
                .Where(folder => !part.Contains($"`{folder}`", StringComparison.Ordinal));
            Assert.Empty(untold);
        }
    }

    private static IEnumerable<string> Sources() => SourceTree.Files().Append(SourceTree.At("Directory.Build.props"));

    private static IEnumerable<string> FoldersOf(string project) =>
        Directory.EnumerateFiles(project, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
            .Select(file => Path.GetRelativePath(project, Path.GetDirectoryName(file)!).Replace('\\', '/'))
            .Where(folder => folder != ".")
            .Distinct();

    private static IEnumerable<string> Quoted(string document) =>
        Quotation().Matches(Block().Replace(File.ReadAllText(SourceTree.At(document)), ""))
            .Select(match => match.Groups[1].Value);

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^[A-Z]\w+(\.[A-Z]\w+)*$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^[\w./-]+/[\w./-]+$")]
    private static partial Regex PathName();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Word();
}
