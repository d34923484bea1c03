using System.Text;
using SweepCluster.Programs.Commands;
using SweepCluster.Programs.Serving;
using SweepCluster.Programs.Spec;
using SweepCluster.Sweeps.Planning;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Evaluating;

/// <summary>What a sweep of programs would take: nothing is run for that, so nothing is known of time.</summary>
internal static class ProgramForecast
{
    private const int Shown = 3;

    private static readonly (string Name, string Text)[] NothingMore = [];

    /// <summary>Its plan, with the first commands as they would run.</summary>
    public static SweepForecast Of(LoadedSweep sweep, int slots)
    {
        var (spec, trials) = (sweep.Spec, ExpectedTrials.Of(sweep.Spec));
        var folders = new TrialFolders(Workplace.TrialsName, spec.Planned);
        var program = (ProgramSpec)spec.Objective;
        var command = new CommandLine(program);
        return SweepForecast.OfPlan(sweep, slots) with
        {
            IsTrialByTrial = true,
            More =
            [
                .. program.Serve ? [("program", ShellWords.Command(command.OfMany()))] : NothingMore,
                .. Enumerable.Range(0, (int)Math.Min(Shown, trials.Count)).Select(id => trials.OfId(id))
                    .Select(trial => ($"trial {trial.Id}", Told(TrialValues.Of(spec, trial, 1, folders.Of(trial.Id))))),
            ],
        };

        string Told(TrialValues values) => program.Serve
            ? Encoding.UTF8.GetString(Request.Of(values)).TrimEnd('\n')
            : ShellWords.Command(command.Of(values with
            {
                CheckpointFolder = program.KeepsCheckpoints ? folders.CheckpointOf(values.Folder) : null,
            }));
    }
}
