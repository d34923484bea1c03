namespace SweepCluster.Sweeps.Planning;

/// <summary>A forecast as it is shown.</summary>
public static class ForecastWords
{
    /// <summary>What the sweep would take: names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Size(SweepForecast forecast)
    {
        if (forecast.Data is { } data)
            yield return ("data", data);
        yield return ("trials", Quantities.Count(forecast.Trials));
        if (!forecast.IsTrialByTrial)
        {
            yield return ("fusion groups", Quantities.Count(forecast.Groups));
            yield return ("packs", Quantities.Count(forecast.Packs));
        }
        if (forecast.Updates is { } updates)
            yield return ("updates", Quantities.Count(updates));
        if (forecast.Bytes is { } bytes)
            yield return ("memory", $"about {Quantities.Size(bytes)}");
        if (forecast.DiskBytes is { } disk)
            yield return ("disk", $"about {Quantities.Size(disk)}");
        if (forecast.Seconds is { } seconds)
        {
            var slots = CountWords.Of(forecast.Slots, "slot");
            yield return ("time", $"{Quantities.Time(seconds)} with {slots} of this machine, from start to files");
        }
        foreach (var more in forecast.More)
            yield return more;
    }

    /// <summary>What there is no room for, and what to do; nothing if all fits.</summary>
    public static IEnumerable<string> Warnings(SweepForecast forecast, Room room)
    {
        if (forecast.Bytes > room.Memory)
            yield return $"Not enough memory: the sweep takes about {Quantities.Size(forecast.Bytes.Value)}, and "
                + $"{Quantities.Size(room.Memory.Value)} are there. Try fewer trials or fewer workers.";
        if (forecast.DiskBytes > room.Disk)
            yield return "Not enough disk: journal and results take about "
                + $"{Quantities.Size(forecast.DiskBytes.Value)}, and {Quantities.Size(room.Disk.Value)} are free. "
                + "Try fewer trials or epochs, or a folder on another disk.";
    }
}
