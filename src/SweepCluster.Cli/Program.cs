using SweepCluster.Cli.Streams;
using SweepCluster.Cli.Verbs;

StandardStreams.Open();
return StandardStreams.Close(await SweepCommand.InvokeAsync(args).ConfigureAwait(false));
