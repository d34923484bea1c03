using FsCheck.Fluent;
using SweepCluster.Cluster.Coordination.Slots;

namespace SweepCluster.Cluster.Tests.Coordination.Slots;

public sealed class FairShareTests
{
    [Fact]
    public void The_older_of_two_idle_sweeps_comes_first() =>
        Assert.Equal(["old", "new"], FairShare.Order([new("old", 0, 1), new("new", 0, 1)]));

    [Fact]
    public void Slots_are_shared_in_proportion_to_priority() => Properties.Hold(
        Gen.Choose(1, 8).NonEmptyListOf().Select(list => list.ToArray()),
        priorities =>
        {
            const int Slots = 64;
            var packs = new int[priorities.Length];
            for (var slot = 0; slot < Slots; slot++)
            {
                var shares = packs.Select((p, i) => new FairShare.Share($"{i}", p, priorities[i]));
                packs[int.Parse(FairShare.Order(shares).First(), null)]++;
            }

            var total = priorities.Sum();
            var tolerance = priorities.Length;
            Assert.All(
                packs,
                (p, i) => Assert.InRange(p - (double)Slots * priorities[i] / total, -tolerance, tolerance));
        });
}
