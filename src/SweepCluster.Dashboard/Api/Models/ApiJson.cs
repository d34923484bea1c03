using System.Text.Json;

namespace SweepCluster.Dashboard.Api.Models;

/// <summary>How the API writes JSON: names are in the style of the columns.</summary>
internal static class ApiJson
{
    /// <summary>For JSON that is read or written outside ASP.NET's own machinery.</summary>
    public static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Set(options);
        return options;
    }

    /// <summary>Makes options follow the API's style.</summary>
    public static void Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals;
        options.Converters.Add(
            new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
    }
}
