using System.Collections.Concurrent;
using SweepCluster.Cluster.Client;
using SweepCluster.Cluster.Protocol;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Decisions;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Live;

/// <summary>A cluster as all pages and all callers of the API see it; one per process.</summary>
public sealed class LiveCluster : IDisposable
{
    private static readonly PollTimes OverviewTimes = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10));
    private static readonly PollTimes LogTimes = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    private static readonly PollTimes SweepTimes = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    private readonly IClusterConnection _connection;
    private readonly TimeProvider _clock;
    private readonly bool _asksForToken;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, SharedPoll<SweepSnapshot>> _sweeps = [];
    private readonly ConcurrentDictionary<(string SweepId, long TrialId), SharedPoll<TrialLog>> _logs = [];
    private readonly SemaphoreSlim _reading = new(1);

    /// <summary>Asks nothing before somebody watches.</summary>
    /// <param name="connection">Reaches the cluster.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="asksForToken">Whether all who are let in know the dashboard's token.</param>
    public LiveCluster(IClusterConnection connection, TimeProvider clock, bool asksForToken = false)
    {
        (_connection, _clock, _asksForToken) = (connection, clock, asksForToken);
        Overview = new SharedPoll<ClusterSnapshot>(
            ClusterSnapshot.Nothing,
            new ClusterQuestions(connection, clock).AskAsync,
            OverviewTimes,
            clock,
            _stop.Token);
    }

    /// <summary>Its sweeps and nodes.</summary>
    public SharedPoll<ClusterSnapshot> Overview { get; }

    /// <summary>One sweep; null if the cluster knows none of this name.</summary>
    public async Task<SharedPoll<SweepSnapshot>?> FindAsync(string sweepId, CancellationToken cancellation)
    {
        if (_sweeps.TryGetValue(sweepId, out var known))
            return known;
        var overview = await Overview.CurrentAsync(cancellation).ConfigureAwait(false);
        if (overview.Find(sweepId) is null)
            overview = await Overview.RefreshAsync(cancellation).ConfigureAwait(false);
        if (overview.Find(sweepId) is not null)
            return _sweeps.GetOrAdd(sweepId, NewFeed);
        // While the cluster does not answer, nobody can tell whether there is such a sweep.
        return overview.Outage is null ? null : throw ClusterOutages.ExceptionOf(overview.Outage);
    }

    /// <summary>The end of what a trial has printed.</summary>
    /// <exception cref="RefusedException">It prints nothing.</exception>
    /// <exception cref="NoClusterException">No coordinator answers.</exception>
    public async Task<TrialLog> ReadLogAsync(string sweepId, long trialId, CancellationToken cancellation) =>
        (await _connection.AskAsync<SweepProtocol.TrialLogReply>(
            new SweepProtocol.GetTrialLog(sweepId, trialId, LogCursor.Tail), cancellation, ClusterOutages.Patience)
            .ConfigureAwait(false)).Log;

    /// <summary>The end of what a trial has printed, as it grows.</summary>
    public SharedPoll<TrialLog> LogOf(string sweepId, long trialId) => _logs.GetOrAdd((sweepId, trialId), NewLog);

    /// <summary>Sends a sweep, as <c>sweep submit</c> does.</summary>
    /// <returns>The ID that the cluster gave it, and that of an equal sweep if the cluster had one already.</returns>
    /// <exception cref="InvalidInputException">The sweep or its data are wrong; has all problems.</exception>
    /// <exception cref="RefusedException">The cluster refuses it.</exception>
    /// <exception cref="NoClusterException">No coordinator answers.</exception>
    public async Task<SubmittedSweep> SubmitAsync(SweepUpload upload, CancellationToken cancellation)
    {
        upload = await CheckedAsync(upload, cancellation).ConfigureAwait(false);
        var spec = UploadReader.Read(upload);
        // Reading takes a core: one data set at a time, however many are submitted.
        await _reading.WaitAsync(cancellation).ConfigureAwait(false);
        string fingerprint;
        try
        {
            fingerprint = await Task.Run(() => UploadReader.FingerprintOf(spec), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _reading.Release();
        }

        var same = await SameSweep.FindAsync(_connection, spec, fingerprint, cancellation).ConfigureAwait(false);
        var sweepId = await SweepSender
            .SendAsync(
                _connection, spec, fingerprint, upload.Priority, null, cancellation, UploadReader.DataName(upload))
            .ConfigureAwait(false);
        Overview.Invalidate();
        return new SubmittedSweep(sweepId, same?.SweepId);
    }

    /// <summary>An upload, with whether it may run programs: the coordinator's word and the token decide.</summary>
    public async Task<SweepUpload> CheckedAsync(SweepUpload upload, CancellationToken cancellation)
    {
        if (!UploadReader.RunsPrograms(upload))
            return upload;
        if (!_asksForToken)
            return upload with { WhyNoPrograms = "the dashboard asks for no token (--token-file)" };
        var overview = await Overview.CurrentAsync(cancellation).ConfigureAwait(false);
        return upload with
        {
            WhyNoPrograms = overview is { Outage: null } && overview.Nodes.Any(node => node.AllowsPrograms)
                ? null
                : "the coordinator was not started with --allow-programs",
        };
    }

    /// <summary>Grants no further trials; what is in training is finished.</summary>
    public Task PauseAsync(string sweepId, CancellationToken cancellation) =>
        TellAsync(new SweepProtocol.PauseSweep(sweepId), cancellation);

    /// <summary>Resumes a paused sweep.</summary>
    public Task ResumeAsync(string sweepId, CancellationToken cancellation) =>
        TellAsync(new SweepProtocol.ResumeSweep(sweepId), cancellation);

    /// <summary>Stops a sweep at once; trials without a result are cancelled.</summary>
    public Task CancelAsync(string sweepId, CancellationToken cancellation) =>
        TellAsync(new SweepProtocol.CancelSweep(sweepId), cancellation);

    /// <summary>Trains failed or cancelled trials again.</summary>
    public Task RetryAsync(string sweepId, RetryWhich which, CancellationToken cancellation) =>
        TellAsync(new SweepProtocol.RetryTrials(sweepId, Guid.NewGuid().ToString("N"), which), cancellation);

    /// <summary>Draws a sweep's data set, or fetches its data file from the cluster and reads it.</summary>
    /// <exception cref="InvalidInputException">
    /// The data are not what the sweep says, or too large to be read here.
    /// </exception>
    public Task<DataSet?> LoadDataAsync(SweepSnapshot sweep, CancellationToken cancellation) =>
        _connection.LoadDataAsync(sweep.Spec, cancellation, UploadReader.Limit);

    /// <summary>Stops asking.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _reading.Dispose();
    }

    private async Task TellAsync(SweepProtocol.IRequest command, CancellationToken cancellation)
    {
        try
        {
            await _connection.AskAsync<SweepProtocol.Done>(command, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Overview.Invalidate();
            if (_sweeps.TryGetValue(command.SweepId, out var poll))
                poll.Invalidate();
        }
    }

    // Between its end on a worker and the journal's answer, nobody can tell what a trial has printed.
    private SharedPoll<TrialLog> NewLog((string SweepId, long TrialId) trial) => new(
        TrialLog.Nothing,
        async (before, cancellation) =>
        {
            var log = await ReadLogAsync(trial.SweepId, trial.TrialId, cancellation).ConfigureAwait(false);
            var isAsBefore = log == before || (log is { Attempt: 0, IsRunning: true } && before.Attempt > 0);
            return isAsBefore && !ReferenceEquals(before, TrialLog.Nothing) ? before : log;
        },
        LogTimes,
        _clock,
        _stop.Token);

    private SharedPoll<SweepSnapshot> NewFeed(string sweepId) => new(
        SweepSnapshot.Nothing,
        new SweepQuestions(_connection, sweepId, _clock).AskAsync,
        SweepTimes,
        _clock,
        _stop.Token);
}
