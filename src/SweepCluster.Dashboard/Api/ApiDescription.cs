using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SweepCluster.Dashboard.Hosting;
using SweepCluster.Dashboard.Settings;

namespace SweepCluster.Dashboard.Api;

/// <summary>
/// What the API says about itself beyond its addresses: who is let in, and how each address may fail.
/// </summary>
internal static class ApiDescription
{
    private const string Token = "token";

    /// <summary>Describes the API as a whole.</summary>
    public static OpenApiOptions Describe(this OpenApiOptions description, bool asksForToken) =>
        description.AddDocumentTransformer((api, context, _) =>
        {
            api.Info.Title = "SweepCluster";
            api.Info.Description = "Sweeps, trials and nodes of a cluster. Every error is application/problem+json.";
            // Clients must know the path if the dashboard is not at its host's root.
            var options = context.ApplicationServices.GetRequiredService<DashboardOptions>();
            api.Servers = options.PathBase is { Length: > 0 } path ? [new OpenApiServer { Url = path }] : [];
            api.AddComponent(Token, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = TokenAccess.Bearer.ToLowerInvariant(),
                Description =
                    "The dashboard's token. A dashboard started without one asks nobody, as only loopback allows.",
            });
            var withToken = new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, api)] = [] };
            api.Security = asksForToken ? [withToken] : [new OpenApiSecurityRequirement(), withToken];
            return Task.CompletedTask;
        });

    /// <summary>Declares the statuses that an address may fail with.</summary>
    public static T FailsWith<T>(this T address, params IEnumerable<int> statuses)
        where T : IEndpointConventionBuilder
    {
        foreach (var status in statuses)
            address.ProducesProblem(status);
        return address;
    }

    /// <summary>The statuses that any address of the API may fail with.</summary>
    public static IEnumerable<int> Everywhere(bool asksForToken) => asksForToken
        ? [401, 429, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable]
        : [
            StatusCodes.Status421MisdirectedRequest,
            StatusCodes.Status500InternalServerError,
            StatusCodes.Status503ServiceUnavailable,
        ];
}
