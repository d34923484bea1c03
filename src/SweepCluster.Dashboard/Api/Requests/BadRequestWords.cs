using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SweepCluster.Problems;

namespace SweepCluster.Dashboard.Api.Requests;

/// <summary>Says what is wrong with a request that the web server or its routes refuse.</summary>
/// <remarks>The framework's own messages name types of this program.</remarks>
internal static partial class BadRequestWords
{
    /// <summary>In words for the request's sender.</summary>
    public static string Of(BadHttpRequestException refused)
    {
        if (Binding().Match(refused.Message) is { Success: true, Groups: var parts })
            return $"{parts["name"].Value} is {KindOf(parts["type"].Value)}, "
                + $"and '{Shown.Plain(parts["text"].Value)}' is none";
        return refused.StatusCode switch
        {
            StatusCodes.Status408RequestTimeout => "the request came too slowly",
            StatusCodes.Status431RequestHeaderFieldsTooLarge => "the request has too many headers, or too long ones",
            _ => "the request is broken off, or is not HTTP as it should be",
        };
    }

    private static string KindOf(string type) => type.TrimEnd('?') switch
    {
        "bool" => "true or false",
        "int" or "long" => "a whole number",
        _ => "a value",
    };

    // The text is that of Microsoft.AspNetCore.Http.RequestDelegateFactory in .NET 10.
    [GeneratedRegex(
        """^Failed to bind parameter "(?<type>\S+) (?<name>\S+)" from "(?<text>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Binding();
}
