using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SweepCluster.Search.Tests.Samplers;

public sealed partial class SourceTests
{
    // Basic arithmetic, square roots, rounding and comparisons are exact everywhere; the rest differs between machines.
    [Fact]
    public void Samplers_use_no_function_of_a_C_library_and_no_vector_of_a_machines_own_width()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../src/SweepCluster.Search"));
        string[] folders = ["Samplers", "Gaussian", "Points", "Numerics"];
        var files = folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs"))
            .Append(Path.Combine(root, "UnitInterval.cs"))
            .ToList();

        Assert.True(files.Count > 10);
        Assert.All(files, file => Assert.DoesNotMatch(Inexact(), File.ReadAllText(file)));
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(
        @"\bMath\.(Exp|Log\w*|Pow|Sin\w*|Cos\w*|Tan\w*|A(sin|cos|tan)\w*|Cbrt|ILogB)\b|\bMathF\.|double\.(Exp|Log|Pow)|"
        + @"\bVector<|TensorPrimitives|\.Sum\(\)|\.Average\(|FusedMultiplyAdd|MultiplyAddEstimate|Estimate\(")]
    private static partial Regex Inexact();
}
