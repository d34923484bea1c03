using System.CommandLine;
using SweepCluster.Cli.Planning;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep plan</c>: what a sweep would take, without starting anything.</summary>
internal static class PlanVerb
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var file = SharedArguments.File();
        var set = SharedArguments.Set();
        var workers = SharedArguments.Workers();
        var command = new Command(
            "plan",
            "Says how many trials, packs and updates a sweep has, how much memory and time it would take here, and which "
            + "trials cannot converge and why. Starts nothing.\n\nExample: sweep plan hocon/sweeps/keras-decay.hocon")
        {
            file, workers, set,
        };
        command.SetAction((parsed, _) => SweepCommand.GuardAsync(() =>
        {
            SweepForecast.Print(parsed.GetRequiredValue(file), parsed.GetValue(set) ?? [], parsed.GetValue(workers));
            return Task.FromResult(ExitCode.Success);
        }));
        return command;
    }
}
