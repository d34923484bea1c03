using System.Collections.Immutable;
using SweepCluster.Problems;

namespace SweepCluster.Training.Data.Csv;

/// <summary>The names in the first row of a file, and where the wanted columns stand.</summary>
/// <remarks>The names of columns that nobody wants do not matter, nor whether they have any.</remarks>
internal sealed class CsvHeader
{
    private const int MostListed = 10;
    private const int Nearest = 5;

    private readonly string[] _names;
    private readonly ILookup<string, int> _places;

    public CsvHeader(string[] names)
    {
        _names = names;
        _places = names.Select((name, place) => (name, place))
            .ToLookup(column => ColumnName.Canonical(column.name), column => column.place);
    }

    /// <summary>Number of columns.</summary>
    public int Count => _names.Length;

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string name) => _places.Contains(ColumnName.Canonical(name));

    /// <summary>
    /// The places of the wanted columns; a missing one is a problem, and so is one whose name others have too.
    /// </summary>
    public int[] PlacesOf(ImmutableArray<string> wanted, string where, ProblemList problems)
    {
        foreach (var name in wanted.Where(Has))
        {
            if (_places[ColumnName.Canonical(name)].Count() is > 1 and var twice)
                problems.Add(where, Shown.Plain(name), $"{twice} columns have this name; each needs its own");
        }

        foreach (var name in wanted.Where(name => !Has(name)))
        {
            // Finding the name that was meant takes long in a wide file: not worth it for a problem that nobody sees.
            var what = problems.IsFull ? "" : $"there is no such column{Hint(name)}; {Listing(name)}";
            problems.Add(where, Shown.Plain(name), what);
        }

        return [.. wanted.Select(name => _places[ColumnName.Canonical(name)].FirstOrDefault())];
    }

    private string Hint(string name)
    {
        var looks = OddLetter.Unseen(name);
        var meant = _names.FirstOrDefault(own => own.Length > 0 && OddLetter.Unseen(own) == looks);
        if (meant is null)
            return NearestName.Of(name, _names) is { } near ? $" (did you mean {Named(near)}?)" : "";
        var odd = OddLetter.In(meant) is { } has ? $", with {has.Name}"
            : OddLetter.In(name) is { } lacks ? $", without {lacks.Name}"
            : "";
        return $" (did you mean {Named(meant)}{odd}?)";
    }

    private string Listing(string name)
    {
        if (_names.Length <= MostListed) return $"the file has {string.Join(", ", _names.Select(Named))}";
        var nearest = string.Join(", ", NearestName.Of(name, _names, Nearest).Select(Named));
        return FormattableString.Invariant($"the nearest are {nearest}, and {_names.Length - Nearest:#,0} more");
    }

    // Quotes a name that would not show as it is.
    private static string Named(string name) =>
        name.Length == 0 || name.Trim(' ') != name || name.Contains(',') ? $"'{Shown.Plain(name)}'" : Shown.Plain(name);
}
