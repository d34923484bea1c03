using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>What a sweep of programs would take: nothing is run for that, so nothing is known of time.</summary>
internal static class ProgramForecast
{
    private const int Shown = 3;

    /// <summary>Its plan, with the first commands as they would run.</summary>
    public static SweepForecast Of(LoadedSweep sweep, int slots)
    {
        var (spec, order) = (sweep.Spec, new TrialOrder(sweep.Spec));
        var folders = new TrialFolders(Workplace.TrialsName, order.Planned);
        return SweepForecast.OfPlan(sweep, slots) with
        {
            More =
            [
                .. Enumerable.Range(0, (int)Math.Min(Shown, order.Planned)).Select(id => order[order.PlaceOf(id)])
                    .Select(trial => ($"trial {trial.Id}", Command(spec, trial, folders))),
            ],
        };
    }

    private static string Command(SweepSpec spec, Trial trial, TrialFolders folders)
    {
        var (program, folder) = ((ProgramSpec)spec.Objective, folders.Of(trial.Id));
        return ShellWords.Command(CommandLine.Of(program, TrialValues.Of(spec, trial, 1, folder) with
        {
            CheckpointFolder = program.KeepsCheckpoints ? folders.CheckpointOf(folder) : null,
        }));
    }
}
