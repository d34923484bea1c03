using System.Reflection;
using Plotly.NET;

namespace SweepCluster.Dashboard.Report;

/// <summary>What a report carries with it: its style, its script, and plotly.js as Plotly.NET brings it.</summary>
internal static class Resources
{
    /// <summary>The style.</summary>
    public static string Style => Read(typeof(Resources).Assembly, "report.css");

    /// <summary>The script.</summary>
    public static string Script => Read(typeof(Resources).Assembly, "report.js");

    /// <summary>plotly.js, minified.</summary>
    public static string Plotly
    {
        get
        {
            var assembly = typeof(GenericChart).Assembly;
            return Read(assembly, assembly.GetManifestResourceNames().Single(name => name.EndsWith(".min.js", StringComparison.Ordinal)));
        }
    }

    /// <summary>JSON that may stand in a script element: no text in it can end the element or open a comment.</summary>
    public static string InScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no {name}."));
        return reader.ReadToEnd();
    }
}
