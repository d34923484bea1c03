using System.CommandLine;
using SweepCluster.Cli.Arguments;
using SweepCluster.Cli.Clients;
using SweepCluster.Cli.Explaining;
using SweepCluster.Cli.Folders;
using SweepCluster.Cli.Hosting;
using SweepCluster.Cli.Verifying;
using SweepCluster.Cluster.Client;
using SweepCluster.Problems;
using SweepCluster.Sweeps.Results;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.Summaries;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Cli.Verbs;

/// <summary><c>sweep explain</c>: why a trial of a finished sweep, or of a cluster's sweep, ended as it did.</summary>
internal static class ExplainVerb
{
    /// <summary>The verb with its arguments.</summary>
    public static Command Create()
    {
        var verb = new ClusterVerb(
            "explain",
            "Says why a trial ended as it did, with the numbers, and what would mend it; "
            + "trains the trial again here for that, unless it is a program: of those, says why attempts failed and "
            + "how the trial compares with its neighbours. "
            + "Of a sweep file, says before any training which trials cannot converge.\n\n"
            + "Example: sweep explain runs/keras-decay 12 --try\n"
            + "Example: sweep explain keras-decay-3f9a1c02 12 --cluster 10.0.0.1:4053");
        var about = verb.Add(new Argument<string>("DIR|ID|FILE")
        {
            Description = "The folder of a finished sweep, the ID of a cluster's sweep, or a sweep file.",
        });
        var trial = verb.Add(new Argument<long?>("TRIAL")
        {
            Description = "The trial's id, as summary.csv has it; with a sweep file, none: "
                + "all trials that cannot converge are explained.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => SharedArguments.Whole(result, "TRIAL", 0, long.MaxValue),
        });
        var tries = verb.Add(new Option<bool>("--try")
        {
            Description = "Trains the trial with one change after the other, as they are listed, until one mends it, "
                + "and shows both ends side by side.",
        });
        return verb.Does(
            (parsed, namesCluster) => ClusterVerb.IsHere(parsed.GetRequiredValue(about), namesCluster)
                ? cancellation => Run(
                    parsed.GetRequiredValue(about), parsed.GetValue(trial), parsed.GetValue(tries), cancellation)
                : null,
            (parsed, connection, cancellation) => AskAsync(
                connection,
                parsed.GetRequiredValue(about),
                parsed.GetValue(trial),
                parsed.GetValue(tries),
                cancellation));
    }

    private static int Run(string path, long? trialId, bool tries, CancellationToken cancellation)
    {
        if (trialId is { } id)
        {
            var recorded = RecordedSweep.Read(path);
            var summary = RecordedSummary.Read(Path.Combine(path, SummaryCsv.FileName), recorded.Spec);
            var sweep = new ExplainedSweep(path, recorded.Spec, summary)
            {
                Load = () => recorded.Sweep,
                Courses = ids => RecordedCourses.Read(
                    Path.Combine(path, CurvesCsv.FileName), recorded.Spec, ids),
                Failures = trial => RecordedAttempts.Failures(Path.Combine(path, AttemptsCsv.FileName), trial),
                Further = trial => TrialOutput.Further(path, recorded.Spec, trial),
            };
            new TrialAnswer(sweep, id, tries).Print(cancellation);
            return ExitCode.Success;
        }

        if (tries || Directory.Exists(path))
            throw new UnusableFolderException(
                "name the folder of a finished sweep and one of its trials, such as "
                + $"'sweep explain {(Directory.Exists(path) ? path : "runs/keras-decay")} 0'.");
        var loaded = LoadedSweep.Read(path, []);
        foreach (var line in TrialAnswer.ExplainerOf(loaded.Spec).ExplainHopeless(loaded, cancellation))
            Console.WriteLine(line);
        return ExitCode.Success;
    }

    private static async Task<int> AskAsync(
        ClusterConnection connection, string sweepId, long? trialId, bool tries, CancellationToken cancellation)
    {
        if (trialId is not { } id)
            throw new UnusableFolderException($"name a trial too, such as 'sweep explain {sweepId} 0'.");
        var sweep = new RemoteSweep(connection, sweepId, TimeProvider.System);
        var status = await sweep.StatusAsync(cancellation).ConfigureAwait(false);
        var spec = SweepFileReader.ParseSent(status.Text, sweepId);
        var results = await sweep.ResultsAsync(
            spec, status.Fingerprint, new WaitingNotes(quiet: false).Tell, cancellation).ConfigureAwait(false);
        var data = await connection.LoadDataAsync(spec, cancellation).ConfigureAwait(false);
        var explained = new ExplainedSweep(sweepId, spec, RecordedSummary.Of(results))
        {
            Load = () => new LoadedSweep(spec, data),
            Courses = ids => RecordedCourses.Of(results, ids),
            Failures = trial =>
            [
                .. results.Attempts
                    .Where(attempt => attempt.Outcome == AttemptOutcome.Failed
                        && results.Order.PlacesOf(trial).Any(attempt.Range.Contains))
                    .Select(attempt => Shown.Line(attempt.Reason)),
            ],
        };
        new TrialAnswer(explained, id, tries).Print(cancellation);
        return ExitCode.Success;
    }
}
