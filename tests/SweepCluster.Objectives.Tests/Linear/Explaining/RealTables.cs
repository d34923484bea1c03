using SweepCluster.Objectives.Linear.Spec;
using SweepCluster.Sweeps.SweepFile;

namespace SweepCluster.Objectives.Tests.Linear.Explaining;

/// <summary>Small real data sets, and single trials on them.</summary>
internal static class RealTables
{
    // Longley (1967), An appraisal of least squares programs: six columns that nearly depend on each other. Public
    // domain.
    private const string Longley = """
        gnpdefl,gnp,unemp,armed,pop,year,y
        83,234289,2356,1590,107608,1947,60323
        88.5,259426,2325,1456,108632,1948,61122
        88.2,258054,3682,1616,109773,1949,60171
        89.5,284599,3351,1650,110929,1950,61187
        96.2,328975,2099,3099,112075,1951,63221
        98.1,346999,1932,3594,113270,1952,63639
        99,365385,1870,3547,115094,1953,64989
        100,363112,3578,3350,116219,1954,63761
        101.2,397469,2904,3048,117388,1955,66019
        104.6,419180,2822,2857,118734,1956,67857
        108.4,442769,2936,2798,120445,1957,68169
        110.8,444546,4681,2637,121950,1958,66513
        112.6,482704,3813,2552,123366,1959,68655
        114.2,502601,3931,2514,125368,1960,69564
        115.7,518173,4806,2572,127852,1961,69331
        116.9,554894,4007,2827,130081,1962,70551
        """;

    // Brownlee (1965), Statistical Theory and Methodology: a plant that oxidises ammonia. Public domain.
    private const string StackLoss = """
        flow,water,acid,y
        80,27,89,42
        80,27,88,37
        75,25,90,37
        62,24,87,28
        62,22,87,18
        62,23,87,18
        62,24,93,19
        62,24,93,20
        58,23,87,15
        58,18,80,14
        58,18,89,14
        58,17,88,13
        58,18,82,11
        58,19,93,12
        50,18,89,8
        50,18,86,7
        50,19,72,8
        50,19,79,8
        50,20,80,9
        56,20,82,15
        70,20,91,15
        """;

    /// <summary>What a data set is called, and its data block.</summary>
    public static IReadOnlyDictionary<string, string> Data { get; } = new Dictionary<string, string>
    {
        ["longley"] =
            """csv { path = "longley.csv", features = [gnpdefl, gnp, unemp, armed, pop, year], target = y }""",
        ["stackloss"] = """csv { path = "stackloss.csv", features = [flow, water, acid], target = y }""",
        ["nile"] = Series("nile_yearly.csv"),
        ["sunspots"] = Series("sunspots_yearly.csv"),
    };

    /// <summary>A sweep of one trial.</summary>
    /// <param name="folder">Where tables are written.</param>
    /// <param name="data">The data set, or another data block.</param>
    /// <param name="training">The training block's content.</param>
    /// <param name="sets">KEY=VALUE settings that override others.</param>
    public static LoadedSweep Trial(TestFolder folder, string data, string training, params string[] sets)
    {
        folder.Write("longley.csv", [.. System.Text.Encoding.UTF8.GetBytes(Longley)]);
        folder.Write("stackloss.csv", [.. System.Text.Encoding.UTF8.GetBytes(StackLoss)]);
        var block = Data.GetValueOrDefault(data, data);
        var spec = SweepFileReader.Parse(
            $$"""sweep { name = real, dataset { {{block}} }, training { {{training}} } }""",
            Path.Combine(folder.Path, "real.hocon"),
            sets);
        return new LoadedSweep(spec, spec.Linear().Table.Source.Load(spec.Seed));
    }

    private static string Series(string file)
    {
        var path = Path.Combine(TestFiles.ExampleFolder, "data", file);
        return $$"""series { path = "{{path}}", column = value, window = 4, horizon = 1 }""";
    }
}
