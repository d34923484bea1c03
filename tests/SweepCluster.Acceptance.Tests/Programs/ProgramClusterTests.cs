using System.Text;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Dashboards;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>A sweep whose trials are programs, on a cluster of separate processes.</summary>
public sealed class ProgramClusterTests : TemporaryFolder
{
    private const string Slow = """
        x=${1#--x=}
        for step in 1 2; do sleep 0.1; echo "{\"step\": $step, \"cost\": $(((x - 2) * (x - 2) + 9 - step))}"; done
        """;

    private const string SlowOfMany = """
        for step in 1 2; do sleep 0.1; say '"step": '$step', "cost": '$(((x - 2) * (x - 2) + 9 - step)); done
        say '"done": true'
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_gives_the_bytes_of_a_run_while_workers_are_killed_and_its_files_travel(bool ofMany)
    {
        var files = ofMany
            ? ProgramFiles.OfMany(this, SlowOfMany, "x = { integer = [1, 40] }")
            : new ProgramFiles(this, Slow, "x = { integer = [1, 40] }", "grace = 0s");
        Assert.Equal(0, (await files.Run("alone")).ExitCode);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        for (var worker = 0; worker < 2; worker++)
            await cluster.AddWorker(1, "--allow-programs").Up();
        using var submit = cluster.StartAsking("submit", files.Sweep, "--out", In("submitted"), "--quiet");
        var id = (await cluster.Until(sweep => sweep.Account.Done > 5)).SweepId;
        File.Delete(In("script.sh"));
        await cluster.Workers[0].Signal("KILL");
        await cluster.AddWorker(1, "--allow-programs").Up();
        await cluster.Until(sweep => sweep.Account.Done > 20);
        await cluster.Coordinator.Signal("KILL");
        await cluster.Coordinator.End();
        await cluster.StartCoordinatorAgain();

        Assert.Equal(0, (await submit.End()).ExitCode);
        await files.Marked.Until(0);
        Assert.Equal(File.ReadAllText(In("alone", "summary.csv")), File.ReadAllText(In("submitted", "summary.csv")));
        Assert.Equal(File.ReadAllText(In("alone", "curves.csv")), File.ReadAllText(In("submitted", "curves.csv")));
        Assert.All(await cluster.All(), sweep => Assert.True(sweep.Account.Balances));
        Assert.Equal(0, (await cluster.Ask("results", id, "--out", In("fetched"))).ExitCode);
        var again = await SweepProcess.Run(["run", In("fetched", "sweep.hocon"), "--out", In("again"), "--quiet"]);
        Assert.Equal((0, ""), (again.ExitCode, again.Error));
        Assert.Equal(File.ReadAllText(In("alone", "summary.csv")), File.ReadAllText(In("again", "summary.csv")));
    }

    [Theory]
    [InlineData("python")]
    [InlineData("bash")]
    [InlineData("serve")]
    public Task The_examples_give_the_bytes_of_a_run_while_a_worker_is_killed(string example) =>
        GivesTheBytesOfARun(example);

    [Theory]
    [InlineData("sklearn")]
    [InlineData("torch")]
    [InlineData("r")]
    [InlineData("csharp")]
    [Trait("Length", "long")]
    public Task Those_that_need_more_than_Python_do_so_too(string example) => GivesTheBytesOfARun(example);

    // It measures time, which is never the same twice.
    [Fact]
    public async Task An_example_that_cannot_be_repeated_is_whole_all_the_same()
    {
        await RunsWhileAWorkerIsKilled(Example("pattern"));

        Assert.All(Summary.Read(In("submitted")), row => Assert.Equal("COMPLETE", row["state"]));
    }

    private async Task GivesTheBytesOfARun(string example)
    {
        var alone = await SweepProcess.Run(["run", Example(example), "--out", In("alone"), "--quiet"], DebiansFirst);
        Assert.True(alone.ExitCode == 0, alone.Error);
        await RunsWhileAWorkerIsKilled(Example(example));

        Assert.Equal(File.ReadAllText(In("alone", "summary.csv")), File.ReadAllText(In("submitted", "summary.csv")));
    }

    private async Task RunsWhileAWorkerIsKilled(string file)
    {
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        for (var worker = 0; worker < 2; worker++)
            await cluster.AddWorkerWith([DebiansFirst], "--allow-programs").Up();
        using var submit = cluster.StartAsking("submit", file, "--out", In("submitted"), "--quiet");
        await cluster.Until(sweep => sweep.Account.Done > 0);
        await cluster.Workers[0].Signal("KILL");

        Assert.Equal(0, (await submit.End()).ExitCode);
        Assert.All(await cluster.All(), sweep => Assert.True(sweep.Account.Balances));
    }

    // Its Python has the libraries that tests install.
    private static (string Name, string Value) DebiansFirst =>
        ("PATH", $"/usr/bin:{Environment.GetEnvironmentVariable("PATH")}");

    private static string Example(string name) =>
        Path.Combine(Repository.Root, "hocon", "sweeps", "programs", $"{name}.hocon");

    [Fact]
    public async Task Files_that_it_names_come_back_with_the_results()
    {
        const string Training = """
            x=${1#--x=}; mkdir -p plots/last
            head -c 1500000 /dev/zero | tr '\0' $x > model.bin; echo "picture $x" > plots/last/picture; echo no > other
            [ $x = 3 ] || echo "weights of $x" > weights
            echo "{\"cost\": $x}"
            """;
        var files = new ProgramFiles(
            this, Training, "x = { integer = [1, 4] }", "keep = [model.bin, \"plots/**\"]");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        for (var worker = 0; worker < 2; worker++)
            await cluster.AddWorker(1, "--allow-programs").Up();
        Assert.Equal(0, (await cluster.Ask("submit", files.Sweep, "--out", In("submitted"), "--quiet")).ExitCode);
        var id = (await cluster.All()).Single().SweepId;
        Assert.Equal(0, (await cluster.Ask("results", id, "--out", In("fetched"))).ExitCode);

        foreach (var trials in new[] { In("submitted", "trials"), In("fetched", "trials") })
        {
            for (var trial = 0; trial < 4; trial++)
            {
                var folder = Path.Combine(trials, $"{trial}");
                Assert.Equal(
                    ["model.bin", Path.Combine("plots", "last", "picture")],
                    Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                        .Select(file => Path.GetRelativePath(folder, file)).Order());
                Assert.Equal(
                    new string((char)('1' + trial), 1_500_000), File.ReadAllText(Path.Combine(folder, "model.bin")));
            }
        }
    }

    [Fact]
    public async Task A_result_counts_whose_files_cannot_be_kept()
    {
        var files = new ProgramFiles(
            this,
            "[ ${1#--x=} = 1 ] && head -c 300000000 /dev/zero > model.bin; echo '{\"cost\": 1}'",
            "x = [1, 2]",
            "keep = [model.bin]");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs").Up();
        Assert.Equal(0, (await cluster.Ask("submit", files.Sweep, "--out", In("out"), "--quiet")).ExitCode);
        var id = (await cluster.All()).Single().SweepId;

        Assert.Equal(2, Summary.Read(In("out")).Count(row => row["state"] == "COMPLETE"));
        Assert.Contains(
            "sweep: what keep names has 287 MB, and at most 256 MB of a trial are kept: nothing was",
            (await cluster.Ask("logs", id, "0")).Error, StringComparison.Ordinal);
        Assert.Contains(
            "sweep: there is no file that keep = [model.bin] names",
            (await cluster.Ask("logs", id, "1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_without_leave_runs_none_and_one_with_leave_that_joins_later_runs_all()
    {
        var files = new ProgramFiles(this, $"touch {In("ran")}; echo '{{\"cost\": 1}}'", "x = [1, 2]");
        await using var cluster = await TestCluster.Start(In("data"), workers: 1);
        using var submit = NodeProcess.Start("submit", files.Sweep, "--out", In("out"), "--cluster", cluster.Address);
        var obstacle = await submit.Says("no worker can train it ");
        Assert.StartsWith(
            "(this worker runs no programs of sweeps; its owner can start it with --allow-programs)",
            obstacle,
            StringComparison.Ordinal);
        Assert.False(File.Exists(In("ran")));
        await cluster.AddWorker(1, "--allow-programs").Up();
        await submit.End();

        Assert.Equal(0, submit.ExitCode);
        Assert.True(File.Exists(In("ran")));
    }

    [Fact]
    public async Task A_cancelled_sweep_leaves_no_program()
    {
        var files = new ProgramFiles(this, "trap '' TERM; sleep 1000", "x = [1, 2]", "grace = 0s");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(2, "--allow-programs").Up();
        var id = (await cluster.Ask("submit", files.Sweep, "--detach")).Output.Trim();
        await files.Marked.Until(4);

        Assert.Equal(0, (await cluster.Ask("cancel", id)).ExitCode);
        await files.Marked.Until(0);
    }

    [Fact]
    public async Task A_secret_of_a_worker_reaches_its_program_and_nothing_else()
    {
        const string Secret = "hunter2-of-the-worker";
        var script = $"printf %s \"$HIDDEN\" > {In("seen")}; touch {In("waits")}\n"
            + $"while [ ! -e {In("go")} ]; do sleep 0.05; done; echo '{{\"cost\": 1}}'";
        var files = new ProgramFiles(this, script, "x = [1]", "secret = [HIDDEN], checkpoints = on");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var worker = cluster.AddWorkerWith([("HIDDEN", Secret)], "--allow-programs");
        await worker.Up();
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        using var submit = cluster.StartAsking("submit", files.Sweep, "--out", In("out"));
        await Wait.Until(() => File.Exists(In("waits")));
        var processes = Directory.EnumerateDirectories("/proc").Select(CommandOf).ToList();
        File.WriteAllText(In("go"), "");
        var ended = await submit.End();
        var id = (await cluster.All())[0].SweepId;
        var answers = new List<string>();
        foreach (var path in new[] { "sweeps", $"sweeps/{id}", $"sweeps/{id}/trials", "nodes" })
            answers.Add($"{await dashboard.Get(path)}");

        Assert.Equal((0, Secret), (ended.ExitCode, File.ReadAllText(In("seen"))));
        File.Delete(In("seen"));
        Assert.Contains(processes, command => command.Contains("script.sh", StringComparison.Ordinal));
        string[] said =
        [
            .. processes, .. answers, .. worker.Lines, .. cluster.Coordinator.Lines, .. dashboard.Lines, ended.Output,
            ended.Error,
            .. Directory.EnumerateFiles(In("."), "*", SearchOption.AllDirectories)
                .Where(path => Path.GetFileName(path) != ".lock")
                .Select(path => Encoding.Latin1.GetString(File.ReadAllBytes(path))),
        ];
        Assert.DoesNotContain(said, text => text.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_API_takes_none_and_starts_nothing()
    {
        var files = new ProgramFiles(this, $"touch {In("ran")}; echo '{{\"cost\": 1}}'", "x = [1]");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs").Up();
        using var dashboard = await DashboardProcess.Start(cluster.Address);
        using var http = new HttpClient();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(File.ReadAllText(files.Sweep)), "sweep", "sweep.hocon" },
        };
        using var refused = await http.PostAsync(
            new Uri(dashboard.Address, "api/v1/sweeps"), form, TestContext.Current.CancellationToken);

        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains(
            "programs are not taken here, for the dashboard asks for no token (--token-file): "
            + "send them with 'sweep submit'",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Empty(await cluster.All());
        Assert.False(File.Exists(In("ran")));
    }

    // Empty for one that has ended.
    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
