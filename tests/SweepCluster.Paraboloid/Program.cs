using SweepCluster.Cli;
using SweepCluster.Paraboloid;

return await SweepProgram.RunAsync(args, () => [.. ShippedKinds.All, ParaboloidKind.Instance]).ConfigureAwait(false);
