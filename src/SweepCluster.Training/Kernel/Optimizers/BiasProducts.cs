using SweepCluster.Training.Model;

namespace SweepCluster.Training.Kernel.Optimizers;

/// <summary>The running products of bias correction after t updates, in double whatever the precision.</summary>
/// <remarks>Products, not powers: pow differs between C libraries in the last bit.</remarks>
internal readonly record struct BiasProducts
{
    private const double LogOfPoint96 = -0.04082199452025513;

    private double Beta1 { get; init; }

    private double Beta2 { get; init; }

    /// <summary>.96^schedule-decay.</summary>
    private double ScheduleStep { get; init; }

    /// <summary>.96^(t·schedule-decay).</summary>
    private double Schedule { get; init; }

    /// <summary>β1^t.</summary>
    public double Beta1Power { get; private init; }

    /// <summary>β2^t.</summary>
    public double Beta2Power { get; private init; }

    /// <summary>Nadam's Π μ_i for i = 1 … t.</summary>
    public double MomentumProduct { get; private init; }

    /// <summary>Nadam's μ_t.</summary>
    public double Momentum => ScheduledMomentum(Schedule);

    /// <summary>Nadam's μ_(t+1).</summary>
    public double NextMomentum => ScheduledMomentum(Schedule * ScheduleStep);

    /// <summary>Before the first update.</summary>
    public static BiasProducts Start(Hyperparameters trial) => new()
    {
        Beta1 = trial.Beta1,
        Beta2 = trial.Beta2,
        ScheduleStep = Exp(LogOfPoint96 * trial.ScheduleDecay),
        Schedule = 1,
        Beta1Power = 1,
        Beta2Power = 1,
        MomentumProduct = 1,
    };

    /// <summary>After one more update.</summary>
    public BiasProducts Next() => this with
    {
        Schedule = Schedule * ScheduleStep,
        Beta1Power = Beta1Power * Beta1,
        Beta2Power = Beta2Power * Beta2,
        MomentumProduct = MomentumProduct * NextMomentum,
    };

    private double ScheduledMomentum(double schedule) => Beta1 * (1 - 0.5 * schedule);

    /// <summary>
    /// e^x by its series at an x halved until that is short; plain arithmetic, so the same bits everywhere.
    /// </summary>
    private static double Exp(double x)
    {
        if (Math.Abs(x) > 0.01)
        {
            var half = Exp(x / 2);
            return half * half;
        }

        var sum = 1.0;
        for (var term = 9; term > 0; term--)
            sum = 1 + x / term * sum;
        return sum;
    }
}
