using SweepCluster.Sweeps.State;

namespace SweepCluster.Cli.Display;

/// <summary>What is shown of a sweep at work.</summary>
/// <param name="Account">Where the planned trials are.</param>
/// <param name="Running">Trials in training.</param>
/// <param name="IsOver">Whether no further trial will be trained.</param>
/// <param name="Highlights">What it has come to so far.</param>
internal sealed record SweepView(Account Account, long Running, bool IsOver, Highlights Highlights);
