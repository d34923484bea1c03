namespace SweepCluster.Sweeps.Reading;

/// <summary>The words of switches in sweep files.</summary>
public static class SwitchWords
{
    /// <summary>A switch that is on.</summary>
    public const string On = "on";

    /// <summary>A switch that is off.</summary>
    public const string Off = "off";

    /// <summary>A switch.</summary>
    public static string Of(bool isOn) => isOn ? On : Off;
}
