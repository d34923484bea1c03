using System.Collections.Immutable;
using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Checkpoints;

/// <summary>Writes the checkpoints of sweeps in the background, and reads them after a restart.</summary>
/// <remarks>
/// It writes one sweep after the other, each at most every few seconds, and always the newest checkpoints. If the disk
/// cannot be written, only saved time is lost: the actor warns once and tries again.
/// </remarks>
internal sealed class CheckpointKeeper : ReceiveActor, IWithTimers
{
    /// <summary>The actor's name under the coordinator.</summary>
    public const string Name = "checkpoints";

    // A killed process loses at most this much training, and an epoch.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    // Writing takes at most one part in this many of the time.
    private const int TimesTheWriting = 20;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ICheckpointStore _store;
    private readonly OrderedDictionary<string, ImmutableArray<PackCheckpoint>> _wanted = [];
    private readonly Dictionary<string, ImmutableDictionary<long, PackCheckpoint>> _kept = [];
    private readonly List<IActorRef> _waitForRest = [];

    // Names of checkpoints' files, by sweep until it says which checkpoints it needs, and then together.
    private readonly Dictionary<string, List<string>> _heard = [];
    private readonly HashSet<string> _files = [];
    private bool _isWriting;
    private bool _hasFailed;

    public CheckpointKeeper(ICheckpointStore store)
    {
        _store = store;
        Receive<Keep>(Want);
        Receive<Heard>(Hear);
        Receive<Find>(find => Look(find.SweepId));
        Receive<Read>(Answer);
        Receive<Written>(Done);
        Receive<Rested>(_ => Begin());
        Receive<Flush>(_ =>
        {
            _waitForRest.Add(Sender);
            Begin();
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ICheckpointStore store) => Akka.Actor.Props.Create(() => new CheckpointKeeper(store));

    private void Want(Keep keep)
    {
        _wanted[keep.SweepId] = keep.Checkpoints;
        _files.UnionWith(FilesOf(keep.Checkpoints));
        if (_heard.Remove(keep.SweepId, out var heard))
            _files.UnionWith(heard);
        if (!Timers.IsTimerActive(nameof(Rested)))
            Begin();
    }

    private void Hear(Heard heard)
    {
        if (!_heard.TryGetValue(heard.SweepId, out var known))
            _heard[heard.SweepId] = known = [];
        known.AddRange(heard.Files);
    }

    private void Begin()
    {
        if (_isWriting)
            return;
        if (_wanted.Count == 0)
        {
            foreach (var asker in _waitForRest)
                asker.Tell(Flushed.Instance);
            _waitForRest.Clear();
            return;
        }

        var (sweepId, wanted) = _wanted.GetAt(0);
        _wanted.RemoveAt(0);
        _isWriting = true;
        var kept = _kept.GetValueOrDefault(sweepId) ?? ImmutableDictionary<long, PackCheckpoint>.Empty;
        Task.Run(() => Write(sweepId, kept, wanted)).PipeTo(Self);
    }

    private Written Write(
        string sweepId, ImmutableDictionary<long, PackCheckpoint> kept, ImmutableArray<PackCheckpoint> wanted)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            foreach (var checkpoint in wanted.Where(each => !ReferenceEquals(kept.GetValueOrDefault(each.Start), each)))
            {
                _store.Keep(sweepId, checkpoint);
                kept = kept.SetItem(checkpoint.Start, checkpoint);
            }

            foreach (var start in kept.Keys.Except(wanted.Select(checkpoint => checkpoint.Start)))
            {
                _store.Forget(sweepId, start);
                kept = kept.Remove(start);
            }

            return new Written(sweepId, kept, watch.Elapsed, null);
        }
        catch (Exception cause)
        {
            return new Written(sweepId, kept, watch.Elapsed, cause.GetBaseException().Message);
        }
    }

