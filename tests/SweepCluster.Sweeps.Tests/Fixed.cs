using FsCheck;

namespace SweepCluster.Sweeps.Tests;

/// <summary>Property tests with a constant seed: the same cases in every run.</summary>
internal static class Fixed
{
    private static readonly Config Seed =
        Config.QuickThrowOnFailure.WithReplay(20_260_101, 4_711).WithMaxTest(200);

    public static void Holds(this Property property) => Check.One(Seed, property);
}
