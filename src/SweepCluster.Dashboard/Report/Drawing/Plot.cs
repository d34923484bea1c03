using SweepCluster.Dashboard.Report.Grids;
namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Parts of figures for plotly.js; the page's script adds fonts and colours.</summary>
internal static class Plot
{
    /// <summary>A trace with its attributes, as plotly.js calls them.</summary>
    public static Dictionary<string, object?> Trace(string type, params (string Name, object? Value)[] attributes) =>
        With([("type", type), .. attributes]);

    /// <summary>An object with its attributes.</summary>
    public static Dictionary<string, object?> With(params (string Name, object? Value)[] attributes) =>
        attributes.Where(attribute => attribute.Value is not null)
            .ToDictionary(attribute => attribute.Name, attribute => attribute.Value);

    /// <summary>An axis with a title.</summary>
    public static Dictionary<string, object?> Axis(string title, params (string Name, object? Value)[] more) =>
        With([("title", With(("text", title), ("standoff", 10))), ("automargin", true), ("zeroline", false), .. more]);

    /// <summary>An axis of a scale's places.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="scale">Where numbers lie.</param>
    /// <param name="low">Where the least one lies.</param>
    /// <param name="high">Where the greatest one lies.</param>
    /// <param name="more">Further attributes.</param>
    public static Dictionary<string, object?> ScaledAxis(
        string title, Scale scale, double low, double high, params (string Name, object? Value)[] more)
    {
        var (at, words) = scale.Ticks(low, high);
        (low, high) = scale.Widened(low, high);
        var room = (high - low) * 0.05;
        double[] range = [low - room, high + room];
        return Axis(title, [("tickvals", at), ("ticktext", words), ("range", range), .. more]);
    }
}
