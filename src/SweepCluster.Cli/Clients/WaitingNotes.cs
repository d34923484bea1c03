using SweepCluster.Cluster.Client;

namespace SweepCluster.Cli.Clients;

/// <summary>Says why a verb waits, each reason once, on the error stream.</summary>
/// <param name="quiet">Whether to say nothing.</param>
/// <param name="limit">How long it waits for the cluster's journal.</param>
internal sealed class WaitingNotes(bool quiet, string limit = "ten minutes")
{
    private string? _said;

    /// <summary>Says why there is no answer yet.</summary>
    public void Tell(Waiting waiting)
    {
        var line = waiting.IsAway
            ? "the coordinator does not answer yet"
            : $"the cluster waits for its journal ({waiting.Reason}); waiting for up to {limit}";
        if (!quiet && line != _said)
            Console.Error.WriteLine($"sweep: {line}");
        _said = line;
    }
}
