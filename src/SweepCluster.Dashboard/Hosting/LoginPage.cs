using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using SweepCluster.Dashboard.Api.Requests;

namespace SweepCluster.Dashboard.Hosting;

/// <summary>Asks a person for the token.</summary>
internal static class LoginPage
{
    /// <summary>Its path.</summary>
    public const string Address = "/login";

    /// <summary>The query parameter with the page to go to afterwards.</summary>
    public const string Back = "back";

    private const string Page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">
        <title>SweepCluster: log in</title>
        <style>body { font: 1rem system-ui, sans-serif; max-width: 26rem; margin: 15vh auto; padding: 0 1rem }
        input, button { font: inherit; padding: .5rem; width: 100%; box-sizing: border-box; margin: .5rem 0 }</style>
        </head>
        <body><main>
        <h1>SweepCluster</h1>
        <form method="post">
        <label for="token">The dashboard's token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <p role="alert">PROBLEM</p>
        <button>Log in</button>
        </form>
        </main></body>
        </html>
        """;

    /// <summary>Adds it.</summary>
    public static void MapLogin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, () => Show("")).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost(Address, LogInAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> LogInAsync(HttpContext context, KnownToken known, WrongTokens wrong)
    {
        if (await ReadTokenAsync(context.Request).ConfigureAwait(false) is not { } token)
            return Show("That is not this page's form.", StatusCodes.Status400BadRequest);
        if (!known.Is(token))
        {
            await wrong.HoldAsync(context).ConfigureAwait(false);
            context.Response.Headers.WWWAuthenticate = TokenAccess.Bearer;
            return WrongTokens.AreTooMany(context)
                ? Show(
                    "Too many wrong tokens are being tried at the same time; try again later.",
                    StatusCodes.Status429TooManyRequests)
                : Show("That is not the token.", StatusCodes.Status401Unauthorized);
        }

        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        await context.SignInAsync(scheme, TokenAccess.Person(scheme)).ConfigureAwait(false);
        var back = context.Request.Query[Back].ToString();
        return TypedResults.LocalRedirect(back.Length > 0 && IsHere(back) ? back : "~/");
    }

    // Anybody may post here, so only a short form is read.
    private static async Task<string?> ReadTokenAsync(HttpRequest request)
    {
        if (request.ContentLength is null or > RequestSizes.Login || !request.HasFormContentType)
            return null;
        try
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            return form["token"].ToString().Trim();
        }
        catch (Exception cause) when (cause is InvalidDataException or IOException or ArgumentException)
        {
            return null;
        }
    }

    private static ContentHttpResult Show(string problem, int status = StatusCodes.Status200OK) => TypedResults.Content(
        Page.Replace("PROBLEM", problem, StringComparison.Ordinal), "text/html; charset=utf-8", statusCode: status);

    private static bool IsHere(string path) =>
        path.StartsWith('/')
        && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.StartsWith("/\\", StringComparison.Ordinal);
}
