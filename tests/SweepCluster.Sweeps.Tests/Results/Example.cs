using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Ordering;
using SweepCluster.Sweeps.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.State;
using SweepCluster.Sweeps.SweepFile;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;

namespace SweepCluster.Sweeps.Tests.Results;

/// <summary>A small sweep with results made by hand.</summary>
internal static class Example
{
    public static SweepSpec Spec(string more = "") => SweepFileReader.Parse(
        $$"""
        sweep {
          name = example
          repeats = 2
          dataset { synthetic { rows = 100 } }
          search-space { batch-size = [8, 32], learning-rate = [0.1, 0.2] }
          {{more}}
        }
        """,
        "example.hocon",
        []);

    public static TrialOutcome Outcome(double rmse, Verdict verdict = Verdict.Converged) => new LinearOutcome
    {
        Epochs = 2,
        Rmse = rmse,
        Mae = rmse / 2,
        Parameters = [0.5, 1, -1, 1e-7, 3],
        EpochRmse = [1, rmse],
        EpochValidationRmse = [],
        Verdict = verdict,
    };

    public static SweepState State(SweepSpec spec, Func<long, TrialOutcome?> outcomeOfTrial)
    {
        var order = new GridOrder(spec);
        var state = SweepState.Empty with
        {
            Plan = SweepPlan.For(spec, "f"),
            References = [0.25],
            Ended = EndReason.TimeUp,
        };
        for (var place = 0L; place < order.Planned; place++)
        {
            if (outcomeOfTrial(order[place].Id) is { } outcome)
                state = state with
                {
                    Results = state.Results.Add(new ResultSegment(place, [outcome])),
                    Finished = state.Finished.Add(new TrialRange(place, 1)),
                    Diverged = state.Diverged + (outcome.Diverged ? 1 : 0),
                };
        }

        return state;
    }
}
