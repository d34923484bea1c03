using System.CommandLine;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Display;
using SweepCluster.Cluster.Client;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Verbs.Clusters;

/// <summary><c>sweep watch</c>: follows a sweep of a cluster to its end.</summary>
internal static class WatchVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "watch",
            "Follows a sweep to its end.\n\nExample: sweep watch keras-decay-3f9a1c02 --cluster 10.0.0.1:4053");
        var id = verb.SweepId();
        return verb.Does(async (parsed, connection, cancellation) =>
        {
            var sweepId = parsed.GetRequiredValue(id);
            var sweep = new RemoteSweep(connection, sweepId, TimeProvider.System);
            var notes = new WaitingNotes(quiet: false);
            var patience = Patience.Beginning(ClusterVerb.LongestSilence) with { Tell = notes.Tell };
            var reply = await sweep.StatusAsync(cancellation, patience).ConfigureAwait(false);
            var spec = SweepFileReader.ParseSent(reply.Text, sweepId);
            using (var display = ProgressDisplay.For(quiet: false, sweepId, spec))
                await sweep.FollowAsync(reply.Status, seen => display.Show(StatusWords.ViewOf(seen)), cancellation)
                    .ConfigureAwait(false);

            return await ResultsVerb.PrintAsync(connection, sweepId, cancellation).ConfigureAwait(false);
        });
    }
}
