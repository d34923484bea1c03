using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Data;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Dashboard.Live;

/// <summary>Asks a cluster about one sweep, and only for the results that are new.</summary>
internal sealed class SweepQuestions(IClusterConnection connection, string sweepId, TimeProvider clock)
{
    /// <summary>Its answer; if it does not answer, the one before with the reason why.</summary>
    public async Task<SweepSnapshot> AskAsync(SweepSnapshot before, CancellationToken cancellation)
    {
        var reading = before.Reading is { } known ? known with { IsStatusNew = false } : null;
        try
        {
            var reply = await connection.AskAsync<SweepProtocol.StatusReply>(
                new SweepProtocol.GetStatus(sweepId), cancellation, ClusterOutages.Patience).ConfigureAwait(false);
            var wasOver = reading is { Status.Phase: var phase, Results.HasAll: true } && phase.IsEnd();
            var isAsBefore = wasOver && reading!.Status == reply.Status;
            reading = With(reading, reply) with { IsStatusNew = true };
            while (!isAsBefore && !reading.IsTooLarge)
            {
                var part = await connection.AskAsync<SweepProtocol.SweepResultsPart>(
                    new SweepProtocol.GetResultsPart(sweepId, reading.Results.Next), cancellation)
                    .ConfigureAwait(false);
                reading = reading with { Results = reading.Results.With(part) };
                isAsBefore = part.IsLast;
            }

            return before.With(reading, null);
        }
        catch (Exception cause) when (ClusterOutages.IsTold(cause))
        {
            return before.With(reading, ClusterOutages.Of(cause, before.Outage, clock));
        }
    }

    private SweepReading With(SweepReading? before, SweepProtocol.StatusReply reply)
    {
        if (before is not null && before.Fingerprint == reply.Fingerprint)
            return before with { Status = reply.Status.OrLast(before.Status) };
        var spec = SweepFileReader.ParseSent(reply.Text, sweepId);
        return new SweepReading(
            reply.Status,
            spec,
            SweepFileWriter.Text(spec, DataReference.NameOf),
            reply.Fingerprint,
            GrowingResults.Of(spec, reply.Fingerprint));
    }
}
