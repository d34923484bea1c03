using SweepCluster.Cli;
using SweepCluster.Cli.Running;
using SweepCluster.Cli.Streams;
using SweepCluster.Cli.Verbs;

UserHome.Ensure();
StandardStreams.Open();
if (OpenFiles.Problem() is { } problem)
{
    await Console.Error.WriteLineAsync(problem).ConfigureAwait(false);
    return StandardStreams.Close(ExitCode.WrongInput);
}

return StandardStreams.Close(await SweepCommand.InvokeAsync(args).ConfigureAwait(false));
