using System.Collections.Concurrent;
using Akka.Actor;
using Akka.TestKit.Xunit;
using SweepCluster.Cluster.Checkpoints;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Cluster.Tests.Checkpoints;

public sealed class CheckpointKeeperSpecs : TestKit
{
    private readonly Store _store = new();
    private readonly IActorRef _keeper;

    public CheckpointKeeperSpecs() => _keeper = Sys.ActorOf(CheckpointKeeper.Props(_store));

    [Fact]
    public void Files_go_when_no_checkpoint_names_them_any_more()
    {
        Keep(With(0, "first"), With(5, "second"));
        Keep(With(0, "third"), With(5, "second"));
        Forgotten("first");

        Keep(With(9, "second"));
        Forgotten("first", "third");

        Keep();
        Forgotten("first", "third", "second");
    }

    [Fact]
    public void Files_of_one_that_came_and_went_go_once_the_sweep_has_said_what_it_needs()
    {
        _keeper.Tell(new CheckpointKeeper.Heard("a", ["passed over", "needed"]));
        _keeper.Tell(new CheckpointKeeper.Keep("another", [With(0, "its own")]));
        Flush();
        Assert.Empty(_store.Forgotten);

        Keep(With(0, "needed"));
        Forgotten("passed over");
    }

    private static PackCheckpoint With(long start, string files) => new(start, [new Named(files)]);

    private void Keep(params PackCheckpoint[] checkpoints)
    {
        _keeper.Tell(new CheckpointKeeper.Keep("a", [.. checkpoints]));
        Flush();
    }

    private void Flush()
    {
        _keeper.Tell(CheckpointKeeper.Flush.Instance, TestActor);
        ExpectMsg<CheckpointKeeper.Flushed>(TimeSpan.FromMinutes(1));
    }

    private void Forgotten(params string[] names) => AwaitAssert(
        () => Assert.Equal(names.Order(StringComparer.Ordinal), _store.Forgotten.Order(StringComparer.Ordinal)),
        TimeSpan.FromMinutes(1));

    private sealed class Store : ICheckpointStore
    {
        private readonly CheckpointsInMemory _checkpoints = new();

        public ConcurrentBag<string> Forgotten { get; } = [];

        public IReadOnlyList<PackCheckpoint> Read(string sweepId) => _checkpoints.Read(sweepId);

        public void Keep(string sweepId, PackCheckpoint checkpoint) => _checkpoints.Keep(sweepId, checkpoint);

        public void Forget(string sweepId, long start) => _checkpoints.Forget(sweepId, start);

        public void ForgetFiles(string name) => Forgotten.Add(name);
    }

    private sealed record Named(string Name) : TrialCheckpoint
    {
        public override string Kind => "named";

        public override string KeptFiles => Name;

        public override int Steps => 1;

        public override long Bytes => 0;
    }
}
