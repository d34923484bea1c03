using FsCheck;
using FsCheck.Fluent;

namespace SweepCluster.Tests;

/// <summary>Property tests with a constant seed: they fail on every run or on none.</summary>
internal static class Properties
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure
        .WithReplay(Microsoft.FSharp.Core.FSharpOption<Replay>.Some(new Replay(new Rnd(20261124UL, 3UL), null)));

    public static void Holds(this Property property) => Check.One(Fixed, property);

    public static void Hold<T>(Gen<T> cases, Action<T> property, int count = 300) => Check.One(
        Fixed.WithMaxTest(count), Prop.ForAll(cases.ToArbitrary(), property));
}
