using FsCheck;
using FsCheck.Fluent;

namespace SweepCluster.Training.Tests;

/// <summary>Property tests with a constant seed: they fail on every run or on none.</summary>
internal static class Properties
{
    public static void Hold<T>(Gen<T> cases, Action<T> property, int count = 300) => Check.One(
        Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithReplay(Microsoft.FSharp.Core.FSharpOption<Replay>.Some(new Replay(new Rnd(20261124UL, 3UL), null))),
        Prop.ForAll(cases.ToArbitrary(), property));
}
