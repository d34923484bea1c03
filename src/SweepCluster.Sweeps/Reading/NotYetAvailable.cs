using System.Collections.Immutable;
using SweepCluster.Hocon;

namespace SweepCluster.Sweeps.Reading;

/// <summary>Samplers and schedulers: their words are known, but only one of each is there yet.</summary>
internal static class NotYetAvailable
{
    private static readonly ImmutableArray<string> Samplers = ["grid", "random", "sobol", "tpe"];
    private static readonly ImmutableArray<string> Schedulers = ["none", "median", "asha", "hyperband"];

    /// <summary>Checks the keys; says whether the sampler is (or may be meant to be) the grid.</summary>
    public static bool Check(Block sweep)
    {
        Only(sweep, "scheduler", Schedulers);
        if (sweep.Find("trials") is { Value: not HoconBroken } trials)
            sweep.Refuse("trials", trials.Origin,
                "only samplers that are not available yet need it: leave it out, a grid runs all its points");
        return Only(sweep, "sampler", Samplers);
    }

    private static bool Only(Block sweep, string key, ImmutableArray<string> words)
    {
        var parser = new ValueParser<string>(ValueParsers.Listed(words), (HoconScalar s, out string word) =>
        {
            word = s.Text;
            return words.Contains(word);
        })
        { Words = words };
        var found = sweep.Read(key, parser, words[0]);
        if (found.Value == words[0])
            return true;
        sweep.Refuse(key, found.Origin, $"{found.Value} is not available yet: write {words[0]}");
        return false;
    }
}
