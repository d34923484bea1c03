namespace SweepCluster.Sweeps.Reading;

/// <summary>The words of sweep files.</summary>
public static class Words
{
    /// <summary>A switch that is on.</summary>
    public const string On = "on";

    /// <summary>A switch that is off.</summary>
    public const string Off = "off";

    /// <summary>A switch's word.</summary>
    public static string Switch(bool isOn) => isOn ? On : Off;
}
