using SweepCluster.Cli.Verbs;

return await SweepCommand.InvokeAsync(args).ConfigureAwait(false);
