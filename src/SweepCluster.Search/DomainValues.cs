using System.Collections.Immutable;
using System.Globalization;

namespace SweepCluster.Search;

/// <summary>What can be said of single values of a domain.</summary>
public static class DomainValues
{
    /// <summary>Whether a value lies in a domain.</summary>
    public static bool Contains(this Domain domain, SettingValue value) => domain switch
    {
        Domain.Choice choice => choice.Values.Contains(value),
        Domain.Interval ends => !value.IsWord && !value.IsNone && value.Number >= ends.Low && value.Number <= ends.High
            && (!ends.IsWhole || double.IsInteger(value.Number)),
        _ => throw new ArgumentOutOfRangeException(nameof(domain), domain, "No such domain."),
    };

    /// <summary>Its first and its last value.</summary>
    public static ImmutableArray<SettingValue> Ends(this Domain domain) => domain is Domain.Interval ends
        ? [SettingValue.Of(ends.Low), SettingValue.Of(ends.IsContinuous ? ends.High : ends[ends.Count - 1].Number)]
        : [domain[0], domain[domain.Count - 1]];

    /// <summary>The same ends with another number of points, where there are ends.</summary>
    public static Domain WithPoints(this Domain domain, int points) =>
        domain is Domain.Interval ends ? ends with { Points = points } : domain;

    /// <summary>The value that is written so; none for an empty text, and null if there is no such value.</summary>
    public static SettingValue? Parse(this Domain domain, string text)
    {
        var listed = domain is Domain.Choice choice ? choice.Values : [];
        foreach (var value in listed.Where(value => value.ToString() == text))
            return value;
        if (text.Length == 0)
            return SettingValue.None;
        if (domain is Domain.Choice)
            return null;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? SettingValue.Of(number) : null;
    }
}
