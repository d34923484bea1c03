using System.Runtime.CompilerServices;

namespace SweepCluster.Dashboard.Live;

/// <summary>When a poll asks.</summary>
/// <param name="Every">Time between two questions while somebody watches.</param>
/// <param name="KeepFor">How long the answer is kept after the last watcher has left.</param>
public sealed record PollTimes(TimeSpan Every, TimeSpan KeepFor);

/// <summary>Asks at intervals while somebody watches, once for all watchers; keeps the newest answer.</summary>
/// <remarks>
/// While nobody watches, it asks only when told to; after a while it forgets the answer.
/// </remarks>
/// <typeparam name="T">An immutable answer.</typeparam>
public sealed class SharedPoll<T>
    where T : class
{
    // Callers who want a new answer within this time share one.
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly T _nothing;
    private readonly Func<T, CancellationToken, Task<T>> _ask;
    private readonly PollTimes _times;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stop;
    private readonly Latest<T> _latest;
    private TaskCompletionSource<T> _next = New();
    private TaskCompletionSource _hurry = NewHurry();
    private bool _isAsking;
    private int _watchers;
    private long _lastUse;
    private long? _askedAt;

    /// <summary>A poll that has not asked yet.</summary>
    /// <param name="nothing">What it knows before its first answer.</param>
    /// <param name="ask">
    /// Asks; gets the last answer, and returns that same object if nothing has changed. A failure is part of the
    /// answer.
    /// </param>
    /// <param name="times">When it asks.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="stop">Ends the asking.</param>
    internal SharedPoll(
        T nothing, Func<T, CancellationToken, Task<T>> ask, PollTimes times, TimeProvider clock, CancellationToken stop)
    {
        (_nothing, _ask, _times, _clock, _stop) = (nothing, ask, times, clock, stop);
        _latest = new Latest<T>(nothing);
    }

    /// <summary>The newest answer; while nobody watches, the one from before the first.</summary>
    public T Latest => _latest.Value;

    /// <summary>The newest answer, then every newer one as it comes; enumerating it is watching.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop);
        Enter();
        try
        {
            await foreach (var answer in _latest.WatchAsync(stop.Token).ConfigureAwait(false))
            {
                if (!ReferenceEquals(answer, _nothing))
                    yield return answer;
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>An answer that is no older than the time between two questions.</summary>
    public Task<T> CurrentAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            _lastUse = _clock.GetTimestamp();
            if (_isAsking && _askedAt is { } at && _clock.GetElapsedTime(at) <= _times.Every)
                return Task.FromResult(_latest.Value);
        }

        return RefreshAsync(cancellation);
    }

    /// <summary>The answer to a question that is asked after this call.</summary>
    public Task<T> RefreshAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            _lastUse = _clock.GetTimestamp();
            Begin();
            _hurry.TrySetResult();
            return _next.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>Marks the answer as out of date: asks anew at once if somebody watches.</summary>
    internal void Invalidate()
    {
        lock (_gate)
        {
            _askedAt = null;
            _hurry.TrySetResult();
        }
    }

    private void Enter()
    {
        lock (_gate)
        {
            if (_watchers++ == 0)
                _hurry.TrySetResult();
            Begin();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _watchers--;
            _lastUse = _clock.GetTimestamp();
        }
    }

    private void Begin()
    {
        if (_isAsking)
            return;
        _isAsking = true;
        _ = Task.Run(AskAsync, CancellationToken.None);
    }

    private async Task AskAsync()
    {
        try
        {
            while (Take() is var (asked, hurry, every))
            {
                await AskAsync(asked).ConfigureAwait(false);
                var pause = Task.Delay(every, _clock, _stop);
                await Task.WhenAny(pause, Task.Delay(AtLeast, _clock, _stop)).ConfigureAwait(false);
                await Task.WhenAny(pause, hurry.Task).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
                _next.TrySetCanceled(_stop);
        }
    }

    private async Task AskAsync(TaskCompletionSource<T> asked)
    {
        var began = _clock.GetTimestamp();
        try
        {
            var answer = await _ask(_latest.Value, _stop).ConfigureAwait(false);
            lock (_gate)
                _askedAt = began;
            _latest.Set(answer);
            asked.SetResult(answer);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            asked.SetCanceled(_stop);
            throw;
        }
        catch (Exception cause)
        {
            // Only the caller who asked gets the exception; watchers keep seeing the last answer.
            asked.SetException(cause);
        }
    }

    // The promise of the next answer and the time until the one after it; null if nobody watches any more.
    private (TaskCompletionSource<T> Asked, TaskCompletionSource Hurry, TimeSpan Every)? Take()
    {
        _stop.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var isWanted = _watchers > 0 || _hurry.Task.IsCompleted || _clock.GetElapsedTime(_lastUse) < _times.KeepFor;
            if (!isWanted)
            {
                (_isAsking, _askedAt) = (false, null);
                _latest.Set(_nothing);
                return null;
            }

            var asked = _next;
            (_next, _hurry) = (New(), NewHurry());
            return (asked, _hurry, _watchers > 0 ? _times.Every : _times.KeepFor);
        }
    }

    private static TaskCompletionSource<T> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewHurry() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
