using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Dashboards;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep run</c>: runs a sweep in this process.</summary>
internal static class RunVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var file = SharedArguments.File();
        var set = SharedArguments.Set();
        var workers = SharedArguments.Workers();
        var gpus = SharedArguments.Gpus();
        var folder = SharedArguments.Out("Where the results go; runs/NAME by default.");
        var fresh = new Option<bool>("--fresh")
        {
            Description = "Starts over instead of going on where the sweep stopped.",
        };
        var quiet = new Option<bool>("--quiet") { Description = "Says nothing but errors." };
        var command = new Command(
            "run",
            "Runs a sweep on this machine, prints the ranked table and writes the results. "
            + "Run again after a kill or Ctrl-C, it goes on where it stopped.\n\n"
            + "Example: sweep run hocon/sweeps/keras-decay.hocon --out runs/first --set training.epochs=2")
        {
            file, folder, workers, gpus, set, fresh, quiet,
        };
        var dashboard = new DashboardArguments(command, "--dashboard", isSwitch: true);
        command.SetAction((parsed, cancellation) => VerbGuard.RunAsync(() => MemoryWatch.OverAsync(() =>
        {
            var options = new RunOptions(
                parsed.GetRequiredValue(file),
                parsed.GetValue(folder),
                parsed.GetValue(workers),
                parsed.GetValue(set) ?? [],
                parsed.GetValue(fresh),
                parsed.GetValue(quiet),
                dashboard.IsWanted(parsed) ? dashboard.Read(parsed) : null)
            {
                Gpus = parsed.GetValue(gpus),
            };
            return SweepRun.RunAsync(options, cancellation);
        })));
        return command;
    }
}
