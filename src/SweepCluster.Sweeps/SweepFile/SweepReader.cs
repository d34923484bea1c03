using SweepCluster.Sweeps.Space;
using SweepCluster.Sweeps.Spec;

namespace SweepCluster.Sweeps.SweepFile;

/// <summary>Reads the <c>sweep</c> block.</summary>
/// <param name="FileName">The sweep file, as its reader names it.</param>
/// <param name="Place">Where the file of a data path lies.</param>
/// <param name="FileExists">Whether a data file is there.</param>
internal sealed record SweepReader(string FileName, Func<string, string> Place, Func<string, bool> FileExists)
{
    private static Form<long> Seed { get; } =
        Forms.Whole(long.MinValue, long.MaxValue, "a whole number of at most 64 bits");

    /// <summary>Reads the block; what it returns counts only if no problem was reported.</summary>
    public SweepSpec Read(Block sweep)
    {
        sweep.OnlyKnownKeys();
        var isGrid = NotYetAvailable.Check(sweep);
        var repeats = sweep.Read("repeats", Forms.Whole(1), 1);
        var data = new DatasetReader(Place, FileExists).Read(sweep.Inner("dataset"));
        var space = SearchSpaceReader.Read(sweep.Inner("search-space"), isGrid);
        SearchSpaceReader.CheckSize(sweep, space, repeats);
        return new SweepSpec
        {
            Name = Name(sweep),
            Seed = sweep.Read("seed", Seed, 42).Value,
            Repeats = repeats.Value,
            Objective = Objective(sweep, data),
            Data = data.Data,
            Model = ModelReader.Read(sweep.Inner("model"), data),
            Training = new TrainingReader(sweep.Inner("training"), space).Read(),
            SearchSpace = new SearchSpace([.. space.Axes.Select(a => a.Axis)]),
            Stop = Stop(sweep.Inner("stop").OnlyKnownKeys()),
        };
    }

    private string Name(Block sweep)
    {
        var name = AnyName(sweep);
        if (Forms.IsDevice(name))
            sweep.Refuse("name", sweep.OriginOf("name"),
                $"{name} is a device of Windows, where no folder can be called so: write another name");
        return name;
    }

    private string AnyName(Block sweep)
    {
        var stem = Path.GetFileNameWithoutExtension(FileName);
        if (sweep.Find("name") is not null || Forms.IsName(stem))
            return sweep.Read("name", Forms.Name, stem).Value;
        if (sweep.IsSound)
            sweep.Refuse("name", sweep.Origin,
                $"left out, and the file's own name is none: write name = {Forms.Name.Right}");
        return stem;
    }

    private static Objective Objective(Block sweep, DatasetReading data)
    {
        var objective = sweep.Read("objective", Forms.Word(Words.Objectives), Spec.Objective.Rmse);
        if (objective.Value is Spec.Objective.ValidationRmse or Spec.Objective.ValidationMae && !data.HoldsOut)
        {
            sweep.Refuse("objective", objective.Origin,
                $"{Words.Objectives.Of(objective.Value)} needs held-out rows: write dataset.validation = 0.2, say");
        }

        return objective.Value;
    }

    private static StopRules Stop(Block stop)
    {
        var maxTime = stop.Read("max-time", Durations.Form, TimeSpan.Zero);
        var goal = stop.Read("goal", Forms.Number("a finite number of at least 0", x => x >= 0), 0);
        var maxFailures = stop.Read("max-failures", Forms.Whole(0), 0);
        return new StopRules(maxTime.Value, goal.Value, maxFailures.Value);
    }
}
