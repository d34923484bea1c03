namespace SweepCluster.Cli.Running;

/// <summary>The output folder cannot be used; the message says why and what to do.</summary>
internal sealed class UnusableFolderException(string message) : Exception(message);
