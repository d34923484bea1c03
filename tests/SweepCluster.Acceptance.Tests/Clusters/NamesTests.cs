using SweepCluster.Acceptance.Tests.Clusters.Machines;
namespace SweepCluster.Acceptance.Tests.Clusters;

/// <summary>A coordinator is found by any name of its machine, and a sweep fetched from it is complete.</summary>
public sealed class NamesTests : TemporaryFolder
{
    private const string Sweep =
        """
        sweep {
          name = table
          dataset { csv { path = "my table.csv", features = [x], target = y } }
          training.epochs = 2
          search-space { learning-rate = [0.01, 0.1] }
        }
        """;

    [Theory]
    [InlineData("127.0.0.1", "localhost", "localhost")]
    [InlineData("localhost", "127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "[::1]", "localhost")]
    public async Task A_worker_joins_and_a_client_asks_by_another_name(string host, string joined, string asked)
    {
        using var coordinator = NodeProcess.Start("coordinator", "--host", host, "--port", "0", "--data", In("data"));
        var port = (await coordinator.Up()).Split(':')[^1];
        using var worker = NodeProcess.Start("worker", "--join", $"{joined}:{port}", "--slots", "1");
        await worker.Up();
        var nodes = await SweepProcess.Run(["nodes", "--cluster", $"{asked}:{port}"]);

        Assert.Equal((0, ""), (nodes.ExitCode, nodes.Error));
        Assert.Contains(" worker ", nodes.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            coordinator.Lines.Concat(worker.Lines), line => line.Contains(" error ", StringComparison.Ordinal));
        if (host == "127.0.0.1")
            await AssertCompleteWhenFetched($"{asked}:{port}");
    }

    [Fact]
    public async Task A_worker_that_waits_says_why_in_one_line_and_then_nothing_until_it_is_let_in()
    {
        using var first = NodeProcess.Start("coordinator", "--port", "0", "--data", In("data"));
        var address = await first.Up();
        await first.Leave();
        using var worker = NodeProcess.Start("worker", "--join", address, "--slots", "1");
        await worker.Says("Waiting for a coordinator: ");
        using var again = NodeProcess.Start("coordinator", "--port", address.Split(':')[1], "--data", In("data"));
        await again.Up();
        await worker.Up();

        Assert.Equal(2, worker.Lines.Count);
        Assert.EndsWith(
            $"Waiting for a coordinator: {address}: nobody listens there; is a coordinator running?",
            worker.Lines.First(),
            StringComparison.Ordinal);
    }

    // A fetched sweep keeps its data file's name, and can be run and verified; one that is submitted twice says so.
    private async Task AssertCompleteWhenFetched(string cluster)
    {
        Write("my table.csv", "x,y\n1,2\n2,4.5\n3,5.5\n4,8\n");
        var file = Write("table.hocon", Sweep);
        var submitted = await SweepProcess.Run(["submit", file, "--cluster", cluster, "--out", In("submitted")]);
        var id = submitted.Output.Split('\n')[0];
        var twice = await SweepProcess.Run(["submit", file, "--cluster", cluster, "--detach"]);
        var retried = await SweepProcess.Run(["retry", id, "--cluster", cluster]);
        var fetched = await SweepProcess.Run(["results", id, "--cluster", cluster, "--out", In("fetched")]);
        var verified = await SweepProcess.Run(["verify", In("fetched")]);
        var run = await SweepProcess.Run(["run", In("fetched", "sweep.hocon"), "--out", In("run"), "--quiet"]);

        Assert.Equal((0, 0, 2, 0), (submitted.ExitCode, twice.ExitCode, retried.ExitCode, fetched.ExitCode));
        Assert.DoesNotContain("already", submitted.Error, StringComparison.Ordinal);
        Assert.Contains(
            $"The cluster has this very sweep already, as {id} (finished)", twice.Error, StringComparison.Ordinal);
        Assert.Equal($"sweep: nothing to retry: no trial of {id} has failed\n", retried.Error);
        var fetchedFile = File.ReadAllText(In("fetched", "sweep.hocon"));
        Assert.Contains("path = \"my table.csv\"", fetchedFile, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(In("my table.csv")), File.ReadAllBytes(In("fetched", "my table.csv")));
        Assert.Contains("all bits equal", verified.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(File.ReadAllBytes(In("submitted", "summary.csv")), File.ReadAllBytes(In("run", "summary.csv")));
    }
}
