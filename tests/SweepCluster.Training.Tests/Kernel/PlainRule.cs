using System.Numerics;
using SweepCluster.Training.Model;

namespace SweepCluster.Training.Tests.Kernel;

/// <summary>The ten update rules for one trial, written from their formulas, with a named array per slot.</summary>
internal sealed class PlainRule<T>(Hyperparameters trial, int parameters)
    where T : struct, IBinaryFloatingPointIeee754<T>
{
    /// <summary>.96^0.004, correctly rounded; the tests use no other schedule-decay.</summary>
    private const double ScheduleStep = 0.9998367253526753;

    private readonly T[] _m = new T[parameters];
    private readonly T[] _v = new T[parameters];
    private readonly T[] _top = new T[parameters];
    private readonly T _beta1 = N(trial.Beta1);
    private readonly T _beta2 = N(trial.Beta2);
    private readonly T _rest1 = N(1 - trial.Beta1);
    private readonly T _rest2 = N(1 - trial.Beta2);
    private readonly T _mu = N(trial.Momentum);
    private readonly T _rho = N(trial.Rho);
    private readonly T _restRho = N(1 - trial.Rho);
    private readonly T _epsilon = N(trial.Epsilon);
    private double _power1 = 1;
    private double _power2 = 1;
    private double _schedule = 1;
    private double _product = 1;
    private double _muNow;
    private double _muNext;
    private T _rate;

    public void Begin(long updatesBefore)
    {
        _power1 *= trial.Beta1;
        _power2 *= trial.Beta2;
        _schedule *= ScheduleStep;
        _muNow = trial.Beta1 * (1 - 0.5 * _schedule);
        _muNext = trial.Beta1 * (1 - 0.5 * (_schedule * ScheduleStep));
        _product *= _muNow;
        _rate = N(trial.LearningRate) / T.FusedMultiplyAdd(N(trial.Decay), T.CreateTruncating(updatesBefore), T.One);
    }

    public T Move(int i, T p, T g) => trial.Optimizer switch
    {
        OptimizerKind.Sgd or OptimizerKind.Momentum => p + Velocity(i, g),
        OptimizerKind.Nesterov => p + T.FusedMultiplyAdd(_mu, Velocity(i, g), T.Zero - _rate * g),
        OptimizerKind.RmsProp => p - _rate * g / (T.Sqrt(Decaying(i, g)) + _epsilon),
        OptimizerKind.AdaGrad => p - _rate * g / (T.Sqrt(_v[i] = T.FusedMultiplyAdd(g, g, _v[i])) + _epsilon),
        OptimizerKind.AdaDelta => p - _rate * AdaDeltaMove(i, g),
        OptimizerKind.Adam => p - AdamRate() * First(i, g) / (T.Sqrt(Second(i, g)) + _epsilon),
        OptimizerKind.AmsGrad => p - AdamRate() * First(i, g) / (T.Sqrt(Top(i, Second(i, g))) + _epsilon),
        OptimizerKind.Adamax => p - _rate * N(1 / (1 - _power1)) * First(i, g) / (Largest(i, g) + _epsilon),
        OptimizerKind.Nadam => p - _rate * NadamMoment(i, g)
            / (T.Sqrt(N(1 / (1 - _power2)) * Second(i, g)) + _epsilon),
        _ => throw new ArgumentOutOfRangeException(nameof(i)),
    };

    private static T N(double value) => T.CreateTruncating(value);

    private T Velocity(int i, T g) => _m[i] = T.FusedMultiplyAdd(_mu, _m[i], T.Zero - _rate * g);

    private T Decaying(int i, T g) => _v[i] = T.FusedMultiplyAdd(_rho, _v[i], _restRho * (g * g));

    private T AdaDeltaMove(int i, T g)
    {
        var move = g * T.Sqrt(_m[i] + _epsilon) / T.Sqrt(Decaying(i, g) + _epsilon);
        _m[i] = T.FusedMultiplyAdd(_rho, _m[i], _restRho * (move * move));
        return move;
    }

    private T AdamRate() => _rate * N(Math.Sqrt(1 - _power2) / (1 - _power1));

    private T First(int i, T g) => _m[i] = T.FusedMultiplyAdd(_beta1, _m[i], _rest1 * g);

    private T Second(int i, T g) => _v[i] = T.FusedMultiplyAdd(_beta2, _v[i], _rest2 * (g * g));

    private T Top(int i, T second) => _top[i] = _top[i] > second ? _top[i] : second;

    private T Largest(int i, T g) => _v[i] = _beta2 * _v[i] > T.Abs(g) ? _beta2 * _v[i] : T.Abs(g);

    private T NadamMoment(int i, T g) => T.FusedMultiplyAdd(
        N(_muNext / (1 - _product * _muNext)), First(i, g), N((1 - _muNow) / (1 - _product)) * g);
}
