namespace SweepCluster.Dashboard.Live;

/// <summary>A sweep that somebody submits or wants checked.</summary>
/// <param name="Text">The sweep file.</param>
/// <param name="DataFile">Path of the stored data file that came with it; null if none did.</param>
/// <param name="Priority">Its share of the slots, against those of other sweeps; at least 1.</param>
public sealed record SweepUpload(string Text, string? DataFile = null, int Priority = 1)
{
    /// <summary>Why no programs are taken from whoever sent it; null if they are.</summary>
    public string? WhyNoPrograms { get; init; } = "nobody said that they may come";
}
