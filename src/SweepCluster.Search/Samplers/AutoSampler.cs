namespace SweepCluster.Search.Samplers;

/// <summary>Chooses between gp, which needs fewer trials, and tpe, whose proposals take less time.</summary>
internal static class AutoSampler
{
    private const long MostTrials = 250;
    private const int MostParameters = 20;

    // A word counts like a parameter: the process has a column for each.
    private const int MostColumns = 60;

    /// <summary>The sampler for a search space and a number of trials.</summary>
    public static ISampler Make(SearchSpace space, long seed, long trials) =>
        trials <= MostTrials && space.Parameters.Length <= MostParameters && Columns(space) <= MostColumns
            ? new GpSampler(space, seed)
            : new TpeSampler(space, seed);

    private static int Columns(SearchSpace space) =>
        space.Parameters.Sum(parameter => parameter.IsWord ? parameter.Count : 1);
}
