using System.Collections.Immutable;
using SweepCluster.Search;

namespace SweepCluster.Sweeps.Reading;

/// <summary>What may be a parameter of a search space, and what its values must look like.</summary>
public interface IParameterRules
{
    /// <summary>The names that there are.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>Whether a parameter may have any other name, too.</summary>
    bool TakesAny => false;

    /// <summary>Whether a value may be a list.</summary>
    bool TakesLists => false;

    /// <summary>What the values of a parameter must look like.</summary>
    ValueParser<SettingValue> ParserOf(string name);

    /// <summary>Whether a parameter takes words alone.</summary>
    bool IsWord(string name);

    /// <summary>Whether a parameter takes whole numbers alone.</summary>
    bool IsWhole(string name);
}
