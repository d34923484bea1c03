using SweepCluster.Cli.Running;
using SweepCluster.Cli.Streams;
using SweepCluster.Cli.Verbs;

UserHome.Ensure();
StandardStreams.Open();
return StandardStreams.Close(await SweepCommand.InvokeAsync(args).ConfigureAwait(false));
