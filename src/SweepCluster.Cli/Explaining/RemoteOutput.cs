using System.Text;
using SweepCluster.Cli.Folders;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cli.Explaining;

/// <summary>Prints what a trial of a cluster's sweep has printed.</summary>
/// <param name="connection">The connection to the cluster.</param>
/// <param name="sweepId">The sweep.</param>
/// <param name="trialId">The trial.</param>
internal sealed class RemoteOutput(IClusterConnection connection, string sweepId, long trialId)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly Decoder _output = Encoding.UTF8.GetDecoder();
    private readonly Decoder _errors = Encoding.UTF8.GetDecoder();
    private LogCursor _from;

    /// <summary>Prints all that there is; on request, goes on until the cancellation.</summary>
    /// <exception cref="UnusableFolderException">There is nothing, and nothing to wait for.</exception>
    /// <exception cref="RefusedException">The sweep has no such trial, or its trials print nothing.</exception>
    public async Task PrintAsync(bool follow, CancellationToken cancellation)
    {
        while (true)
        {
            var log = (await connection.AskAsync<SweepProtocol.TrialLogReply>(
                new SweepProtocol.GetTrialLog(sweepId, trialId, _from), cancellation).ConfigureAwait(false)).Log;
            if (log.Attempt > 0)
                await PrintAsync(log).ConfigureAwait(false);
            else if (!follow && !log.IsRunning)
                throw new UnusableFolderException(
                    $"{sweepId} has no output of trial {trialId}: it has not been run, or has not ended yet.");
            if (log.Output.End < log.Output.Length || log.Errors.End < log.Errors.Length)
                continue;
            if (!follow)
                return;
            await Task.Delay(Glance, cancellation).ConfigureAwait(false);
        }
    }

    private async Task PrintAsync(TrialLog log)
    {
        if (_from.Attempt > 0 && _from.Attempt != log.Attempt)
            await Console.Error.WriteLineAsync($"[attempt {log.Attempt} begins]").ConfigureAwait(false);
        var (_, output, errors) = _from.In(log.Attempt);
        await PrintAsync(log.Output, output, "standard output", _output, Console.Out).ConfigureAwait(false);
        await PrintAsync(log.Errors, errors, "standard error", _errors, Console.Error).ConfigureAwait(false);
        _from = LogCursor.After(log);
    }

    private static async Task PrintAsync(LogText text, long wanted, string name, Decoder decoder, TextWriter writer)
    {
        if (text.Start > wanted)
            await Console.Error.WriteLineAsync(
                $"[the first {text.Start - wanted} bytes of its {name} went with its folder]")
                .ConfigureAwait(false);
        var chars = new char[Encoding.UTF8.GetMaxCharCount(text.Bytes.Length)];
        var count = decoder.GetChars(text.Bytes.AsSpan(), chars, flush: false);
        await writer.WriteAsync(chars.AsMemory(0, count)).ConfigureAwait(false);
        await writer.FlushAsync().ConfigureAwait(false);
    }
}
