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

    /// <summary>The value that is written so; none for an empty text, and null if there is no such value.</summary>
    public static SettingValue? Parse(this Domain domain, string text)
    {
        if (text.Length == 0)
            return SettingValue.None;
        if (domain is Domain.Choice choice)
            return choice.Values.Where(value => value.ToString() == text).Select(value => (SettingValue?)value)
                .FirstOrDefault();
        return double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? SettingValue.Of(number) : null;
    }
}
