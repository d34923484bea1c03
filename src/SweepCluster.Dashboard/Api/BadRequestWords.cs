using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SweepCluster.Training.Data;

namespace SweepCluster.Dashboard.Api;

/// <summary>Says what is wrong with a request that the web server or its routes refuse; their own words name types of the program.</summary>
internal static partial class BadRequestWords
{
    /// <summary>In words for who sent it.</summary>
    public static string Of(BadHttpRequestException refused)
    {
        if (Binding().Match(refused.Message) is { Success: true } binding)
            return $"{binding.Groups["name"].Value} is {KindOf(binding.Groups["type"].Value)}, and '{Shown.Plain(binding.Groups["text"].Value)}' is none";
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

    // Microsoft.AspNetCore.Http.RequestDelegateFactory, of .NET 10.
    [GeneratedRegex("""^Failed to bind parameter "(?<type>\S+) (?<name>\S+)" from "(?<text>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Binding();
}
