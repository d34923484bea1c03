using System.Reflection;
using Plotly.NET;

namespace SweepCluster.Dashboard.Report;

/// <summary>What a report carries with it: its style, its script, and plotly.js as Plotly.NET brings it.</summary>
internal static class Resources
{
    /// <summary>The style.</summary>
    public static string Style => Read("assets.report.css");

    /// <summary>The script that draws figures.</summary>
    public static string FigureScript => Read("assets.figures.js");

    /// <summary>The report's script.</summary>
    public static string Script => Read("report.js");

    /// <summary>plotly.js, minified.</summary>
    public static string Plotly
    {
        get
        {
            using var reader = OpenPlotly();
            return reader.ReadToEnd();
        }
    }

    /// <summary>Writes plotly.js bit by bit: it is megabytes.</summary>
    public static void CopyPlotly(TextWriter writer)
    {
        using var reader = OpenPlotly();
        var buffer = new char[1 << 14];
        for (int read; (read = reader.Read(buffer)) > 0;)
            writer.Write(buffer, 0, read);
    }

    /// <summary>JSON that may stand in a script element: no text in it can end the element or open a comment.</summary>
    public static string InScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <summary>A text that this program carries.</summary>
    public static string Read(string name)
    {
        using var reader = Open(typeof(Resources).Assembly, name);
        return reader.ReadToEnd();
    }

    private static StreamReader OpenPlotly()
    {
        var assembly = typeof(GenericChart).Assembly;
        return Open(assembly, assembly.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal)));
    }

    private static StreamReader Open(Assembly assembly, string name) => new(assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no {name}."));
}
