using SweepCluster.Programs.Processes;

namespace SweepCluster.Programs.Tests.Processes;

public sealed class ProcessTreeTests : IDisposable
{
    // A child, one whose parent is gone, one of another session, one that has left in both ways and takes no heed; and
    // the program itself, which takes no heed either and holds no file open.
    private const string Stubborn = """
        trap '' TERM
        sleep 1000 &
        (sleep 1000 &)
        setsid sleep 1000 &
        (setsid bash -c 'trap "" TERM; sleep 1000 & wait' &)
        exec 1>&- 2>&-
        touch ready
        sleep 1000; sleep 1000
        """;

    private const int Processes = 7;

    private static readonly TimeSpan NoGrace = TimeSpan.Zero;
    private static readonly TimeSpan LongGrace = TimeSpan.FromMinutes(10);

    private readonly Marked _marked = new();
    private readonly ProcessGuard _guard = ProcessGuard.Start(NoGrace);

    public void Dispose() => _guard.Dispose();

    [Fact]
    public async Task A_program_that_takes_no_heed_is_killed_with_all_that_descends_from_it()
    {
        using var script = new Script(Stubborn, _marked);
        var tree = ProcessTree.Start(_guard, script.Command);
        await script.UntilItHasMade("ready");
        await _marked.Until(Processes);

        var status = tree.Stop(NoGrace);

        Assert.Equal(new ExitStatus(null, LibC.SignalKill), status);
        await _marked.Until(0);
    }

    [Fact]
    public async Task A_program_that_stops_when_it_is_asked_is_not_killed()
    {
        using var script = new Script(
            "trap 'echo stopping; touch stopped; exit 5' TERM; touch ready; while :; do sleep 0.01; done", _marked);
        var tree = ProcessTree.Start(_guard, script.Command);
        await script.UntilItHasMade("ready");

        Assert.Equal(new ExitStatus(5, 0), tree.Stop(LongGrace));
        Assert.True(File.Exists(script.In("stopped")));
        Assert.Equal("stopping\n", script.Output);
        await _marked.Until(0);
    }

    [Fact]
    public async Task What_a_program_leaves_running_ends_with_it()
    {
        using var script = new Script("sleep 1000 & (sleep 1000 &) ; echo done", _marked);
        var tree = ProcessTree.Start(_guard, script.Command);

        Assert.True(tree.WaitForEnd(LongGrace));
        Assert.True(tree.Reap().IsSuccess);
        await _marked.Until(0);
        Assert.Equal("done\n", script.Output);
    }

    [Theory]
    [InlineData("exit 3", 3, 0)]
    [InlineData("kill -SEGV $$", null, 11)]
    [InlineData("kill -PIPE $$; exit 4", null, 13)] // This process ignores it.
    [InlineData("exec 2>&-; /no/such/program", 127, 0)]
    public void How_it_ended_is_known(string text, int? code, int signal)
    {
        using var script = new Script(text, _marked);
        var tree = ProcessTree.Start(_guard, script.Command);

        Assert.True(tree.WaitForEnd(LongGrace));
        Assert.Equal(new ExitStatus(code, signal), tree.Reap());
    }

    [Fact]
    public void It_sees_no_descriptor_no_input_and_no_terminal_of_this_process()
    {
        using var script = new Script("ls /proc/self/fd; read -r line || echo nothing; tty", _marked);
        var tree = ProcessTree.Start(_guard, script.Command);
        tree.WaitForEnd(LongGrace);
        tree.Reap();

        // The last one is that of ls itself, which lists them.
        Assert.Equal("0\n1\n2\n3\nnothing\nnot a tty\n", script.Output);
    }

    [Fact]
    public void A_program_that_is_not_there_cannot_be_started()
    {
        using var script = new Script("", _marked);
        var command = script.Command with { Words = ["/no/such/program"] };

        var failed = Assert.Throws<StartFailedException>(() => ProcessTree.Start(_guard, command));
        Assert.Equal("/no/such/program cannot be started: No such file or directory", failed.Message);
    }

    [Fact]
    public async Task The_end_of_this_process_is_the_end_of_all_programs()
    {
        using var script = new Script(Stubborn, _marked);
        using (var guard = ProcessGuard.Start(NoGrace))
        {
            _ = ProcessTree.Start(guard, script.Command);
            await script.UntilItHasMade("ready");
            await _marked.Until(Processes);
        }

        await _marked.Until(0);
    }

    [Fact]
    public async Task Then_too_a_program_has_its_grace()
    {
        using var script = new Script(
            "trap 'touch stopped; exit' TERM; touch ready; while :; do sleep 0.01; done", _marked);
        using (var guard = ProcessGuard.Start(LongGrace))
        {
            _ = ProcessTree.Start(guard, script.Command);
            await script.UntilItHasMade("ready");
        }

        await script.UntilItHasMade("stopped");
        await _marked.Until(0);
    }
}
