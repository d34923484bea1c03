using SweepCluster.Cli;

return await SweepProgram.RunAsync(args, () => ShippedKinds.All).ConfigureAwait(false);
