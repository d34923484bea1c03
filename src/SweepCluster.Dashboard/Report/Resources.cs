namespace SweepCluster.Dashboard.Report;

/// <summary>What a report embeds: its style, its script, and plotly.js.</summary>
internal static class Resources
{
    private const string PlotlyName = "plotly.min.js";

    /// <summary>The style.</summary>
    public static string Style => Read("assets.report.css");

    /// <summary>The script that draws figures.</summary>
    public static string FigureScript => Read("assets.figures.js");

    /// <summary>The report's script.</summary>
    public static string Script => Read("report.js");

    /// <summary>plotly.js, minified.</summary>
    public static string Plotly => Read(PlotlyName);

    /// <summary>Writes plotly.js in pieces: it is megabytes.</summary>
    public static void CopyPlotly(TextWriter writer)
    {
        using var reader = Open(PlotlyName);
        var buffer = new char[1 << 14];
        for (int read; (read = reader.Read(buffer)) > 0;)
            writer.Write(buffer, 0, read);
    }

    /// <summary>JSON that is safe in a script element: no text in it can end the element or open a comment.</summary>
    public static string InScript(string json) => json.Replace("<", "\\u003c", StringComparison.Ordinal);

    /// <summary>A text that is embedded in this program.</summary>
    public static string Read(string name)
    {
        using var reader = Open(name);
        return reader.ReadToEnd();
    }

    private static StreamReader Open(string name) => new(typeof(Resources).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"The program does not carry {name}."));
}