    private void Done(Written written)
    {
        _isWriting = false;
        _kept[written.SweepId] = written.Kept;
        if (written.Kept.IsEmpty)
            _kept.Remove(written.SweepId);
        Tell(written.Problem);
        ForgetFiles();
        var rest = TimesTheWriting * written.Took;
        Timers.StartSingleTimer(nameof(Rested), Rested.Instance, rest > Between ? rest : Between);
        if (_waitForRest.Count > 0)
            Begin();
    }

    // A trial that goes on takes its files along to another place, so only those that nobody names go.
    private void ForgetFiles()
    {
        var live = _kept.Values.SelectMany(kept => kept.Values)
            .Concat(_wanted.Values.SelectMany(wanted => wanted));
        var dead = _files.Except(FilesOf(live)).ToList();
        _files.ExceptWith(dead);
        if (dead.Count > 0)
            Task.Run(() => dead.ForEach(_store.ForgetFiles)).ContinueWith(
                failed => _log.Debug("files of checkpoints were not removed: {0}", failed.Exception!.Message),
                TaskContinuationOptions.OnlyOnFaulted);
    }

    /// <summary>The names of the files that belong to checkpoints.</summary>
    public static IEnumerable<string> FilesOf(IEnumerable<PackCheckpoint> checkpoints) =>
        checkpoints.SelectMany(checkpoint => checkpoint.Trials).Select(trial => trial.KeptFiles).OfType<string>();

    private void Look(string sweepId)
    {
        var asker = Sender;
        Task.Run(() => _store.Read(sweepId)).PipeTo(
            Self,
            success: found => new Read(sweepId, asker, [.. found], null),
            failure: cause => new Read(sweepId, asker, [], cause.GetBaseException().Message));
    }

    private void Answer(Read read)
    {
        _files.UnionWith(FilesOf(read.Checkpoints));
        _kept[read.SweepId] = read.Checkpoints.ToImmutableDictionary(checkpoint => checkpoint.Start);
        Tell(read.Problem);
        read.Asker.Tell(new Found(read.Checkpoints));
    }

    private void Tell(string? problem)
    {
        if (problem is not null && !_hasFailed)
            _log.Warning(
                "checkpoints cannot be kept: {0}; trials that this process trains begin anew after its end", problem);
        _hasFailed = problem is not null;
    }

    /// <summary>Keep these checkpoints of a sweep and no others; not answered.</summary>
    internal sealed record Keep(string SweepId, ImmutableArray<PackCheckpoint> Checkpoints)
        : INoSerializationVerificationNeeded;

    /// <summary>A checkpoint of a sweep came, with files; not answered.</summary>
    internal sealed record Heard(string SweepId, IReadOnlyList<string> Files) : INoSerializationVerificationNeeded;

    /// <summary>Ask for the kept checkpoints of a sweep; answered with <see cref="Found"/>.</summary>
    internal sealed record Find(string SweepId) : INoSerializationVerificationNeeded;

    /// <summary>The kept checkpoints of a sweep.</summary>
    internal sealed record Found(ImmutableArray<PackCheckpoint> Checkpoints) : INoSerializationVerificationNeeded;

    /// <summary>Write at once what waits; answered with <see cref="Flushed"/> when that is done.</summary>
    internal sealed record Flush : INoSerializationVerificationNeeded
    {
        public static readonly Flush Instance = new();
    }

    /// <summary>Nothing is left to write.</summary>
    internal sealed record Flushed : INoSerializationVerificationNeeded
    {
        public static readonly Flushed Instance = new();
    }

    private sealed record Read(
        string SweepId, IActorRef Asker, ImmutableArray<PackCheckpoint> Checkpoints, string? Problem)
        : INoSerializationVerificationNeeded;

    private sealed record Written(
        string SweepId, ImmutableDictionary<long, PackCheckpoint> Kept, TimeSpan Took, string? Problem)
        : INoSerializationVerificationNeeded;

    private sealed record Rested : INoSerializationVerificationNeeded
    {
        public static readonly Rested Instance = new();
    }
}
