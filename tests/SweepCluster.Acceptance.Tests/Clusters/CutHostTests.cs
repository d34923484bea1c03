using Npgsql;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Cluster.Tests.Data;

namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>
/// Three hosts, each with a coordinator and a worker: the host whose coordinator is at work is cut off, and comes back.
/// </summary>
public sealed class CutHostTests : TemporaryFolder
{
    [Fact]
    [Trait("Length", "long")]
    public Task Hosts_that_cannot_reach_each_other_but_the_database_never_work_against_each_other() =>
        CutEach((network, host) => network.Cut(host));

    [Fact]
    [Trait("Length", "long")]
    public Task Hosts_that_can_reach_nothing_never_work_against_each_other() =>
        CutEach(async (network, host) => await Task.WhenAll(network.Cut(host), network.CutFromDatabase(host)));

    private async Task CutEach(Func<HostNetwork, int, Task> cut)
    {
        var expected = await Sweeps.Expected(this, "long", epochs: 400);
        await using var network = await HostNetwork.Make(3);
        using var postgres = new PostgresServer { Host = network.DatabaseAddress };
        var connection = postgres.NewDatabase();
        await using var cluster = await CoordinatorTrio.Start(Write("connection", connection), workers: 3, network);
        var hosts = new List<int>();
        for (var round = 0; round < 3; round++)
        {
            var file = Write($"round-{round}.hocon", Sweeps.Long($"round-{round}", epochs: 400));
            using var submit = cluster.StartAsking("submit", file, "--out", In($"{round}"), "--quiet");
            await cluster.UntilNodes(nodes => nodes.Sum(node => node.Busy) == 3);
            var host = await cluster.AtWork();
            hosts.Add(host);
            await cut(network, host);
            await cluster.UntilNodes(nodes => !nodes.Any(IsOn));
            await cluster.Coordinators[host].Says("has lost its cluster");
            Assert.Equal(0, (await submit.End()).ExitCode);
            Assert.Equal(expected, File.ReadAllBytes(In($"{round}", "summary.csv")));
            await network.Heal(host);
            await cluster.UntilNodes(nodes => nodes.Count(node => IsOn(node) && node.State == "up") == 2);

            bool IsOn(SweepCluster.Cluster.Protocol.NodeStatus node) =>
                node.Address.StartsWith($"{network.AddressOf(host)}:", StringComparison.Ordinal);
        }

        Assert.Equal([0, 1, 2], hosts.Order());
        AssertOneAtATime(cluster);
        await AssertOneWriterAtATime(connection);
    }

    private static void AssertOneAtATime(CoordinatorTrio cluster)
    {
        var turns = cluster.Coordinators.SelectMany(WorkLog.Of).OrderBy(turn => turn.From).ToList();
        Assert.True(turns.Count > 3, "Not each of the three was cut off while it was at work.");
        for (var i = 1; i < turns.Count; i++)
            Assert.True(turns[i - 1].To < turns[i].From, $"Two were at work: {string.Join(" ", turns)}");
    }

    // Two writers of one journal would leave gaps, or the rows of one between those of the other.
    private static async Task AssertOneWriterAtATime(string connection)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var command = database.CreateCommand(
            """
            select
              persistence_id,
              count(*) = max(sequence_number),
              count(distinct writer_uuid),
              count(*) filter (where turns)
            from (
              select *, writer_uuid is distinct from
                lag(writer_uuid) over (partition by persistence_id order by ordering) as turns
              from journal) as written
            group by persistence_id
            """);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var ids = 0;
        for (; await rows.ReadAsync(TestContext.Current.CancellationToken); ids++)
        {
            Assert.True(rows.GetBoolean(1), $"The journal of {rows.GetString(0)} has gaps.");
            Assert.Equal(rows.GetInt64(2), rows.GetInt64(3));
        }

        Assert.Equal(4, ids);
    }
}
