using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Tests.Planning;

public sealed class ResourceWordsTests
{
    [Theory]
    [InlineData(4, 0, "no worker has 4 slots: the largest has 2")]
    [InlineData(1, 3, "no worker has 3 GPUs: the most that one has is 1")]
    [InlineData(1, 2, "no worker has 2 GPUs: the most that one has is 1")]
    [InlineData(2, 1, "no worker has both 2 slots and 1 GPU")]
    [InlineData(2, 0, null)]
    [InlineData(1, 1, null)]
    public void What_no_worker_has_is_named(int slots, int gpus, string? expected) =>
        Assert.Equal(expected, ResourceWords.LackOf(new(slots, gpus), [new(2, 0), new(1, 1)]));

    [Fact]
    public void Where_there_is_no_worker_nothing_can_be_said() =>
        Assert.Null(ResourceWords.LackOf(new TrialResources(9, 9), []));

    [Theory]
    [InlineData(3, 0, "slots", "each trial takes 3 slots, and there are 2: give --workers 3, or write fewer")]
    [InlineData(1, 2, "gpus",
        "each trial takes 2 GPUs, and there is 1: give --gpus 2 if that is wrong, or write fewer")]
    public void What_this_machine_lacks_is_named_with_what_to_do(int slots, int gpus, string key, string what) =>
        Assert.Equal((key, what), ResourceWords.LackHere(new(slots, gpus), new(2, 1)));
}
