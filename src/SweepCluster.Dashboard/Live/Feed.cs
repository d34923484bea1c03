using System.Runtime.CompilerServices;

namespace SweepCluster.Dashboard.Live;

/// <summary>When a feed asks.</summary>
/// <param name="Every">Time between two questions while somebody looks.</param>
/// <param name="Linger">How long what is known is kept after the last one left.</param>
public sealed record FeedTimes(TimeSpan Every, TimeSpan Linger);

/// <summary>Asks at intervals while somebody looks, once for all who do; keeps the newest answer.</summary>
/// <remarks>
/// While nobody looks it asks only when told to; when nobody has for a while it forgets what it knew.
/// </remarks>
/// <typeparam name="T">An immutable answer.</typeparam>
public sealed class Feed<T>
    where T : class
{
    // However many ask for a new answer at once, they wait for the same one.
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly T _nothing;
    private readonly Func<T, CancellationToken, Task<T>> _ask;
    private readonly FeedTimes _times;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stop;
    private readonly Latest<T> _latest;
    private TaskCompletionSource<T> _next = New();
    private TaskCompletionSource _hurry = NewHurry();
    private bool _isAsking;
    private int _lookers;
    private long _lastLook;
    private long? _askedAt;

    /// <summary>A feed that has not asked yet.</summary>
    /// <param name="nothing">What it knows before its first answer.</param>
    /// <param name="ask">Asks, told the last answer; gives that very one where nothing has changed. What goes wrong is part of the answer.</param>
    /// <param name="times">When it asks.</param>
    /// <param name="clock">Measures the time.</param>
    /// <param name="stop">Ends it.</param>
    internal Feed(
        T nothing, Func<T, CancellationToken, Task<T>> ask, FeedTimes times, TimeProvider clock, CancellationToken stop)
    {
        (_nothing, _ask, _times, _clock, _stop) = (nothing, ask, times, clock, stop);
        _latest = new Latest<T>(nothing);
    }

    /// <summary>The newest answer; what it began with while nobody looks.</summary>
    public T Latest => _latest.Value;

    /// <summary>The newest answer, and every newer one when it comes; while it is enumerated somebody looks.</summary>
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
            _lastLook = _clock.GetTimestamp();
            if (_isAsking && _askedAt is { } at && _clock.GetElapsedTime(at) <= _times.Every)
                return Task.FromResult(_latest.Value);
        }

        return RefreshAsync(cancellation);
    }

    /// <summary>The answer to a question that is asked from now on.</summary>
    public Task<T> RefreshAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            _lastLook = _clock.GetTimestamp();
            Begin();
            _hurry.TrySetResult();
            return _next.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>What is known may be wrong from now on: asks anew at once, where somebody looks.</summary>
    internal void Doubt()
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
            if (_lookers++ == 0)
                _hurry.TrySetResult();
            Begin();
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            _lookers--;
            _lastLook = _clock.GetTimestamp();
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
            // Who asked is told; those who look go on to see what was.
            asked.SetException(cause);
        }
    }

    // What waits for the next answer, and when the one after it is due; null where nobody looks any more.
    private (TaskCompletionSource<T> Asked, TaskCompletionSource Hurry, TimeSpan Every)? Take()
    {
        _stop.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var isWanted = _lookers > 0 || _hurry.Task.IsCompleted || _clock.GetElapsedTime(_lastLook) < _times.Linger;
            if (!isWanted)
            {
                (_isAsking, _askedAt) = (false, null);
                _latest.Set(_nothing);
                return null;
            }

            var asked = _next;
            (_next, _hurry) = (New(), NewHurry());
            return (asked, _hurry, _lookers > 0 ? _times.Every : _times.Linger);
        }
    }

    private static TaskCompletionSource<T> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource NewHurry() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
