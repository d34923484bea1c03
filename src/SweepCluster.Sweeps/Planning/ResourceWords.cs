using SweepCluster.Sweeps.Trials;

namespace SweepCluster.Sweeps.Planning;

/// <summary>What a sweep's trials take and nobody has, in words.</summary>
public static class ResourceWords
{
    /// <summary>What no worker has; null if one has it all, or if there is none.</summary>
    public static string? LackOf(TrialResources needs, IReadOnlyCollection<TrialResources> workers)
    {
        if (workers.Count == 0 || workers.Any(needs.FitsInto))
            return null;
        var (slots, gpus) = (workers.Max(worker => worker.Slots), workers.Max(worker => worker.Gpus));
        return slots < needs.Slots ? $"no worker has {Slots(needs)}: the largest has {slots}"
            : gpus < needs.Gpus ? $"no worker has {Gpus(needs)}: the most that one has is {gpus}"
            : $"no worker has both {Slots(needs)} and {Gpus(needs)}";
    }

    /// <summary>What this machine lacks, and what to do; null if it has it all.</summary>
    public static (string Key, string What)? LackHere(TrialResources needs, TrialResources here)
    {
        if (needs.Slots > here.Slots)
            return ("slots", $"each trial takes {Slots(needs)}, and there {Are(here.Slots)}: "
                + $"give --workers {needs.Slots}, or write fewer");
        return needs.Gpus > here.Gpus
            ? ("gpus", $"each trial takes {Gpus(needs)}, and there {Are(here.Gpus)}: give --gpus {needs.Gpus} if that "
                + "is wrong, or write fewer")
            : null;
    }

    private static string Slots(TrialResources needs) => CountWords.Of(needs.Slots, "slot");

    private static string Gpus(TrialResources needs) => CountWords.Of(needs.Gpus, "GPU");

    private static string Are(int count) => count == 1 ? "is 1" : $"are {count}";
}
