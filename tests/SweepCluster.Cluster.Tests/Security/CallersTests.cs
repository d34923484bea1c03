using Akka.Event;
using SweepCluster.Cluster.Security;

namespace SweepCluster.Cluster.Tests.Security;

public sealed class CallersTests
{
    private const int Large = FrameSizes.Largest;

    private readonly Callers _callers = new();

    [Fact]
    public void The_connection_that_has_been_unknown_for_longest_gives_way()
    {
        var all = Many(Callers.MostUnknown);
        Assert.All(all, caller => Assert.Null(_callers.Enter(caller)));
        _callers.Know(all[0]);
        Assert.Null(_callers.Enter(New()));

        Assert.Same(all[1], _callers.Enter(New()));
        _callers.Leave(all[1]);
        Assert.Same(all[2], _callers.Enter(New()));
    }

    [Fact]
    public void The_connection_that_has_left_a_message_unfinished_for_longest_gives_way_and_the_sum_is_bounded()
    {
        var most = (int)(Callers.MostHeld / Large);
        var all = Many(most);
        Assert.All(all, caller => Assert.Null(_callers.Hold(caller, Large)));
        _callers.Hold(all[0], 0);
        Assert.Null(_callers.Hold(all[0], Large));

        var next = New();
        Assert.Same(all[1], _callers.Hold(next, 1));
        _callers.Leave(all[1]);
        Assert.Null(_callers.Hold(next, Large));
        Assert.Same(all[2], _callers.Hold(New(), Large));
    }

    private List<CallerGate> Many(int count) => [.. Enumerable.Range(0, count).Select(_ => New())];

    private CallerGate New() => new(_callers, NoLogger.Instance, null);
}
