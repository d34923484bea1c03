using System.Net;
using System.Runtime.Versioning;
using SweepCluster.Acceptance.Tests.Clusters.Machines;
using SweepCluster.Acceptance.Tests.Dashboards;

namespace SweepCluster.Acceptance.Tests.Programs;

/// <summary>Who may have which programs run, and as whom.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProgramLeaveTests : TemporaryFolder
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_runs_listed_programs_only()
    {
        var files = new ProgramFiles(this, "echo '{\"cost\": 1}'", "x = [1, 2]");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs", "--set", "programs.allow=[\"/opt/jobs/\"]").Up();
        using var submit = NodeProcess.Start("submit", files.Sweep, "--out", In("out"), "--cluster", cluster.Address);
        Assert.StartsWith(
            "(this worker runs only /opt/jobs/ (programs.allow), and not ",
            await submit.Says("no worker can train it "),
            StringComparison.Ordinal);
        await cluster.AddWorker(1, "--allow-programs", "--set", "programs.allow=[\"/bin/bash\"]").Up();
        await submit.End();

        Assert.Equal(0, submit.ExitCode);
    }

    [Fact]
    public async Task Programs_run_as_the_user_of_the_worker_s_settings()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "needs root and setpriv");
        var files = new ProgramFiles(
            this,
            """
            echo "{\"cost\": $(id -u), \"owner\": $(stat -c %u .), \"groups\": $(id -G | wc -w)}"
            test "$HOME" = "$(getent passwd nobody | cut -d: -f6)" || exit 1
            touch mine && cat script.sh > /dev/null && ! echo x 2> /dev/null > script.sh || exit 2
            ! cat "$TESTED" 2> /dev/null || exit 3
            rm -f "$SWEEP_METRICS_FILE" && ln -s "$TESTED" "$SWEEP_METRICS_FILE"
            """,
            "x = [1, 2]",
            $"attempts = 1\nenvironment {{ TESTED = \"{Write("hidden", "{\"cost\": -1}\n")}\" }}");
        File.SetUnixFileMode(In("hidden"), UnixFileMode.UserRead);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs", "--set", "programs.user=nobody").Up();
        var submit = await cluster.Ask("submit", files.Sweep, "--out", In("out"), "--quiet");

        Assert.Equal((0, ""), (submit.ExitCode, submit.Error));
        var rows = File.ReadAllLines(In("out", "summary.csv"));
        Assert.All(rows.Skip(1), row => Assert.Contains(",65534,", row, StringComparison.Ordinal));
        Assert.DoesNotContain("-1", string.Concat(rows.Skip(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_for_many_trials_runs_as_the_user_and_its_links_lead_nowhere()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "needs root and setpriv");
        var files = ProgramFiles.OfMany(
            this,
            $$"""
              folder=${line#*\"trial_dir\":\"}; folder=${folder%%\"*}
              touch mine "$folder/mine" || exit 2
              for name in stdout.log stderr.log; do
                ln -s {{Write("hidden", "hidden\n")}} "$folder/$name" && ln -s {{In("hidden")}} $name$x || exit 3
              done
              echo "said of $x" >&2
              echo "of no trial"
              say "\"cost\": $(id -u), \"owner\": $(stat -c %u "$folder"), \"done\": true"
            """,
            "x = [1, 2]",
            "attempts = 1");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs", "--set", "programs.user=nobody").Up();
        var submit = await cluster.Ask("submit", files.Sweep, "--out", In("out"), "--quiet");

        Assert.Equal((0, ""), (submit.ExitCode, submit.Error));
        Assert.All(
            File.ReadAllLines(In("out", "summary.csv")).Skip(1),
            row => Assert.Contains(",65534,", row, StringComparison.Ordinal));
        var id = Assert.Single(await cluster.All()).SweepId;
        var log = await cluster.Ask("logs", id, "1");
        Assert.Contains("said of 2", log.Error, StringComparison.Ordinal);
        Assert.StartsWith("of no trial\n{", log.Output, StringComparison.Ordinal);
        Assert.Equal("hidden\n", File.ReadAllText(In("hidden")));
    }

    [Fact]
    public async Task Checkpoints_of_another_user_have_no_links_and_what_they_print_is_shown()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "needs root and setpriv");
        var files = new ProgramFiles(
            this,
            """
            cd "$SWEEP_CHECKPOINT_DIR" || exit 1
            if [ -e deep/state ]; then
              [ -e link ] || [ -e out ] && exit 2
              echo more > deep/state || exit 3
              echo "from $(cat deep/state)"
              echo '{"cost": 1}'
              exit 0
            fi
            mkdir deep && echo some > deep/state && ln -s "$TESTED" link && ln -s "$(dirname "$TESTED")" out || exit 4
            rm -f "$SWEEP_TRIAL_DIR/stdout.log" && ln -s "$TESTED" "$SWEEP_TRIAL_DIR/stdout.log"
            exit 5
            """,
            "x = [1, 2]",
            $"attempts = 2\ncheckpoints = on\nenvironment {{ TESTED = \"{Write("hidden", "hidden\n")}\" }}");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        await cluster.AddWorker(1, "--allow-programs", "--set", "programs.user=nobody").Up();
        var submit = await cluster.Ask("submit", files.Sweep, "--out", In("out"), "--quiet");

        Assert.Equal((0, ""), (submit.ExitCode, submit.Error));
        Assert.All(
            File.ReadAllLines(In("out", "summary.csv")).Skip(1),
            row => Assert.Contains("COMPLETE", row, StringComparison.Ordinal));
        var id = Assert.Single(await cluster.All()).SweepId;
        Assert.StartsWith("from more\n", (await cluster.Ask("logs", id, "0")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_of_another_user_are_stopped_with_their_worker()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/setpriv"), "needs root and setpriv");
        var files = new ProgramFiles(this, "trap '' TERM; setsid sleep 1000 & sleep 1000", "x = [1]", "grace = 0s");
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        var worker = cluster.AddWorker(1, "--allow-programs", "--set", "programs.user=nobody");
        await worker.Up();
        await cluster.Ask("submit", files.Sweep, "--detach");
        await files.Marked.Until(3);
        await worker.Signal("KILL");

        await files.Marked.Until(0);
    }

    [Fact]
    public async Task A_worker_that_cannot_become_the_user_does_not_start()
    {
        var ended = await SweepProcess.Run(
            ["worker", "--join", "127.0.0.1:1", "--allow-programs", "--set", "programs.user=nobody-of-this-name"]);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains(
            "programs.user: this machine has no user 'nobody-of-this-name'", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_takes_programs_without_files_from_who_knows_the_token_if_the_coordinator_allows_them()
    {
        Write("token", Token);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0, "--allow-programs");
        await cluster.AddWorker(1, "--allow-programs").Up();
        using var open = await DashboardProcess.Start(cluster.Address);
        using var closed = await DashboardProcess.Start(cluster.Address, "--token-file", In("token"));
        Assert.Contains("asks for no token", await Refusal(open, Sweep("")), StringComparison.Ordinal);
        using (var unknown = await Send(closed, Sweep("")))
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        closed.Http.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        Assert.Contains(
            "files of a program cannot come this way: send them with 'sweep submit'",
            await Refusal(closed, Sweep("files = [passwd], folder = \"/etc\"")),
            StringComparison.Ordinal);
        Assert.Empty(await cluster.All());
        using (var accepted = await Send(closed, Sweep("")))
            Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        await cluster.Until(sweep => sweep.Account.Complete == 2);
    }

    [Fact]
    public async Task The_API_takes_none_if_the_coordinator_does_not_allow_them()
    {
        Write("token", Token);
        await using var cluster = await TestCluster.Start(In("data"), workers: 0);
        using var dashboard = await DashboardProcess.Start(cluster.Address, "--token-file", In("token"));
        dashboard.Http.DefaultRequestHeaders.Authorization = new("Bearer", Token);

        Assert.Contains(
            "the coordinator was not started with --allow-programs",
            await Refusal(dashboard, Sweep("")),
            StringComparison.Ordinal);
        Assert.Empty(await cluster.All());
    }

    private static string Sweep(string program) =>
        """
        sweep {
          name = sent
          objective { metric = cost, direction = minimize }
          program {
            run = [sh, -c, "echo '{{\"cost\": 1}}'"]
            MORE
          }
          search-space { x = [1, 2] }
        }
        """.Replace("MORE", program, StringComparison.Ordinal);

    private static async Task<HttpResponseMessage> Send(DashboardProcess dashboard, string sweep)
    {
        using var form = new MultipartFormDataContent { { new StringContent(sweep), "sweep", "sweep.hocon" } };
        return await dashboard.Http.PostAsync(new Uri("sweeps", UriKind.Relative), form, Test);
    }

    private static async Task<string> Refusal(DashboardProcess dashboard, string sweep)
    {
        using var reply = await Send(dashboard, sweep);
        Assert.Equal(422, (int)reply.StatusCode);
        return await reply.Content.ReadAsStringAsync(Test);
    }
}
