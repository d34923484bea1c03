using System.Runtime.CompilerServices;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cluster.Wire;

/// <summary>Sweeps travel as their file's text, the form that is checked wherever it is read.</summary>
internal static class SpecText
{
    // The same sweep is written for every pack and read for every pack: the last one is remembered.
    private static readonly ConditionalWeakTable<SweepSpec, string> Written = [];
    private static volatile Known _read = new("", null!);

    /// <summary>The text of a sweep; a data file is called by its name alone.</summary>
    public static string Of(SweepSpec spec) => Written.GetValue(spec, s => SweepFileWriter.Text(s, Path.GetFileName));

    /// <summary>The sweep of a text.</summary>
    /// <exception cref="Training.Data.InvalidInputException">The text is no sweep.</exception>
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
