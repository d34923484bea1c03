using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Summaries;

namespace SweepCluster.Cli.Hosting;

/// <summary>What the command's exit code means.</summary>
internal static class ExitCode
{
    /// <summary>
    /// Every planned trial is accounted for, none failed, and none was cancelled except because the goal was reached.
    /// </summary>
    public const int Success = 0;

    /// <summary>The sweep ended with failed or cancelled trials, or its summary is not what its trials give.</summary>
    public const int Incomplete = 1;

    /// <summary>The input was wrong, or the output cannot be written.</summary>
    public const int WrongInput = 2;

    /// <summary>No cluster could be reached.</summary>
    public const int NoCluster = 3;

    /// <summary>Interrupted.</summary>
    public const int Interrupted = 130;

    /// <summary>The code of a sweep's results.</summary>
    public static int Of(SweepSpec spec, RecordedSummary summary) =>
        GoalOutcome.IsSuccess(spec, summary) ? Success : Incomplete;
}
