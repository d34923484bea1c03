using System.Runtime.CompilerServices;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cluster.Wire;

/// <summary>Translates a sweep into the text of its file, which every reader checks, and back.</summary>
internal static class SpecText
{
    // Every pack carries its sweep, so the same text is written and read again and again.
    private static readonly ConditionalWeakTable<SweepSpec, string> Written = [];
    private static volatile Known _read = new("", null!);

    /// <summary>The text of a sweep; it names a data file without its folder.</summary>
    public static string Of(SweepSpec spec) => Written.GetValue(spec, s => SweepFileWriter.Text(s, Path.GetFileName));

    /// <summary>The sweep of a text.</summary>
    /// <exception cref="InvalidInputException">The text is no sweep.</exception>
    public static SweepSpec Read(string text)
    {
        var known = _read;
        if (known.Text == text)
            return known.Spec;
        var spec = SweepFileReader.ParseSent(text, "a sweep");
        _read = new Known(text, spec);
        return spec;
    }

    private sealed record Known(string Text, SweepSpec Spec);
}
