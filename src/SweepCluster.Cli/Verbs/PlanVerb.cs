using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Running;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.SweepFile;

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
        var gpus = SharedArguments.Gpus();
        var command = new Command(
            "plan",
            "Says which data a sweep reads, how many trials, packs and updates it has, "
            + "how much memory, disk and time it would take here, whether there is room for it, "
            + "and which trials cannot converge and why. Starts nothing.\n\n"
            + "Example: sweep plan hocon/sweeps/keras-decay.hocon")
        {
            file, workers, gpus, set,
        };
        command.SetAction((parsed, _) => VerbGuard.RunAsync(() =>
        {
            var sweep = LoadedSweep.Read(parsed.GetRequiredValue(file), parsed.GetValue(set) ?? []);
            Print(sweep, parsed.GetValue(workers), parsed.GetValue(gpus));
            return Task.FromResult(ExitCode.Success);
        }));
        return command;
    }

    private static void Print(LoadedSweep sweep, int workers, int? gpus)
    {
        var forecast = SweepForecast.Of(sweep, workers, TimeProvider.System);
        foreach (var (name, value) in ForecastWords.Size(forecast))
            Console.WriteLine($"{name,-14} {value}");
        Console.WriteLine();
        foreach (var line in Lacks(sweep, workers, gpus))
            Console.WriteLine(line);
        foreach (var line in ForecastWords.Warnings(forecast, Room.Here(".")))
            Console.WriteLine(line);
        foreach (var line in forecast.Ends)
            Console.WriteLine(line);
    }

    private static IEnumerable<string> Lacks(LoadedSweep sweep, int workers, int? gpus)
    {
        try
        {
            _ = MachineCheck.Gpus(sweep.Spec, workers, gpus);
            return [];
        }
        catch (InvalidInputException lack)
        {
            return lack.Problems.Select(problem => $"It cannot run here: {problem.What}.");
        }
    }
}
