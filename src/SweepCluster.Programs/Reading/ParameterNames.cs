using SweepCluster.Problems;
using SweepCluster.Programs.Commands;
using SweepCluster.Search;
using SweepCluster.Sweeps.Reading;

namespace SweepCluster.Programs.Reading;

/// <summary>Refuses names of parameters that would be mistaken for something else.</summary>
internal sealed class ParameterNames
{
    private const string Odd = "-_.";

    private static readonly string[] Columns =
        ["rank", "trial_id", "configuration", "state", "repeat", "repeats", "complete", "steps"];

    private static readonly string[] Statistics = ["mean", "sd", "min", "max"];

    private readonly Dictionary<string, string> _columns;
    private readonly Dictionary<string, string> _variables = [];

    private ParameterNames(string metric)
    {
        var column = ColumnNames.Of(metric);
        _columns = Columns.Concat(Statistics.Select(statistic => $"{column}_{statistic}"))
            .ToDictionary(own => own, _ => "a column of its own");
        _columns[column] = "the metric";
    }

    /// <summary>Whether a metric's column would be one that every sweep has.</summary>
    public static bool IsTaken(string metric) => Columns.Contains(ColumnNames.Of(metric));

    /// <summary>Checks the names of all axes.</summary>
    /// <param name="space">The search space as read.</param>
    /// <param name="metric">The metric that trials are ranked on.</param>
    public static void Check(SearchSpaceReading space, string metric)
    {
        var names = new ParameterNames(metric);
        foreach (var name in space.Keys.Order(StringComparer.Ordinal))
        {
            if (names.Problem(name) is { } problem)
                space.Block.Refuse(name, space.Block.OriginOf(name), problem);
            names.Take(name);
        }
    }

    private void Take(string name)
    {
        _columns[ColumnNames.Of(name)] = $"that of {Shown.Plain(name)}";
        _variables[TrialEnvironment.VariableOf(name)] = name;
    }

    private string? Problem(string name)
    {
        if (name.Length == 0 || !char.IsAsciiLetter(name[0])
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || Odd.Contains(c)))
            return "a parameter's name has letters, digits, '-', '_' and '.', and begins with a letter";
        if (Placeholders.Fixed.Contains(name))
            return $"{{{name}}} means something else in program.run: write another name";
        if (_columns.TryGetValue(ColumnNames.Of(name), out var other))
            return $"its column in the results would be {ColumnNames.Of(name)}, which is {other}: write another name";
        return _variables.TryGetValue(TrialEnvironment.VariableOf(name), out var same)
            ? $"programs get it as {TrialEnvironment.VariableOf(name)}, and so they get {same}: write another name"
            : null;
    }
}
