using SweepCluster.Cli;
using SweepCluster.Objectives;

return await SweepProgram.RunAsync(args, () => ShippedKinds.All).ConfigureAwait(false);
