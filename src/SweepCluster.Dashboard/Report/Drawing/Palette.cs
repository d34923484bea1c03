namespace SweepCluster.Dashboard.Report.Drawing;

/// <summary>Colours that people with any kind of colour vision tell apart (Okabe and Ito 2008).</summary>
internal static class Palette
{
    /// <summary>For single lines, the best first.</summary>
    public static readonly string[] Lines = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"];

    /// <summary>For what is in the background.</summary>
    public const string Quiet = "#999999";

    /// <summary>For verdicts, in the order of their kind.</summary>
    public static readonly string[] Verdicts = ["#009E73", "#56B4E9", "#E69F00", "#CC79A7", "#D55E00", "#0072B2"];
}
