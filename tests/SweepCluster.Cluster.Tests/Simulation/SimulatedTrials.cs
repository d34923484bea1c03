using SweepCluster.Hocon;
using SweepCluster.Objectives.Linear.Outcomes;
using SweepCluster.Sweeps.Spec;
using SweepCluster.Sweeps.Trials;
using SweepCluster.Training.Diagnosis;
using SweepCluster.Training.Kernel;

namespace SweepCluster.Cluster.Tests.Simulation;

/// <summary>Trials whose results identify them; some throw or end their worker.</summary>
/// <param name="Failing">The trials that always throw.</param>
/// <param name="Poison">The trials that end their worker's process, with the epoch in which they do.</param>
internal sealed record SimulatedTrials(IReadOnlySet<long> Failing, IReadOnlyDictionary<long, int> Poison)
{
    public const int Epochs = 4;

    /// <summary>The trial with the least RMSE, which is 1.</summary>
    public const long Best = 450;

    /// <summary>A sweep whose trials come one after the other, as programs do.</summary>
    public static SweepSpec InTurn(SweepSpec spec, TrialResources? takes = null) =>
        spec with { Objective = new Unrepeatable(takes ?? TrialResources.Usual) };

    public bool IsGuilty(long place) => Failing.Contains(place) || Poison.ContainsKey(place);

    public bool Throws(TrialRange range) => Failing.Any(range.Contains);

    public bool Kills(TrialRange range, int epoch) =>
        Poison.Any(trial => range.Contains(trial.Key) && trial.Value == epoch);

    public static LinearOutcome OutcomeOf(long place) => new()
    {
        Epochs = Epochs,
        Rmse = 1 + (place + 1009 - Best) * 7919 % 1009,
        Mae = place,
        Parameters = [place],
        EpochRmse = [.. Curve(place, Epochs)],
        EpochValidationRmse = [],
        Verdict = place % 11 == 5 ? Verdict.Diverged : Verdict.Converged,
    };

    /// <summary>A checkpoint whose state identifies each trial, so that the trainer notices a wrong one.</summary>
    public static PackCheckpoint CheckpointOf(TrialRange range, int epochs) => new(
        range.Start,
        [.. Places(range).Select(place => new LinearCheckpoint(new LaneCheckpoint
        {
            State = [place],
            EpochRmse = [.. Curve(place, epochs)],
            EpochValidationRmse = [],
        }))]);

    public static IEnumerable<long> Places(TrialRange range)
    {
        for (var place = range.Start; place < range.End; place++)
            yield return place;
    }

    private sealed record Unrepeatable(TrialResources Takes) : ObjectiveSpec
    {
        public override TrialResources Resources => Takes;

        public override AttemptRules Attempts => new(3, AreRepeatable: false);

        public override void Write(HoconWriter lines, Func<string, string> nameFile) =>
            throw new NotSupportedException();
    }

    private static IEnumerable<double> Curve(long place, int epochs) =>
        Enumerable.Range(1, epochs).Select(epoch => place + 1.0 / epoch);
}
