using SweepCluster.Programs.Evaluating;
using SweepCluster.Programs.Tests.Processes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Programs.Tests.Evaluating;

/// <summary>A sweep of a bash script, in a folder of its own, with trials that are really run.</summary>
internal sealed class ProgramSweep : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sweepcluster-").FullName;
    private readonly LoadedSweep _sweep;
    private readonly TrialOrder _order;

    /// <summary>A sweep whose metric is v, to be minimized.</summary>
    /// <param name="script">The script, which gets all parameters as arguments.</param>
    /// <param name="space">The search space's lines.</param>
    /// <param name="program">Further lines of the block <c>program</c>.</param>
    /// <param name="run">The program and its arguments, in a list's form.</param>
    /// <param name="files">The files, in a list's form; a folder lib is there too.</param>
    /// <param name="grace">From being asked to stop until being killed.</param>
    public ProgramSweep(
        string script,
        string space = "x = [1]",
        string program = "",
        string run = "bash, script.sh, \"{args}\"",
        string files = "script.sh",
        string grace = "0s")
    {
        File.WriteAllText(In("script.sh"), script);
        Directory.CreateDirectory(In("lib"));
        File.WriteAllText(In("lib/text"), "text\n");
        var (name, value) = (Marked.Variable.Split('=')[0], Marked.Variable.Split('=')[1]);
        File.WriteAllText(In("sweep.hocon"),
            $$"""
            sweep {
              objective { metric = v, direction = minimize }
              program {
                run = [{{run}}]
                files = [{{files}}]
                environment { {{name}} = {{value}} }
                grace = {{grace}}
                {{program}}
              }
              search-space {
                {{space}}
              }
            }
            """);
        _sweep = LoadedSweep.Read(In("sweep.hocon"), []).In(In("out"), slots: 1);
        _order = new GridOrder(_sweep.Spec);
    }

    /// <summary>What all its processes have in their environment.</summary>
    public Marked Marked { get; } = new();

    /// <summary>Its specification.</summary>
    public SweepSpec Spec => _sweep.Spec;

    /// <summary>A file of its folder.</summary>
    public string In(string name) => Path.Combine(_folder, name);

    /// <summary>A file of a trial's folder.</summary>
    public string InTrial(long trialId, string name) => Path.Combine(In("out"), "trials", $"{trialId}", name);

    /// <summary>A trial.</summary>
    public Trial Trial(long trialId) => _order.OfId(trialId);

    /// <summary>Runs a trial.</summary>
    public TrialOutcome Run(long trialId = 0, CancellationToken? cancellation = null) =>
        _sweep.Objective.Value.Evaluate(
            [Trial(trialId)], cancellation ?? TestContext.Current.CancellationToken).Trials[0];

    /// <summary>Runs a trial as a worker of a cluster does: nothing stays but what the checkpoints keep.</summary>
    public TrialOutcome RunElsewhere(ICheckpoints checkpoints, IFileKeeper? keeper = null)
    {
        using var objective = new ProgramObjective(Spec, Workplace.Passing with { Keeper = keeper });
        return objective.Evaluate([Trial(0)], checkpoints, TestContext.Current.CancellationToken).Trials[0];
    }

    public void Dispose()
    {
        _sweep.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
